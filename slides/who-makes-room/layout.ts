import type { Rect } from '../../components/diagram/geometry.ts'
import { row } from '../../components/diagram/geometry.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** Where the nodes stand. */
export const nodeRects: readonly Rect[] = row({ x: 14, y: 38, width: 872, height: 174 }, 3, 32)

/** The zones around them: two nodes in the first. */
export const zoneRects = {
  'zone-a': { x: 0, y: 0, width: 592, height: 226 },
  'zone-b': { x: 602, y: 0, width: 298, height: 226 },
} as const satisfies Readonly<Record<string, Rect>>

/** Where a Pod stands on its node: two in a row. @param index its number there, from 0 */
export function podRect({ x, y }: Rect, index: number): Rect {
  return { x: x + 10 + index % 2 * 126, y: y + 46 + Math.floor(index / 2) * 62, width: 120, height: 56 }
}

/** Where those that wait stand, below the nodes, and where the Event does. */
export const waitingAt = { x: 14, y: 276, label: 254 } as const
export function waitingRect(index: number): Rect {
  return { x: waitingAt.x + index * 134, y: waitingAt.y, width: 126, height: 80 }
}

/** Where the Event's words begin, and how many characters fit in a line of them. */
export const eventAt = { x: 296, y: 254, columns: 56, leading: 26 } as const
