import type { Guessed } from '../../logic/sync/follow-messages.ts'
import type { Answers, Position, Timer } from '../../logic/sync/messages.ts'

/** The most questions that guesses are kept of: a talk has fewer. */
const MOST_QUESTIONS = 32

/** What phones guess, in memory and as long as the server runs: nothing else is known of a phone than the name that it made up. */
export interface Guesses {
  /** Hears where the talk is, and with that what is asked, and whether the answers are shown. A talk that is begun anew forgets all guesses. */
  readonly moved: (position: Position, timer: Timer | undefined) => void
  /** Takes a guess in place of the phone's one before. @returns whether it counts: it must be for what is asked now, with its answers hidden */
  readonly take: (guess: Guessed) => boolean
  /** What was answered to what is asked now; undefined where nothing is asked. */
  readonly answers: () => Answers | undefined
}

/** Counts what phones guess. @param mostPhones the most whose guesses to a question are kept */
export function createGuesses(mostPhones: number): Guesses {
  const byQuestion = new Map<string, Map<string, number>>()
  let position: Position | undefined
  let startedAt = 0

  return {
    moved: (to, timer) => {
      position = to
      if (!timer || timer.status === 'stopped')
        return
      // Before the first step of a talk its timer stands.
      if (startedAt > 0 && timer.startedAt !== startedAt)
        byQuestion.clear()
      startedAt = timer.startedAt
    },
    take: ({ phone, question, choice }) => {
      if (question !== position?.question || position.answers || choice >= (position.guesses ?? 0))
        return false
      const given = byQuestion.get(question) ?? new Map<string, number>()
      if (given.size >= mostPhones && !given.has(phone))
        return false
      if (byQuestion.size >= MOST_QUESTIONS && !byQuestion.has(question))
        return false
      byQuestion.set(question, given.set(phone, choice))
      return true
    },
    answers: () => {
      if (position?.question === undefined)
        return undefined
      const given = [...byQuestion.get(position.question)?.values() ?? []]
      return {
        kind: 'answers',
        from: 'room',
        question: position.question,
        given: given.length,
        ...(position.answers && { counts: Array.from({ length: position.guesses ?? 0 }, (_, choice) => given.filter(each => each === choice).length) }),
      }
    },
  }
}
