import type { Pod } from '../api/objects.ts'
import { isReady } from '../api/conditions.ts'

const phases: readonly string[] = ['Pending', 'Unknown', 'Running']

function readySince({ status }: Pod): string {
  return status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? ''
}

function restartsOf({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}

/** What it costs to delete a Pod, as somebody has said. Source: docs, concepts/workloads/controllers/replicaset (pod deletion cost). */
function costOf({ metadata: { annotations } }: Pod): number {
  return Number(annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0) || 0
}

/** By how many Pods its node has more than one of the same owner. */
function podsOnSameNode(pod: Pod, pods: readonly Pod[]): number {
  return pods.filter(({ spec }) => spec.nodeName === pod.spec.nodeName).length
}

/** Less than zero if the first goes before the second. */
function compare(a: Pod, b: Pod, pods: readonly Pod[]): number {
  return Number(a.spec.nodeName !== undefined) - Number(b.spec.nodeName !== undefined)
    || phases.indexOf(a.status.phase) - phases.indexOf(b.status.phase)
    || Number(isReady(a)) - Number(isReady(b))
    || costOf(a) - costOf(b)
    || podsOnSameNode(b, pods) - podsOnSameNode(a, pods)
    || (isReady(a) ? readySince(b).localeCompare(readySince(a)) : 0)
    || restartsOf(b) - restartsOf(a)
    || b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp)
}

/** Which Pods go when there are too many, by node, phase, readiness, cost, crowding and age. Source: pkg/controller/controller_utils.go (ActivePodsWithRanks). */
export function firstToGo(pods: readonly Pod[], count: number): Pod[] {
  return [...pods].sort((a, b) => compare(a, b, pods)).slice(0, count)
}
