import { createRoles, stateText } from '../../../tools/record/cluster/facts.ts'
import type { CommandFact, EventFact, PointsFact, RunFacts, Roles, StateFact, WriteFact } from '../../../tools/record/cluster/facts.ts'
import type { ApiObject } from '../../../kubernetes/api/objects.ts'
import { writes } from '../../../kubernetes/api/request.ts'
import type { ApiRequest } from '../../../kubernetes/api/request.ts'
import type { NodeScore } from '../../../kubernetes/history/event.ts'
import type { History } from '../../../kubernetes/history/history.ts'
import { endOf, eventsOf } from '../support.ts'

/** The plugins' own names for the points that the model tells. */
const plugins: readonly (readonly [keyof NodeScore, string])[] = [
  ['taintToleration', 'TaintToleration'],
  ['leastAllocated', 'NodeResourcesFit'],
  ['topologySpread', 'PodTopologySpread'],
  ['balancedAllocation', 'NodeResourcesBalancedAllocation'],
  ['total', 'total'],
]

function pointsOf(history: History, roles: Roles): PointsFact[] {
  return eventsOf(history, 'scored').filter(({ scores }) => scores.length > 0).map(({ pod, scores }) => ({
    pod: roles.of(pod.name),
    nodes: Object.fromEntries(scores.map(score => [score.node, Object.fromEntries(plugins.flatMap(([key, name]) => typeof score[key] === 'number' ? [[name, score[key]]] : []))])),
  }))
}

function client({ actor }: ApiRequest): string {
  return actor === 'node-lifecycle-controller' || actor === 'taint-eviction-controller' ? 'node-controller' : actor
}

function writesOf({ events }: History, roles: Roles): WriteFact[] {
  const stored = new Map<number, number>()
  for (const event of events) {
    if (event.kind === 'committed' || event.kind === 'removed')
      stored.set(event.request.id, event.revision)
  }
  const asked = events.flatMap(event => (event.kind === 'sent' || event.kind === 'unreachable') && writes(event.request) && event.request.resource !== 'leases' ? [{ at: event.at, request: event.request }] : [])
  const codes = new Map(events.flatMap(event => event.kind === 'answered' ? [[event.request.id, event.code] as const] : []))
  const names = new Map(events.flatMap(event => event.kind === 'committed' || event.kind === 'removed' ? [[event.request.id, event.object.metadata.name] as const] : []))
  const revisions = asked.flatMap(({ request }) => stored.get(request.id) ?? []).sort((a, b) => a - b)
  return asked.map(({ at, request }) => {
    const revision = stored.get(request.id)
    const name = names.get(request.id) ?? request.name ?? ''
    return {
      at,
      who: client(request),
      verb: request.verb,
      resource: request.subresource ? `${request.resource}/${request.subresource}` : request.resource,
      of: request.resource === 'events' ? roles.in(name.replace(/\.[0-9a-f]+$/, '')) : roles.of(name),
      code: codes.get(request.id) ?? 0,
      ...(revision !== undefined && { stored: revisions.indexOf(revision) }),
    }
  })
}

function eventFacts(history: History, roles: Roles): EventFact[] {
  return [...endOf(history).objects.values()].filter(object => object.kind === 'Event').map(({ type, reason, message, involvedObject, source, count = 1 }) => ({
    type,
    reason,
    about: roles.of(involvedObject.name),
    reporter: source.component,
    count,
    message: roles.in(message),
  }))
}

function statesOf({ events, stateAt }: History, roles: Roles): StateFact[] {
  const last = new Map<string, string>()
  for (const object of stateAt(-1).objects.values())
    last.set(`${object.kind} ${object.metadata.name}`, stateText(object, roles) ?? '')
  return events.flatMap((event) => {
    if (event.kind !== 'committed' && event.kind !== 'removed')
      return []
    const { object } = event
    const key = `${object.kind} ${object.metadata.name}`
    const state = event.kind === 'removed' ? 'gone' : stateText(object, roles)
    if (state === undefined || state === last.get(key))
      return []
    last.set(key, state)
    return [{ at: event.at, of: `${object.kind} ${roles.of(object.metadata.name)}`, state }]
  })
}

function commandsOf(history: History, roles: Roles): CommandFact[] {
  const printed = eventsOf(history, 'printed')
  return eventsOf(history, 'typed').map(({ at, command, text }) => {
    const exited = eventsOf(history, 'exited').find(each => each.command === command)
    const lines = (error: boolean): string => printed.filter(each => each.command === command && each.error === error).flatMap(each => each.lines).map(line => `${roles.in(line)}\n`).join('')
    return { at, line: roles.in(text), out: lines(false), err: lines(true), exit: exited?.code ?? -1, took: (exited?.at ?? at) - at }
  })
}

function objectsOf(objects: Iterable<ApiObject>, roles: Roles): Record<string, unknown> {
  return Object.fromEntries([...objects].filter(({ kind }) => kind !== 'Event' && kind !== 'Lease' && kind !== 'Node')
    .map(object => [`${object.kind} ${roles.of(object.metadata.name)}`, JSON.parse(roles.in(JSON.stringify(object))) as unknown]))
}

/** What a run of the model comes to, in the form in which recordings are laid down. */
export function factsOf(run: string, history: History): RunFacts {
  const roles = createRoles()
  for (const { object } of eventsOf(history, 'committed'))
    roles.meet(object)
  return {
    run,
    commands: commandsOf(history, roles),
    writes: writesOf(history, roles),
    events: eventFacts(history, roles),
    points: pointsOf(history, roles),
    states: statesOf(history, roles),
    objects: objectsOf(endOf(history).objects.values(), roles),
  }
}
