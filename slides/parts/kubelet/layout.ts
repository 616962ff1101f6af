import type { Rect } from '../../../components/diagram/geometry.ts'

/** Where the API server stands, and in it the kubelet's own Pod, the Pods of other nodes, and the node's Lease. */
export const server: Rect = { x: 0, y: 0, width: 284, height: 364 }
export const ownPod: Rect = { x: 10, y: 44, width: 264, height: 128 }
export const otherPods: Rect = { x: 10, y: 182, width: 264, height: 72 }
export const lease: Rect = { x: 10, y: 288, width: 264, height: 56 }

/** Where the node stands, and on it the kubelet, a Pod, and its container. */
export const node: Rect = { x: 384, y: 0, width: 516, height: 364 }
export const kubelet: Rect = { x: 396, y: 44, width: 102, height: 308 }
export const pod: Rect = { x: 736, y: 44, width: 152, height: 308 }
export const container: Rect = { x: 748, y: 142, width: 128, height: 198 }

/** Where the CRI call of that place stands. */
export const callRect = (index: number): Rect => ({ x: 507, y: 44 + index * 53, width: 220, height: 45 })

/** Where the probe stands, on its way to the container. */
export const probe: Rect = { x: 536, y: 294, width: 162, height: 45 }

/** Middles of what the kubelet sends to the API server. */
export const wires = { watch: 84, patch: 146, lease: 316 } as const
