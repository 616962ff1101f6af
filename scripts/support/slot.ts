import type { Slot } from '../../deck/programmes.ts'
import { isSlot, slots } from '../../deck/programmes.ts'
import { Stop } from './task.ts'

/**
 * The slot that the talk is to be cut for, as typed after --cut, in minutes.
 * @returns undefined where nothing was asked for: the talk is whole
 * @throws Stop if there is no such cut
 */
export function checkedSlot(cut: string | undefined): Slot | undefined {
  const slot: unknown = cut === undefined ? undefined : Number(cut)
  if (slot === undefined || isSlot(slot))
    return slot
  throw new Stop(`--cut is "${cut}", but must be the minutes of a slot: ${slots.join(', ')}.`)
}
