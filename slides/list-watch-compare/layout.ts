import type { Point, Rect } from '../../components/diagram/geometry.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** The two sides, and the rows in them. */
export const sides = { server: { x: 0, y: 0, width: 310, height: 240 }, copy: { x: 590, y: 0, width: 310, height: 240 } } as const satisfies Readonly<Record<string, Rect>>

/** Where a row of one of the sides stands, by its number from 0. */
export function rowRect({ x, y, width }: Rect, index: number): Rect {
  return { x: x + 14, y: y + 78 + index * 51, width: width - 28, height: 46 }
}

/** From who asks to who answers. */
export const wire: { readonly from: Point, readonly to: Point } = { from: { x: 590, y: 124 }, to: { x: 310, y: 124 } }

/** The last of what was asked and told, below both; and where the middle of its first line is. */
export const linesRect: Rect = { x: 0, y: 252, width: 900, height: 112 }
export const linesTop = 278
