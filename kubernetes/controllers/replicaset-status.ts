import { isReady } from '../api/conditions.ts'
import type { Condition, Pod, ReplicaSet, ReplicaSetStatus, Status } from '../api/objects.ts'

/** A Pod counts while it has not finished and is not being deleted. Source: pkg/controller/controller_utils.go (IsPodActive). */
export function isActive(pod: Pod): boolean {
  return pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed' && pod.metadata.deletionTimestamp === undefined
}

/** A Pod that is on its way out and has not ended. Source: pkg/controller/controller_utils.go (IsPodTerminating). */
function isTerminating({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed'
}

/** The status that a ReplicaSet should have, given its Pods. Source: pkg/controller/replicaset/replica_set_utils.go. */
export function replicaSetStatus(replicaSet: ReplicaSet, pods: readonly Pod[], refusal: Status | undefined, time: string): ReplicaSetStatus {
  const active = pods.filter(isActive)
  const ready = active.filter(isReady).length
  return {
    replicas: active.length,
    ...(active.length > 0 && { fullyLabeledReplicas: active.length }),
    ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
    terminatingReplicas: pods.filter(isTerminating).length,
    observedGeneration: replicaSet.metadata.generation ?? 1,
    ...conditions(replicaSet, refusal, time),
  }
}

function conditions({ status }: ReplicaSet, refusal: Status | undefined, time: string): Pick<ReplicaSetStatus, 'conditions'> {
  if (!refusal)
    return {}
  const before = status.conditions?.find(condition => condition.type === 'ReplicaFailure')
  const failure: Condition<'ReplicaFailure'> = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: refusal.message, lastTransitionTime: time }
  return { conditions: [before ?? failure] }
}
