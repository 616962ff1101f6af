import { gap } from '../request/arrow-lines.ts'
import type { ArrowLine, ClusterPlaces } from '../request/arrow-lines.ts'
import type { Rect } from '../../components/diagram/geometry.ts'
import { row } from '../../components/diagram/geometry.ts'

/** Size of the canvas of the cluster, right of the terminal. */
export const clusterSize = { width: 480, height: 326 } as const

/** Where the parts of the cluster stand. */
export const clusterLayout = {
  'kube-controller-manager': { x: 12, y: 10, width: 216, height: 36 },
  'kube-scheduler': { x: 252, y: 10, width: 216, height: 36 },
  'kube-apiserver': { x: 12, y: 74, width: 456, height: 72 },
  'etcd': { x: 12, y: 174, width: 290, height: 144 },
} as const satisfies Record<string, Rect>

/** Where the five gates stand inside the API server. */
export const gateRects: readonly Rect[] = row({ x: 19, y: 109, width: 442, height: 29 }, 5, 5)

const workerArea: Rect = { x: 319, y: 174, width: 149, height: 144 }
const workerHeight = 43

/** Where the worker node of that place in the list stands. */
export function workerRect(place: number): Rect {
  return { ...workerArea, y: workerArea.y + place * (workerHeight + 7.5), height: workerHeight }
}

/** Where the row of that place stands in etcd, of so many. */
export function etcdRow(place: number, count: number): Rect {
  const { x, y, width } = clusterLayout.etcd
  const pitch = count > 5 ? 19 : 23
  return { x: x + 6, y: y + 28 + place * pitch, width: width - 12, height: pitch - 1 }
}

/** Up beside the nodes. */
function fromNode(place: number): ArrowLine {
  const api = clusterLayout['kube-apiserver']
  const box = workerRect(place)
  const [x, y] = [box.x - 8, box.y + box.height / 2]
  return { from: { x: box.x - gap, y }, to: { x, y: api.y + api.height + gap }, via: [{ x, y }], label: { x: x + 14, y: 160, align: 'start' } }
}

const call: ArrowLine = { from: { x: -14, y: 94 }, to: { x: clusterLayout['kube-apiserver'].x - gap, y: 94 }, via: [], label: { x: 14, y: 60, align: 'start' } }

/** Where the lines of arrows run. */
export const places: ClusterPlaces = { layout: clusterLayout, call, fromNode }
