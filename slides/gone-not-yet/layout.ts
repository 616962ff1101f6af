import type { Point, Rect } from '../../components/diagram/geometry.ts'
import type { OwnedObject } from './view.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** Where the objects of the tree stand: each right of its owner. */
export const treeRects = {
  'deployment': { x: 0, y: 112, width: 240, height: 124 },
  'replica-set': { x: 330, y: 112, width: 240, height: 124 },
  'pod-1': { x: 660, y: 54, width: 240, height: 115 },
  'pod-2': { x: 660, y: 181, width: 240, height: 115 },
} as const satisfies Readonly<Record<OwnedObject['id'], Rect>>

/** From an object to the owner that it names. */
export const ownerArrows = {
  'replica-set': { from: { x: 330, y: 174 }, to: { x: 240, y: 174 } },
  'pod-1': { from: { x: 660, y: 142 }, to: { x: 570, y: 142 } },
  'pod-2': { from: { x: 660, y: 208 }, to: { x: 570, y: 208 } },
} as const satisfies Partial<Readonly<Record<OwnedObject['id'], { readonly from: Point, readonly to: Point }>>>

/** The garbage collector, and its way to what it acts on. */
export const collector: Rect = { x: 330, y: 312, width: 240, height: 52 }
export const collectorArrows = {
  'replica-set': { from: { x: 450, y: 312 }, to: { x: 450, y: 236 }, via: [] },
  'pods': { from: { x: 570, y: 338 }, to: { x: 780, y: 296 }, via: [{ x: 780, y: 338 }] },
} as const satisfies Readonly<Record<string, { readonly from: Point, readonly to: Point, readonly via: readonly Point[] }>>

/** The words of the arrows. */
export const words = { 'owner': { x: 285, y: 150 }, 'pods': { x: 676, y: 318 }, 'replica-set': { x: 552, y: 274 } } as const

/** The held object, and how far from the top the terminal below it begins. */
export const heldRect: Rect = { x: 0, y: 0, width: 900, height: 124 }
export const terminalTop = 138

/** The Namespace, what is still in it, and its own words below. */
export const namespaceRect: Rect = { x: 0, y: 0, width: 900, height: 238 }
export const insideRects = { gone: { x: 20, y: 68, width: 500, height: 150 }, held: { x: 536, y: 68, width: 344, height: 150 } } as const satisfies Readonly<Record<string, Rect>>
export const conditionRect: Rect = { x: 0, y: 250, width: 900, height: 114 }
