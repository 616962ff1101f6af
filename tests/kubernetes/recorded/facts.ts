import { asksOf, type CommandFact, createRoles, type EventFact, type PointsFact, type RequestOptions, type Roles, type RunFacts, type StateFact, stateText, type WriteFact } from '../../../tools/record/cluster/facts.ts'
import type { ApiObject } from '../../../kubernetes/api/objects.ts'
import { createRegistry } from '../../../kubernetes/node/images.ts'
import { withDefaults } from '../../../kubernetes/rest/defaults.ts'
import { withAt } from '../../../kubernetes/rest/json.ts'
import { plain, present, storable } from '../../../kubernetes/rest/object-json.ts'
import { type ApiRequest, writes } from '../../../kubernetes/api/request.ts'
import type { EventKind, EventOf, NodeScore } from '../../../kubernetes/history/event.ts'
import type { History } from '../../../kubernetes/history/history.ts'
import { endOf, eventsOf } from '../support.ts'

/** The plugins' own names for the points that the model tells. */
const plugins: readonly (readonly [keyof NodeScore, string])[] = [
  ['taintToleration', 'TaintToleration'],
  ['leastAllocated', 'NodeResourcesFit'],
  ['topologySpread', 'PodTopologySpread'],
  ['balancedAllocation', 'NodeResourcesBalancedAllocation'],
  ['nodeAffinity', 'NodeAffinity'],
  ['interPodAffinity', 'InterPodAffinity'],
  ['total', 'total'],
]

/** A part of a history: from a moment on, whose time is 0 in it. */
interface Window {
  readonly history: History
  readonly from: number
  readonly roles: Roles
}

function within<K extends EventKind>({ history, from }: Window, kind: K): EventOf<K>[] {
  return eventsOf(history, kind).filter(({ at }) => at >= from)
}

function pointsOf(window: Window): PointsFact[] {
  return within(window, 'scored').filter(({ scores }) => scores.length > 0).map(({ pod, scores }) => ({
    pod: window.roles.of(pod.name),
    nodes: Object.fromEntries(scores.map(score => [score.node, Object.fromEntries(plugins.flatMap(([key, name]) => typeof score[key] === 'number' ? [[name, score[key]]] : []))])),
  }))
}

/** Controllers whose service accounts have other names. */
const accounts: Readonly<Record<string, string>> = {
  'node-lifecycle-controller': 'node-controller',
  'taint-eviction-controller': 'node-controller',
  'garbage-collector-controller': 'generic-garbage-collector',
  'pod-garbage-collector-controller': 'pod-garbage-collector',
  'serviceaccount-controller': 'service-account-controller',
}

function client({ actor, resource }: ApiRequest): string {
  return actor === 'serviceaccount-controller' && resource === 'configmaps' ? 'root-ca-cert-publisher' : accounts[actor] ?? actor
}

/** The name that a request's object would have. */
function nameIn({ body }: ApiRequest): string {
  return body && 'metadata' in body ? body.metadata.name ?? '' : ''
}

/** A write with the event that stored it, if one did. */
export interface StoredWrite extends WriteFact {
  readonly event?: number
}

function writesOf({ history: { events }, from, roles }: Window): StoredWrite[] {
  const stored = new Map<number, { readonly revision: number, readonly event: number, readonly name: string }>()
  for (const event of events) {
    if (event.kind === 'committed' || event.kind === 'removed')
      stored.set(event.request.id, { revision: event.revision, event: event.id, name: event.object.metadata.name })
  }
  const asked = events.flatMap(event => (event.kind === 'sent' || event.kind === 'unreachable') && event.at >= from && writes(event.request) && event.request.resource !== 'leases' && event.request.namespace !== 'kube-system' ? [{ at: event.at - from, request: event.request, lost: event.kind === 'unreachable' }] : [])
  const codes = new Map(events.flatMap(event => event.kind === 'answered' ? [[event.request.id, event.code] as const] : []))
  const revisions = asked.flatMap(({ request }) => stored.get(request.id)?.revision ?? []).sort((a, b) => a - b)
  // Nobody has recorded what did not get through.
  return asked.filter(({ lost }) => !lost).map(({ at, request }) => {
    const resource = request.subresource ? `${request.resource}/${request.subresource}` : request.resource
    const { revision, event, name = request.name ?? nameIn(request) } = stored.get(request.id) ?? {}
    return {
      at,
      who: client(request),
      verb: request.verb,
      resource,
      of: request.resource === 'events' ? roles.in(name.replace(/\.[0-9a-f]+$/, '')) : roles.of(name),
      code: codes.get(request.id) ?? 0,
      ...asksOf(resource, request.verb, request.body as RequestOptions | undefined),
      ...(revision !== undefined && { stored: revisions.indexOf(revision) }),
      ...(event !== undefined && { event }),
    }
  })
}

