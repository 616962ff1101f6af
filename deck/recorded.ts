import type { RecordedSlide } from '../slides/as-recorded/types.ts'
import { modulesBySlide } from './modules-by-slide.ts'

/** What a real cluster did, for each slide that has it: loaded when it is opened. */
const recordedSlides = modulesBySlide(import.meta.glob<RecordedSlide>('../slides/*/as-recorded.ts', { import: 'recorded' }))

/** Loads what a real cluster did at the steps of a slide; undefined for a slide without. @throws Error if it cannot be had */
export async function loadRecorded(name: string): Promise<RecordedSlide | undefined> {
  const load: (() => Promise<RecordedSlide>) | undefined = recordedSlides[name]
  return load?.()
}
