import { mapNodes } from './steps.ts'
import type { Rect } from '../../components/diagram/geometry.ts'
import { row } from '../../components/diagram/geometry.ts'

/** Size of the map's canvas. */
export const mapSize = { width: 900, height: 366 } as const

const nodeArea: Rect = { x: 18, y: 236, width: 864, height: 122 }
const nodeRects = row(nodeArea, mapNodes.length, 14)

/** Inside a node: Pods at the left below kube-proxy, runtime at the right below the kubelet. */
function insideNode(node: string, { x, y }: Rect): [string, Rect][] {
  return [
    [`${node}/kube-proxy`, { x: x + 10, y: y + 32, width: 136, height: 30 }],
    [`${node}/kubelet`, { x: x + 156, y: y + 32, width: 114, height: 30 }],
    [`${node}/pod`, { x: x + 10, y: y + 84, width: 136, height: 30 }],
    [`${node}/container-runtime`, { x: x + 156, y: y + 84, width: 114, height: 30 }],
  ]
}

/** Where each box of the map stands, by its id. It never moves. */
const mapLayout: ReadonlyMap<string, Rect> = new Map<string, Rect>([
  ['control-plane', { x: 0, y: 0, width: 900, height: 172 }],
  ['scheduler', { x: 190, y: 14, width: 200, height: 54 }],
  ['controller-manager', { x: 414, y: 14, width: 236, height: 54 }],
  ['etcd', { x: 674, y: 14, width: 208, height: 54 }],
  ['api-server', { x: 18, y: 104, width: 864, height: 54 }],
  ['worker-nodes', { x: 0, y: 200, width: 900, height: 166 }],
  ...nodeRects.flatMap((rect, place): [string, Rect][] => {
    const node = mapNodes[place]
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
