import { shallowRef } from 'vue'

/** How often each answer to a question was chosen on the phones of the audience. */
export interface AudienceAnswers {
  readonly question: string
  readonly given: number
  /** How many chose each guess, in the order of the guesses; undefined until the speaker shows it. */
  readonly counts?: readonly number[] | undefined
}

/** What was answered to the question that was asked last; undefined where no phone can answer. */
export const audienceAnswers = shallowRef<AudienceAnswers>()

/** The permanent name of the question whose answers are shown; undefined while all are hidden. */
export const answersShown = shallowRef<string>()

/**
 * How many phones chose each guess of a question, in the order of the guesses.
 *
 * @param question its permanent name
 * @returns undefined while that is hidden, and where there is no answer: then the question is drawn as without phones
 */
export function countsShown(question: string | undefined): readonly number[] | undefined {
  const { question: answered, given, counts } = audienceAnswers.value ?? {}
  return question !== undefined && answersShown.value === question && answered === question && given ? counts : undefined
}
