import type { Arrow, PartId } from './connections.ts'
import { middle, type Point, type Rect, row } from '../../components/diagram/geometry.ts'

/** Size of the canvas of the cluster, right of the terminal. */
export const clusterSize = { width: 410, height: 316 } as const

/** The frame of the control plane. The worker nodes stand below it. */
export const panel: Rect = { x: 0, y: 0, width: 410, height: 246 }

/** Where the object will stand, left of the canvas below the terminal. */
export const objectRect: Rect = { x: -490, y: 70, width: 428, height: 246 }

/** Where the parts of the cluster stand. */
export const clusterLayout = {
  'kube-controller-manager': { x: 8, y: 8, width: 222, height: 44 },
  'kube-scheduler': { x: 236, y: 8, width: 132, height: 44 },
  'kube-apiserver': { x: 8, y: 84, width: 360, height: 82 },
  'etcd': { x: 8, y: 196, width: 360, height: 42 },
} as const satisfies Record<string, Rect>

const { 'kube-apiserver': api } = clusterLayout

/** Where all gates stand when they are one bar. */
export const gatesRect: Rect = { x: 16, y: 124, width: 344, height: 36 }

const mark = { width: 28, pitch: 32 } as const

/** The gate that a request has come to stands in full, those before and after it as a round mark; all together as wide as `bar`. */
export function gateRect(bar: Rect, index: number, current: number): Rect {
  const long = bar.width - 4 * mark.pitch
  const x = bar.x + index * mark.pitch + (index > current ? long - mark.width : 0)
  return index === current ? { ...bar, x, width: long } : { x, y: bar.y + (bar.height - mark.width) / 2, width: mark.width, height: mark.width }
}

const workers = row({ x: 0, y: 256, width: 410, height: 60 }, 3, 8)

/** Where the worker node of that place in the list stands. Throws a RangeError for a fourth. */
export function workerRect(index: number): Rect {
  const rect = workers[index]
  if (!rect)
    throw new RangeError(`The picture has room for ${workers.length} worker nodes.`)
  return rect
}

/** The row that the cluster is folded to, below a terminal as wide as the slide. */
export const foldedLayout = {
  api: { x: 0, y: 0, width: 372, height: 88 },
  gates: { x: 12, y: 42, width: 348, height: 36 },
  etcd: { x: 390, y: 0, width: 120, height: 88 },
} as const satisfies Record<string, Rect>

/** Where a worker node stands in that row. */
export const foldedWorkers: readonly Rect[] = row({ x: 530, y: 0, width: 370, height: 88 }, 3, 8)

export interface ArrowLine {
  readonly from: Point
  readonly to: Point
  readonly via: readonly Point[]
  /** Where its words stand, and which way they run. */
  readonly label: Point & { readonly align: 'start' | 'middle' | 'end' }
}

const gap = 2

const call: ArrowLine = { from: { x: -60, y: 110 }, to: { x: api.x - gap, y: 110 }, via: [], label: { x: -31, y: 90, align: 'middle' } }

/** Up from a worker node to the API server, in the lane between the control plane and the nodes, and then beside etcd. */
function fromNode(index: number): ArrowLine {
  const box = workerRect(index)
  const start = { x: box.x + box.width / 2, y: box.y - gap }
  const [x, lane, end] = [392, 251, middle(api).y]
  return { from: start, to: { x: api.x + api.width + gap, y: end }, via: [{ x: start.x, y: lane }, { x, y: lane }, { x, y: end }], label: { x: x - 14, y: 181, align: 'end' } }
}

function down(upper: Rect, lower: Rect, x: number): ArrowLine {
  const [y, end] = [upper.y + upper.height, lower.y]
  return { from: { x, y: y + gap }, to: { x, y: end - gap }, via: [], label: { x: x + 14, y: (y + end) / 2, align: 'start' } }
}

/** The same line the other way. */
export function reversed(line: ArrowLine | undefined): ArrowLine | undefined {
  return line && { ...line, from: line.to, to: line.from, via: line.via.toReversed() }
}

function connectionLine(from: PartId, to: PartId, nodes: readonly string[]): ArrowLine | undefined {
  if (from === 'kubectl' && to === 'kube-apiserver')
    return call
  if (to === 'etcd')
    return down(api, clusterLayout.etcd, 80)
  if (from === 'kube-apiserver')
    return reversed(connectionLine(to, from, nodes))
  if (to !== 'kube-apiserver')
    return undefined
  if (from === 'kube-controller-manager' || from === 'kube-scheduler')
    return down(clusterLayout[from], api, clusterLayout[from].x + 40)
  const index = nodes.findIndex(node => from === `kubelet@${node}`)
  return index < 0 ? undefined : fromNode(index)
}

/** A line from who opened a connection: an answer runs back. */
export function directed(flow: Arrow['flow'], line: ArrowLine | undefined): ArrowLine | undefined {
  return flow === 'answer' ? reversed(line) : line
}

/** Where an arrow runs; undefined inside a node or off the picture. */
export const arrowLine = ({ from, to, flow }: Arrow, nodes: readonly string[]): ArrowLine | undefined => directed(flow, connectionLine(from, to, nodes))
