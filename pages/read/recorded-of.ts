import type { RecordedSlide } from '../../slides/as-recorded/types.ts'
import { recorded as outcomes } from '../../slides/outcomes/as-recorded.ts'
import { recorded as replaced } from '../../slides/replaced/as-recorded.ts'
import { recorded as request } from '../../slides/request/as-recorded.ts'

const all: Readonly<Record<string, RecordedSlide>> = { outcomes, replaced, request }

/** What a real cluster did at the steps of a slide; undefined for a slide of which nothing was recorded. */
export function recordedOf(name: string): RecordedSlide | undefined {
  return all[name]
}
