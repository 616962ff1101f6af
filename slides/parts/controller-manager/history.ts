import type { Pod } from '../../../kubernetes/api/objects.ts'
import { podStatusText } from '../../../kubernetes/kubectl/printer.ts'
import type { EventId, EventOf, HistoryEvent } from '../../../kubernetes/history/event.ts'
import { findEvent, objectsIn, on, present } from '../../../kubernetes/history/query.ts'
import { run } from '../../../kubernetes/run.ts'
import { type Scenario, threeWorkers } from '../../../kubernetes/scenario.ts'

const actor = 'replicaset-controller'

const base: Scenario = {
  seed: 3,
  nodes: threeWorkers,
  commands: [{ run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3 }],
}

// Their names are drawn by the run: nobody can name a Pod before there is one.
const first = run(base)
const [deleted, crashing] = objectsIn(first.stateAt(first.events.length - 1), 'Pod')
const victim = present(deleted, 'Pod to delete').metadata.name
const survivor = present(crashing, 'Pod to crash')

/** Three Pods; after a minute of rest one is deleted, and later the process of another dies. */
export const controllerScenario: Scenario = {
  ...base,
  commands: [...base.commands, { run: 'delete pod', at: 60, name: victim }],
  crashes: [{ node: survivor.spec.nodeName ?? '', at: 75 }],
}

/** What comes of it. */
export const controllerHistory = run(controllerScenario)
const { events, stateAt } = controllerHistory

/** When the watch tells of a Pod as it is to be. */
function watchedAt(pod: string, holds: (pod: Pod) => boolean): EventId {
  return findEvent(controllerHistory, `word of ${pod}`, on('watched', ({ id, watcher, ref }) => watcher === actor && ref.name === pod
    && objectsIn(stateAt(id), 'Pod').some(each => each.metadata.name === pod && holds(each)))).id
}

function isAnswered(event: HistoryEvent): event is EventOf<'answered'> {
  return event.kind === 'answered' && event.request.actor === actor && event.request.verb === 'create' && event.request.resource === 'pods'
}

/** When each Pod was stored, by name, in the order in which they came. */
export const stored: ReadonlyMap<string, EventId> = new Map(events.flatMap(event =>
  event.kind === 'committed' && event.object.kind === 'Pod' && event.request.verb === 'create' && !event.request.subresource ? [[event.object.metadata.name, event.id] as const] : []))

const replacement = present([...stored.keys()].at(-1), 'replacement')
const typed = present(events.findLast(event => event.kind === 'typed'), 'deletion')

/** The Pods that the slide tells of: one is deleted, one takes its place, and in one a process dies. */
export const figures = { victim, replacement, survivor: survivor.metadata.name } as const

/** The moments that the slide tells of. */
export const moments = {
  /** The last before the deletion is asked for. */
  rest: typed.id - 1,
  /** The watch tells of the Pod that is on its way out. */
  observedDeletion: watchedAt(victim, ({ metadata }) => metadata.deletionTimestamp !== undefined),
  /** The request for its replacement is answered. */
  answered: present(events.findLast(isAnswered), 'answer').id,
  /** The watch tells that the replacement runs. */
  running: watchedAt(replacement, ({ status }) => status.phase === 'Running'),
  /** The watch tells of the process that died. */
  crashed: watchedAt(survivor.metadata.name, pod => podStatusText(pod) === 'Error'),
  end: events.length - 1,
} as const

/** Whole seconds before the deletion in which the loop has sent nothing. */
export function quietSeconds(): number {
  const request = present(events.findLast(event => event.kind === 'sent' && event.actor === actor && event.id < typed.id), 'request')
  return Math.floor(typed.at - request.at)
}

/** How many Pods the loop was given after one event and up to another. */
export function givenBetween(from: EventId, to: EventId): number {
  return events.slice(from + 1, to + 1).filter(event => isAnswered(event) && event.code === 201).length
}
