import { storageKey, storedValue } from '../../components/frame/local-storage.ts'

/** What this browser has guessed, and the name under which it is counted, which is made up. */
interface GuessesSent {
  readonly phone: string
  /** The place of each guess, by its question. */
  readonly choices: Readonly<Record<string, number>>
  /** When the talk was begun that they belong to, in milliseconds since 1970; 0 before its first step. */
  readonly talk: number
  /** When the name was made up, in milliseconds since 1970. */
  readonly since: number
}

function isGuessesSent(value: unknown): value is GuessesSent {
  return typeof value === 'object' && value !== null && 'phone' in value && typeof value.phone === 'string' && 'talk' in value && typeof value.talk === 'number'
    && 'since' in value && typeof value.since === 'number'
    && 'choices' in value && typeof value.choices === 'object' && value.choices !== null && Object.values(value.choices).every(each => typeof each === 'number')
}

/** A day of talks, in milliseconds: after that a browser gets another random name. */
const MAX_AGE_MS = 12 * 60 * 60 * 1000

/**
 * Remembers this browser's guesses, for all its tabs.
 * @param onOther is called when another tab has guessed
 */
export function rememberGuesses(onOther: () => void) {
  const stored = storedValue('guesses', isGuessesSent)
  const isFresh = ({ since }: GuessesSent): boolean => Date.now() - since < MAX_AGE_MS && since <= Date.now()
  const previous = stored.read()
  let sent = previous && isFresh(previous) ? previous : { phone: Array.from(crypto.getRandomValues(new Uint32Array(4)), each => each.toString(36)).join(''), choices: {}, talk: 0, since: Date.now() }
  const save = (now: GuessesSent): void => stored.write(sent = now)
  /** Another tab may have written since; a browser that keeps nothing has what this tab knows. */
  const now = (): GuessesSent => sent = stored.read() ?? sent
  save(sent)
  addEventListener('storage', ({ key }) => key === storageKey(import.meta.env.BASE_URL, 'guesses') && onOther())
  return {
    /** The name under which this browser is counted. */
    phone: () => now().phone,
    choiceOf: (question: string): number | undefined => now().choices[question],
    save: (question: string, choice: number) => save({ ...now(), choices: { ...now().choices, [question]: choice } }),
    /** Hears when the talk was begun: one that is begun anew has its questions anew. */
    began: (talk: number) => {
      const before = now()
      if (talk > 0 && talk !== before.talk)
        save({ ...before, talk, choices: before.talk > 0 ? {} : before.choices })
    },
  }
}
