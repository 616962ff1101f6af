import type { RecordedSlide } from '../slides/as-recorded/types.ts'

/** Loads what a real cluster did at the steps of a slide; undefined for a slide without. @throws Error if it cannot be had */
export async function loadRecorded(name: string): Promise<RecordedSlide | undefined> {
  const { recordedSlides } = await import('./as-recorded.ts')
  return recordedSlides[name]
}
