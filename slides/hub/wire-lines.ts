import { partOf } from '../parts/index.ts'
import { mapNodes } from './steps.ts'
import type { Wire } from './wires.ts'
import type { Point, Rect } from '../../components/diagram/geometry.ts'

/** A wire as drawn: its ends leave room for the edges of the boxes. */
export interface WireLine {
  readonly id: string
  readonly from: Point
  readonly to: Point
}

const clearance = 3

/**
 * The lines of a wire on a drawing that has the API server as a bar between the planes: one, or one on every node.
 *
 * @param wire who dials whom
 * @param rectOf where a box of the map stands on that drawing, by its id
 */
export function wireLines({ from, to, onDemand = false }: Wire, rectOf: (id: string) => Rect): WireLine[] {
  const hub = rectOf('api-server')
  if (from === 'api-server' && to === 'etcd') {
    const etcd = rectOf('etcd')
    const x = etcd.x + etcd.width / 2
    return [{ id: `${from}-${to}`, from: { x, y: hub.y - clearance }, to: { x, y: etcd.y + etcd.height + clearance } }]
  }
  if (to === 'api-server' && partOf(from).plane === 'control') {
    const box = rectOf(from)
    const x = box.x + box.width / 2
    return [{ id: `${from}-${to}`, from: { x, y: box.y + box.height + clearance }, to: { x, y: hub.y - clearance } }]
  }
  return mapNodes.map(({ id: node }) => {
    const id = `${node}/${from}-${to}`
    const outer = to === 'api-server' ? from : to
    const box = rectOf(`${node}/${outer}`)
    if (to === 'container-runtime') {
      const kubelet = rectOf(`${node}/kubelet`)
      const x = kubelet.x + 24
      return { id, from: { x, y: kubelet.y + kubelet.height + 1 }, to: { x, y: box.y - 1 } }
    }
    // The kubelet has two wires side by side: its own, and the one that the API server opens on demand.
    const along = { 'kubelet': onDemand ? 0.8 : 0.36, 'kube-proxy': 0.96 }[outer as 'kubelet' | 'kube-proxy']
    const x = box.x + box.width * along
    const low = { x, y: box.y - clearance }
    const high = { x, y: hub.y + hub.height + clearance }
    return to === 'api-server' ? { id, from: low, to: high } : { id, from: high, to: low }
  })
}
