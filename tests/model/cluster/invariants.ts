import { expect } from 'vitest'
import { writes } from '../../../model/cluster/api/request.ts'
import { nodeOf } from '../../../model/cluster/engine/actor.ts'
import { gates, requestOf } from '../../../model/cluster/history/event.ts'
import type { EventId, HistoryEvent } from '../../../model/cluster/history/event.ts'
import type { History } from '../../../model/cluster/history/history.ts'
import { mustPrecede } from '../../../model/cluster/history/order.ts'
import { apply, initialState } from '../../../model/cluster/history/state.ts'
import { eventsOf } from './support.ts'

/** The events of each request, in order. */
export function byRequest(events: readonly HistoryEvent[]): HistoryEvent[][] {
  const groups = new Map<number, HistoryEvent[]>()
  for (const event of events) {
    const id = requestOf(event)?.id
    if (id !== undefined)
      groups.set(id, [...groups.get(id) ?? [], event])
  }
  return [...groups.values()]
}

function position(events: readonly HistoryEvent[], kind: HistoryEvent['kind']): EventId | undefined {
  return events.find(event => event.kind === kind)?.id
}

/** A write that is no delete is stored only after all gates, and answered with success only after it is stored. */
export function expectGated({ events }: History): void {
  for (const group of byRequest(events)) {
    const passed = group.flatMap(event => event.kind === 'gate' && !event.refusal ? [event.gate] : [])
    const committed = position(group, 'committed')
    const answered = group.find(event => event.kind === 'answered')
    const request = group[0] && requestOf(group[0])
    if (committed !== undefined) {
      expect(passed).toEqual(request?.verb === 'delete' ? gates.filter(gate => gate !== 'validation') : gates)
      expect(answered?.id).toBeGreaterThan(committed)
      expect(mustPrecede(events, committed, answered?.id ?? -1)).toBe(true)
    }
    if (request && writes(request) && answered && answered.code < 300)
      expect(committed ?? position(group, 'unchanged') ?? position(group, 'removed')).toBeDefined()
    if (answered && answered.code >= 400)
      expect(committed).toBeUndefined()
  }
}

/** An answered request waits for nothing more: its answer is its last event. */
export function expectAnswered({ events }: History): void {
  for (const group of byRequest(events)) {
    expect(['answered', 'unreachable']).toContain(group.at(-1)?.kind)
    expect(group.filter(({ kind }) => kind === 'answered').length).toBeLessThan(2)
  }
}

/** No container without a binding to that node before it. */
export function expectBoundFirst(history: History): void {
  const bindings = new Map(eventsOf(history, 'committed')
    .filter(({ request }) => request.subresource === 'binding')
    .map(({ id, object }) => [object.metadata.uid, { id, node: object.kind === 'Pod' ? object.spec.nodeName : undefined }]))
  for (const call of eventsOf(history, 'cri-called')) {
    const binding = bindings.get(call.uid)
    expect(binding?.node).toBe(nodeOf(call.actor))
    expect(mustPrecede(history.events, binding?.id ?? Infinity, call.id)).toBe(true)
  }
}

/** A Pod is bound once, while it is Pending, and never moves. */
export function expectBoundOnce(history: History): void {
  const nodes = new Map<string, string>()
  for (const { object, request } of eventsOf(history, 'committed')) {
    if (object.kind !== 'Pod')
      continue
    const before = nodes.get(object.metadata.uid)
    if (request.subresource === 'binding') {
      expect(before).toBeUndefined()
      expect(object.status.phase).toBe('Pending')
    }
    if (before !== undefined)
      expect(object.spec.nodeName).toBe(before)
    if (object.spec.nodeName)
      nodes.set(object.metadata.uid, object.spec.nodeName)
  }
}

/** Revisions rise by one with every change, and time never runs back. */
export function expectForward({ events }: History): void {
  const revisions = events.flatMap(event => event.kind === 'committed' || event.kind === 'removed' ? [event.revision] : [])
  expect(revisions).toEqual(revisions.map((_, index) => 1042 + index))
  const times = events.map(({ at }) => at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
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
