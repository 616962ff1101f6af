import { isReady, readySince } from '../api/conditions.ts'
import type { Condition, Pod, ReplicaSet, ReplicaSetStatus, Status } from '../api/objects.ts'
import { millisecondsSince, timestamp } from '../engine/timing.ts'

/** A Pod counts while it has not finished and is not being deleted. Source: pkg/controller/controller_utils.go (IsPodActive). */
export function isActive(pod: Pod): boolean {
  return pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed' && pod.metadata.deletionTimestamp === undefined
}

/** A Pod that is on its way out and has not ended. Source: pkg/controller/controller_utils.go (IsPodTerminating). */
function isTerminating({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed'
}

/** For how many milliseconds Pods that are ready have still to be so until each is available; more than 0 of those that are not. Sources: pkg/api/v1/pod/util.go (IsPodAvailable), pkg/controller/controller_utils.go (nextPodAvailabilityCheck). */
export function untilAvailable({ spec: { minReadySeconds = 0 } }: ReplicaSet, pods: readonly Pod[], now: number): readonly number[] {
  return pods.filter(isReady).map(pod => minReadySeconds && minReadySeconds * 1000 - millisecondsSince(readySince(pod), now))
}

/**
 * The status that a ReplicaSet should have, given its Pods. Source: pkg/controller/replicaset/replica_set_utils.go.
 *
 * @param now milliseconds since the start
 */
export function replicaSetStatus(replicaSet: ReplicaSet, pods: readonly Pod[], refusal: Status | undefined, now: number): ReplicaSetStatus {
  const active = pods.filter(isActive)
  const ready = active.filter(isReady).length
  const available = untilAvailable(replicaSet, active, now).filter(ms => ms <= 0).length
  return {
    replicas: active.length,
    ...(active.length > 0 && { fullyLabeledReplicas: active.length }),
    ...(ready > 0 && { readyReplicas: ready }),
    ...(available > 0 && { availableReplicas: available }),
    terminatingReplicas: pods.filter(isTerminating).length,
    observedGeneration: replicaSet.metadata.generation ?? 1,
    ...conditions(replicaSet, refusal, timestamp(now)),
  }
}

function conditions({ status }: ReplicaSet, refusal: Status | undefined, time: string): Pick<ReplicaSetStatus, 'conditions'> {
  if (!refusal)
    return {}
  const before = status.conditions?.find(condition => condition.type === 'ReplicaFailure')
  const failure: Condition<'ReplicaFailure'> = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: refusal.message, lastTransitionTime: time }
  return { conditions: [before ?? failure] }
}
