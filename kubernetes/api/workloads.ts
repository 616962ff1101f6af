import type { Condition, Kind, Labels, LabelSelector } from './meta.ts'
import type { PodSpec } from './pod.ts'

/** What the Pods of a workload are made from. */
export interface PodTemplate {
  readonly metadata: { readonly labels: Labels, readonly annotations?: Labels }
  readonly spec: PodSpec
}

/** `strategy` and the two numbers are filled in by the API server when absent. */
export interface DeploymentSpec {
  readonly replicas: number
  readonly selector: LabelSelector
  readonly template: PodTemplate
  readonly strategy?: {
    readonly type: 'RollingUpdate' | 'Recreate'
    readonly rollingUpdate?: { readonly maxUnavailable: string | number, readonly maxSurge: string | number }
  }
  /** Changes of the template wait until it is off again. */
  readonly paused?: boolean
  readonly revisionHistoryLimit?: number
  readonly progressDeadlineSeconds?: number
  /** How long a Pod has to be ready until it counts as available. */
  readonly minReadySeconds?: number
}

export interface DeploymentCondition extends Condition<'Available' | 'Progressing' | 'ReplicaFailure'> {
  /** When something last went on: from then on its deadline is counted. */
  readonly lastUpdateTime?: string
}

/** How a Deployment stands. A count that is absent is zero. */
export interface DeploymentStatus {
  readonly observedGeneration?: number
  readonly replicas?: number
  readonly updatedReplicas?: number
  readonly readyReplicas?: number
  readonly availableReplicas?: number
  readonly unavailableReplicas?: number
  readonly terminatingReplicas?: number
  /** How often the name of a new ReplicaSet was that of another. */
  readonly collisionCount?: number
  readonly conditions?: readonly DeploymentCondition[]
}

/** So many Pods of a template, and how to replace them by those of the next one. */
export interface Deployment extends Kind<'Deployment', 'apps/v1'> {
  readonly spec: DeploymentSpec
  readonly status: DeploymentStatus
}

/** So many Pods of a template. */
export interface ReplicaSetSpec {
  readonly replicas: number
  readonly selector: LabelSelector
  readonly template: PodTemplate
  readonly minReadySeconds?: number
}

/** How a ReplicaSet stands. A count that is absent is zero. */
export interface ReplicaSetStatus {
  readonly replicas: number
  readonly fullyLabeledReplicas?: number
  readonly readyReplicas?: number
  readonly availableReplicas?: number
  readonly terminatingReplicas?: number
  readonly observedGeneration?: number
  readonly conditions?: readonly Condition<'ReplicaFailure'>[]
}

/** Keeps so many Pods of one template. */
export interface ReplicaSet extends Kind<'ReplicaSet', 'apps/v1'> {
  readonly spec: ReplicaSetSpec
  readonly status: ReplicaSetStatus
}
