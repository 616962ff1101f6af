import { isSlot, type Slot, slots } from '../../deck/programmes.ts'
import { Stop } from './task.ts'

/** The slot that the talk is cut for: as typed after --cut, or as `settings.ts` has it; undefined where it is whole. @throws Stop if there is no such cut */
export function checkedSlot(cut: string | undefined, set: Slot | 0 = 0): Slot | undefined {
  if (cut === undefined)
    return set || undefined
  const slot = Number(cut)
  if (isSlot(slot))
    return slot
  throw new Stop(`--cut is "${cut}", but must be the minutes of a slot: ${slots.join(', ')}.`)
}
