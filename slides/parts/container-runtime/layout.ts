import type { Rect } from '../../../components/diagram/geometry.ts'

/** The node that all of it stands on. */
export const node: Rect = { x: 0, y: 0, width: 900, height: 280 }

/** Who asks, and who is asked. */
export const kubelet: Rect = { x: 14, y: 46, width: 124, height: 220 }
export const runtime: Rect = { x: 212, y: 46, width: 268, height: 220 }

/** Where a call stands, by its number from 0: level with what it makes. */
export const callRect = (index: number): Rect => ({ x: runtime.x + 14, y: runtime.y + 40 + index * 43, width: runtime.width - 28, height: 38 })

/** What the calls make: the image, and the sandbox with the container in it. */
export const image: Rect = { x: 544, y: 116, width: 112, height: 64 }
export const sandbox: Rect = { x: 716, y: 46, width: 170, height: 220 }
export const container: Rect = { x: 728, y: 182, width: 146, height: 74 }

/** Whom the runtime has start the container. */
export const runc: Rect = { x: 544, y: 194, width: 112, height: 50 }

/** Below: which runtimes there are, and Docker Engine's way back in. */
export const choiceRect = (index: number): Rect => ({ x: runtime.x + index * 158, y: 300, width: index === 0 ? 150 : 110, height: 64 })
export const docker: Rect = { x: 500, y: 300, width: 400, height: 64 }
