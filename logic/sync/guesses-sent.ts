import { storedValue } from '../local-storage.ts'

/** What this phone has guessed, and the name under which it is counted: made up, and forgotten with its tab. */
interface GuessesSent {
  readonly phone: string
  /** The place of each guess, by its question. */
  readonly choices: Readonly<Record<string, number>>
  /** When the talk was begun that they belong to, in milliseconds since 1970; 0 before its first step. */
  readonly talk: number
}

function isGuessesSent(value: unknown): value is GuessesSent {
  return typeof value === 'object' && value !== null && 'phone' in value && typeof value.phone === 'string' && 'talk' in value && typeof value.talk === 'number'
    && 'choices' in value && typeof value.choices === 'object' && value.choices !== null && Object.values(value.choices).every(each => typeof each === 'number')
}

/** What a phone remembers of its guesses, so that it is the same phone after a reload. */
export interface OwnGuesses {
  readonly phone: string
  readonly choiceOf: (question: string) => number | undefined
  readonly save: (question: string, choice: number) => void
  /** Hears when the talk was begun: one that is begun anew has its questions anew. */
  readonly began: (startedAt: number) => void
}

/** Remembers this phone's guesses as long as its tab is open. */
export function rememberGuesses(): OwnGuesses {
  const stored = storedValue('guesses', isGuessesSent, () => sessionStorage)
  let sent = stored.read() ?? { phone: Array.from(crypto.getRandomValues(new Uint32Array(4)), each => each.toString(36)).join(''), choices: {}, talk: 0 }
  const save = (now: GuessesSent): void => stored.write(sent = now)
  save(sent)
  return {
    phone: sent.phone,
    choiceOf: question => sent.choices[question],
    save: (question, choice) => save({ ...sent, choices: { ...sent.choices, [question]: choice } }),
    began: (talk) => {
      if (talk > 0 && talk !== sent.talk)
        save({ ...sent, talk, choices: sent.talk > 0 ? {} : sent.choices })
    },
  }
}
