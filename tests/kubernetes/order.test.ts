import { describe, expect, it } from 'vitest'
import { ordered, unorderedMoments } from './constraints.ts'
import { type Moment, momentsOf } from './moments.ts'
import { mustPrecede, unordered } from '../../kubernetes/history/order.ts'
import { run } from '../../kubernetes/run.ts'
import { sources } from '../../talk/add-more-sources.ts'
import { create, endOf, scenario, stored } from './support.ts'

const runs = [
  run(scenario()),
  run(scenario({ seed: 8, commands: [create({ replicas: 5 })] })),
  run(scenario({ seed: 9, nodes: scenario().nodes.slice(0, 1) })),
]

/** The moments of every Pod of every run. */
const deployments = runs.flatMap((history) => {
  const state = endOf(history)
  const [replicaSet] = stored(state, 'ReplicaSet')
  return stored(state, 'Pod').map(({ metadata }) => ({
    events: history.events,
    moments: momentsOf(history.events, { command: 0, deployment: 'web', replicaSet: replicaSet?.metadata.name ?? '', pod: metadata.name }),
  }))
})

describe('the partial order', () => {
  it('has a moment for everything, for every Pod', () => {
    expect(deployments).toHaveLength(11)
    const named = new Set<Moment>([...ordered, ...unorderedMoments].flatMap(({ first, second }) => [first, second]))
    for (const { moments } of deployments) {
      for (const name of named)
        expect(moments.has(name), name).toBe(true)
    }
  })

  it.each(ordered)('$first comes before $second', ({ first, second, source }) => {
    expect(sources.has(source)).toBe(true)
    for (const { events, moments } of deployments)
      expect(mustPrecede(events, moments.get(first) ?? -1, moments.get(second) ?? -1)).toBe(true)
  })

  it.each(unorderedMoments)('$first and $second have no order', ({ first, second, source }) => {
    expect(sources.has(source)).toBe(true)
    for (const { events, moments } of deployments)
      expect(unordered(events, moments.get(first) ?? -1, moments.get(second) ?? -1)).toBe(true)
  })

  it('is a partial order: nothing precedes itself, and no cause comes later', () => {
    for (const { events } of runs) {
      for (const { id, causes } of events) {
        expect(mustPrecede(events, id, id)).toBe(false)
        expect(causes.every(cause => cause < id)).toBe(true)
      }
    }
  })

  it('begins with Enter: everything else has a cause', () => {
    for (const { events } of runs)
      expect(events.filter(({ causes }) => causes.length === 0).map(({ kind }) => kind)).toEqual(['typed'])
  })

  it('has no order between the events of different Pods', () => {
    const [a, b] = deployments
    for (const name of ['bound', 'kubelet told', 'container started', 'running reported'] as const)
      expect(unordered(a?.events ?? [], a?.moments.get(name) ?? -1, b?.moments.get(name) ?? -1)).toBe(true)
  })
})
