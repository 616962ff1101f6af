import { slides } from '#slidev/slides'
import { talkCut } from '../components/frame/talk-cut.ts'
import { nameOf } from '../components/frame/next-step.ts'
import { cutFor } from '../deck/talk-cuts.ts'
import { isSlot } from '../deck/programmes.ts'
import { settings } from '../settings.ts'

/** Has the talk cut for a slot of so many minutes, or given whole where it is no slot; without the slides that `settings.ts` leaves out. */
export function chooseCut(slot: unknown): void {
  talkCut.value = isSlot(slot) || settings.leaveOut.length > 0 ? cutFor(isSlot(slot) ? slot : undefined, slides.value.map(nameOf)) : undefined
}
