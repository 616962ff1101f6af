import type { Rect } from '../../../components/diagram/geometry.ts'

/** Where the API server stands, above. */
export const serverBox: Rect = { x: 1, y: 1, width: 398, height: 122 }

/** Where a Pod stands in it: a row below the wish. */
export function podRow(index: number): Rect {
  return { x: 5, y: 28 + index * 23, width: 390, height: 23 }
}

/** Where the controllers stand, below. */
export const loopsBox: Rect = { x: 1, y: 152, width: 398, height: 147 }

const loopWidths = [104, 100, 62, 52]

/** Where a loop stands among the loops: each as wide as its name. */
export function loopRect(index: number): Rect {
  const x = loopWidths.slice(0, index).reduce((sum, width) => sum + width + 6, 9)
  return { x, y: 159, width: loopWidths[index] ?? 0, height: 26 }
}

/** Left edges of what the loop observes, compares and does. */
export const columns = { observe: 12, compare: 217, act: 302 } as const

/** Where a pass of the loop stands: a row below the heads of the columns. */
export function passRow(index: number): Rect {
  return { x: 5, y: 208 + index * 22, width: 390, height: 22 }
}
