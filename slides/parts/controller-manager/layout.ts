import { type Rect, row } from '../../../components/diagram/geometry.ts'

/** Where the API server stands, above, and in it the wish and the Pods. */
export const serverBox: Rect = { x: 0, y: 0, width: 900, height: 160 }
export const replicaSetBox: Rect = { x: 12, y: 42, width: 144, height: 106 }
export const podRects: readonly Rect[] = row({ x: 168, y: 42, width: 720, height: 106 }, 4, 8)

/** Where the controllers stand, below. */
export const loopsBox: Rect = { x: 0, y: 214, width: 900, height: 150 }

const loopWidths = [146, 136, 84, 70]

/** Where a loop stands among the loops: each as wide as its name. */
export function loopRect(index: number): Rect {
  const x = loopWidths.slice(0, index).reduce((sum, width) => sum + width + 8, 168)
  return { x, y: 224, width: loopWidths[index] ?? 0, height: 42 }
}

/** What the loop observes, compares and does, from left to right. */
export const stageRects: readonly [Rect, Rect, Rect] = [
  { x: 12, y: 278, width: 304, height: 74 },
  { x: 370, y: 278, width: 210, height: 74 },
  { x: 634, y: 278, width: 254, height: 74 },
]

/** From the controllers up to the API server. */
export const wireX = 84
