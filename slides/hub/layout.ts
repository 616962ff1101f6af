import { mapNodes } from './steps.ts'
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
  ['scheduler', { x: 190, y: 10, width: 200, height: 46 }],
  ['controller-manager', { x: 414, y: 10, width: 236, height: 46 }],
  ['etcd', { x: 674, y: 10, width: 208, height: 46 }],
  ['api-server', { x: 18, y: 90, width: 864, height: 52 }],
  ['worker-nodes', { x: 0, y: 184, width: 900, height: 182 }],
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
