import { rolloutBounds } from './rollout.ts'
import type { Deployment, DeploymentCondition, DeploymentStatus, ReplicaSet } from '../api/objects.ts'

/** Names of the reasons. Source: pkg/controller/deployment/util/deployment_util.go. */
type Reason = 'NewReplicaSetCreated' | 'ReplicaSetUpdated' | 'NewReplicaSetAvailable'

/** Puts a condition into a list; its time moves only when its status does. */
function withCondition(conditions: readonly DeploymentCondition[], change: DeploymentCondition): readonly DeploymentCondition[] {
  const before = conditions.find(condition => condition.type === change.type)
  if (before?.status === change.status && before.reason === change.reason)
    return conditions
  const kept = before?.status === change.status ? { ...change, lastTransitionTime: before.lastTransitionTime } : change
  return [...conditions.filter(condition => condition.type !== change.type), kept]
}

function progressing(reason: Reason, message: string, time: string): DeploymentCondition {
  return { type: 'Progressing', status: 'True', reason, message, lastTransitionTime: time }
}

function available(isAvailable: boolean, time: string): DeploymentCondition {
  return isAvailable
    ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.', lastTransitionTime: time }
    : { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.', lastTransitionTime: time }
}

/** The status right after the ReplicaSet was created. Source: pkg/controller/deployment/sync.go. */
export function statusAfterCreation(deployment: Deployment, replicaSet: string, time: string): DeploymentStatus {
  const condition = progressing('NewReplicaSetCreated', `Created new replica set "${replicaSet}"`, time)
  return { ...deployment.status, conditions: withCondition(deployment.status.conditions ?? [], condition) }
}

/** That a Deployment is paused, or no longer. Source: pkg/controller/deployment/sync.go (checkPausedConditions). */
export function pausedStatus({ spec, status }: Deployment, time: string): DeploymentStatus {
  const reason = status.conditions?.find(({ type }) => type === 'Progressing')?.reason
  const isPaused = spec.paused === true
  if (isPaused === (reason === 'DeploymentPaused'))
    return status
  const condition = isPaused
    ? { type: 'Progressing', status: 'Unknown', reason: 'DeploymentPaused', message: 'Deployment is paused', lastTransitionTime: time } as const
    : { type: 'Progressing', status: 'Unknown', reason: 'DeploymentResumed', message: 'Deployment is resumed', lastTransitionTime: time } as const
  return { ...status, conditions: withCondition(status.conditions ?? [], condition) }
}

function sum(replicaSets: readonly ReplicaSet[], count: (replicaSet: ReplicaSet) => number | undefined): number {
  return replicaSets.reduce((total, each) => total + (count(each) ?? 0), 0)
}

function counts(deployment: Deployment, newest: ReplicaSet | undefined, all: readonly ReplicaSet[]): Omit<DeploymentStatus, 'conditions'> {
  const replicas = sum(all, ({ status }) => status.replicas)
  const updatedReplicas = newest?.status.replicas ?? 0
  const readyReplicas = sum(all, ({ status }) => status.readyReplicas)
  const availableReplicas = sum(all, ({ status }) => status.availableReplicas)
  const terminatingReplicas = sum(all, ({ status }) => status.terminatingReplicas)
  const unavailable = Math.max(sum(all, ({ spec }) => spec.replicas) - availableReplicas, 0)
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...(replicas > 0 && { replicas }),
    ...(updatedReplicas > 0 && { updatedReplicas }),
    ...(readyReplicas > 0 && { readyReplicas }),
    ...(availableReplicas > 0 && { availableReplicas }),
    ...(unavailable > 0 && { unavailableReplicas: unavailable }),
    terminatingReplicas,
  }
}

function isComplete(deployment: Deployment, { replicas, updatedReplicas, availableReplicas }: DeploymentStatus): boolean {
  return [replicas, updatedReplicas, availableReplicas].every(count => (count ?? 0) === deployment.spec.replicas)
}

function hasProgressed(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas
  return old(after) < old(before) || (['updatedReplicas', 'readyReplicas', 'availableReplicas'] as const).some(count => (after[count] ?? 0) > (before[count] ?? 0))
}

/**
 * The status that a Deployment should have, given the ReplicaSet of its newest template and the old ones. Counts of
 * zero are left out, as the API does.
 * Sources: pkg/controller/deployment/sync.go (calculateStatus), pkg/controller/deployment/progress.go.
 */
export function deploymentStatus(deployment: Deployment, newest: ReplicaSet | undefined, time: string, old: readonly ReplicaSet[] = []): DeploymentStatus {
  const name = newest?.metadata.name ?? ''
  const all = newest ? [newest, ...old] : old
  const after = counts(deployment, newest, all)
  const enough = (after.availableReplicas ?? 0) >= deployment.spec.replicas - rolloutBounds(deployment).maxUnavailable
  let conditions = withCondition(deployment.status.conditions ?? [], available(enough, time))
  // Once all are there, Pods that go and come are no rollout. Source: pkg/controller/deployment/progress.go (isCompleteDeployment).
  const before = deployment.status.conditions?.find(({ type }) => type === 'Progressing')?.reason
  const wasComplete = before === 'NewReplicaSetAvailable' && (after.replicas ?? 0) === (after.updatedReplicas ?? 0)
  if (deployment.spec.paused || (wasComplete && !isComplete(deployment, after)))
    conditions = [...conditions]
  else if (isComplete(deployment, after))
    conditions = withCondition(conditions, progressing('NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`, time))
  else if (hasProgressed(deployment.status, after))
    conditions = withCondition(conditions, progressing('ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`, time))
  const failure = all.flatMap(({ status }) => status.conditions ?? []).find(condition => condition.type === 'ReplicaFailure')
  conditions = failure ? withCondition(conditions, failure) : conditions.filter(condition => condition.type !== 'ReplicaFailure')
  return { ...after, conditions }
}
