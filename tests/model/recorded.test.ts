import { describe, expect, it } from 'vitest'
import { realRuns, withoutMajority } from '../../model/recorded.ts'
import { stateOf, stepEvents } from '../../model/request/anchors.ts'
import { guesses, paidBackCounts } from '../../model/request/cold-open.ts'
import { requestHistory } from '../../model/request/history.ts'
import { requestSteps } from '../../model/request/steps.ts'
import type { RequestStepId } from '../../model/request/steps.ts'
import { watchArrows } from '../../model/request/wrong-arrow.ts'
import { mustPrecede } from '../../model/cluster/history/order.ts'
import { captionText } from '../../model/step.ts'
import { deploymentRuns, withoutEtcd } from '../recordings/real-cluster.ts'

const eventOf = (id: RequestStepId): number => stepEvents[requestSteps.findIndex(step => step.id === id)]?.id ?? Number.NaN
const ordered = (first: RequestStepId, second: RequestStepId): boolean => mustPrecede(requestHistory.events, eventOf(first), eventOf(second))

/** In how many runs something comes before something else, by its place among the writes: the nth of that letter. */
function runsWith(first: readonly [letter: string, nth: number], second: readonly [letter: string, nth: number]): number {
  const place = (stored: string, [letter, nth]: readonly [string, number]): number => [...stored.replaceAll(' ', '').matchAll(new RegExp(letter, 'g'))][nth - 1]?.index ?? Number.NaN
  return deploymentRuns.filter(({ stored }) => place(stored, first) < place(stored, second)).length
}

describe('what the talk says that real runs did', () => {
  it('is what they did', () => {
    expect(realRuns.count).toBe(deploymentRuns.length)
    expect(realRuns.placedEarly).toBe(runsWith(['B', 1], ['P', 2]))
    expect(realRuns.promptFirst).toBe(deploymentRuns.filter(({ promptBack, bound }) => promptBack < bound).length)
    expect(deploymentRuns.map(({ next }) => next.length)).toEqual(deploymentRuns.map(() => realRuns.nextCommand.pods))
    expect(deploymentRuns.flatMap(({ next }) => next).filter(status => status === 'Running')).toHaveLength(realRuns.nextCommand.containers)
  })

  it('is how long they waited without etcd', () => {
    const waited = (command: string): number[] => withoutEtcd.filter(each => each.command === command).map(({ took }) => Math.round(took / 1000))
    expect(new Set(waited('get pods'))).toEqual(new Set([withoutMajority.read]))
    expect(new Set(waited('create deployment'))).toEqual(new Set([withoutMajority.write]))
  })
})

describe('what real runs had in two orders', () => {
  it('has none in the model either: the last Pod stored and the first one bound, the answer and what the controllers ask for', () => {
    expect([runsWith(['P', 3], ['B', 1]), runsWith(['B', 1], ['P', 3])]).toEqual([5, 7])
    expect(ordered('three-pods', 'bound')).toBe(false)
    expect(new Set(deploymentRuns.map(({ replicaSetAsked }) => replicaSetAsked > 0))).toEqual(new Set([true, false]))
    expect(ordered('answered', 'replica-set')).toBe(false)
    expect(ordered('answered', 'bound')).toBe(false)
  })

  it('is promised by no line of the steps that show it', () => {
    const lines = (['answered', 'three-pods'] as const).map(id => requestSteps.find(step => step.id === id)).map(step => step ? `${captionText(step.caption)} ${step.narration}` : '')
    expect(lines.filter(line => /no Pod exists|none has a node|nothing is running/i.test(line))).toEqual([])
  })
})

describe('what the answer promises', () => {
  it('is what had to be there before it, in the model as in all runs: the Deployment, and nothing that follows', () => {
    const promised = (['stored', 'replica-set', 'first-pod', 'started'] as const).map(id => ordered(id, 'answered'))
    expect(promised).toEqual([true, false, false, false])
    const { deployments, replicaSets, pods, containers } = paidBackCounts.find(({ id }) => id === 'promised')?.counts ?? {}
    expect([deployments, replicaSets, pods, containers].map(Boolean)).toEqual(promised)
    expect(guesses.filter(({ right }) => right).map(({ id }) => id)).toEqual(['wish'])
  })

  it('is less than the next command shows', () => {
    const next = paidBackCounts.find(({ id }) => id === 'next')?.counts
    expect(next).toEqual({ deployments: 1, replicaSets: 1, pods: 3, containers: 0 })
    expect(stateOf(requestSteps.length - 1).terminal.length).toBeGreaterThan(0)
  })
})

describe('the corrected drawing of the eight steps', () => {
  it('lets the kubelet hear of a Pod after the binding only, as in the model, and from the API server', () => {
    expect(ordered('bound', 'kubelet-told')).toBe(true)
    const place = (from: string, to: string): number => watchArrows.findIndex(arrow => arrow.from === from && arrow.to === to)
    expect([place('schedule', 'api-server') >= 0, place('schedule', 'api-server') < place('api-server', 'run')]).toEqual([true, true])
    expect(watchArrows.filter(({ to }) => to === 'run' || to === 'schedule').map(({ from }) => from)).toEqual(['api-server', 'api-server'])
  })

  it('has no watch leave etcd: scheduler and kubelets watch the API server', () => {
    expect(watchArrows.filter(({ from, by }) => from === 'store' && by !== undefined)).toEqual([])
  })
})
