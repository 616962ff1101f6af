import { millisecondsSince, timestamp } from '../engine/timing.ts'
import { rolloutBounds } from './rollout.ts'
import type { Deployment, DeploymentCondition, DeploymentStatus, ReplicaSet } from '../api/objects.ts'

/** Names of the reasons. Source: pkg/controller/deployment/util/deployment_util.go. */
type Reason = 'NewReplicaSetCreated' | 'FoundNewReplicaSet' | 'ReplicaSetUpdated' | 'NewReplicaSetAvailable'

/** Puts a condition into a list; its time moves only when its status does. */
function withCondition(conditions: readonly DeploymentCondition[], change: DeploymentCondition): readonly DeploymentCondition[] {
  const before = conditions.find(condition => condition.type === change.type)
  if (before?.status === change.status && before.reason === change.reason)
    return conditions
  const merged = before?.status === change.status ? { ...change, lastTransitionTime: before.lastTransitionTime } : change
  return [...conditions.filter(condition => condition.type !== change.type), merged]
}

function progressing(reason: Reason, message: string, time: string): DeploymentCondition {
  return { type: 'Progressing', status: 'True', reason, message, lastTransitionTime: time, lastUpdateTime: time }
}

function available(isAvailable: boolean, time: string): DeploymentCondition {
  return isAvailable
    ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.', lastTransitionTime: time }
    : { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.', lastTransitionTime: time }
}

/** The status once there is a ReplicaSet for the newest template: made just now, or found. Source: pkg/controller/deployment/sync.go (getNewReplicaSet). */
export function statusWithNewest({ status }: Deployment, replicaSet: string, isNew: boolean, time: string): DeploymentStatus {
  const { conditions = [] } = status
  if (!isNew && conditions.some(({ type }) => type === 'Progressing'))
    return status
  return { ...status, conditions: withCondition(conditions, isNew ? progressing('NewReplicaSetCreated', `Created new replica set "${replicaSet}"`, time) : progressing('FoundNewReplicaSet', `Found new replica set "${replicaSet}"`, time)) }
}

/** That a Deployment is paused, or no longer. Source: pkg/controller/deployment/sync.go (checkPausedConditions). */
export function pausedStatus({ spec, status }: Deployment, time: string): DeploymentStatus {
  const reason = status.conditions?.find(({ type }) => type === 'Progressing')?.reason
  const isPaused = spec.paused === true
  // What has been found to stand still keeps saying so.
  if (reason === 'ProgressDeadlineExceeded' || isPaused === (reason === 'DeploymentPaused'))
    return status
  const condition = isPaused
    ? { type: 'Progressing', status: 'Unknown', reason: 'DeploymentPaused', message: 'Deployment is paused', lastTransitionTime: time, lastUpdateTime: time } as const
    : { type: 'Progressing', status: 'Unknown', reason: 'DeploymentResumed', message: 'Deployment is resumed', lastTransitionTime: time, lastUpdateTime: time } as const
  return { ...status, conditions: withCondition(status.conditions ?? [], condition) }
}

function sum(replicaSets: readonly ReplicaSet[], count: (replicaSet: ReplicaSet) => number | undefined): number {
  return replicaSets.reduce((total, each) => total + (count(each) ?? 0), 0)
}

function counts(deployment: Deployment, newest: ReplicaSet | undefined, all: readonly ReplicaSet[]): Omit<DeploymentStatus, 'conditions'> {
  const { collisionCount } = deployment.status
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
    ...(collisionCount !== undefined && { collisionCount }),
  }
}

/** Whether a rollout is over. Source: pkg/controller/deployment/util/deployment_util.go (DeploymentComplete). */
export function isComplete({ metadata, spec }: Deployment, { replicas, updatedReplicas, availableReplicas, observedGeneration = 0 }: DeploymentStatus): boolean {
  return [replicas, updatedReplicas, availableReplicas].every(count => (count ?? 0) === spec.replicas) && observedGeneration >= (metadata.generation ?? 1)
}

function hasProgressed(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas
  return old(after) < old(before) || (['updatedReplicas', 'readyReplicas', 'availableReplicas'] as const).some(count => (after[count] ?? 0) > (before[count] ?? 0))
}

