import type { Arrow, PartId } from '../request/arrows.ts'
import type { Point, Rect } from '../../components/diagram/geometry.ts'
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

/** An arrow as drawn. */
export interface ArrowLine {
  readonly from: Point
  readonly to: Point
  readonly via: readonly Point[]
  /** Where its words stand, and which way they run. */
  readonly label: Point & { readonly align: 'start' | 'end' }
}

const gap = 2

/**
 * The line of an arrow of the model. It leads from who opened the connection to who accepted it; an answer runs back.
 *
 * @returns undefined for a connection that stays inside a node or leaves the picture
 */
export function requestLine({ from, to, flow }: Arrow, nodes: readonly string[]): ArrowLine | undefined {
  const line = connection(from, to, nodes)
  return flow === 'answer' ? reversed(line) : line
}

function reversed(line: ArrowLine | undefined): ArrowLine | undefined {
  return line && { ...line, from: line.to, to: line.from, via: line.via.toReversed() }
}

function connection(from: PartId, to: PartId, nodes: readonly string[]): ArrowLine | undefined {
  const api = clusterLayout['kube-apiserver']
  if (from === 'kubectl' && to === 'kube-apiserver')
    return { from: { x: -14, y: 94 }, to: { x: api.x - gap, y: 94 }, via: [], label: { x: 14, y: 60, align: 'start' } }
  if (to === 'etcd') {
    const x = 80
    const low = clusterLayout.etcd.y - gap
    return { from: { x, y: api.y + api.height + gap }, to: { x, y: low }, via: [], label: { x: x + 14, y: 160, align: 'start' } }
  }
  if (from === 'kube-apiserver')
    return reversed(connection(to, from, nodes))
  if (to !== 'kube-apiserver')
    return undefined
  if (from === 'kube-controller-manager' || from === 'kube-scheduler') {
    const box = clusterLayout[from]
    const x = box.x + 60
    return { from: { x, y: box.y + box.height + gap }, to: { x, y: api.y - gap }, via: [], label: { x: x + 14, y: 60, align: 'start' } }
  }
  const place = nodes.findIndex(node => from === `kubelet@${node}`)
  if (place < 0)
    return undefined
  const box = workerRect(place)
  const x = box.x - 8
  const y = box.y + box.height / 2
  return { from: { x: box.x - gap, y }, to: { x, y: api.y + api.height + gap }, via: [{ x, y }], label: { x: x + 14, y: 160, align: 'start' } }
}