function eventFacts(objects: readonly ApiObject[], roles: Roles): EventFact[] {
  return objects.filter(object => object.kind === 'Event').map(({ type, reason, message, involvedObject, source, count = 1 }) => ({
    type,
    reason,
    kind: involvedObject.kind,
    about: roles.of(involvedObject.name),
    reporter: source.component,
    ...(involvedObject.fieldPath !== undefined && { field: involvedObject.fieldPath }),
    count,
    message: roles.in(message),
  }))
}

/** The recorder watched the Namespace `default`, and what is in none but PriorityClasses. */
export function isWatched({ kind, metadata: { namespace = 'default' } }: ApiObject): boolean {
  return namespace === 'default' && kind !== 'PriorityClass'
}

/** Kinds of which a recording tells states. */
const told: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'Pod', 'EndpointSlice', 'Service', 'Node'])

function statesOf({ history: { events, stateAt }, from, roles }: Window): StateFact[] {
  const last = new Map<string, string>()
  for (const object of stateAt(-1).objects.values()) {
    if (from === 0 || object.kind === 'Node')
      last.set(`${object.kind} ${object.metadata.name}`, stateText(object, roles) ?? '')
  }
  return events.flatMap((event) => {
    if (event.at < from || (event.kind !== 'committed' && event.kind !== 'removed'))
      return []
    const { object } = event
    if (!told.has(object.kind) || !isWatched(object))
      return []
    const key = `${object.kind} ${object.metadata.name}`
    const state = event.kind === 'removed' ? 'gone' : stateText(object, roles)
    if (state === undefined || state === last.get(key))
      return []
    last.set(key, state)
    return [{ at: event.at - from, of: `${object.kind} ${roles.of(object.metadata.name)}`, state }]
  })
}

function commandsOf(window: Window): CommandFact[] {
  const { history, from, roles } = window
  const printed = within(window, 'printed')
  return within(window, 'typed').map(({ at, command, text }) => {
    const exited = eventsOf(history, 'exited').find(each => each.command === command)
    const lines = (error: boolean): string => printed.filter(each => each.command === command && each.error === error).flatMap(each => each.lines).map(line => `${roles.in(line)}\n`).join('')
    return { at: at - from, line: roles.in(text), out: lines(false), err: lines(true), exit: exited?.code ?? -1, took: (exited?.at ?? at) - at }
  })
}

function objectsOf(objects: readonly ApiObject[], roles: Roles): Record<string, unknown> {
  return Object.fromEntries(objects.filter(({ kind }) => kind !== 'Event' && kind !== 'Lease' && kind !== 'Node')
    .map(object => [`${object.kind} ${roles.of(object.metadata.name)}`, JSON.parse(roles.in(JSON.stringify(present(storable(withDefaults(withAt(plain(object), ['metadata', 'managedFields'], undefined))), { registry: createRegistry(), get: () => undefined })))) as unknown]))
}

/** What a run of the model comes to, in the form in which recordings are laid down. */
export interface ModelFacts extends RunFacts {
  readonly writes: readonly StoredWrite[]
}

/** Tells a run of the model in the form in which recordings are laid down: from so many seconds on, as if it had begun then. */
export function factsOf(run: string, history: History, from = 0): ModelFacts {
  const roles = createRoles()
  const window: Window = { history, from, roles }
  const written = history.events.filter(event => (event.kind === 'committed' || event.kind === 'removed') && event.at >= from).map(event => (event as EventOf<'committed' | 'removed'>).object).filter(isWatched)
  for (const object of written)
    roles.meet(object)
  const touched = new Set(written.map(({ metadata }) => metadata.uid))
  const objects = [...endOf(history).objects.values()].filter(({ metadata }) => touched.has(metadata.uid))
  return {
    run,
    commands: commandsOf(window),
    writes: writesOf(window),
    events: eventFacts(objects, roles),
    points: pointsOf(window),
    states: statesOf(window),
    objects: objectsOf(objects, roles),
  }
}
