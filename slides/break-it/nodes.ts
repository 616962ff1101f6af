import { isReady } from '../../kubernetes/api/conditions.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'
import type { Breakable } from '../../kubernetes/parts.ts'
import { nodeNames } from './moves.ts'
import { type PodView, podViews } from './pods.ts'

export interface NodeView {
  readonly name: string
  readonly status: 'Ready' | 'NotReady'
  readonly pods: readonly PodView[]
}

export interface ClusterView {
  /** Seconds since it is shown. */
  readonly seconds: number
  readonly stopped: ReadonlySet<Breakable>
  /** Which of the copies that stand for election lead. */
  readonly leaders: readonly Breakable[]
  readonly nodes: readonly NodeView[]
  readonly unbound: readonly PodView[]
}

/** What the map shows of a cluster's state. @param seconds how long it has been shown */
export function clusterView(state: ClusterState, leaders: readonly Breakable[], seconds: number): ClusterView {
  const pods = podViews(state)
  const nodes = objectsIn(state, 'Node')
  return {
    seconds,
    stopped: state.stopped,
    leaders,
    nodes: nodeNames.map((name) => {
      const node = nodes.find(({ metadata }) => metadata.name === name)
      return { name, status: node && isReady(node) ? 'Ready' : 'NotReady', pods: pods.filter(each => each.node === name) }
    }),
    unbound: pods.filter(({ node }) => node === undefined),
  }
}
