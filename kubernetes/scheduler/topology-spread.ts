import type { Pod, SpreadConstraint } from '../api/objects.ts'
import { matchesSelector } from '../api/selector.ts'
import { hostnameLabel } from '../api/topology.ts'
import { isMeant } from './node-affinity.ts'
import { isSelected, type NodeInfo } from './node-info.ts'
import { hardTaints } from './taints.ts'

/** A constraint with what it counts on a node. */
interface Spread {
  readonly topologyKey: string
  readonly maxSkew: number
  readonly count: (node: NodeInfo) => number
  /** Whether a node is asked at all. */
  readonly isAsked: (node: NodeInfo) => boolean
}

/** Whether a constraint of one Pod counts another. Source: pkg/scheduler/framework/plugins/podtopologyspread/common.go. */
function counts({ metadata: { namespace, labels = {} } }: Pod, { labelSelector, matchLabelKeys = [] }: SpreadConstraint, other: Pod): boolean {
  const theirs = other.metadata.labels ?? {}
  return labelSelector !== undefined && other.metadata.namespace === namespace && other.metadata.deletionTimestamp === undefined
    && matchesSelector(labelSelector, theirs) && matchLabelKeys.every(key => labels[key] === undefined || labels[key] === theirs[key])
}

function spreadOf(pod: Pod, constraint: SpreadConstraint): Spread {
  const { topologyKey, maxSkew, nodeAffinityPolicy = 'Honor', nodeTaintsPolicy = 'Ignore' } = constraint
  return {
    topologyKey,
    maxSkew,
    count: ({ placed }) => [...placed.values()].filter(other => counts(pod, constraint, other)).length,
    isAsked: node => (nodeAffinityPolicy === 'Ignore' || (isSelected(pod, node) && isMeant(pod, node))) && (nodeTaintsPolicy === 'Ignore' || hardTaints(node.taints, pod.spec.tolerations).length === 0),
  }
}

/** What it comes to in each part of the cluster, by the value of the label. */
function sums({ topologyKey, count, isAsked }: Spread, nodes: readonly NodeInfo[]): ReadonlyMap<string | undefined, number> {
  const all = new Map<string | undefined, number>()
  for (const node of nodes.filter(isAsked))
    all.set(node.labels[topologyKey], (all.get(node.labels[topologyKey]) ?? 0) + count(node))
  return all
}

function constraintsOf({ spec: { topologySpreadConstraints = [] } }: Pod, what: SpreadConstraint['whenUnsatisfiable']): readonly SpreadConstraint[] {
  return topologySpreadConstraints.filter(({ whenUnsatisfiable }) => whenUnsatisfiable === what)
}

/** PodTopologySpread as a filter: no part of the cluster may have more than the one with fewest, by more than the skew. Source: pkg/scheduler/framework/plugins/podtopologyspread/filtering.go. */
export function spreadRejection(pod: Pod, node: NodeInfo, nodes: readonly NodeInfo[]): { readonly reason: string, readonly preemptionHelps: boolean } | undefined {
  const constraints = constraintsOf(pod, 'DoNotSchedule')
  const labelled = nodes.filter(({ labels }) => constraints.every(({ topologyKey }) => labels[topologyKey] !== undefined))
  for (const constraint of constraints) {
    const { topologyKey, maxSkew, minDomains = 1 } = constraint
    const value = node.labels[topologyKey]
    if (value === undefined)
      return { reason: 'node(s) didn\'t match pod topology spread constraints (missing required label)', preemptionHelps: false }
    const there = sums(spreadOf(pod, constraint), labelled)
    const least = there.size < minDomains ? 0 : Math.min(...there.values())
    if ((there.get(value) ?? 0) + (counts(pod, constraint, pod) ? 1 : 0) - least > maxSkew)
      return { reason: 'node(s) didn\'t match pod topology spread constraints', preemptionHelps: true }
  }
  return undefined
}

/**
 * PodTopologySpread as a score by what a Pod says itself: the more of those that are counted are in a node's part of the
 * cluster, the fewer points. One that lacks a label that is named gets none. Undefined: it says nothing of the kind.
 * Source: pkg/scheduler/framework/plugins/podtopologyspread/scoring.go (Score, NormalizeScore, scoreForCount).
 *
 * @param all all nodes: in a zone those count, too, on which the Pod does not fit
 */
export function spreadPoints(pod: Pod, nodes: readonly NodeInfo[], all: readonly NodeInfo[] = nodes): number[] | undefined {
  const spreads = constraintsOf(pod, 'ScheduleAnyway').map(each => spreadOf(pod, each))
  if (spreads.length === 0)
    return undefined
  const isLabelled = ({ labels }: NodeInfo): boolean => spreads.every(({ topologyKey }) => labels[topologyKey] !== undefined)
  const scored = nodes.filter(isLabelled)
  const parts = spreads.map((spread) => {
    const isHost = spread.topologyKey === hostnameLabel
    const size = isHost ? scored.length : new Set(scored.map(({ labels }) => labels[spread.topologyKey])).size
    const inPart = isHost ? undefined : sums(spread, all.filter(isLabelled))
    return (node: NodeInfo): number => {
      const value = node.labels[spread.topologyKey]
      return value === undefined ? 0 : (inPart ? inPart.get(value) ?? 0 : spread.count(node)) * Math.log(size + 2) + spread.maxSkew - 1
    }
  })
  const raw = nodes.map(node => isLabelled(node) ? Math.round(parts.reduce((sum, part) => sum + part(node), 0)) : undefined)
  const known = raw.filter(points => points !== undefined)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  return raw.map(points => points === undefined ? 0 : most === 0 ? 100 : Math.floor(100 * (most + least - points) / most))
}
