import type { Rect } from '../../components/diagram/geometry.ts'
import { nodeNames } from './moves.ts'

/** Areas of the map. */
export const playAreas = {
  control: { x: 0, y: 0, width: 900, height: 44 },
  workers: { x: 0, y: 50, width: 798, height: 126 },
  waiting: { x: 804, y: 50, width: 96, height: 126 },
} as const satisfies Record<string, Rect>

const partRects: Readonly<Record<string, Rect>> = {
  'kube-apiserver': { x: 6, y: 6, width: 154, height: 32 },
  'kube-scheduler': { x: 166, y: 6, width: 152, height: 32 },
  'kube-controller-manager': { x: 410, y: 6, width: 228, height: 32 },
}

/** The box around the members of etcd. */
export const etcdRect: Rect = { x: 738, y: 4, width: 156, height: 36 }

const lampsLeft: Readonly<Record<string, number>> = { 'kube-scheduler': 320, 'kube-controller-manager': 641, 'etcd': 799 }

function lampRect(part: string): Rect | undefined {
  const x = lampsLeft[part.slice(0, -2)]
  return x === undefined ? undefined : { x: x + (Number(part.at(-1)) - 1) * 28, y: 7, width: 27, height: 30 }
}

/** Where the words above the columns stand: their lines are as high. */
export const headsTop = 53

const rows = { first: 77, pitch: 33, height: 30 } as const

/** A node is a row, and each of its parts has a column, with a word above it. */
const columns: Readonly<Record<string, { readonly head: string, readonly x: number, readonly width: number, readonly from?: number }>> = {
  'node': { head: 'node', x: 6, width: 234, from: 186 },
  'kubelet': { head: 'kubelet', x: 246, width: 62 },
  'container-runtime': { head: 'runtime', x: 316, width: 64 },
  'kube-proxy': { head: 'kube-proxy', x: 388, width: 98 },
  'link': { head: 'network', x: 502, width: 54 },
}

/** The words above the columns, each in the middle of its own; that of the nodes above their switches, right of their names. */
export const columnHeads: readonly { readonly head: string, readonly at: Rect }[] = Object.values(columns).map(({ head, x, width, from = 0 }) =>
  ({ head, at: { x: x + from - 6, y: headsTop, width: width - from + 12, height: 22 } }))

function rowTop(node: string): number {
  const index = nodeNames.indexOf(node)
  if (index < 0)
    throw new Error(`The playground has no node "${node}".`)
  return rows.first + index * rows.pitch
}

/** Where the switch of a part stands. Throws for a part that has none. */
export function switchRect(part: string): Rect {
  const [kind = '', node] = part.split('@')
  const rect = node === undefined ? partRects[part] ?? lampRect(part) : columns[kind] && { ...columns[kind], y: rowTop(node), height: rows.height }
  if (!rect)
    throw new Error(`The playground has no switch for "${part}".`)
  const { x, y, width, height } = rect
  return { x, y, width, height }
}

/** How many Pods a node has room for, and the box of those that have no node. */
export const maxPods = { node: 2, waiting: 3 } as const

/** Where the Pods of nodes begin. */
export const podsLeft = 560

/** Where the n-th Pod of a node stands: the only one has the room of all. */
export function podRect(node: string, nth: number, alone: boolean): Rect {
  return { x: podsLeft + nth * 119, y: rowTop(node), width: alone ? 232 : 113, height: rows.height }
}

/** Characters that a Pod has room for: of a node alone or with others, and without a node. */
export const podLetters = { alone: 24, among: 11, waiting: 5 } as const

/** Where the n-th Pod without a node stands. */
export function waitingRect(nth: number): Rect {
  return { x: playAreas.waiting.x + 6, y: rows.first + nth * rows.pitch, width: 84, height: rows.height }
}

/** A rectangle as a style. */
export function placed({ x, y, width, height }: Rect): Record<string, string> {
  return { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }
}
