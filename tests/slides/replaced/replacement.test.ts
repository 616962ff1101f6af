import { describe, expect, it } from 'vitest'
import { replacementHistory, replacementMoments, replacementSeconds, unownedPod } from '../../../slides/replaced/history.ts'
import { replacementSteps } from '../../../slides/replaced/steps.ts'
import { replacementView } from '../../../slides/replaced/view.ts'
import { endOf, eventsOf, stored } from '../../kubernetes/support.ts'

/** The Pods of a step's picture, by name. */
function podsAt(step: typeof replacementSteps[number]['id']) {
  const { nodes } = replacementView(replacementSteps.findIndex(({ id }) => id === step))
  return new Map(nodes.flatMap(node => node.pods.map(pod => [pod.name, { ...pod, node: node.name, nodeStatus: node.status }])))
}

const statuses = (step: typeof replacementSteps[number]['id']): unknown[] => [...podsAt(step).values()].map(({ name, status }) => [name, status])

describe('a node dies', () => {
  // Recorded from a real cluster: the taint that evicts came 34 and 69 ms after NotReady, the deletion 300.0 s after the taint.
  it('takes the seconds of the defaults: 50 of silence, the taint that evicts in the same look, 300 of tolerance', () => {
    expect(replacementSeconds).toEqual({ notReady: 50, evicting: 50, marked: 350, replaced: 351, back: 480 })
  })

  it('says Running until somebody notices, and Terminating until somebody confirms', () => {
    const running = [['web-…m5vqw', 'Running'], ['web-…wnq2x', 'Running'], ['web-…q2vxn', 'Running'], ['debug', 'Running']]
    for (const step of ['running', 'node-dies', 'not-ready'] as const)
      expect(statuses(step), step).toEqual(running)
    expect(statuses('terminating')).toEqual([...running.slice(0, 2), ['web-…q2vxn', 'Terminating'], ['debug', 'Terminating']])
    expect([...podsAt('node-back').values()].filter(({ status }) => status === undefined).map(({ name }) => name)).toEqual(['web-…q2vxn', 'debug'])
  })

  it('calls the node NotReady once it is noticed, and Ready once it is back', () => {
    const nodes = replacementSteps.map((_, index) => replacementView(index).nodes.find(({ name }) => name === 'worker-3'))
    expect(nodes.map(node => [node?.status, node?.lost])).toEqual([['Ready', false], ['Ready', true], ['NotReady', true], ['NotReady', true], ['NotReady', true], ['NotReady', true], ['Ready', false]])
  })

  it('brings one new Pod of the same ReplicaSet, with a name, a UID and an address of its own, on another node', () => {
    const before = [...podsAt('terminating').values()]
    const [fresh, ...more] = [...podsAt('replacement').values()].filter(({ uid }) => !before.some(pod => pod.uid === uid))
    expect(more).toEqual([])
    const old = before.find(({ name, status }) => status === 'Terminating' && name !== unownedPod)
    expect(fresh?.owner).toBe(old?.owner)
    for (const field of ['name', 'uid', 'ip', 'node'] as const)
      expect(fresh?.[field]).not.toBe(old?.[field])
    expect(fresh?.status).toBe('Running')
  })

  it('a Pod without an owner is not replaced', () => {
    const names = stored(endOf(replacementHistory), 'Pod').map(({ metadata }) => metadata.name)
    expect(names).toHaveLength(3)
    expect(names).not.toContain(unownedPod)
    const created = eventsOf(replacementHistory, 'committed').filter(({ id, object, request }) => id > replacementMoments.died && object.kind === 'Pod' && request.verb === 'create' && !request.subresource)
    expect(created).toHaveLength(1)
  })

  it('takes the lost Pod out of the Service as soon as it is noticed', () => {
    const ready = (i: number): number => stored(replacementHistory.stateAt(i), 'EndpointSlice').flatMap(({ endpoints }) => endpoints.filter(({ conditions }) => conditions.ready)).length
    expect([replacementMoments.died, replacementMoments.notReady, replacementMoments.replaced, replacementHistory.events.length - 1].map(ready)).toEqual([3, 2, 2, 3])
  })
})
