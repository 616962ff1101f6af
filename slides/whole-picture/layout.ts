import { mapNodes } from '../hub/steps.ts'
import { type Point, type Rect, row } from '../../components/diagram/geometry.ts'

/** Size of the whole picture. */
export const wholeSize = { width: 900, height: 366 } as const

/** Where the terminal stands, left of the cluster. */
export const terminalRect: Rect = { x: 0, y: 0, width: 199, height: 200 }

const left = 262
const width = wholeSize.width - left
const nodes = row({ x: left, y: 228, width, height: 138 }, mapNodes.length, 8)

/** Inside a node, as on the map of the cluster: kube-proxy over the Pod, the kubelet over the runtime. */
function insideNode(node: string, { x, y, width: wide }: Rect): [string, Rect][] {
  // A Pod's address and the longer names are on the left.
  const first = { x: x + 6, y: y + 6, width: 112, height: 50 }
  const second = { ...first, x: first.x + first.width + 6, width: wide - first.width - 18 }
  const below = y + 82
  return [
    [`${node}/kube-proxy`, first],
    [`${node}/kubelet`, second],
    [`${node}/pod`, { ...first, y: below }],
    [`${node}/container-runtime`, { ...second, y: below }],
  ]
}

const rects: ReadonlyMap<string, Rect> = new Map<string, Rect>([
  ['control-plane', { x: left, y: 0, width, height: 198 }],
  ['controller-manager', { x: left + 8, y: 32, width: 194, height: 96 }],
  ['scheduler', { x: left + 209, y: 32, width: 114, height: 96 }],
  ['etcd', { x: left + 330, y: 32, width: width - 338, height: 96 }],
  ['api-server', { x: left + 8, y: 152, width: width - 16, height: 40 }],
  ...nodes.flatMap((rect, index): [string, Rect][] => {
    const node = mapNodes[index]
    return node ? [[node.id, rect], ...insideNode(node.id, rect)] : []
  }),
])

/** The rectangle of a box, by the id it has on the map of the cluster. Throws if there is none. */
export function wholeRect(id: string): Rect {
  const rect = rects.get(id)
  if (!rect)
    throw new Error(`The whole picture has no place for "${id}". Places: ${[...rects.keys()].join(', ')}.`)
  return rect
}

const hub = wholeRect('api-server')

/** Where the gates stand in the API server, folded into one chip. */
export const gatesRect: Rect = { x: hub.x + 226, y: hub.y + 5, width: 124, height: 30 }

/** Where the request leaves the terminal, and where its answer comes back to it. */
export const calls = { sent: { x: terminalRect.width + 13, y: 164 }, answered: { x: terminalRect.width + 13, y: 189 } } as const

/** The connection that kubectl opens: the answer comes back on it. */
export const callLine = { from: { x: calls.sent.x + 11, y: calls.sent.y }, to: { x: hub.x - 3, y: calls.sent.y } } as const

/** Height of the space between two rows of boxes, in the middle. */
export const between = { control: 140, planes: 213 } as const

/** The middle of the wire between a control plane part and the API server. */
export function wireMiddle(part: string): Point {
  const { x, width: wide } = wholeRect(part)
  return { x: x + wide / 2, y: between.control }
}
