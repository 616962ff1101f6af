import type { ApiObject, Pod } from '../../kubernetes/api/objects.ts'
import { podStatusText } from '../../kubernetes/kubectl/printer.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'

/** A Pod that does not run, and what the cluster says about why. */
export interface PendingPod {
  readonly name: string
  /** The STATUS column. */
  readonly status: string
  /** The scheduler's message; undefined if it said nothing, which is what nobody looking at the Pod looks like. */
  readonly reason: string | undefined
}

/** How a Deployment stands. */
export interface DeploymentOutcome {
  readonly name: string
  readonly wanted: number
  readonly available: number
  /** Why its Pods are refused, if they are. */
  readonly failure: string | undefined
}

/** What has become of everything that was asked for. */
export interface Outcome {
  readonly deployments: readonly DeploymentOutcome[]
  readonly pendingPods: readonly PendingPod[]
}

function heldPod(pod: Pod): PendingPod {
  const condition = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')
  return { name: pod.metadata.name, status: podStatusText(pod), reason: condition?.status === 'False' ? condition.message : undefined }
}

function isPod(object: ApiObject): object is Pod {
  return object.kind === 'Pod'
}

/** Reads from a state how far the cluster has got with what it was asked for. */
export function outcomeOf({ objects }: ClusterState): Outcome {
  const all = [...objects.values()]
  return {
    deployments: all.filter(object => object.kind === 'Deployment').map(({ metadata, spec, status }) => ({
      name: metadata.name,
      wanted: spec.replicas,
      available: status.availableReplicas ?? 0,
      failure: status.conditions?.find(({ type }) => type === 'ReplicaFailure')?.message,
    })),
    pendingPods: all.filter(isPod).filter(pod => pod.status.phase !== 'Running').map(heldPod),
  }
}
