import { describe, expect, it } from 'vitest'
import { schedulerScenario } from '../../../slides/parts/scheduler/scenario.ts'
import { schedulerView } from '../../../slides/parts/scheduler/view.ts'
import { schedulerSteps } from '../../../slides/parts/scheduler/steps.ts'
import { milliCpu, quantity } from '../../../kubernetes/api/quantity.ts'
import { run } from '../../../kubernetes/run.ts'
import { endOf, eventsOf, stored } from '../../kubernetes/support.ts'

type StepName = (typeof schedulerSteps)[number]['id']

const at = (id: StepName) => schedulerView(schedulerSteps.findIndex(step => step.id === id))
const node = (id: StepName, name: string) => at(id).nodes.find(each => each.name === name)

/** LeastAllocated as its source defines it: per resource the share left, in whole points; then their mean, in whole points. */
function leastAllocated(cpu: number, memory: number): number {
  const share = (left: number, of: number) => Math.floor(left * 100 / of)
  return Math.floor((share(4000 - cpu, 4000) + share(quantity('8Gi') - memory, quantity('8Gi'))) / 2)
}

describe('the scheduler at work', () => {
  it('starts with three nodes of different load and no Pod to schedule', () => {
    expect(at('analogy').nodes.map(({ unrequested }) => unrequested)).toEqual([0.5, 3, 2])
    expect(at('analogy').pods).toEqual([])
  })

  it('queues Pods that have no node', () => {
    expect(at('queue').pods.map(({ node, current }) => [node, current])).toEqual([[undefined, true], [undefined, false]])
  })

  it('filters out the node that has less left than the Pod requests, with the real reason', () => {
    expect(at('queue').nodes.flatMap(({ reasons }) => reasons)).toEqual([])
    for (const { name, unrequested, reasons } of at('filter').nodes)
      expect(reasons, name).toEqual(unrequested * 1000 < milliCpu(at('filter').requests.cpu) ? ['Insufficient cpu'] : [])
  })

  it('gives the points that the formula gives, to those that fit', () => {
    expect(at('filter').nodes.flatMap(({ points }) => points).filter(Boolean)).toEqual([])
    const shown = at('score').nodes.map(({ points }) => points[0]?.points)
    expect(shown).toEqual([undefined, leastAllocated(2000, quantity('4Gi')), leastAllocated(3000, quantity('6Gi'))])
    const again = [leastAllocated(3000, quantity('6Gi')), leastAllocated(3000, quantity('6Gi'))]
    expect(at('tie').nodes.map(({ points }) => points[1]?.points)).toEqual([undefined, ...again])
  })

  it('leaves out only points that are the same for every node', () => {
    for (const { scores } of eventsOf(run(schedulerScenario), 'scored'))
      expect(new Set(scores.map(({ total, leastAllocated: least }) => total - least)).size).toBe(1)
  })

  it('places two Pods that no ReplicaSet asks for together: for two of one, the node of the first scores lower (docs:concepts/scheduling-eviction/topology-spread-constraints)', () => {
    const placed = eventsOf(run(schedulerScenario), 'scored').slice(-2).map(({ pod }) => pod.name)
    const owners = stored(endOf(run(schedulerScenario)), 'Pod').filter(({ metadata }) => placed.includes(metadata.name)).map(({ metadata }) => metadata.ownerReferences?.[0]?.uid ?? metadata.uid)
    expect(owners).toHaveLength(2)
    expect(new Set(owners).size).toBe(2)
  })

  it('draws only among equals, from the seed', () => {
    expect(node('score', 'worker-2')?.points[0]).toEqual({ points: 50, chosen: true, drawn: false })
    expect(node('tie', 'worker-3')?.points[1]).toEqual({ points: 25, chosen: true, drawn: true })
    const drawn = Array.from({ length: 40 }, (_, seed) => eventsOf(run({ ...schedulerScenario, seed }), 'scored').at(-1)).filter(event => event?.ties === 2)
    expect(new Set(drawn.map(event => event?.scores.findIndex(score => score.node === event.chosen)))).toEqual(new Set([0, 1]))
  })

  it('records a choice and starts nothing', () => {
    expect(at('bind').pods.map(({ node }) => node)).toEqual(['worker-2', undefined])
    expect(at('keep').pods.map(({ node, status }) => [node, status])).toEqual([['worker-2', 'Pending'], ['worker-3', 'Pending']])
    expect(at('keep').nodes.map(({ unrequested }) => unrequested)).toEqual([0.5, 2, 1])
  })

  it('has no step beyond its last', () => {
    expect(() => schedulerView(schedulerSteps.length)).toThrow(RangeError)
  })
})
