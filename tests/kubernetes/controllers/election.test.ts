import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Breakable } from '../../../kubernetes/parts.ts'
import { createSimulation } from '../../../kubernetes/simulation.ts'
import { create, eventsOf, scenario, stored, workers } from '../support.ts'

const parts = ['kube-scheduler', 'kube-controller-manager'] as const
const copiesOf = (part: (typeof parts)[number]): readonly Breakable[] => [1, 2, 3].map(number => `${part}-${number}` as Breakable)

/** Turns switches of three candidates, each so many seconds before the next, puts all on again, and says where one led too early, or several did, or none in the end; empty if all was well. */
function tooEarly(seed: number, turns: readonly (readonly [part: Breakable, seconds: number])[], without: (typeof parts)[number]): string {
  const live = createSimulation(scenario({ seed, candidates: 3, nodes: workers(1), without: [without], commands: [] }))
  const off = new Set<Breakable>()
  let most = 0
  for (const [part, seconds] of turns) {
    live[off.has(part) ? 'start' : 'stop'](part)
    if (!off.delete(part))
      off.add(part)
    live.advance(seconds * 1000)
    most = Math.max(most, live.leaders().length)
  }
  for (const part of off)
    live.start(part)
  live.advance(25_000)
  const held = new Map<string, { readonly by: string, readonly at: number }>()
  let early = ''
  for (const { object, at } of eventsOf(live.history, 'committed')) {
    const { name } = object.metadata
    if (object.kind !== 'Lease' || !name.startsWith('kube-'))
      continue
    const before = held.get(name) ?? { by: `${name}-1`, at: 0 }
    const { holderIdentity: by } = object.spec
    if (by !== before.by && before.by !== '' && by !== '' && at - before.at < 15)
      early = `${before.by} at ${before.at}, ${by} at ${at}`
    held.set(name, { by, at })
  }
  return most <= 1 && live.leaders().length === 1 ? early : `${most} led, ${live.leaders().length} lead`
}

describe('three candidates for each Lease', () => {
  it.each(parts)('whatever stops and starts, one %s leads at a time: the next only when the last has given its Lease back, or has not renewed it for 15 s', (part) => {
    const turn = fc.tuple(fc.constantFrom(...copiesOf(part), 'kube-apiserver' as const), fc.integer({ min: 1, max: 22 }))
    fc.assert(fc.property(fc.nat(), fc.array(turn, { minLength: 1, maxLength: 5 }), (seed, turns) => {
      expect(tooEarly(seed, turns, part === 'kube-scheduler' ? 'kube-controller-manager' : 'kube-scheduler')).toBe('')
    }), { numRuns: 500 })
  })

  it('whatever stopped and started, Pods are made and placed again by whoever leads then', () => {
    fc.assert(fc.property(fc.nat(), fc.array(fc.tuple(fc.constantFrom(...parts.flatMap(copiesOf)), fc.integer({ min: 1, max: 22 })), { minLength: 1, maxLength: 5 }), (seed, turns) => {
      const live = createSimulation(scenario({ seed, candidates: 3, commands: [] }))
      for (const [part, seconds] of turns) {
        live.stop(part)
        live.advance(seconds * 1000)
        live.start(part)
      }
      live.type({ ...create(), run: 'create deployment' })
      live.advance(40_000)
      expect(stored(live.state(), 'Pod').filter(({ status }) => status.phase === 'Running').length).toBe(3)
    }), { numRuns: 20 })
  })

  it('the third leads when the first two are gone', () => {
    const live = createSimulation(scenario({ candidates: 3, commands: [] }))
    for (const copy of ['kube-scheduler-1', 'kube-scheduler-2'] as const)
      live.stop(copy)
    live.advance(40_000)
    expect(stored(live.state(), 'Lease').find(({ metadata }) => metadata.name === 'kube-scheduler')?.spec.holderIdentity).toBe('kube-scheduler-3')
  })
})

// Source: docs, command-line-tools-reference/kube-scheduler (--leader-elect-renew-deadline, 10 s by default).
it.each([[7, 'kube-scheduler-1', 0], [13, 'kube-scheduler-1_1', 1]])('a leader whose API server is away for %i s leads on only if it renewed its Lease within ten', (seconds, holder, transitions) => {
  const live = createSimulation(scenario({ candidates: 1, commands: [] }))
  live.advance(20_000)
  live.stop('kube-apiserver')
  live.advance(seconds * 1000)
  live.start('kube-apiserver')
  live.advance(40_000)
  const lease = stored(live.state(), 'Lease').find(({ metadata }) => metadata.name === 'kube-scheduler')
  expect([lease?.spec.holderIdentity, lease?.spec.leaseTransitions]).toEqual([holder, transitions])
})

/** How the Lease of the schedulers went on: who holds it, for how many seconds, and how often that has changed. */
function leaseOf(killed: boolean) {
  const live = createSimulation(scenario({ candidates: 2, commands: [], faults: [{ at: 10, stop: 'kube-scheduler-1', ...(killed && { killed }) }], until: 40 }))
  live.advance(40_000)
  const all = eventsOf(live.history, 'committed').flatMap(({ object }) => object.kind === 'Lease' && object.metadata.name === 'kube-scheduler' ? [[object.spec.holderIdentity, object.spec.leaseDurationSeconds, object.spec.leaseTransitions]] : [])
  return all.filter((each, index) => String(each) !== String(all[index - 1]))
}

describe('the Lease of a leader', () => {
  // Recorded: a scheduler that is asked to stop leaves it with no holder, for one second, and the number as it was.
  it('a Lease counts its transitions, and is released with a duration of one second', () => {
    expect(leaseOf(true)).toEqual([['kube-scheduler-1', 15, 0], ['kube-scheduler-2', 15, 1]])
    expect(leaseOf(false)).toEqual([['kube-scheduler-1', 15, 0], ['', 1, 0], ['kube-scheduler-2', 15, 1]])
  })
})
