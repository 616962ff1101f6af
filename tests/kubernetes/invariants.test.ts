import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outcomeOf } from '../support/deployment-outcome.ts'
import { run } from '../../kubernetes/run.ts'
import { anything, complete } from './arbitrary.ts'
import { expectAnswered, expectBoundFirst, expectBoundOnce, expectForward, expectGated, expectLeaps } from './invariants.ts'
import { endOf, stored } from './support.ts'

describe('in any scenario', () => {
  it('a write is stored only after all gates, and answered with success only after it is stored', () => {
    fc.assert(fc.property(anything, scenario => expectGated(run(scenario))), { numRuns: 700 })
  })

  it('an answered request waits for nothing more: its answer is its last event, and kubectl prints next', () => {
    fc.assert(fc.property(anything, (scenario) => {
      const history = run(scenario)
      expectAnswered(history)
      const { events } = history
      for (const exit of events.filter(event => event.kind === 'exited')) {
        const [printed = -1] = exit.causes
        const [answer = -1] = events[printed]?.causes ?? []
        expect([events[printed]?.kind, events[answer]?.kind === 'unreachable' || events[answer]?.kind === 'answered']).toEqual(['printed', true])
      }
    }), { numRuns: 500 })
  })

  it('a Pod is bound once, while it is Pending, and never moves; no container without a binding to that node before it', () => {
    fc.assert(fc.property(anything, (scenario) => {
      const history = run(scenario)
      expectBoundOnce(history)
      expectBoundFirst(history)
    }), { numRuns: 500 })
  })

  it('revisions rise by one with every write, time never runs back, and a leap gives the state that stepping gives', () => {
    fc.assert(fc.property(anything, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (scenario, leaps) => {
      const history = run(scenario)
      expectForward(history)
      expectLeaps(history, leaps)
    }), { numRuns: 400 })
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
      const { deployments, pendingPods: held } = outcomeOf(state)
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
