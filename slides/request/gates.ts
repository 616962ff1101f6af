import { apiPath } from '../../kubernetes/api/kinds.ts'
import { methodOf } from '../../kubernetes/api/request.ts'
import { type Gate, gates, type HistoryEvent, requestOf } from '../../kubernetes/history/event.ts'
import type { ClusterState, Progress } from '../../kubernetes/history/state.ts'

/** One gate of the API server, for the request that is there. */
export interface GateView {
  readonly gate: Gate
  readonly label: string
  /** `active` is the gate that this step is about: the request has just passed it. `refused` is the one it did not pass. */
  readonly state: 'pending' | 'active' | 'passed' | 'refused'
}

/** The request at the gates. */
export interface RequestLine {
  readonly method: string
  readonly path: string
  /** Whose it is, as authentication found out; absent until then. */
  readonly user: string | undefined
  /** The answer's HTTP status, once there is one. */
  readonly code: number | undefined
  /** Who said no, if somebody did: a gate, or etcd, whose transaction found the key taken or moved on. */
  readonly refusedBy: Gate | 'etcd' | undefined
}

const maxLength = 42

/** The request in a few words. A long one says only whose it is: the arrow that brings it names the method, the line in etcd the object. */
export function requestText({ method, path, user }: RequestLine): string {
  const [, resource = '', , subresource] = /(?:namespaces\/[^/]+\/)([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? []
  const what = subresource ? `${resource}/…/${subresource}` : resource
  const who = user?.replace(/^system:(serviceaccount:[^:]+:)?/, '')
  const whole = [`${method} ${what}`, who].filter(Boolean).join(' · ')
  return whole.length > maxLength && who ? `as ${who}` : whole
}

/** The request in the fewest words: its method and what it is about. Whose it is, the caption or the place above says. */
export function requestWords({ method, path }: RequestLine): string {
  const [, resource = '', , subresource] = /(?:namespaces\/[^/]+\/)([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? []
  return `${method} ${subresource ? `…/${subresource}` : resource}`
}

/** The names of the gates on pictures. */
export const gateLabels: Readonly<Record<Gate, string>> = {
  authentication: 'authn',
  authorization: 'authz',
  mutating: 'mutate',
  validation: 'validate',
  validating: 'admit',
}

/** The request that a step is about: that of its event, or, when kubectl has its answer, the answered one. */
function progressAt(event: HistoryEvent, state: ClusterState): Progress | undefined {
  const { latest } = state
  const id = requestOf(event)?.id
  return latest && (latest.request.id === id || (event.kind === 'exited' && latest.request.actor === 'kubectl')) ? latest : undefined
}

/** The gates at an event, and the request that passes them. Between requests all of them are pending. */
export function gatesAt(event: HistoryEvent, state: ClusterState): { readonly gates: readonly GateView[], readonly request: RequestLine | undefined } {
  const progress = progressAt(event, state)
  const active = event.kind === 'gate' ? event.gate : undefined
  const views = gates.map((gate): GateView => {
    const passed = progress?.passed.includes(gate) ? 'passed' : 'pending'
    const state = progress?.refusedBy === gate ? 'refused' : gate === active ? 'active' : passed
    return { gate, label: gateLabels[gate], state }
  })
  if (!progress)
    return { gates: views, request: undefined }
  const { request, user, code, refusal } = progress
  const { resource, namespace, name, subresource } = request
  return { gates: views, request: { method: methodOf(request), path: apiPath(resource, namespace, name, subresource), user, code, refusedBy: progress.refusedBy ?? (refusal && 'etcd') } }
}
