import type { Rect } from '../../../components/diagram/geometry.ts'

/** Who asks, who is asked, and whom that asks: from left to right. */
export const kubelet: Rect = { x: 0, y: 36, width: 150, height: 60 }
export const runtime: Rect = { x: 260, y: 0, width: 330, height: 132 }
export const runc: Rect = { x: 700, y: 36, width: 150, height: 60 }

/** Where a runtime stands that may do it. */
export const choiceRect = (index: number): Rect => ({ x: 274 + index * 155, y: 56, width: 147, height: 56 })

/** Docker Engine's way back in. */
export const docker: Rect = { x: 260, y: 156, width: 190, height: 48 }

/** What each call makes, below. */
export const image: Rect = { x: 0, y: 232, width: 190, height: 132 }
export const sandbox: Rect = { x: 260, y: 232, width: 640, height: 132 }
export const container: Rect = { x: 664, y: 244, width: 222, height: 108 }
