import type { Rect } from '../../components/diagram/geometry.ts'
import { row } from '../../components/diagram/geometry.ts'
import { nodeNames } from './moves.ts'

/** Areas of the map. */
export const playAreas = {
  control: { x: 0, y: 0, width: 612, height: 88 },
  waiting: { x: 0, y: 91, width: 612, height: 24 },
  workers: { x: 0, y: 118, width: 612, height: 142 },
} as const satisfies Record<string, Rect>

const partRects: Readonly<Record<string, Rect>> = {
  'kube-scheduler': { x: 130, y: 7, width: 132, height: 35 },
  'kube-controller-manager': { x: 268, y: 7, width: 198, height: 35 },
  'etcd-1': { x: 517, y: 10, width: 27, height: 29 },
  'etcd-2': { x: 546, y: 10, width: 27, height: 29 },
  'etcd-3': { x: 575, y: 10, width: 27, height: 29 },
  'kube-apiserver': { x: 8, y: 47, width: 596, height: 34 },
}

/** The box around the members of etcd. */
export const etcdRect: Rect = { x: 472, y: 7, width: 132, height: 35 }

const nodeRects = row({ x: 6, y: 124, width: 600, height: 130 }, nodeNames.length, 6)

/** Where a node stands. */
export function nodeRect(node: string): Rect {
  const rect = nodeRects[nodeNames.indexOf(node)]
  if (!rect)
    throw new Error(`The playground has no node "${node}".`)
  return rect
}

/** On a node: its own switch on top, then its parts, two by two, then its Pods. */
const onNode: Readonly<Record<string, Rect>> = {
  'node': { x: 3, y: 3, width: 190, height: 26 },
  'kubelet': { x: 3, y: 32, width: 94, height: 24 },
  'container-runtime': { x: 3, y: 58, width: 80, height: 24 },
  'kube-proxy': { x: 85, y: 58, width: 108, height: 24 },
  'link': { x: 99, y: 32, width: 94, height: 24 },
}

/** Where the switch of a part stands. Throws for a part that has none. */
export function switchRect(part: string): Rect {
  const [kind = '', node] = part.split('@')
  const rect = node === undefined ? partRects[part] : onNode[kind]
  if (!rect)
    throw new Error(`The playground has no switch for "${part}".`)
  if (node === undefined)
    return rect
  const { x, y } = nodeRect(node)
  return { ...rect, x: x + rect.x, y: y + rect.y }
}

/** How many Pods a node has room for, and the strip of those that have no node. */
export const podRoom = { node: 2, waiting: 3 } as const

/** Where the n-th Pod of a node stands. */
export function podRect(node: string, nth: number): Rect {
  const { x, y, width } = nodeRect(node)
  return { x: x + 3, y: y + 85 + nth * 22, width: width - 6, height: 21 }
}

/** Where the n-th Pod without a node stands. */
export function waitingRect(nth: number): Rect {
  return { x: 200 + nth * 139, y: 92, width: 135, height: 22 }
}

/** A rectangle as a style. */
export function placed({ x, y, width, height }: Rect): Record<string, string> {
  return { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }
}
