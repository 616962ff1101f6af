import { partOf } from '../parts/index.ts'
import { mapNodes } from './steps.ts'
import type { Wire } from './wires.ts'
import { type Rect, row } from '../../components/diagram/geometry.ts'

/** Size of the map's canvas. */
export const mapSize = { width: 900, height: 366 } as const

const nodeArea: Rect = { x: 18, y: 222, width: 864, height: 138 }
const nodeRects = row(nodeArea, mapNodes.length, 14)

/** Inside a node: Pods at the left below kube-proxy, runtime at the right below the kubelet. */
function insideNode(node: string, { x, y }: Rect): [string, Rect][] {
  return [
    [`${node}/kube-proxy`, { x: x + 10, y: y + 34, width: 150, height: 36 }],
    [`${node}/kubelet`, { x: x + 168, y: y + 34, width: 102, height: 36 }],
    [`${node}/pod`, { x: x + 10, y: y + 98, width: 150, height: 34 }],
    [`${node}/container-runtime`, { x: x + 168, y: y + 98, width: 102, height: 34 }],
  ]
}

/** Where each box of the map stands, by its id. It never moves. */
const mapLayout: ReadonlyMap<string, Rect> = new Map<string, Rect>([
  ['control-plane', { x: 0, y: 0, width: 900, height: 152 }],
  ['scheduler', { x: 190, y: 8, width: 200, height: 40 }],
  ['controller-manager', { x: 414, y: 8, width: 236, height: 40 }],
  ['etcd', { x: 674, y: 8, width: 208, height: 40 }],
  ['api-server', { x: 18, y: 90, width: 864, height: 52 }],
  ['worker-nodes', { x: 0, y: 178, width: 900, height: 188 }],
  ...nodeRects.flatMap((rect, index): [string, Rect][] => {
    const node = mapNodes[index]
    return node ? [[node.id, rect], ...insideNode(node.id, rect)] : []
  }),
])

/** The rectangle of a box. Throws if the map has no such box. */
export function mapRect(id: string): Rect {
  const rect = mapLayout.get(id)
  if (!rect)
    throw new Error(`The map has no place for "${id}". Places: ${[...mapLayout.keys()].join(', ')}.`)
  return rect
}

const clearance = 3

/**
 * The lines of a wire on a drawing that has the API server as a bar between the planes: one, or one on every node.
 *
 * @param wire who dials whom
 * @param rectOf where a box of the map stands on that drawing, by its id
 */
export function wireLines({ from, to, onDemand = false }: Wire, rectOf: (id: string) => Rect) {
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
