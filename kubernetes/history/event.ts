import type { ApiObject, Draft, Status } from '../api/objects.ts'
import type { ApiRequest } from '../api/request.ts'
import type { Resource } from '../api/kinds.ts'
import type { ActorName } from '../engine/actor.ts'
import type { ServiceRule } from '../api/services.ts'
import type { Breakable } from '../parts.ts'

/** The place of an event in its history, from 0. */
export type EventId = number

/** The gates that a request passes, in order. Reads stop after the second. */
export const gates = ['authentication', 'authorization', 'mutating', 'validation', 'validating'] as const

export type Gate = typeof gates[number]

/** The gates in full, as in "refused by authorization". */
export const gateNames: Readonly<Record<Gate, string>> = {
  authentication: 'authentication',
  authorization: 'authorization',
  mutating: 'mutating admission',
  validation: 'validation',
  validating: 'validating admission',
}

/** What the container runtime is asked over CRI. */
export type CriCall = 'RunPodSandbox' | 'PullImage' | 'CreateContainer' | 'StartContainer' | 'StopContainer' | 'StopPodSandbox'

/** How a watcher sees a change: a change that moves an object into its selection is ADDED for it. */
export type WatchType = 'ADDED' | 'MODIFIED' | 'DELETED'

/** Which object an event is about. */
export interface ObjectRef {
  readonly resource: Resource
  readonly namespace?: string
  readonly name: string
}

/** What the scheduler found about one node. */
export interface NodeVerdict {
  readonly node: string
  /** Why the node was filtered out; empty if it fits. */
  readonly reasons: readonly string[]
}

/** The points of one feasible node: each plugin's normalised score times its weight, and their sum. */
export interface NodeScore {
  readonly node: string
  readonly leastAllocated: number
  readonly taintToleration: number
  /** PodTopologySpread: of a Pod that a controller made, or that says how it is to be spread. */
  readonly topologySpread?: number
  /** NodeResourcesBalancedAllocation: of a Pod that requests something. */
  readonly balancedAllocation?: number
  /** NodeAffinity: of a Pod that would like some nodes more. */
  readonly nodeAffinity?: number
  /** InterPodAffinity: where the Pod, or one that is there, says of others what it would like. */
  readonly interPodAffinity?: number
  readonly total: number
}

/** A piece of work on one container of one Pod, on its node. */
interface CriWork {
  readonly call: CriCall
  readonly pod: ObjectRef
  readonly uid: string
  readonly image?: string
  /** Its name, where the Pod has several. */
  readonly container?: string
}

