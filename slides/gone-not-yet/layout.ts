import type { Point, Rect } from '../../components/diagram/geometry.ts'
import type { OwnedObject } from './view.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** Where the objects of the tree stand: each right of its owner. */
export const treeRects = {
  'deployment': { x: 0, y: 74, width: 250, height: 124 },
  'replica-set': { x: 325, y: 74, width: 250, height: 124 },
  'pod-1': { x: 650, y: 8, width: 250, height: 124 },
  'pod-2': { x: 650, y: 144, width: 250, height: 124 },
} as const satisfies Readonly<Record<OwnedObject['id'], Rect>>

/** From an object to the owner that it names. */
export const ownerArrows = {
  'replica-set': { from: { x: 325, y: 136 }, to: { x: 250, y: 136 } },
  'pod-1': { from: { x: 650, y: 104 }, to: { x: 575, y: 104 } },
  'pod-2': { from: { x: 650, y: 172 }, to: { x: 575, y: 172 } },
} as const satisfies Partial<Readonly<Record<OwnedObject['id'], { readonly from: Point, readonly to: Point }>>>

/** The garbage collector, and its way to what it acts on. */
export const collector: Rect = { x: 325, y: 300, width: 250, height: 56 }
export const collectorArrows = {
  'replica-set': { from: { x: 450, y: 300 }, to: { x: 450, y: 198 }, via: [] },
  'pods': { from: { x: 575, y: 328 }, to: { x: 775, y: 268 }, via: [{ x: 775, y: 328 }] },
  'deployment': { from: { x: 325, y: 328 }, to: { x: 125, y: 198 }, via: [{ x: 125, y: 328 }] },
} as const satisfies Readonly<Record<string, { readonly from: Point, readonly to: Point, readonly via: readonly Point[] }>>

/** The held object at the left, and the terminal right of it. */
export const heldRect: Rect = { x: 0, y: 36, width: 336, height: 230 }

/** The Namespace, what is still in it, and its words below. */
export const namespaceRect: Rect = { x: 0, y: 0, width: 900, height: 226 }
export const insideRects = { gone: { x: 24, y: 70, width: 492, height: 134 }, held: { x: 536, y: 70, width: 340, height: 134 } } as const satisfies Readonly<Record<string, Rect>>
