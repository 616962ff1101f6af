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

/** How many Pods may be missing: the percentage of the wanted ones, rounded down. */
function maxUnavailable({ spec }: Deployment): number {
  const percent = Number.parseInt(spec.strategy?.rollingUpdate.maxUnavailable ?? '25%', 10)
  return Math.floor(spec.replicas * percent / 100)
}

/** The status right after the ReplicaSet was created. Source: pkg/controller/deployment/sync.go. */
export function statusAfterCreation(deployment: Deployment, replicaSet: string, time: string): DeploymentStatus {
  const condition = progressing('NewReplicaSetCreated', `Created new replica set "${replicaSet}"`, time)
  return { ...deployment.status, conditions: withCondition(deployment.status.conditions ?? [], condition) }
}

function counts(deployment: Deployment, replicaSet: ReplicaSet): Omit<DeploymentStatus, 'conditions'> {
  const { replicas, readyReplicas = 0, availableReplicas = 0, terminatingReplicas = 0 } = replicaSet.status
  const unavailable = Math.max(replicaSet.spec.replicas - availableReplicas, 0)
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...(replicas > 0 && { replicas, updatedReplicas: replicas }),
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
  return (['updatedReplicas', 'readyReplicas', 'availableReplicas'] as const).some(count => (after[count] ?? 0) > (before[count] ?? 0))
}

/**
 * The status that a Deployment should have, given its one ReplicaSet. Counts of zero are left out, as the API does.
 * Sources: pkg/controller/deployment/sync.go (calculateStatus), pkg/controller/deployment/progress.go.
 */
export function deploymentStatus(deployment: Deployment, replicaSet: ReplicaSet, time: string): DeploymentStatus {
  const { name } = replicaSet.metadata
  const after = counts(deployment, replicaSet)
  const enough = (after.availableReplicas ?? 0) >= deployment.spec.replicas - maxUnavailable(deployment)
  let conditions = withCondition(deployment.status.conditions ?? [], available(enough, time))
  // Once all are there, Pods that go and come are no rollout. Source: pkg/controller/deployment/progress.go (isCompleteDeployment).
  const wasComplete = deployment.status.conditions?.some(({ type, reason }) => type === 'Progressing' && reason === 'NewReplicaSetAvailable') ?? false
  if (isComplete(deployment, after))
    conditions = withCondition(conditions, progressing('NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`, time))
  else if (!wasComplete && hasProgressed(deployment.status, after))
    conditions = withCondition(conditions, progressing('ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`, time))
  const failure = replicaSet.status.conditions?.find(condition => condition.type === 'ReplicaFailure')
  conditions = failure ? withCondition(conditions, failure) : conditions.filter(condition => condition.type !== 'ReplicaFailure')
  return { ...after, conditions }
}
