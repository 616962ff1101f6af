import type { Container, DeploymentSpec, HttpProbe, Labels, PodSpec, Requests, Taint } from './api/objects.ts'
import type { RegistryImage } from './node/images.ts'
import type { Breakable, Part } from './parts.ts'
import type { Policy } from './server/policy.ts'

/** One worker node. */
export interface NodeSpec {
  readonly name: string
  /** What Pods can have of it, as quantities. */
  readonly cpu: string
  readonly memory: string
  readonly pods: number
  readonly taints?: readonly Taint[]
  /** The zone that it stands in, which is a label on it; without one it says nothing of zones. */
  readonly zone?: string
  /** False: the node reports nothing good, and bears the taint that says so. */
  readonly ready?: boolean
}

/** When a command is typed: after so many seconds, or once the cluster has come to rest. */
export type Moment = number | 'rest'

/** A command of kubectl, and when it is typed. */
interface Typed<Run extends string> {
  readonly run: Run
  readonly at: Moment
}

/** One about an object by its name. */
interface OnObject<Run extends string> extends Typed<Run> {
  readonly name: string
}

/** `kubectl create deployment`; with requests or a probe, which it has no flags for, `kubectl create -f`. */
export interface CreateDeployment extends OnObject<'create deployment'> {
  /** `default` unless given. */
  readonly namespace?: string
  readonly image: string
  readonly replicas: number
  readonly requests?: Requests
  readonly readinessProbe?: HttpProbe
  /** So many seconds are waited before a container is asked to end, and so many it gets in all. */
  readonly preStop?: number
  readonly grace?: number
  /** How its Pods are replaced by those of another template, and how long that may stand still; as the API server fills it in unless given. */
  readonly strategy?: DeploymentSpec['strategy']
  readonly progressDeadlineSeconds?: number
  readonly revisionHistoryLimit?: number
  /** What its Pods' specification says of which nodes they may be on, and of how much they matter. */
  readonly spec?: Pick<PodSpec, 'affinity' | 'nodeSelector' | 'priorityClassName' | 'tolerations' | 'topologySpreadConstraints'>
  /** The name of its container in a file, which also puts no label on the Deployment itself. */
  readonly container?: string
}

/** One container of a Pod as its file describes it. */
export type ContainerSpec = Omit<Container, 'resources' | 'imagePullPolicy'>

/** `kubectl create -f` of a Pod, which no controller looks after. */
export interface CreatePod extends OnObject<'create pod'> {
  readonly initContainers?: readonly ContainerSpec[]
  readonly labels?: Labels
  readonly containers: readonly ContainerSpec[]
  /** What its first container requests. */
  readonly requests?: Requests
  /** What else its specification says. */
  readonly spec?: Pick<PodSpec, 'activeDeadlineSeconds' | 'affinity' | 'nodeName' | 'nodeSelector' | 'priorityClassName' | 'schedulerName' | 'schedulingGates' | 'terminationGracePeriodSeconds' | 'tolerations' | 'topologySpreadConstraints' | 'volumes'>
  /** Names of its volumes, each an empty directory at first. */
  readonly volumes?: readonly string[]
  readonly restartPolicy?: PodSpec['restartPolicy']
}

/** `kubectl get pods`. */
export interface GetPods extends Typed<'get pods'> {
  /** `default` unless given. */
  readonly namespace?: string
}

/** `kubectl get deployment` of one Deployment. */
export type GetDeployment = OnObject<'get deployment'>

/** `kubectl delete pod` of one Pod, or `kubectl logs` of one. */
export interface OnePod extends OnObject<'delete pod' | 'logs'> {
  /** `default` unless given. */
  readonly namespace?: string
  /** Of a deletion: `no` does not wait until the Pod is gone, `force` has it removed at once, whatever becomes of its containers. */
  readonly wait?: 'no' | 'force'
  /** Of a log: how many of its last lines; all unless given. */
  readonly tail?: number
}

/** `kubectl expose deployment`: a Service in front of a Deployment's Pods. */
export interface ExposeDeployment extends OnObject<'expose deployment'> {
  readonly port: number
}

/** `kubectl scale deployment`. */
export interface ScaleDeployment extends OnObject<'scale deployment'> {
  readonly replicas: number
}

/** `kubectl set image`: another image for a container of a Deployment's Pods. */
export interface SetImage extends OnObject<'set image'> {
  readonly container: string
  readonly image: string
}

/** What `kubectl rollout` is asked of a Deployment. */
export interface Rollout extends OnObject<'rollout status' | 'rollout history' | 'rollout undo' | 'rollout pause' | 'rollout resume' | 'rollout restart'> {
  /** Of `rollout undo`: which revision it goes back to; the one before the newest unless given. */
  readonly toRevision?: number
  /** Of `rollout status`: for how many seconds it waits; for ever unless given. */
  readonly timeout?: number
}

/** `kubectl delete deployment`. */
export interface DeleteDeployment extends OnObject<'delete deployment'> {
  /** What becomes of what it owns: it goes afterwards, before, or not at all; afterwards unless given. */
  readonly cascade?: 'background' | 'foreground' | 'orphan'
  /** `no` does not wait until it is gone. */
  readonly wait?: 'no'
}

