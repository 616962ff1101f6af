import { type Rect, row } from '../../../components/diagram/geometry.ts'

/** Where the keys stand. */
export const keysBox: Rect = { x: 0, y: 0, width: 400, height: 136 }

/** Where the key of that place in the list stands. */
export function keyRect(index: number): Rect {
  return { x: 6, y: 30 + index * 26, width: 388, height: 24 }
}

/** Where the watch stands. */
export const watchBox: Rect = { x: 0, y: 144, width: 400, height: 28 }

/** Where the members stand, left to right. */
export const memberRects: readonly Rect[] = row({ x: 0, y: 182, width: 400, height: 52 }, 3, 8)

/** Where the writes stand that are looked at member by member. */
export function writeRect(index: number): Rect {
  return { x: 0, y: 242 + index * 30, width: 400, height: 27 }
}
