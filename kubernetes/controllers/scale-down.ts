import type { Pod } from '../api/objects.ts'
import { isReady, readySince } from '../api/conditions.ts'
import { millisecondsSince } from '../engine/timing.ts'

const phases: readonly string[] = ['Pending', 'Unknown', 'Running']

function restartsOf({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}

/** What it costs to delete a Pod, as somebody has said. Source: docs, concepts/workloads/controllers/replicaset (pod deletion cost). */
function costOf({ metadata: { annotations } }: Pod): number {
  return Number(annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0) || 0
}

/** A group of ages within which nobody is older: one for each power of two of nanoseconds; before all of them, what has no age. */
function ageGroup(time: string, now: number): number {
  const age = millisecondsSince(time, now) * 1e6
  return age > 0 ? Math.floor(Math.log2(age)) : -1
}

/** The younger goes first, and of two of a group the one whose uid comes first. Source: pkg/controller/controller_utils.go (logarithmicRankDiff). */
function byAge(a: readonly [time: string, pod: Pod], b: readonly [time: string, pod: Pod], now: number): number {
  if (a[0] === b[0])
    return 0
  return ageGroup(a[0], now) - ageGroup(b[0], now) || (a[1].metadata.uid < b[1].metadata.uid ? -1 : 1)
}

/** Less than zero if the first goes before the second. */
function compare(a: Pod, b: Pod, crowd: ReadonlyMap<string | undefined, number>, now: number): number {
  const crowding = ({ spec }: Pod): number => crowd.get(spec.nodeName) ?? 0
  return Number(a.spec.nodeName !== undefined) - Number(b.spec.nodeName !== undefined)
    || phases.indexOf(a.status.phase) - phases.indexOf(b.status.phase)
    || Number(isReady(a)) - Number(isReady(b))
    || costOf(a) - costOf(b)
    || crowding(b) - crowding(a)
    || (isReady(a) ? byAge([readySince(a), a], [readySince(b), b], now) : 0)
    || restartsOf(b) - restartsOf(a)
    || byAge([a.metadata.creationTimestamp, a], [b.metadata.creationTimestamp, b], now)
}

/**
 * Which Pods go when there are too many, by node, phase, readiness, cost, crowding and age. Source:
 * pkg/controller/controller_utils.go (ActivePodsWithRanks).
 *
 * @param related the active Pods of all ReplicaSets of the same Deployment, which crowd a node together
 * @param now milliseconds since the start
 */
export function firstToGo(pods: readonly Pod[], count: number, related: readonly Pod[], now: number): Pod[] {
  const crowd = new Map<string | undefined, number>()
  for (const { spec: { nodeName } } of related)
    crowd.set(nodeName, (crowd.get(nodeName) ?? 0) + 1)
  return [...pods].sort((a, b) => compare(a, b, crowd, now)).slice(0, count)
}
