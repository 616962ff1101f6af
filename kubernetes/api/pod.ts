import type { Condition, Kind, Labels, LabelSelector } from './meta.ts'

/** Requests of one container: quantities as the API writes them, such as `500m` and `1Gi`. */
export interface Requests {
  readonly cpu?: string
  readonly memory?: string
}

/** A question that a kubelet asks a container over HTTP; an answer from 200 to 399 is well. */
export interface HttpProbe {
  readonly httpGet: { readonly path: string, readonly port: number, readonly scheme?: 'HTTP' | 'HTTPS' }
}

/** One whether anybody listens there at all. */
export interface TcpProbe {
  readonly tcpSocket: { readonly port: number }
}

/** How often a kubelet asks, and how many answers it takes: what is not said the API server fills in. */
interface ProbeTimes {
  /** Seconds after the start of the container without a probe. */
  readonly initialDelaySeconds?: number
  readonly periodSeconds?: number
  readonly timeoutSeconds?: number
  /** How many failures in a row count as one, and how many successes. */
  readonly failureThreshold?: number
  readonly successThreshold?: number
}

/** A question that a kubelet asks a container: over the network, or by a command in it, which passes if it ends with 0. */
export type Probe = (HttpProbe | TcpProbe | { readonly exec: { readonly command: readonly string[] } }) & ProbeTimes

/** Where a container finds a volume of its Pod among its own files. */
export interface VolumeMount {
  readonly name: string
  readonly mountPath: string
}

/** An object of the Pod's namespace, which has to be there unless it is optional. */
export interface ObjectName {
  readonly name: string
  readonly optional?: boolean
}

/** What such an object has under a key. */
export interface ObjectKey extends ObjectName {
  readonly key: string
}

/** What a container is to do: to wait, to run a command, or to answer a request. */
export interface LifecycleHandler extends Partial<HttpProbe> {
  readonly sleep?: { readonly seconds: number }
  readonly exec?: { readonly command: readonly string[] }
}

/** One container as it is wanted. `imagePullPolicy` is filled in by the API server. */
export interface Container {
  readonly name: string
  readonly image: string
  /** What it runs; without it what its image says. */
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  /** What it listens on: informational, since it opens or closes nothing. */
  readonly ports?: readonly { readonly containerPort: number, readonly name?: string, /** Of its node, which it takes. */ readonly hostPort?: number, readonly protocol?: string, readonly hostIP?: string }[]
  readonly volumeMounts?: readonly VolumeMount[]
  /** Whether it is started again, where that is not as its Pod says. Of an init container `Always`: it is a sidecar, which goes on running. */
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never'
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never'
  /** Its variables: all that an object has, or one of them by its key. */
  readonly envFrom?: readonly { readonly configMapRef?: ObjectName, readonly secretRef?: ObjectName }[]
  readonly env?: readonly { readonly name: string, readonly valueFrom?: { readonly configMapKeyRef?: ObjectKey, readonly secretKeyRef?: ObjectKey } }[]
  readonly resources: { readonly requests?: Requests, readonly limits?: Requests }
  /** What is done once it has been started, and what is waited for before it is asked to end. */
  readonly lifecycle?: { readonly postStart?: LifecycleHandler, readonly preStop?: LifecycleHandler }
  /** Without one, a container that runs is ready. */
  readonly readinessProbe?: Probe
  /** A container that fails it is started again. */
  readonly livenessProbe?: Probe
  /** Until a container passes it nothing else is asked of it, and it is not ready. */
  readonly startupProbe?: Probe
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
  readonly timeAdded?: string
}

/** What a volume shows of an object: all that it has, or what is named. */
export interface ShownObject extends ObjectName {
  readonly items?: readonly { readonly key: string }[]
}

/** One of several objects that a volume shows. */
export interface ProjectedSource {
  readonly configMap?: ShownObject
  readonly secret?: ShownObject
}

/** A volume that is made with its Pod and goes with it, or that shows what an object has. */
export interface Volume {
  readonly name: string
  readonly emptyDir?: Readonly<Record<string, never>>
  readonly configMap?: ShownObject
  readonly secret?: { readonly secretName: string } & Omit<ShownObject, 'name'>
  readonly projected?: { readonly sources?: readonly ProjectedSource[] }
  readonly persistentVolumeClaim?: { readonly claimName: string }
}