/** What happened. Everything that one kind of event alone tells is in its own member. */
export type Happening
  = /** The user presses Enter. */
    | { readonly kind: 'typed', readonly command: number, readonly text: string }
    /** kubectl reads its kubeconfig. */
    | { readonly kind: 'configured', readonly command: number }
    /** kubectl makes the object out of the command. */
    | { readonly kind: 'built', readonly command: number, readonly object: Draft }
    /** A client sends a request. */
    | { readonly kind: 'sent', readonly request: ApiRequest }
    /** The server did not accept the connection of a client. */
    | { readonly kind: 'unreachable', readonly request: ApiRequest }
    /** A request meets a gate; `refusal` is the answer if it does not pass. Authentication says whose it is, in `user`. */
    | { readonly kind: 'gate', readonly request: ApiRequest, readonly gate: Gate, readonly user?: string, readonly object?: ApiObject | Draft, readonly refusal?: Status }
    /** The body is read and its defaults are filled in. */
    | { readonly kind: 'decoded', readonly request: ApiRequest, readonly object: ApiObject | Draft }
    /** etcd stores an object under a key. Only this and `removed` change what is stored. */
    | { readonly kind: 'committed', readonly request: ApiRequest, readonly key: string, readonly revision: number, readonly object: ApiObject }
    /** etcd takes a key out; `object` is what it held last. */
    | { readonly kind: 'removed', readonly request: ApiRequest, readonly key: string, readonly revision: number, readonly object: ApiObject }
    /** etcd does not store: the key is taken, has moved on, or etcd is away. */
    | { readonly kind: 'uncommitted', readonly request: ApiRequest, readonly refusal: Status }
    /** The write would change nothing, so nothing is written. Source: apiserver/pkg/storage/etcd3/store.go. */
    | { readonly kind: 'unchanged', readonly request: ApiRequest, readonly revision: number }
    /** The API server reads for a get or a list. */
    | { readonly kind: 'read', readonly request: ApiRequest, readonly count: number }
    /** The API server opens a connection to a kubelet, on its port 10250: for a log, say. */
    | { readonly kind: 'dialled', readonly request: ApiRequest, readonly kubelet: ActorName, readonly path: string }
    /** The kubelet sends it, over that connection. */
    | { readonly kind: 'streamed', readonly request: ApiRequest }
    /** The API server answers. */
    | { readonly kind: 'answered', readonly request: ApiRequest, readonly code: number }
    /** The change reaches the API server's watch cache. */
    | { readonly kind: 'cached', readonly ref: ObjectRef, readonly revision: number }
    /** One watcher receives it. */
    | { readonly kind: 'watched', readonly watcher: ActorName, readonly type: WatchType, readonly ref: ObjectRef, readonly revision: number }
    /** The scheduler filtered: up to {@link shownNodes} nodes by name, all of them by count. */
    | { readonly kind: 'filtered', readonly pod: ObjectRef, readonly verdicts: readonly NodeVerdict[], readonly feasible: number, readonly total: number, readonly message?: string }
    /** The scheduler scored, and chose; `ties` is how many nodes shared the best score. A single node that fits is not scored. */
    | { readonly kind: 'scored', readonly pod: ObjectRef, readonly scores: readonly NodeScore[], readonly chosen: string, readonly ties: number }
    /** Somebody lays a file with a Pod into the folder of its node, or takes it away. */
    | { readonly kind: 'manifested', readonly pod: ObjectRef, readonly present: boolean }
    /** A kubelet takes a Pod on. */
    | { readonly kind: 'accepted', readonly pod: ObjectRef, readonly uid: string }
    | { readonly kind: 'cri-called' } & CriWork
    /** `error` is what the runtime says if it could not. */
    | { readonly kind: 'cri-returned', readonly error?: string } & CriWork
    /** The network plugin, called by the runtime, gives the sandbox its address. */
    | { readonly kind: 'networked', readonly pod: ObjectRef, readonly uid: string, readonly ip: string }
    /** A container's process ends by itself. */
    | { readonly kind: 'ended', readonly pod: ObjectRef, readonly uid: string, readonly image: string, readonly container?: string, readonly exitCode: number }
    /** A kubelet asks a container how it is, and gets an HTTP status. */
    | { readonly kind: 'probed', readonly pod: ObjectRef, readonly uid: string, readonly path: string, readonly port: number, readonly code: number }
    /** A kubelet sees what has become of its containers. */
    | { readonly kind: 'observed', readonly pod: ObjectRef, readonly uid: string }
    /** kube-proxy writes the rules for a Service into the kernel of its node. */
    | { readonly kind: 'programmed', readonly rule: ServiceRule }
    /** Something is stopped, or started again. */
    | { readonly kind: 'stopped' | 'started', readonly part: Breakable }
    /** kubectl prints. */
    | { readonly kind: 'printed', readonly command: number, readonly lines: readonly string[], readonly error: boolean }
    /** kubectl ends: the prompt is back. */
    | { readonly kind: 'exited', readonly command: number, readonly code: number }

/** How many nodes a filtered or scored event names one by one; larger clusters keep counts only. */
export const shownNodes = 10

/** One thing that happened. */
export type HistoryEvent = Happening & {
  readonly id: EventId
  /** Seconds since the start of the run. */
  readonly at: number
  readonly actor: ActorName
  /** The events that had to come before, nearest first. Everything before those follows. */
  readonly causes: readonly EventId[]
}

export type EventKind = Happening['kind']

export type EventOf<K extends EventKind> = Extract<HistoryEvent, { kind: K }>

/** The request that an event belongs to, if it belongs to one. */
export function requestOf(event: HistoryEvent): ApiRequest | undefined {
  return 'request' in event ? event.request : undefined
}

/** The object that an event is about, as far as it has a name yet. */
export function refOf(event: HistoryEvent): ObjectRef | undefined {
  if ('ref' in event)
    return event.ref
  if ('pod' in event)
    return event.pod
  if (!('request' in event))
    return undefined
  const { resource, namespace, name } = event.request
  const known = 'object' in event && event.object ? event.object.metadata.name : name
  return known === undefined ? undefined : { resource, name: known, ...(namespace && { namespace }) }
}
