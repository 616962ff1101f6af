import type { Pod } from '../api/objects.ts'
import type { Rejection } from './filter.ts'
import { type Amount, type NodeInfo, plus, requestsOf } from './node-info.ts'

/** A node on which a Pod finds room once others have gone, and those. */
export interface Preemption {
  readonly node: NodeInfo
  readonly victims: readonly Pod[]
}

/** How much a Pod matters: more than one of a smaller number. Source: docs, concepts/scheduling-eviction/pod-priority-preemption. */
export function priorityOf({ spec }: Pod): number {
  return spec.priority ?? 0
}

/** A node as it would be with Pods more, or with `by` -1 without them. */
export function withPods(node: NodeInfo, pods: readonly Pod[], by: 1 | -1): NodeInfo {
  const sum = pods.reduce<Amount>((all, pod) => plus(all, requestsOf(pod)), { cpu: 0, memory: 0 })
  const placed = new Map(node.placed)
  for (const pod of pods) {
    if (by === 1)
      placed.set(pod.metadata.uid, pod)
    else
      placed.delete(pod.metadata.uid)
  }
  const withAffinity = node.withAffinity + by * pods.filter(({ spec }) => spec.affinity).length
  return { ...node, placed, withAffinity, pods: node.pods + by * pods.length, requested: plus(node.requested, { cpu: by * sum.cpu, memory: by * sum.memory }) }
}

function startOf({ status }: Pod): string {
  return status.startTime ?? ''
}

/** The more important first: of higher priority, or started earlier. Source: pkg/scheduler/util/utils.go (MoreImportantPod). */
function byImportance(a: Pod, b: Pod): number {
  return priorityOf(b) - priorityOf(a) || startOf(a).localeCompare(startOf(b))
}

function lowerThan(preemptor: Pod, pods: readonly Pod[]): readonly Pod[] {
  return pods.filter(pod => priorityOf(pod) < priorityOf(preemptor))
}

/** What keeps a Pod off a node even without all that matter less; undefined if there are none. Source: pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go (SelectVictimsOnNode). */
export function withoutLower(preemptor: Pod, node: NodeInfo, rejectionOn: (node: NodeInfo) => Rejection | undefined, pods: readonly Pod[]): readonly string[] | undefined {
  const lower = lowerThan(preemptor, pods)
  return lower.length > 0 ? rejectionOn(withPods(node, lower, -1))?.reasons : undefined
}

/** Who would have to go from a node: all of lower priority, but for those that may stay after all, the most important first. */
function victimsOn(preemptor: Pod, node: NodeInfo, rejectionOn: (node: NodeInfo) => Rejection | undefined, pods: readonly Pod[]): readonly Pod[] | undefined {
  const lower = lowerThan(preemptor, pods)
  if (lower.length === 0 || rejectionOn(withPods(node, lower, -1)))
    return undefined
  return lower.toSorted(byImportance).reduce<readonly Pod[]>((gone, pod) => {
    const rest = gone.filter(each => each !== pod)
    return rejectionOn(withPods(node, rest, -1)) ? gone : rest
  }, lower)
}

/** What lifts the least priority that there is to 1 where priorities are added up: one victim more is never cheaper. */
const lift = 2 ** 31

/** How little a choice of victims hurts: the smaller, the better, from the first number to the last. */
function costOf(victims: readonly Pod[]): readonly number[] {
  const [first] = victims.toSorted(byImportance)
  const priorities = victims.map(priorityOf)
  const most = Math.max(...priorities)
  const earliest = victims.filter(pod => priorityOf(pod) === most).map(startOf).toSorted()[0] ?? ''
  return [first ? priorityOf(first) : 0, priorities.reduce((sum, each) => sum + each + lift, 0), victims.length, -Date.parse(earliest || '1970-01-01')]
}

function isCheaper(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((cost, index) => cost !== b[index])
  return i >= 0 && (a[i] ?? 0) < (b[i] ?? 0)
}

/**
 * Finds a node for a Pod that fits on none, where others of lower priority would make room: the one whose most important
 * victim matters least, then with the smallest sum, the fewest, and those that started last. The model has no disruption budgets.
 * What it asks of a node counts those for whom room is made there, with some Pods and without.
 * Source: pkg/scheduler/framework/preemption/preemption.go (pickOneNodeForPreemption), plugins/defaultpreemption/default_preemption.go (SelectVictimsOnNode).
 */
export function findVictims(pod: Pod, nodes: readonly NodeInfo[], rejectionOn: (node: NodeInfo) => Rejection | undefined, podsOn: (node: string) => readonly Pod[]): Preemption | undefined {
  const candidates = nodes.flatMap((node) => {
    const victims = rejectionOn(node)?.preemptionHelps ? victimsOn(pod, node, rejectionOn, podsOn(node.name)) : undefined
    return victims ? [{ node, victims, cost: costOf(victims) }] : []
  })
  return candidates.reduce<(typeof candidates)[number] | undefined>((best, each) => best && !isCheaper(each.cost, best.cost) ? best : each, undefined)
}

/** Whether a Pod may evict others: its class allows it, and those that went for it last are gone. Source: pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go (PodEligibleToPreemptOthers). */
export function mayPreempt(pod: Pod, nominatedTo: readonly Pod[]): 'yes' | 'never' | 'waits' {
  if (pod.spec.preemptionPolicy === 'Never')
    return 'never'
  const isLeaving = ({ metadata, status }: Pod): boolean => metadata.deletionTimestamp !== undefined && status.conditions?.some(({ type, reason }) => type === 'DisruptionTarget' && reason === 'PreemptionByScheduler') === true
  return nominatedTo.some(other => priorityOf(other) < priorityOf(pod) && isLeaving(other)) ? 'waits' : 'yes'
}
