import type { RecordedSlide } from '../slides/as-recorded/types.ts'
import type { SlideName } from '../slides/index.ts'

/** What a real cluster did, for each slide that has it: loaded when it is opened. */
const recordedSlides: { readonly [Name in SlideName]?: () => Promise<{ readonly recorded: RecordedSlide }> } = {
  outcomes: () => import('../slides/outcomes/as-recorded.ts'),
  replaced: () => import('../slides/replaced/as-recorded.ts'),
  request: () => import('../slides/request/as-recorded.ts'),
}

/** Loads what a real cluster did at the steps of a slide; undefined for a slide without. @throws Error if it cannot be had */
export async function loadRecorded(name: string): Promise<RecordedSlide | undefined> {
  const load = Object.entries(recordedSlides).find(([slide]) => slide === name)?.[1]
  return (await load?.())?.recorded
}
