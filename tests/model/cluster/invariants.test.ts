import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writes } from '../../../model/cluster/api/request.ts'
import { nodeOf } from '../../../model/cluster/engine/actor.ts'
import { gates, requestOf } from '../../../model/cluster/history/event.ts'
import type { EventId, HistoryEvent } from '../../../model/cluster/history/event.ts'
import { mustPrecede } from '../../../model/cluster/history/order.ts'
import { apply, initialState } from '../../../model/cluster/history/state.ts'
import { outcomeOf } from '../../../model/cluster/outcome.ts'
import { run } from '../../../model/cluster/run.ts'
import { anything, complete } from './arbitrary.ts'
import { endOf, eventsOf, stored } from './support.ts'

/** The events of each request, in order. */
function byRequest(events: readonly HistoryEvent[]): HistoryEvent[][] {
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

describe('in any scenario', () => {
  it('a write is stored only after all gates, and answered with success only after it is stored', () => {
    fc.assert(fc.property(anything, (scenario) => {
      const { events } = run(scenario)
      for (const group of byRequest(events)) {
        const passed = group.flatMap(event => event.kind === 'gate' && !event.refusal ? [event.gate] : [])
        const committed = position(group, 'committed')
        const answered = group.find(event => event.kind === 'answered')
        if (committed !== undefined) {
          expect(passed).toEqual(gates)
          expect(answered?.id).toBeGreaterThan(committed)
          expect(mustPrecede(events, committed, answered?.id ?? -1)).toBe(true)
        }
        const request = group[0] && requestOf(group[0])
        if (request && writes(request) && answered && answered.code < 300)
          expect(committed ?? position(group, 'unchanged')).toBeDefined()
        if (answered && answered.code >= 400)
          expect(committed).toBeUndefined()
      }
    }), { numRuns: 700 })
  })

  it('an answered request waits for nothing more: its answer is its last event, and kubectl prints next', () => {
    fc.assert(fc.property(anything, (scenario) => {
      const { events } = run(scenario)
      for (const group of byRequest(events)) {
        expect(['answered', 'unreachable']).toContain(group.at(-1)?.kind)
        expect(group.filter(({ kind }) => kind === 'answered').length).toBeLessThan(2)
      }
      for (const exit of events.filter(event => event.kind === 'exited')) {
        const [printed = -1] = exit.causes
        const [answer = -1] = events[printed]?.causes ?? []
        expect([events[printed]?.kind, events[answer]?.kind === 'unreachable' || events[answer]?.kind === 'answered']).toEqual(['printed', true])
      }
    }), { numRuns: 500 })
  })

  it('no container without a binding to that node before it', () => {
    fc.assert(fc.property(anything, (scenario) => {
      const history = run(scenario)
      const bindings = new Map(eventsOf(history, 'committed')
        .filter(({ request }) => request.subresource === 'binding')
        .map(({ id, object }) => [object.metadata.uid, { id, node: object.kind === 'Pod' ? object.spec.nodeName : undefined }]))
      for (const call of eventsOf(history, 'cri-called')) {
        const binding = bindings.get(call.uid)
        expect(binding?.node).toBe(nodeOf(call.actor))
        expect(mustPrecede(history.events, binding?.id ?? Infinity, call.id)).toBe(true)
      }
    }), { numRuns: 500 })
  })

  it('a Pod is bound once, while it is Pending, and never moves', () => {
    fc.assert(fc.property(anything, (scenario) => {
      const history = run(scenario)
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
    }), { numRuns: 400 })
  })

  it('revisions rise by one with every write, and time never runs back', () => {
    fc.assert(fc.property(anything, (scenario) => {
      const history = run(scenario)
      const revisions = eventsOf(history, 'committed').map(({ revision }) => revision)
      expect(revisions).toEqual(revisions.map((_, index) => 1042 + index))
      const times = history.events.map(({ at }) => at)
      expect(times).toEqual([...times].sort((a, b) => a - b))
    }), { numRuns: 400 })
  })

  it('a leap gives the state that stepping gives', () => {
    fc.assert(fc.property(anything, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (scenario, leaps) => {
      const history = run(scenario)
      const targets = new Set(leaps.map(leap => leap % history.events.length))
      const stepped = initialState([...history.stateAt(-1).objects.values()])
      for (const event of history.events) {
        apply(stepped, event)
        if (targets.has(event.id))
          expect(history.stateAt(event.id)).toEqual(stepped)
      }
    }), { numRuns: 300 })
  })

  it('the same scenario gives the same history', () => {
    fc.assert(fc.property(anything, (scenario) => {
      expect(run(scenario).events).toEqual(run(scenario).events)
    }), { numRuns: 150 })
  })
})

describe('in a cluster where no part is missing', () => {
  it('everything settles as wanted, or somebody says why not', () => {
    fc.assert(fc.property(complete, (scenario) => {
      const state = endOf(run(scenario))
      const { deployments, held } = outcomeOf(state)
      for (const { reason } of held)
        expect(reason).toMatch(/^(0\/\d nodes are available: |no nodes available to schedule pods$)/)
      const failures = stored(state, 'Event').filter(({ reason }) => reason === 'FailedCreate').map(({ involvedObject }) => involvedObject.name)
      for (const { name, wanted, available, failure } of deployments) {
        const waiting = held.filter(pod => pod.name.startsWith(`${name}-`)).length
        const replicaSet = stored(state, 'ReplicaSet').find(({ metadata }) => metadata.name.startsWith(`${name}-`))
        if (failure !== undefined)
          expect(failures).toContain(replicaSet?.metadata.name)
        else if (replicaSet)
          expect(available + waiting).toBe(wanted)
        else
          expect(scenario.policy?.webhooks?.map(({ resource }) => resource)).toEqual(['replicasets'])
      }
    }), { numRuns: 700 })
  })

  it('no node is given more than it has', () => {
    fc.assert(fc.property(complete, (scenario) => {
      const state = endOf(run(scenario))
      for (const { name, pods } of scenario.nodes)
        expect(stored(state, 'Pod').filter(({ spec }) => spec.nodeName === name).length).toBeLessThanOrEqual(pods)
    }), { numRuns: 200 })
  })
})
