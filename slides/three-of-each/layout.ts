import type { Rect } from '../../components/diagram/geometry.ts'
import { row } from '../../components/diagram/geometry.ts'
import { clockSpan } from './view.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** Where the three machines stand. */
export const machineRects: readonly Rect[] = row({ x: 0, y: 0, width: 900, height: 244 }, 3, 18)

/** Where an instance stands on its machine, by its place from 0. */
export function instanceRect({ x, y, width }: Rect, index: number): Rect {
  return { x: x + 10, y: y + 42 + index * 49, width: width - 20, height: 44 }
}

/** The line of the Lease: where it is, and where a second is on it. */
export const clock = { y: 312, x: 30, width: 840 } as const
export const secondX = (second: number): number => clock.x + (second - clockSpan.from) / (clockSpan.to - clockSpan.from) * clock.width

/** Where the counts of members stand. */
export const quorumRects: readonly Rect[] = row({ x: 0, y: 264, width: 900, height: 100 }, 5, 12)
