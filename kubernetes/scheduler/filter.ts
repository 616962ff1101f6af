import type { Pod } from '../api/objects.ts'
import type { Service } from '../api/services.ts'
import type { ComponentEnv } from '../component-env.ts'
import { type Amount, isSelected, type NodeInfo, requestsOf } from './node-info.ts'
import { affinityRejection, hasAffinity } from './pod-affinity.ts'
import { hardTaints, toleratesCordon } from './taints.ts'

/** The plugins that may keep a Pod off a node, by their own names. */
export type Plugin = 'VolumeBinding' | 'NodeUnschedulable' | 'TaintToleration' | 'NodeAffinity' | 'NodePorts' | 'NodeResourcesFit' | 'PodTopologySpread' | 'InterPodAffinity'

/** Why a node cannot take a Pod, and whether removing other Pods could change that. */
export interface Rejection {
  readonly plugin: Plugin
  readonly reasons: readonly string[]
  readonly preemptionHelps: boolean
  /** What would keep the Pod off even without all that matter less, if there are any. */
  readonly withoutLower?: readonly string[]
  /** That it is said once, as it is not the node's doing. */
  readonly isOfPod?: true
}

/** What else Pods may say of the nodes that they go to: only clusters that anybody can write to need it. */
export interface Constraints {
  /** VolumeBinding: why a Pod can be on no node at all. */
  readonly missingClaim: (pod: Pod) => string | undefined
  /** NodeAffinity by a Pod's terms. */
  readonly isMeant: (pod: Pod, node: NodeInfo) => boolean
  readonly isPortTaken: (pod: Pod, node: Pick<NodeInfo, 'placed'>) => boolean
  /** PodTopologySpread by what a Pod says itself, as a filter and as a score. */
  readonly spreadRejection: (pod: Pod, node: NodeInfo, nodes: readonly NodeInfo[]) => { readonly reason: string, readonly preemptionHelps: boolean } | undefined
  readonly spreadPoints: (pod: Pod, nodes: readonly NodeInfo[], all: readonly NodeInfo[]) => number[] | undefined
  /** What PodTopologySpread counts on a node for a Pod without an owner, by the Services that there are. */
  readonly services: (cluster: ComponentEnv) => () => Iterable<Service>
  readonly countBehind: (pod: Pod, services: Iterable<Service>) => ((node: NodeInfo) => number) | undefined
  /** NodeAffinity as a score. */
  readonly nodeAffinityPoints: (pod: Pod, nodes: readonly NodeInfo[]) => number[] | undefined
}

/** What a Pod asks of nodes, worked out once for all of them. */
export interface Wanted {
  readonly pod: Pod
  readonly requests: Amount
  /** All nodes, where it says how it is to be spread, or it or any Pod says of others beside which it has to be, or has not to be. */
  readonly beside: readonly NodeInfo[] | undefined
  readonly constraints: Constraints | undefined
}

/** Reads what a Pod wants, on these nodes. */
export function wantedBy(pod: Pod, nodes: readonly NodeInfo[] = [], constraints?: Constraints): Wanted {
  return { pod, requests: requestsOf(pod), beside: pod.spec.topologySpreadConstraints || hasAffinity(pod, nodes) ? nodes : undefined, constraints }
}

/** NodeResourcesFit: requests against allocatable minus what is requested already. Source: pkg/scheduler/framework/plugins/noderesources/fit.go. */
function resourceRejection({ requests }: Wanted, node: NodeInfo): Rejection | undefined {
  const reasons: string[] = []
  if (node.pods + 1 > node.maxPods)
    reasons.push('Too many pods')
  if (requests.cpu > 0 && requests.cpu > node.allocatable.cpu - node.requested.cpu)
    reasons.push('Insufficient cpu')
  if (requests.memory > 0 && requests.memory > node.allocatable.memory - node.requested.memory)
    reasons.push('Insufficient memory')
  if (reasons.length === 0)
    return undefined
  return { plugin: 'NodeResourcesFit', reasons, preemptionHelps: requests.cpu <= node.allocatable.cpu && requests.memory <= node.allocatable.memory }
}

/**
 * Runs the modelled filter plugins on a node, in the order of the default profile: NodeUnschedulable, TaintToleration,
 * NodeAffinity, NodePorts, NodeResourcesFit, PodTopologySpread, InterPodAffinity; the first that says no ends it. A node
 * that is not ready is kept out by its taint. Undefined: the Pod fits.
 */
export function rejectionOf(wanted: Wanted, node: NodeInfo): Rejection | undefined {
  const { pod, constraints } = wanted
  const claim = constraints?.missingClaim(pod)
  if (claim !== undefined)
    return { plugin: 'VolumeBinding', reasons: [claim], preemptionHelps: false, isOfPod: true }
  if (node.unschedulable && !toleratesCordon(pod.spec.tolerations))
    return { plugin: 'NodeUnschedulable', reasons: ['node(s) were unschedulable'], preemptionHelps: false }
  if (hardTaints(node.taints, pod.spec.tolerations).length > 0)
    return { plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'], preemptionHelps: false }
  if (!isSelected(pod, node) || constraints?.isMeant(pod, node) === false)
    return { plugin: 'NodeAffinity', reasons: ['node(s) didn\'t match Pod\'s node affinity/selector'], preemptionHelps: false }
  if (constraints?.isPortTaken(pod, node))
    return { plugin: 'NodePorts', reasons: ['node(s) didn\'t have free ports for the requested pod ports'], preemptionHelps: true }
  const lacking = resourceRejection(wanted, node)
  if (lacking || !wanted.beside)
    return lacking
  const nodes = wanted.beside.map(each => each.name === node.name ? node : each)
  const spread = constraints?.spreadRejection(pod, node, nodes)
  const other = spread ?? affinityRejection(pod, node, nodes)
  return other && { plugin: spread ? 'PodTopologySpread' : 'InterPodAffinity', reasons: [other.reason], preemptionHelps: other.preemptionHelps }
}

function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const reason of reasons)
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => `${count} ${reason}`).sort().join(', ')
}

/**
 * What FailedScheduling says. The words before `preemption:` come from the plugin for resource claims, which speaks up
 * for every Pod since 1.34. Sources: pkg/scheduler/framework/types.go (FitError),
 * pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go,
 * pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go.
 */
export function unschedulableMessage(rejections: readonly Rejection[], preempts: 'found' | 'never' | 'waits' | 'none' = 'none'): string {
  const none = `0/${rejections.length} nodes are available`
  if (rejections.length === 0)
    return 'no nodes available to schedule pods'
  const [first] = rejections
  const reasons = `${none}: ${first?.isOfPod ? first.reasons.join() : histogram(rejections.flatMap(each => each.reasons))}.`
  // Once others make room nothing more is said.
  if (preempts === 'found')
    return reasons
  if (preempts === 'never' || preempts === 'waits')
    return `${reasons} no new claims to deallocate, preemption: not eligible due to ${preempts === 'never' ? 'preemptionPolicy=Never' : 'a terminating pod on the nominated node'}.`
  const preemption = rejections.flatMap(({ preemptionHelps, withoutLower }) => preemptionHelps
    ? withoutLower ?? 'No preemption victims found for incoming pod'
    : 'Preemption is not helpful for scheduling')
  return `${reasons} no new claims to deallocate, preemption: ${none}: ${histogram(preemption)}.`
}
