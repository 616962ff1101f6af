import type { SourceId } from '../../talk/sources.ts'
import type { StepReference } from './step-reference.ts'

export interface Question {
  readonly id: string
  readonly prompt: string
  /** The one right answer, in a few words. */
  readonly right: string
  /** What many people believe instead, or might. */
  readonly wrong: readonly [string, string, string?]
  readonly why: string
  readonly source: SourceId
  readonly answeredAt: StepReference
}

export interface Answer {
  readonly text: string
  readonly right: boolean
}
