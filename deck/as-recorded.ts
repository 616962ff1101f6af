import type { RecordedSlide } from '../slides/as-recorded/types.ts'
import { modulesBySlide } from './modules-by-slide.ts'

/** What a real cluster did, for each slide that has it. One file for all: a page of the deck names each file that it may ask for. */
export const recordedSlides: Readonly<Record<string, RecordedSlide>> = modulesBySlide(import.meta.glob<RecordedSlide>('../slides/*/as-recorded.ts', { import: 'recorded', eager: true }))

export { factsAt } from '../slides/as-recorded/facts.ts'
