import { shallowRef } from 'vue'
import type { AudienceQuestion } from '../deck/audience-questions.ts'

type QuestionAt = (slide: string, click: number) => AudienceQuestion | undefined

/** What the room is asked at a step of a slide; undefined where no phones follow: then nobody can answer. */
export const questionAt = shallowRef<QuestionAt>()

/** Fetches the questions. A window that no phones follow never asks for them. */
export async function fetchQuestions(): Promise<void> {
  const { audienceQuestions } = await import('../deck/audience-questions.ts')
  questionAt.value = (slide, click) => audienceQuestions[slide]?.[click]
}

export interface Guessing {
  readonly question: AudienceQuestion
  /** The place of the guess that the server has from this phone; undefined where it has none. */
  readonly chosen?: number | undefined
  /** Whether the answers are shown, and none can be changed. */
  readonly closed: boolean
}

/** What this phone may answer; undefined where nothing is asked. */
export const guessing = shallowRef<Guessing>()

/** Sends this phone's guess, by its place among the guesses. */
export const sendGuess = { run: (_choice: number): void => {} }
