import type { Arrow, PartId } from '../request/connections.ts'
import { type ArrowLine, directed, reversed } from '../request/layout.ts'
import type { Rect } from '../../components/diagram/geometry.ts'

/** Size of the row of the cluster, below the terminal. */
export const clusterSize = { width: 900, height: 82 } as const

/** Room between the terminal and the row: arrows run in it. */
const lane = 36

/** Where the parts of the cluster stand: client above, API server at the left, then who is asked by it and who asks it. */
export const clusterLayout = {
  'kube-apiserver': { x: 0, y: 0, width: 390, height: 82 },
  'etcd': { x: 446, y: 0, width: 102, height: 82 },
  'loops': { x: 556, y: 0, width: 140, height: 82 },
  'nodes': { x: 704, y: 0, width: 196, height: 82 },
} as const satisfies Record<string, Rect>

/** Where the gates stand inside the API server. */
export const gatesRect: Rect = { x: 8, y: 39, width: 374, height: 36 }

const gap = 2
const [call, door, bend] = [110, 352, -20]
const { 'kube-apiserver': api, etcd, loops, nodes } = clusterLayout

const request: ArrowLine = { from: { x: call, y: gap - lane }, to: { x: call, y: -gap }, via: [], label: { x: call + 14, y: -18, align: 'start' } }
const written: ArrowLine = { from: { x: api.width + gap, y: 41 }, to: { x: etcd.x - gap, y: 41 }, via: [], label: { x: (api.width + etcd.x) / 2, y: 22, align: 'middle' } }

/** Along the lane above the row to the API server. */
function along({ x, width }: Rect): ArrowLine {
  const from = x + width / 2
  return { from: { x: from, y: -gap }, to: { x: door, y: -gap }, via: [{ x: from, y: bend }, { x: door, y: bend }], label: { x: door - 14, y: -18, align: 'end' } }
}

function connection(from: PartId, to: PartId): ArrowLine | undefined {
  if (to === 'etcd')
    return written
  if (from === 'kube-apiserver')
    return reversed(connection(to, from))
  if (to !== 'kube-apiserver')
    return undefined
  if (from === 'kubectl')
    return request
  return along(from.startsWith('kubelet@') ? nodes : loops)
}

/** The line of an arrow, from who opened the connection, an answer back; undefined inside a node or off the picture. */
export const rowArrow = ({ from, to, flow }: Arrow): ArrowLine | undefined => directed(flow, connection(from, to))
