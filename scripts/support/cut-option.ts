import { isSlot, type Slot, slots } from '../../deck/programmes.ts'
import { Stop } from './task.ts'

/**
 * The slot that the talk is to be cut for, in minutes: as typed after --cut, or else as `settings.ts` has it.
 *
 * @param set the slot of `settings.ts`, or 0
 * @returns undefined where nothing was asked for: the talk is whole
 * @throws Stop if there is no such cut
 */
export function checkedSlot(cut: string | undefined, set: Slot | 0 = 0): Slot | undefined {
  if (cut === undefined)
    return set || undefined
  const slot = Number(cut)
  if (isSlot(slot))
    return slot
  throw new Stop(`--cut is "${cut}", but must be the minutes of a slot: ${slots.join(', ')}.`)
}
