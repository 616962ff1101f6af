import { type Rect, row } from '../../../components/diagram/geometry.ts'

/** Where the API server stands. */
export const serverBox: Rect = { x: 0, y: 0, width: 222, height: 364 }

/** What the API server writes, level with the members. */
export const writingBox: Rect = { x: 12, y: 44, width: 198, height: 70 }

/** What the API server hears of, level with the keys. */
export const watchBox: Rect = { x: 12, y: 282, width: 198, height: 70 }

/** Where etcd stands. */
export const etcdBox: Rect = { x: 336, y: 0, width: 564, height: 364 }

/** Where the members stand, left to right. */
export const memberRects: readonly Rect[] = row({ x: 348, y: 44, width: 540, height: 70 }, 3, 6)

/** Where the last write stands, under the members that have agreed to it or not. */
export const writeRect: Rect = { x: 348, y: 124, width: 540, height: 44 }

/** Where the keys stand. */
export const keysBox: Rect = { x: 348, y: 178, width: 540, height: 174 }

/** Where the key of that place in the list stands. */
export function keyRect(index: number): Rect {
  return { x: 354, y: 213 + index * 34, width: 528, height: 30 }
}

/** Where keys will stand, from a place in the list to the last. */
export function keysAhead(from: number): Rect {
  return { ...keyRect(from), height: (4 - from) * 34 - 4 }
}
