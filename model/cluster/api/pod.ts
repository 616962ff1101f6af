import type { Condition, Kind } from './meta.ts'

/** Requests of one container: quantities as the API writes them, such as `500m` and `1Gi`. */
export interface Requests {
  readonly cpu?: string
  readonly memory?: string
}

/** A question that a kubelet puts to a container over HTTP: any answer from 200 to 399 is well. */
export interface HttpProbe {
  readonly httpGet: { readonly path: string, readonly port: number }
}

/** One container as it is wanted. `imagePullPolicy` is filled in by the API server. */
export interface Container {
  readonly name: string
  readonly image: string
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent'
  readonly resources: { readonly requests?: Requests }
  /** Without one, a container that runs is ready. */
  readonly readinessProbe?: HttpProbe
}

/** What taint a Pod puts up with; without a key any, without an effect all effects. */
export interface Toleration {
  readonly key?: string
  readonly operator: 'Exists' | 'Equal'
  readonly value?: string
  readonly effect?: TaintEffect
  /** Seconds that the Pod stays on a node after a NoExecute taint appears. */
  readonly tolerationSeconds?: number
}

/** What a taint does to Pods that do not tolerate it. */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'

/** What keeps Pods off a node. */
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

/** A condition of a Pod. */
export type PodCondition = Condition<
  'PodScheduled' | 'PodReadyToStartContainers' | 'Initialized' | 'ContainersReady' | 'Ready' | 'DisruptionTarget'
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
    | { readonly terminated: { readonly exitCode: number, readonly reason: string, readonly finishedAt: string } }
}

/** What is known of a Pod; empty but for the phase until somebody reports. */
export interface PodStatus {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
  readonly qosClass?: 'BestEffort' | 'Burstable'
  readonly hostIP?: string
  readonly podIP?: string
  readonly startTime?: string
  readonly conditions?: readonly PodCondition[]
  readonly containerStatuses?: readonly ContainerStatus[]
}

/** One or more containers that are run together on one node. */
export interface Pod extends Kind<'Pod', 'v1'> {
  readonly spec: PodSpec
  readonly status: PodStatus
}
