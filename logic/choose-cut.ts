import { slides } from '#slidev/slides'
import { talkCut } from '../components/frame/talk-cut.ts'
import { cutFor } from '../deck/cuts.ts'
import { isSlot } from '../deck/programmes.ts'

/** Has the talk cut for a slot of so many minutes, or given whole where it is no slot. */
export function chooseCut(slot: unknown): void {
  talkCut.value = isSlot(slot) ? cutFor(slot, slides.value.map(({ no, meta }) => String(meta.slide.frontmatter['routeAlias'] ?? no))) : undefined
}