/** `kubectl create`, `get` or `delete namespace` of one Namespace. */
export interface OneNamespace extends OnObject<'create namespace' | 'get namespace' | 'delete namespace'> {
  /** Of a deletion: `no` does not wait until it is gone. */
  readonly wait?: 'no'
}

/** `kubectl create -f` of a ConfigMap, or `kubectl patch configmap`: what has to be done before it may go. */
export interface HoldConfigMap extends OnObject<'create configmap' | 'patch configmap'> {
  readonly namespace?: string
  /** All that has to be done, by who does it; none of it unless given. */
  readonly finalizers?: readonly string[]
}

/** `kubectl get` or `kubectl delete configmap`. */
export interface OneConfigMap extends OnObject<'get configmap' | 'delete configmap'> {
  /** Of a deletion: `no` does not wait until it is gone. */
  readonly wait?: 'no'
  /** For how many seconds it waits; for ever unless given. */
  readonly timeout?: number
}

/** `kubectl run`: a Pod of its own, which no controller looks after. */
export interface RunPod extends OnObject<'run'> {
  readonly image: string
  /** The node it is put on by hand, past the scheduler. */
  readonly node?: string
}

/** `kubectl get nodes`. */
export type GetNodes = Typed<'get nodes'>

/** `kubectl cordon`. */
export interface CordonNode extends Typed<'cordon'> {
  readonly node: string
}

/** What the user can type. */
export type Command = CreateDeployment | CreatePod | ScaleDeployment | RunPod | GetPods | GetNodes | GetDeployment | OnePod | ExposeDeployment | SetImage | Rollout | DeleteDeployment | OneNamespace | HoldConfigMap | OneConfigMap | CordonNode

/** A command without its moment: one that is typed now. */
export type CommandLine = Command extends infer C ? C extends Command ? Omit<C, 'at'> : never : never

/** A Service that is there from the start, in front of the Deployment of the same name. */
export interface ServiceSpec {
  readonly name: string
  /** Its own port, and that of the Pods. */
  readonly port: number
}

/** A process that ends by itself: that of the Pod which a node took on first. */
export interface Crash {
  readonly node: string
  /** Seconds since the start; a container that does not run by then ends as soon as it is seen to. */
  readonly at: number
}

/** A file with a Pod in the folder of a node, whose kubelet runs it without being asked by anybody. */
export interface Manifest {
  readonly node: string
  /** When it is laid there, and when it is taken away, in seconds since the start; never unless given. */
  readonly at: number
  readonly until?: number
  /** The Pod's name in the file: the node's is put behind it. */
  readonly name: string
  readonly namespace?: string
  readonly labels?: Labels
  readonly containers: readonly ContainerSpec[]
}

/** Something that is stopped or started at a time, in seconds since the start. */
export type Fault
  = | { readonly at: number, readonly stop: Breakable, /** It has no time to give its Lease back. */ readonly killed?: true }
    | { readonly at: number, readonly start: Breakable }

/** Everything a run depends on: the same scenario gives the same history. */
export interface Scenario {
  /** Decides what Kubernetes leaves to chance: names, uids and ties. */
  readonly seed: number
  readonly nodes: readonly NodeSpec[]
  readonly commands: readonly Command[]
  readonly services?: readonly ServiceSpec[]
  /** In the order in which they come. */
  readonly crashes?: readonly Crash[]
  /** Files that kubelets run. */
  readonly manifests?: readonly Manifest[]
  /** What is stopped and started on the way, in the order in which it comes. */
  readonly faults?: readonly Fault[]
  /** Goes on until so many seconds have passed, though nothing but heartbeats may happen any more. */
  readonly until?: number
  /** How many instances of the API server there are behind its one address: 1 unless given. Each can be stopped if there are several. */
  readonly apiServers?: 2 | 3
  /** So many schedulers and controller managers stand for election, and one of each works; without it there is one of each, which works at once. */
  readonly candidates?: 1 | 2 | 3
  /** Parts that are not there, and never will be. */
  readonly without?: readonly Part[]
  /** What differs from the standard policy. */
  readonly policy?: Partial<Policy>
  /** What kubectl shows to be recognised; `null` for nothing at all. */
  readonly credential?: string | null
  /** What the registry holds, by repository, each under every tag; the model's own few images unless given. */
  readonly registry?: Readonly<Record<string, RegistryImage>>
  /** The store's revision before the first command. 1041 unless given. */
  readonly revision?: number
}

/** Three nodes of 4 CPUs and 8 GiB, named as in the deck. */
export const threeWorkers: readonly NodeSpec[] = [1, 2, 3].map(number => ({ name: `worker-${number}`, cpu: '4', memory: '8Gi', pods: 110 }))

/** The request of the deck: three Pods of nginx on three nodes, and a look at them afterwards. */
export const standardScenario: Scenario = {
  seed: 3,
  nodes: threeWorkers,
  commands: [
    { run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3 },
    { run: 'get pods', at: 'rest' },
  ],
}
