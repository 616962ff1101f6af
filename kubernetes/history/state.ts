import { keyOf } from '../api/kinds.ts'
import type { ApiObject, Draft, Status } from '../api/objects.ts'
import type { ApiRequest } from '../api/request.ts'
import type { ServiceRule } from '../api/services.ts'
import type { Breakable } from '../parts.ts'
import type { Gate } from './event.ts'

/** How far a request has come. */
export interface Progress {
  readonly request: ApiRequest
  readonly user?: string
  readonly passed: readonly Gate[]
  /** The body as the last gate left it. */
  readonly object?: ApiObject | Draft
  readonly refusal?: Status
  readonly refusedBy?: Gate
  readonly revision?: number
  readonly code?: number
}

/** A line in the user's terminal. */
export interface TerminalLine {
  readonly kind: 'command' | 'output' | 'error'
  readonly text: string
}

/** A Pod's sandbox on a node, with the containers in it. */
export interface Sandbox {
  readonly uid: string
  readonly pod: string
  readonly ip?: string
  readonly containers: readonly SandboxContainer[]
}

/** A container in a sandbox; it has a name where the Pod has several. */
export interface SandboxContainer {
  readonly name?: string
  readonly image: string
  readonly state: 'created' | 'running' | 'exited'
}

/** What a node's runtime holds. */
export interface NodeRuntime {
  readonly images: readonly string[]
  readonly sandboxes: readonly Sandbox[]
}

/** The cluster and the user's terminal at one moment. */
export interface ClusterState {
  /** Seconds since the start. */
  readonly at: number
  readonly revision: number
  readonly objects: ReadonlyMap<string, ApiObject>
  readonly requests: ReadonlyMap<number, Progress>
  readonly latest?: Progress
  readonly terminal: readonly TerminalLine[]
  readonly waiting: readonly number[]
  readonly runtimes: ReadonlyMap<string, NodeRuntime>
  /** The rules for Services in the kernels, by node: they outlive the kube-proxy that wrote them. */
  readonly rules: ReadonlyMap<string, readonly ServiceRule[]>
  readonly stopped: ReadonlySet<Breakable>
}

/** A state that `apply` may change. */
export interface MutableState extends ClusterState {
  at: number
  revision: number
  objects: Map<string, ApiObject>
  requests: Map<number, Progress>
  latest?: Progress
  terminal: readonly TerminalLine[]
  waiting: readonly number[]
  runtimes: Map<string, NodeRuntime>
  rules: Map<string, readonly ServiceRule[]>
  stopped: ReadonlySet<Breakable>
}

/** The state before anything has happened. */
export function initialState(objects: readonly ApiObject[]): MutableState {
  const revision = objects.reduce((highest, object) => Math.max(highest, Number(object.metadata.resourceVersion)), 0)
  return {
    at: 0,
    revision,
    objects: new Map(objects.map(object => [keyOf(object), object])),
    requests: new Map(),
    terminal: [],
    waiting: [],
    runtimes: new Map(),
    rules: new Map(),
    stopped: new Set(),
  }
}

/** A copy that can be changed without changing the first. Objects are never changed in place, so they are shared. */
export function copyState(state: ClusterState): MutableState {
  return { ...state, objects: new Map(state.objects), requests: new Map(state.requests), runtimes: new Map(state.runtimes), rules: new Map(state.rules) }
}
