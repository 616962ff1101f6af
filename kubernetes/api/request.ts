import type { ActorName } from '../engine/actor.ts'
import { apiPath, type Resource } from './kinds.ts'
import type { ApiObject, Binding, Draft, Labels, NodeCondition, OwnerReference, PodStatus, PodTemplate, Status, Taint } from './objects.ts'
import type { Identity } from './identity.ts'

/** What an authorizer decides on. */
export type Verb = 'create' | 'get' | 'list' | 'watch' | 'update' | 'patch' | 'delete'

/** A change of a Pod's status: only the fields that change. Conditions are merged by type, as the API does. */
export interface StatusPatch {
  readonly kind: 'StatusPatch'
  readonly status: Partial<PodStatus>
}

/** A change of a Node's status: conditions, merged by type. */
export interface NodeStatusPatch {
  readonly kind: 'NodeStatusPatch'
  readonly conditions: readonly NodeCondition[]
}

/** A change of a Node's taints: these off, those on. */
export interface TaintPatch {
  readonly kind: 'TaintPatch'
  readonly remove: readonly Taint[]
  readonly add: readonly Taint[]
}

/** A change of a Node by hand: whether Pods may be put on it, or labels. */
export interface NodePatch {
  readonly kind: 'NodePatch'
  readonly unschedulable?: boolean
  readonly labels?: Labels
}

/** A change of the number of replicas, on the `scale` subresource. */
export interface ScalePatch {
  readonly kind: 'ScalePatch'
  readonly replicas: number
}

/** A change of what a Deployment's Pods are made from, of its annotations, or of whether it is paused. */
export interface TemplatePatch {
  readonly kind: 'TemplatePatch'
  readonly template?: PodTemplate
  readonly annotations?: Labels
  readonly paused?: boolean
}

/** A change of an Event that is said again. */
export interface EventPatch {
  readonly kind: 'EventPatch'
  readonly message: string
  readonly count: number
  readonly lastTimestamp: string
}

/** What a client outside the model makes of an object: all of it, as it is to be stored. */
export interface Replacement {
  readonly kind: 'Replacement'
  readonly object: ApiObject
}

/** A change of the owners of an object. */
export interface OwnerPatch {
  readonly kind: 'OwnerPatch'
  readonly ownerReferences: readonly OwnerReference[]
}

/** A change of what has to be done before an object may go. */
export interface FinalizerPatch {
  readonly kind: 'FinalizerPatch'
  readonly finalizers: readonly string[]
}

/** A change that names only what changes. */
export type Patch = StatusPatch | NodeStatusPatch | NodePatch | TaintPatch | ScalePatch | TemplatePatch | OwnerPatch | FinalizerPatch | EventPatch

export interface DeleteOptions {
  readonly kind: 'DeleteOptions'
  /** How many seconds the Pod gets to end; absent: as many as its spec says. 0 removes the object at once. */
  readonly gracePeriodSeconds?: number
  /** What becomes of what it owns; absent: it goes afterwards. */
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
}

/** A kubelet asks for a token with which a Pod's programs may ask the API server. */
export interface TokenRequest {
  readonly kind: 'TokenRequest'
  readonly spec: { readonly expirationSeconds: number, readonly boundObjectRef: { readonly kind: 'Pod', readonly name: string, readonly uid: string } }
}

/** What the body of a request can be. */
export type Body = Draft | ApiObject | Binding | Patch | DeleteOptions | TokenRequest | Replacement

/** What a client asks of the API server. */
export interface Ask {
  readonly verb: Verb
  readonly resource: Resource
  readonly subresource?: 'status' | 'binding' | 'log' | 'scale' | 'token' | 'eviction' | 'finalize'
  readonly namespace?: string
  readonly name?: string
  /** Of a log: whose, of the containers of a Pod, and whether of the one that ran before. */
  readonly container?: string
  readonly previous?: boolean
  /** Of a log: how many lines at the most, the last ones. */
  readonly tail?: number
  readonly body?: Body
  /** Who it comes from, for a client outside of the model, whom another door has recognised. */
  readonly as?: Identity
  /** What whoever made the body of the object found wrong with it. */
  readonly invalid?: Status
  /** Query string without the question mark. */
  readonly query?: string
}

/** An {@link Ask} on its way: numbered, and with the credential of who asks. */
export interface ApiRequest extends Ask {
  readonly id: number
  readonly actor: ActorName
  /** What the client shows to be recognised; absent for a client that shows nothing. */
  readonly credential?: string
}

/** What comes back. `code` 0 means that nothing answered: the connection was refused. */
export interface Answer {
  readonly code: number
  readonly object?: ApiObject
  readonly items?: readonly ApiObject[]
  /** The store's revision when the list was read. */
  readonly revision?: number
  readonly log?: readonly string[]
  /** When each was written, in milliseconds since the start. */
  readonly written?: readonly number[]
  readonly status?: Status
}

/** Whether an answer says nothing about what was asked: the API server or etcd did not answer. */
export function isLost({ code }: Answer): boolean {
  return code === 0 || code >= 500
}

const methods: Readonly<Record<Verb, string>> = { create: 'POST', get: 'GET', list: 'GET', watch: 'GET', update: 'PUT', patch: 'PATCH', delete: 'DELETE' }

/** The HTTP method of a request. */
export function methodOf(ask: Ask): string {
  return methods[ask.verb]
}

/** The path of a request with its query. */
export function pathOf(ask: Ask): string {
  const path = apiPath(ask.resource, ask.namespace, ask.name, ask.subresource)
  return ask.query ? `${path}?${ask.query}` : path
}

const patchKinds: readonly string[] = ['StatusPatch', 'NodeStatusPatch', 'NodePatch', 'TaintPatch', 'ScalePatch', 'TemplatePatch', 'OwnerPatch', 'FinalizerPatch', 'EventPatch'] satisfies readonly Patch['kind'][]

/** Whether a body names only what changes. */
export function isPatch(body: Body): body is Patch {
  return patchKinds.includes(body.kind)
}

/** Whether a request asks for a token: it passes every gate, and nothing is stored. */
export function asksForToken({ subresource }: Ask): boolean {
  return subresource === 'token'
}

/** Whether a request changes anything: only those pass admission and reach a commit. */
export function writes(ask: Ask): boolean {
  return ask.verb !== 'get' && ask.verb !== 'list' && ask.verb !== 'watch'
}
