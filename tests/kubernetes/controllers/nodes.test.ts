import { describe, expect, it } from 'vitest'
import type { Node, Pod, Taint, Toleration } from '../../../kubernetes/api/objects.ts'
import { evictionRate, zoneState, type ZoneState } from '../../../kubernetes/controllers/nodes/disruption.ts'
import { tolerance } from '../../../kubernetes/controllers/nodes/taint-eviction.ts'
import { taintChange } from '../../../kubernetes/controllers/nodes/taints.ts'
import { run } from '../../../kubernetes/run.ts'
import { endOf, scenario, stored } from '../support.ts'

const end = endOf(run(scenario()))

function podWith(tolerations: readonly Toleration[]): Pod {
  const [pod] = stored(end, 'Pod')
  if (!pod)
    throw new Error('There is no Pod.')
  return { ...pod, spec: { ...pod.spec, tolerations } }
}

function nodeWith(taints: readonly Taint[]): Node {
  const [node] = stored(end, 'Node')
  if (!node)
    throw new Error('There is no node.')
  return { ...node, spec: { taints } }
}

const key = 'node.kubernetes.io/unreachable'
const other = 'node.kubernetes.io/not-ready'

describe('the state of a zone', () => {
  it.each<[number, number, ZoneState]>([
    [3, 0, 'normal'],
    [0, 0, 'normal'],
    [2, 1, 'normal'],
    [1, 2, 'normal'],
    [0, 1, 'full'],
    [0, 3, 'full'],
    [2, 3, 'partial'],
    [9, 11, 'partial'],
    [10, 12, 'normal'],
  ])('%i ready and %i not: %s', (ready, notReady, state) => {
    expect(zoneState(ready, notReady)).toBe(state)
  })

  it.each<[ZoneState, number, number]>([['normal', 3, 0.1], ['partial', 50, 0], ['partial', 51, 0.01], ['full', 500, 0]])('%s with %i nodes: %f of them a second are tainted', (state, size, rate) => {
    expect(evictionRate(state, size)).toBe(rate)
  })
})

describe('the taints of a node', () => {
  it('follow its condition, and leave those of others alone', () => {
    const own: Taint = { key, effect: 'NoExecute' }
    const foreign: Taint = { key: 'dedicated', value: 'gpu', effect: 'NoExecute' }
    expect(taintChange(nodeWith([foreign]), 'Unknown', 'NoExecute')).toEqual({ remove: [], add: [own] })
    expect(taintChange(nodeWith([foreign, own]), 'Unknown', 'NoExecute')).toEqual({ remove: [], add: [] })
    expect(taintChange(nodeWith([foreign, own]), 'False', 'NoExecute')).toEqual({ remove: [own], add: [{ key: other, effect: 'NoExecute' }] })
    expect(taintChange(nodeWith([foreign, own]), 'True', 'NoExecute')).toEqual({ remove: [own], add: [] })
    expect(taintChange(nodeWith([own]), 'True', 'NoSchedule')).toEqual({ remove: [], add: [] })
  })
})

describe('for how long a Pod puts up with a taint', () => {
  const taint: Taint = { key, effect: 'NoExecute' }
  it.each<[string, readonly Toleration[], readonly Taint[], number]>([
    ['not at all without a toleration', [], [taint], 0],
    ['as its toleration says', [{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }], [taint], 300_000],
    ['for ever if it names no time', [{ key, operator: 'Exists' }], [taint], Infinity],
    ['as the first says that tolerates it', [{ key, operator: 'Exists', tolerationSeconds: 300 }, { operator: 'Exists', tolerationSeconds: 20 }], [taint], 300_000],
    ['of several taints, as the shortest says', [{ key, operator: 'Exists', tolerationSeconds: 300 }, { operator: 'Exists', tolerationSeconds: 20 }], [taint, { key: 'own', effect: 'NoExecute' }], 20_000],
    ['never below nothing', [{ operator: 'Exists', tolerationSeconds: -5 }], [taint], 0],
    ['not at all if one of two is not tolerated', [{ key, operator: 'Exists' }], [taint, { key: 'dedicated', effect: 'NoExecute' }], 0],
  ])('%s', (_, tolerations, taints, time) => {
    expect(tolerance(taints, podWith(tolerations))).toBe(time)
  })

  it('is 300 s for any Pod that says nothing: admission adds that', () => {
    const [pod] = stored(end, 'Pod')
    for (const each of [key, other])
      expect(pod && tolerance([{ key: each, effect: 'NoExecute' }], pod)).toBe(300_000)
  })
})
