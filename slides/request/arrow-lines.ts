import type { Arrow, PartId } from './arrows.ts'
import type { Point, Rect } from '../../components/diagram/geometry.ts'

/** An arrow as drawn. */
export interface ArrowLine {
  readonly from: Point
  readonly to: Point
  readonly via: readonly Point[]
  /** Where its words stand, and which way they run. */
  readonly label: Point & { readonly align: 'start' | 'middle' | 'end' }
}

/** What differs from one picture of the cluster to another. */
export interface ClusterLayout {
  /** Where the parts of the control plane stand: the API server below controllers and scheduler, and above etcd. */
  readonly layout: Readonly<Record<'kube-controller-manager' | 'kube-scheduler' | 'kube-apiserver' | 'etcd', Rect>>
  /** The line from the terminal to the API server. */
  readonly call: ArrowLine
  /** The line from the worker node of that place to the API server. */
  readonly fromNode: (index: number) => ArrowLine
}

/** From a line to the edge of a box. */
export const gap = 2

/**
 * The line of an arrow of the model. It leads from who opened the connection to who accepted it; an answer runs back.
 *
 * @returns undefined for a connection that stays inside a node or leaves the picture
 */
export function arrowLine({ from, to, flow }: Arrow, nodes: readonly string[], layout: ClusterLayout): ArrowLine | undefined {
  const line = connection(from, to, nodes, layout)
  return flow === 'answer' ? reversed(line) : line
}

function reversed(line: ArrowLine | undefined): ArrowLine | undefined {
  return line && { ...line, from: line.to, to: line.from, via: line.via.toReversed() }
}

/** Straight down from a box to the one below it. */
function down(upper: Rect, lower: Rect, x: number): ArrowLine {
  const [y, end] = [upper.y + upper.height, lower.y]
  return { from: { x, y: y + gap }, to: { x, y: end - gap }, via: [], label: { x: x + 14, y: (y + end) / 2, align: 'start' } }
}

function connection(from: PartId, to: PartId, nodes: readonly string[], clusterLayout: ClusterLayout): ArrowLine | undefined {
  const { layout, call, fromNode } = clusterLayout
  const api = layout['kube-apiserver']
  if (from === 'kubectl' && to === 'kube-apiserver')
    return call
  if (to === 'etcd')
    return down(api, layout.etcd, 80)
  if (from === 'kube-apiserver')
    return reversed(connection(to, from, nodes, clusterLayout))
  if (to !== 'kube-apiserver')
    return undefined
  if (from === 'kube-controller-manager' || from === 'kube-scheduler')
    return down(layout[from], api, layout[from].x + 40)
  const index = nodes.findIndex(node => from === `kubelet@${node}`)
  return index < 0 ? undefined : fromNode(index)
}
