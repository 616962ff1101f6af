import type { RecordedFact } from '../slides/as-recorded/facts.ts'
import type { RecordedSlide } from '../slides/as-recorded/types.ts'

/** What a real cluster did where a slide tells of it. */
export interface Recorded {
  /** Its run beside the slide's picture, step by step; undefined for a slide without. */
  readonly slide: RecordedSlide | undefined
  /** What few people expect, at a step. */
  readonly factsAt: (step: string | undefined) => readonly RecordedFact[]
}

/** Loads what a real cluster did at the steps of a slide. @throws Error if it cannot be had */
export async function loadRecorded(name: string): Promise<Recorded> {
  const { factsAt, recordedSlides } = await import('./as-recorded.ts')
  return { slide: recordedSlides[name], factsAt: step => factsAt(name, step) }
}
