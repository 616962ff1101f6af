import { mapNodes } from '../hub/steps.ts'
import type { Point, Rect } from '../../components/diagram/geometry.ts'
import { row } from '../../components/diagram/geometry.ts'

/** Size of the whole picture. */
export const wholeSize = { width: 900, height: 366 } as const

/** Where the terminal stands, left of the cluster. */
export const terminalRect: Rect = { x: 0, y: 0, width: 216, height: 200 }

const left = 276
const width = wholeSize.width - left
const nodes = row({ x: left, y: 232, width, height: 134 }, mapNodes.length, 8)

/** Inside a node, as on the map of the cluster: kube-proxy over the Pod, the kubelet over the runtime. */
function insideNode(node: string, { x, y, width: wide }: Rect): [string, Rect][] {
  const [first, second] = row({ x: x + 6, y: y + 22, width: wide - 12, height: 42 }, 2, 6)
  if (!first || !second)
    return []
  const below = y + 85
  return [
    [`${node}/kube-proxy`, first],
    [`${node}/kubelet`, second],
    [`${node}/pod`, { ...first, y: below }],
    [`${node}/container-runtime`, { ...second, y: below }],
  ]
}

const rects: ReadonlyMap<string, Rect> = new Map<string, Rect>([
  ['control-plane', { x: left, y: 0, width, height: 200 }],
  ['controller-manager', { x: left + 10, y: 32, width: 186, height: 92 }],
  ['scheduler', { x: left + 206, y: 32, width: 116, height: 92 }],
  ['etcd', { x: left + 332, y: 32, width: width - 342, height: 92 }],
  ['api-server', { x: left + 10, y: 149, width: width - 20, height: 44 }],
  ...nodes.flatMap((rect, place): [string, Rect][] => {
    const node = mapNodes[place]
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

/** Where the five gates stand in the API server. */
export const gateRects: readonly Rect[] = row({ x: hub.x + 142, y: hub.y + 7, width: hub.width - 150, height: 30 }, 5, 5)

/** Where the request leaves the terminal, and where its answer comes back to it. */
export const calls = { sent: { x: terminalRect.width + 14, y: 170 }, answered: { x: terminalRect.width + 14, y: 195 } } as const

/** The connection that kubectl opens: the answer comes back on it. */
export const callLine = { from: { x: calls.sent.x + 11, y: calls.sent.y }, to: { x: hub.x - 3, y: calls.sent.y } } as const

/** Height of the space between two rows of boxes, in the middle. */
export const between = { control: 136.5, planes: 216 } as const

/** The middle of the wire between a control plane part and the API server. */
export function wireMiddle(part: string): Point {
  const { x, width: wide } = wholeRect(part)
  return { x: x + wide / 2, y: between.control }
}
