import type { SourceId } from '../../talk/sources.ts'
import type { StepReference } from './step-reference.ts'

/** A question with one right answer. */
export interface Question {
  /** Permanent name. Kebab case. */
  readonly id: string
  /** The question, in one or two short sentences. */
  readonly prompt: string
  /** The one right answer, in a few words. */
  readonly right: string
  /** What many people believe instead, or might. */
  readonly wrong: readonly [string, string, string?]
  /** Why the right answer is right, in one or two sentences. */
  readonly why: string
  /** What that stands on. */
  readonly source: SourceId
  /** Where the talk tells it. */
  readonly answeredAt: StepReference
}

/** One of the answers to a question. */
export interface Answer {
  readonly text: string
  readonly right: boolean
}
