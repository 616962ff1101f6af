/**
 * The kinds of the Kubernetes API that the model holds, with the API's own field names.
 * Fields that the model never reads are left out, never renamed.
 */

/** Points from an object to the one that made it. */
export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller: true
}

/** What a client may set in `metadata`. */
export interface DraftMeta {
  /** Empty when `generateName` is set: then the API server draws the name. */
  readonly name?: string
  readonly generateName?: string
  readonly namespace?: string
  readonly labels?: Labels
  readonly annotations?: Labels
  readonly ownerReferences?: readonly OwnerReference[]
}

/** `metadata` of a stored object. */
export interface ObjectMeta extends DraftMeta {
  readonly name: string
  readonly uid: string
  /** The revision of the write that stored it: a decimal, as a string. */
  readonly resourceVersion: string
  /** Rises with every change of `spec`. */
  readonly generation?: number
  /** RFC 3339, in whole seconds. */
  readonly creationTimestamp: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
}

export type Labels = Readonly<Record<string, string>>

/** One entry of `status.conditions`. */
export interface Condition<Type extends string = string> {
  readonly type: Type
  readonly status: 'True' | 'False' | 'Unknown'
  readonly reason?: string
  readonly message?: string
  readonly lastTransitionTime: string
}

interface Kind<Name extends string, Version extends string> {
  readonly apiVersion: Version
  readonly kind: Name
  readonly metadata: ObjectMeta
}

/** Requests of one container: quantities as the API writes them, such as `500m` and `1Gi`. */
export interface Requests {
  readonly cpu?: string
  readonly memory?: string
}

export interface Container {
  readonly name: string
  readonly image: string
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent'
  readonly resources: { readonly requests?: Requests }
}

export interface Toleration {
  readonly key?: string
  readonly operator: 'Exists' | 'Equal'
  readonly value?: string
  readonly effect?: TaintEffect
  /** Seconds that the Pod stays on a node after a NoExecute taint appears. */
  readonly tolerationSeconds?: number
}

export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'

export interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: TaintEffect
}

/** The optional fields are those that the API server fills in, and `nodeName`, which a binding sets. */
export interface PodSpec {
  readonly containers: readonly Container[]
  readonly restartPolicy?: 'Always'
  readonly terminationGracePeriodSeconds?: number
  readonly dnsPolicy?: 'ClusterFirst'
  readonly schedulerName?: string
  readonly serviceAccountName?: string
  readonly tolerations?: readonly Toleration[]
  readonly nodeName?: string
}

export interface PodTemplate {
  readonly metadata: { readonly labels: Labels }
  readonly spec: PodSpec
}

export interface LabelSelector {
  readonly matchLabels: Labels
}

/** `strategy` and the two numbers are filled in by the API server when absent. */
export interface DeploymentSpec {
  readonly replicas: number
  readonly selector: LabelSelector
  readonly template: PodTemplate
  readonly strategy?: {
    readonly type: 'RollingUpdate'
    readonly rollingUpdate: { readonly maxUnavailable: string, readonly maxSurge: string }
  }
  readonly revisionHistoryLimit?: number
  readonly progressDeadlineSeconds?: number
}

export type DeploymentCondition = Condition<'Available' | 'Progressing' | 'ReplicaFailure'>

export interface DeploymentStatus {
  readonly observedGeneration?: number
  readonly replicas?: number
  readonly updatedReplicas?: number
  readonly readyReplicas?: number
  readonly availableReplicas?: number
  readonly unavailableReplicas?: number
  readonly conditions?: readonly DeploymentCondition[]
}

export interface Deployment extends Kind<'Deployment', 'apps/v1'> {
  readonly spec: DeploymentSpec
  readonly status: DeploymentStatus
}

export interface ReplicaSetSpec {
  readonly replicas: number
  readonly selector: LabelSelector
  readonly template: PodTemplate
}

export interface ReplicaSetStatus {
  readonly replicas: number
  readonly fullyLabeledReplicas?: number
  readonly readyReplicas?: number
  readonly availableReplicas?: number
  readonly observedGeneration?: number
  readonly conditions?: readonly Condition<'ReplicaFailure'>[]
}

export interface ReplicaSet extends Kind<'ReplicaSet', 'apps/v1'> {
  readonly spec: ReplicaSetSpec
  readonly status: ReplicaSetStatus
}

export type PodCondition = Condition<
  'PodScheduled' | 'PodReadyToStartContainers' | 'Initialized' | 'ContainersReady' | 'Ready'
>

/** `state` has exactly one member, as in the API. */
export interface ContainerStatus {
  readonly name: string
  readonly image: string
  readonly ready: boolean
  readonly started: boolean
  readonly restartCount: number
  readonly containerID?: string
  readonly state:
    | { readonly waiting: { readonly reason: string, readonly message?: string } }
    | { readonly running: { readonly startedAt: string } }
}

export interface PodStatus {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
  readonly qosClass?: 'BestEffort' | 'Burstable'
  readonly hostIP?: string
  readonly podIP?: string
  readonly startTime?: string
  readonly conditions?: readonly PodCondition[]
  readonly containerStatuses?: readonly ContainerStatus[]
}

export interface Pod extends Kind<'Pod', 'v1'> {
  readonly spec: PodSpec
  readonly status: PodStatus
}

export interface Node extends Kind<'Node', 'v1'> {
  readonly spec: { readonly taints?: readonly Taint[], readonly unschedulable?: boolean }
  readonly status: {
    readonly allocatable: { readonly cpu: string, readonly memory: string, readonly pods: string }
    readonly addresses: readonly { readonly type: 'InternalIP', readonly address: string }[]
    readonly conditions: readonly Condition<'Ready'>[]
  }
}

export interface Lease extends Kind<'Lease', 'coordination.k8s.io/v1'> {
  readonly spec: {
    readonly holderIdentity: string
    readonly leaseDurationSeconds: number
    readonly renewTime: string
  }
}

/** The API's own Event kind: a note about an object, kept for an hour, never part of the state machine. */
export interface Event extends Kind<'Event', 'v1'> {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly involvedObject: { readonly kind: string, readonly name: string, readonly uid: string }
  readonly source: { readonly component: string }
}

/** Any object the store can hold. */
export type ApiObject = Deployment | ReplicaSet | Pod | Node | Lease | Event

/** The name of a kind. */
export type KindName = ApiObject['kind']

/** The object of a kind. */
export type ObjectOf<K extends KindName> = Extract<ApiObject, { kind: K }>

/** An object as a client sends it to be created: nothing yet that the API server sets. */
export type Draft<T extends ApiObject = ApiObject> = T extends ApiObject
  ? Omit<T, 'metadata' | 'status'> & { readonly metadata: DraftMeta }
  : never

/** What the scheduler sends to a Pod's `binding` subresource. */
export interface Binding {
  readonly apiVersion: 'v1'
  readonly kind: 'Binding'
  readonly metadata: { readonly name: string, readonly namespace: string }
  readonly target: { readonly kind: 'Node', readonly name: string }
}

/** The API's answer when it refuses. */
export interface Status {
  readonly apiVersion: 'v1'
  readonly kind: 'Status'
  readonly status: 'Failure'
  readonly code: number
  /** Absent when a webhook gives none. */
  readonly reason?: string
  readonly message: string
}
