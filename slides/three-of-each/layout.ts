import { type Rect, row } from '../../components/diagram/geometry.ts'
import { clockSpan } from './view.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** Where the three machines stand, right of the names of their parts. */
export const machineRects: readonly Rect[] = row({ x: 150, y: 0, width: 750, height: 244 }, 3, 14)

/** Where an instance stands on its machine, by its place from 0. */
export function instanceRect({ x, y, width }: Rect, index: number): Rect {
  return { x: x + 10, y: y + 44 + index * 49, width: width - 20, height: 44 }
}

/** The line of the Lease: where it is, and where a second is on it. */
export const clock = { y: 312, x: 30, width: 840 } as const
export const secondX = (second: number): number => clock.x + (second - clockSpan.from) / (clockSpan.to - clockSpan.from) * clock.width

/** Where the notes on the parts stand, of which there are so many. */
export function noteRects(count: number): readonly Rect[] {
  return row({ x: 0, y: 272, width: 900, height: 72 }, count, 12)
}

/** Where the counts of members stand, right of the names of their rows, and how far from the top each row is. */
export const quorumRects: readonly Rect[] = row({ x: 150, y: 0, width: 750, height: 364 }, 5, 12)
export const quorumRows = { members: 36, drawn: 104, majority: 204, lose: 294 } as const

/** Where a member is drawn, of so many: they stand in the middle of their box. */
export function memberRect({ x, width }: Rect, index: number, count: number): Rect {
  const [size, gap] = [18, 6]
  return { x: x + (width - count * size - (count - 1) * gap) / 2 + index * (size + gap), y: quorumRows.drawn - size / 2, width: size, height: size }
}
