import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../kubernetes/scenario.ts'
import { createSimulation, type Simulation } from '../../../kubernetes/simulation.ts'
import { type Act, faultRuns } from '../arbitrary.ts'
import { expectAnswered, expectBoundFirst, expectBoundOnce, expectForward, expectGated, expectLeaps } from '../invariants.ts'
import { expectNothingTwice, expectRecovered, perform, recover } from './recovery.ts'

function play({ scenario, acts }: { readonly scenario: Scenario, readonly acts: readonly Act[] }, after: (live: Simulation) => void = () => {}): Simulation {
  const live = createSimulation(scenario)
  for (const act of acts) {
    perform(live, act)
    after(live)
  }
  return live
}

describe('whatever stops and starts', () => {
  it('nothing throws, nothing runs twice on a node, and what holds of every history holds', () => {
    fc.assert(fc.property(faultRuns, (faults) => {
      const { history } = play(faults, live => expectNothingTwice(live.state()))
      expectGated(history)
      expectAnswered(history)
      expectBoundFirst(history)
      expectBoundOnce(history)
      expectForward(history)
    }), { numRuns: 120 })
  })

  it('a cluster whose faults are mended comes to what is wanted, in as long as the faults lasted and a minute', () => {
    fc.assert(fc.property(faultRuns, (faults) => {
      const live = play(faults)
      expectRecovered(recover(live, live.now() + 60_000))
    }), { numRuns: 150 })
  })

  it('the same calls give the same history, and a leap in it the state that stepping gives', () => {
    fc.assert(fc.property(faultRuns, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (faults, leaps) => {
      const { history } = play(faults)
      expect(play(faults).history.events).toEqual(history.events)
      if (history.events.length > 0)
        expectLeaps(history, leaps)
    }), { numRuns: 40 })
  })
})
