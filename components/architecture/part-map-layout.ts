import type { PartId } from '../../model/architecture/anatomy.ts'
import type { Wire } from '../../model/architecture/wires.ts'
import type { Point, Rect } from '../diagram/geometry.ts'

/** Size of the small map that shows where a part sits. */
export const partMapSize = { width: 400, height: 330 } as const

/** The areas of the small map. */
export const partMapRegions = {
  control: { x: 0, y: 0, width: 400, height: 168 },
  worker: { x: 0, y: 196, width: 400, height: 134 },
} as const satisfies Record<string, Rect>

/** Where each part stands on the small map. */
export const partMapLayout: Readonly<Record<PartId, Rect>> = {
  'scheduler': { x: 14, y: 36, width: 116, height: 40 },
  'controller-manager': { x: 142, y: 36, width: 116, height: 40 },
  'etcd': { x: 270, y: 36, width: 116, height: 40 },
  'api-server': { x: 14, y: 114, width: 372, height: 40 },
  'kubelet': { x: 214, y: 232, width: 172, height: 34 },
  'kube-proxy': { x: 14, y: 232, width: 172, height: 34 },
  'container-runtime': { x: 214, y: 286, width: 172, height: 34 },
}

/** Where the Pod stands: it belongs to the node but is no part of the cluster's machinery. */
export const partMapPod: Rect = { x: 14, y: 286, width: 172, height: 34 }

/** The ends of a wire on the small map. The on-demand wire to the kubelet runs beside the kubelet's own, and kube-proxy's past the name of the node. */
export function partWire({ from, to, onDemand }: Wire): { from: Point, to: Point } {
  const start = partMapLayout[from]
  const end = partMapLayout[to]
  const narrow = start.width < end.width ? start : end
  const along = onDemand ? 0.72 : from === 'kubelet' && to === 'api-server' ? 0.4 : from === 'kube-proxy' ? 0.92 : 0.5
  const x = narrow.x + narrow.width * along
  return start.y > end.y
    ? { from: { x, y: start.y - 2 }, to: { x, y: end.y + end.height + 2 } }
    : { from: { x, y: start.y + start.height + 2 }, to: { x, y: end.y - 2 } }
}
