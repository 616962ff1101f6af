import { modulesBySlide } from '../../deck/modules-by-slide.ts'
import type { RecordedSlide } from '../../slides/as-recorded/types.ts'

/** What a real cluster did at the steps of each slide of which something was recorded: on the page to be read it is there at once. */
export const recordedOf = modulesBySlide(import.meta.glob<RecordedSlide>('../../slides/*/as-recorded.ts', { eager: true, import: 'recorded' }))
