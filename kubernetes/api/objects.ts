import type { Condition, DraftMeta, Kind } from './meta.ts'
import type { Pod, Taint } from './pod.ts'
import type { EndpointSlice, Service } from './services.ts'
import type { Deployment, ReplicaSet } from './workloads.ts'

/** The kinds that the model holds, with the API's own field names: fields that it never reads are left out, never renamed. */
export type * from './meta.ts'
export type * from './pod.ts'
export type * from './services.ts'
export type * from './workloads.ts'

export type NodeCondition = Condition<'MemoryPressure' | 'DiskPressure' | 'PIDPressure' | 'Ready'> & { readonly lastTransitionTime: string, readonly lastHeartbeatTime?: string }

/** A machine that runs Pods; `allocatable` is what they can have of it. */
export interface Node extends Kind<'Node', 'v1'> {
  readonly spec: { readonly taints?: readonly Taint[], readonly unschedulable?: boolean }
  readonly status: {
    readonly allocatable: { readonly cpu: string, readonly memory: string, readonly pods: string }
    readonly addresses: readonly { readonly type: 'InternalIP', readonly address: string }[]
    readonly conditions: readonly NodeCondition[]
  }
}

/** A kubelet's sign of life. */
export interface Lease extends Kind<'Lease', 'coordination.k8s.io/v1'> {
  readonly spec: {
    readonly holderIdentity: string
    readonly leaseDurationSeconds: number
    readonly renewTime: string
    /** How often its holder has changed, and since when it has been this one; of a leader's alone. */
    readonly leaseTransitions?: number
    readonly acquireTime?: string
  }
}

/** The API's own Event kind: a note about an object, kept for an hour, never part of the state machine. */
export interface Event extends Kind<'Event', 'v1'> {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly involvedObject: { readonly kind: string, readonly name: string, readonly uid?: string, readonly resourceVersion?: string, readonly fieldPath?: string }
  readonly source: { readonly component: string }
  /** How often it was said, and when last; absent if once. */
  readonly count?: number
  readonly lastTimestamp?: string
}

/** An object of a kind that no part of the model looks into: it is stored as it comes. */
export type PlainObject = Kind<'Namespace' | 'ServiceAccount' | 'ConfigMap' | 'Secret' | 'Role' | 'RoleBinding' | 'ClusterRole' | 'ClusterRoleBinding' | 'HorizontalPodAutoscaler' | 'PriorityClass' | 'ValidatingAdmissionPolicy' | 'ValidatingAdmissionPolicyBinding', string>

export type ApiObject = Deployment | ReplicaSet | Pod | Node | Lease | Event | Service | EndpointSlice | PlainObject

export type KindName = ApiObject['kind']

export type ObjectOf<K extends KindName, O extends ApiObject = ApiObject> = O extends ApiObject ? K extends O['kind'] ? O : never : never

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
  /** Of an object that is not valid: its kind and name, and what is wrong, one by one. */
  readonly details?: { readonly kind: string, readonly name: string, readonly causes: readonly string[] }
}
