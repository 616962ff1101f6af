import type { Point, Rect } from '../../components/diagram/geometry.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** Where the boxes stand. */
export const boxes = {
  'user': { x: 20, y: 152, width: 180, height: 64 },
  'api-server': { x: 620, y: 152, width: 240, height: 64 },
} as const satisfies Readonly<Record<string, Rect>>

/** Where the arrow runs: from who opens the connection. */
export const requestArrow: { readonly from: Point, readonly to: Point } = { from: { x: 200, y: 184 }, to: { x: 620, y: 184 } }