/** Which Pods are meant, and within what: nodes whose label of that key has one value. Those of the Pod's own namespace unless others are named. */
export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector
  readonly topologyKey: string
  readonly namespaces?: readonly string[]
}

/** Beside which Pods a Pod has to be, or has not to be, and beside which it would like to. */
export interface PodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[]
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly { readonly weight: number, readonly podAffinityTerm: PodAffinityTerm }[]
}

/** What is asked of one label of a node, or of its name. */
export interface NodeRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt'
  readonly values?: readonly string[]
}

/** What is asked of a node, all of it. */
export interface NodeTerm {
  readonly matchExpressions?: readonly NodeRequirement[]
  readonly matchFields?: readonly NodeRequirement[]
}

/** On which nodes a Pod has to be, one of several terms being enough, and on which it would like to. */
export interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms: readonly NodeTerm[] }
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly { readonly weight: number, readonly preference: NodeTerm }[]
}

/** How evenly Pods are to be spread over the parts of a cluster that a label makes. */
export interface SpreadConstraint {
  readonly maxSkew: number
  readonly topologyKey: string
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway'
  readonly labelSelector?: LabelSelector
  readonly matchLabelKeys?: readonly string[]
  readonly minDomains?: number
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore'
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore'
}

/** The optional fields are those that the API server fills in, and `nodeName`, which a binding sets. */
export interface PodSpec {
  /** They go before the others, in this order. */
  readonly initContainers?: readonly Container[]
  readonly containers: readonly Container[]
  /** What it asks for as a whole, whatever its containers ask for. */
  readonly resources?: Container['resources']
  readonly volumes?: readonly Volume[]
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never'
  readonly terminationGracePeriodSeconds?: number
  /** How long it may be on its node before it has failed. */
  readonly activeDeadlineSeconds?: number
  readonly dnsPolicy?: 'ClusterFirst'
  readonly schedulerName?: string
  readonly serviceAccountName?: string
  readonly tolerations?: readonly Toleration[]
  readonly nodeName?: string
  /** Labels that its node must have. */
  readonly nodeSelector?: Labels
  /** Which other Pods its node is to have beside it, and which not. */
  readonly affinity?: { readonly nodeAffinity?: NodeAffinity, readonly podAffinity?: PodAffinity, readonly podAntiAffinity?: PodAffinity }
  readonly topologySpreadConstraints?: readonly SpreadConstraint[]
  /** As long as there is one, no node is looked for. */
  readonly schedulingGates?: readonly { readonly name: string }[]
  /** The name of a PriorityClass, and what the API server fills in from it. */
  readonly priorityClassName?: string
  readonly priority?: number
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never'
}

export type PodCondition = Condition<
  'PodScheduled' | 'PodReadyToStartContainers' | 'Initialized' | 'ContainersReady' | 'Ready' | 'DisruptionTarget'
>

export interface Terminated {
  readonly exitCode: number
  readonly reason: string
  readonly message?: string
  /** Where it is not when it ended: one that could not be started never did. */
  readonly startedAt?: string
  readonly finishedAt: string
}

/** Exactly one member, as in the API. */
export type ContainerState
  = | { readonly waiting: { readonly reason: string, readonly message?: string } }
    | { readonly running: { readonly startedAt: string } }
    | { readonly terminated: Terminated }

export interface ContainerStatus {
  readonly name: string
  readonly image: string
  readonly ready: boolean
  readonly started: boolean
  readonly restartCount: number
  readonly containerID?: string
  readonly state: ContainerState
  readonly lastState?: { readonly terminated?: Terminated }
}

/** What is known of a Pod; empty but for the phase until the kubelet reports. */
export interface PodStatus {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
  /** Why it has failed where that is no container's doing. */
  readonly reason?: string
  readonly message?: string
  /** The generation of the Pod that its kubelet has seen last. */
  readonly observedGeneration?: number
  readonly qosClass?: 'BestEffort' | 'Burstable'
  /** The node on which Pods are evicted for it. */
  readonly nominatedNodeName?: string
  readonly hostIP?: string
  readonly podIP?: string
  readonly startTime?: string
  readonly conditions?: readonly PodCondition[]
  readonly initContainerStatuses?: readonly ContainerStatus[]
  readonly containerStatuses?: readonly ContainerStatus[]
}

/** One or more containers that are run together on one node. */
export interface Pod extends Kind<'Pod', 'v1'> {
  readonly spec: PodSpec
  readonly status: PodStatus
}