function progressOf({ conditions = [] }: DeploymentStatus): DeploymentCondition | undefined {
  return conditions.find(({ type }) => type === 'Progressing')
}

/** How many milliseconds are left until a rollout without progress exceeds its deadline; undefined if it has none to meet. Source: pkg/controller/deployment/progress.go (requeueStuckDeployment). */
export function timeLeft(deployment: Deployment, now: number): number | undefined {
  const { spec: { progressDeadlineSeconds }, status } = deployment
  const { reason, lastUpdateTime } = progressOf(status) ?? {}
  if (progressDeadlineSeconds === undefined || lastUpdateTime === undefined || reason === 'ProgressDeadlineExceeded' || isComplete(deployment, status))
    return undefined
  return progressDeadlineSeconds * 1000 - millisecondsSince(lastUpdateTime, now)
}

/** Source: pkg/controller/deployment/util/deployment_util.go (DeploymentTimedOut). */
function isTooLate({ spec: { progressDeadlineSeconds = Infinity } }: Deployment, { reason, lastUpdateTime }: DeploymentCondition, now: number): boolean {
  return reason === 'ProgressDeadlineExceeded' || (reason !== 'NewReplicaSetAvailable' && lastUpdateTime !== undefined && millisecondsSince(lastUpdateTime, now) > progressDeadlineSeconds * 1000)
}

/** What a look at a rollout makes of its conditions. Source: pkg/controller/deployment/progress.go (syncRolloutStatus). */
function withProgress(deployment: Deployment, after: Omit<DeploymentStatus, 'conditions'>, conditions: readonly DeploymentCondition[], newest: ReplicaSet | undefined, now: number): readonly DeploymentCondition[] {
  const time = timestamp(now)
  const before = progressOf(deployment.status)
  const what = newest ? `ReplicaSet "${newest.metadata.name}"` : `Deployment "${deployment.metadata.name}"`
  // Once all are there, Pods that go and come are no rollout.
  if (before?.reason === 'NewReplicaSetAvailable' && (after.replicas ?? 0) === (after.updatedReplicas ?? 0))
    return conditions
  if (isComplete(deployment, after))
    return withCondition(conditions, progressing('NewReplicaSetAvailable', `${what} has successfully progressed.`, time))
  if (hasProgressed(deployment.status, after)) {
    const condition = progressing('ReplicaSetUpdated', `${what} is progressing.`, time)
    return [...conditions.filter(({ type }) => type !== 'Progressing'), before?.status === 'True' ? { ...condition, lastTransitionTime: before.lastTransitionTime } : condition]
  }
  if (before && isTooLate(deployment, before, now))
    return withCondition(conditions, { ...progressing('ReplicaSetUpdated', `${what} has timed out progressing.`, time), status: 'False', reason: 'ProgressDeadlineExceeded' })
  return conditions
}

/**
 * The status that a Deployment should have, given the ReplicaSet of its newest template and the old ones. Counts of
 * zero are left out, as the API does. Source: pkg/controller/deployment/sync.go (calculateStatus).
 *
 * @param now milliseconds since the start
 * @param isRollout whether it is looked at how a rollout goes on: not where it is only given another size, paused, or going
 */
export function deploymentStatus(deployment: Deployment, newest: ReplicaSet | undefined, now: number, old: readonly ReplicaSet[] = [], isRollout = true): DeploymentStatus {
  const all = newest ? [newest, ...old] : old
  const after = counts(deployment, newest, all)
  const enough = (after.availableReplicas ?? 0) >= deployment.spec.replicas - rolloutBounds(deployment).maxUnavailable
  const conditions = withCondition(deployment.status.conditions ?? [], available(enough, timestamp(now)))
  if (!isRollout)
    return { ...after, conditions }
  const progressed = withProgress(deployment, after, conditions, newest, now)
  const failure = all.flatMap(({ status }) => status.conditions ?? []).find(condition => condition.type === 'ReplicaFailure')
  return { ...after, conditions: failure ? withCondition(progressed, failure) : progressed.filter(condition => condition.type !== 'ReplicaFailure') }
}
