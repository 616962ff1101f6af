import { expect } from 'vitest'
import { asksForToken, writes } from '../../kubernetes/api/request.ts'
import { nodeOf } from '../../kubernetes/engine/actor.ts'
import { type EventId, gates, type HistoryEvent, requestOf } from '../../kubernetes/history/event.ts'
import type { History } from '../../kubernetes/history/history.ts'
import { mustPrecede } from '../../kubernetes/history/order.ts'
import { apply } from '../../kubernetes/history/apply-event.ts'
import { initialState } from '../../kubernetes/history/state.ts'
import { eventsOf } from './support.ts'

/** The events of each request, in order. */
function byRequest(events: readonly HistoryEvent[]): Iterable<readonly HistoryEvent[]> {
  const groups = new Map<number, HistoryEvent[]>()
  for (const event of events) {
    const id = requestOf(event)?.id
    if (id === undefined)
      continue
    const group = groups.get(id)
    if (group)
      group.push(event)
    else
      groups.set(id, [event])
  }
  return groups.values()
}

function position(events: readonly HistoryEvent[], kind: HistoryEvent['kind']): EventId | undefined {
  return events.find(event => event.kind === kind)?.id
}

/** What is wrong with a request, by its events. Nothing is expected of each alone: thousands of them would take long. */
function faultsOf(group: readonly HistoryEvent[], events: readonly HistoryEvent[]): string[] {
  const [first] = group
  const request = first && requestOf(first)
  const passed = group.flatMap(event => event.kind === 'gate' && !event.refusal ? [event.gate] : [])
  const needed = request?.verb === 'delete' ? gates.filter(gate => gate !== 'validation') : gates
  const committed = position(group, 'committed')
  const answered = group.find(event => event.kind === 'answered')
  return [
    ...committed !== undefined && passed.join() !== needed.join() ? [`stored after ${passed.join()}`] : [],
    ...committed !== undefined && !mustPrecede(events, committed, answered?.id ?? -1) ? ['stored, but not before its answer'] : [],
    ...request && writes(request) && !asksForToken(request) && answered && answered.code < 300 && (committed ?? position(group, 'unchanged') ?? position(group, 'removed')) === undefined ? ['answered well, and not stored'] : [],
    ...answered && answered.code >= 400 && committed !== undefined ? ['refused, and stored'] : [],
  ].map(fault => `request ${request?.id}: ${fault}`)
}

/** A write that is no delete is stored only after all gates, and answered with success only after it is stored. */
export function expectGated({ events }: History): void {
  expect([...byRequest(events)].flatMap(group => faultsOf(group, events))).toEqual([])
}

/** An answered request waits for nothing more: its answer is its last event, and its only one. */
export function expectAnswered({ events }: History): void {
  const open = [...byRequest(events)].filter((group) => {
    const last = group.at(-1)?.kind
    return (last !== 'answered' && last !== 'unreachable') || (group.findIndex(({ kind }) => kind === 'answered') < group.length - 1 && last === 'answered')
  })
  expect(open).toEqual([])
}

/** No container without a binding to that node before it. */
export function expectBoundFirst(history: History): void {
  const bindings = new Map(eventsOf(history, 'committed')
    .filter(({ request }) => request.subresource === 'binding')
    .map(({ id, object }) => [object.metadata.uid, { id, node: object.kind === 'Pod' ? object.spec.nodeName : undefined }]))
  const early = eventsOf(history, 'cri-called').filter((call) => {
    const binding = bindings.get(call.uid)
    return !binding || binding.node !== nodeOf(call.actor) || !mustPrecede(history.events, binding.id, call.id)
  })
  expect(early).toEqual([])
}

/** A Pod is bound once, while it is Pending, and never moves. */
export function expectBoundOnce(history: History): void {
  const nodes = new Map<string, string>()
  const faults: EventId[] = []
  for (const { id, object, request } of eventsOf(history, 'committed')) {
    if (object.kind !== 'Pod')
      continue
    const before = nodes.get(object.metadata.uid)
    const isBinding = request.subresource === 'binding'
    if ((isBinding && (before !== undefined || object.status.phase !== 'Pending')) || (before !== undefined && object.spec.nodeName !== before))
      faults.push(id)
    if (object.spec.nodeName)
      nodes.set(object.metadata.uid, object.spec.nodeName)
  }
  expect(faults).toEqual([])
}

/** Revisions rise by one with every change, and time never runs back. */
export function expectForward({ events }: History): void {
  const revisions = events.flatMap(event => event.kind === 'committed' || event.kind === 'removed' ? [event.revision] : [])
  expect(revisions.findIndex((revision, index) => revision !== 1042 + index)).toBe(-1)
  expect(events.findIndex(({ at }, index) => at < (events[index - 1]?.at ?? 0))).toBe(-1)
}

/** A leap gives the state that stepping gives, at each of these events; a number beyond the last starts over. */
export function expectLeaps(history: History, leaps: readonly number[]): void {
  const targets = new Set(leaps.map(leap => leap % history.events.length))
  const stepped = initialState([...history.stateAt(-1).objects.values()])
  for (const event of history.events) {
    apply(stepped, event)
    if (targets.has(event.id))
      expect(history.stateAt(event.id)).toEqual(stepped)
  }
}
