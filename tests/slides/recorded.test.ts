import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkedHow, checkedShort } from '../../slides/references/references.ts'
import { outcomeSteps } from '../../slides/outcomes/outcomes.ts'
import { podLifeSteps, podTransitions } from '../../slides/pod-life/steps.ts'
import { questionOf } from '../../slides/check-yourself/quiz.ts'
import { sourceTag } from '../../talk/sources.ts'
import { realRuns, withoutMajority } from '../../slides/recorded.ts'
import { stateOf, stepEvents } from '../../slides/request/step-events.ts'
import { guesses, paidBackCounts } from '../../slides/cold-open/steps.ts'
import { requestHistory } from '../../slides/request/history.ts'
import { type RequestStepId, requestSteps } from '../../slides/request/steps.ts'
import { watchArrows } from '../../slides/wrong-arrow/steps.ts'
import { mustPrecede } from '../../kubernetes/history/order.ts'
import { captionText } from '../../talk/step.ts'
import { crashing, deploymentRuns, neverRan, refusals, withoutEtcd } from '../recordings/real-cluster.ts'

const eventOf = (id: RequestStepId): number => stepEvents[requestSteps.findIndex(step => step.id === id)]?.id ?? Number.NaN
const ordered = (first: RequestStepId, second: RequestStepId): boolean => mustPrecede(requestHistory.events, eventOf(first), eventOf(second))

/** In how many runs something comes before something else, by its place among the writes: the nth of that letter. */
function runsWith(first: readonly [letter: string, nth: number], second: readonly [letter: string, nth: number]): number {
  const indexOfLetter = (stored: string, [letter, nth]: readonly [string, number]): number => [...stored.replaceAll(' ', '').matchAll(new RegExp(letter, 'g'))][nth - 1]?.index ?? Number.NaN
  return deploymentRuns.filter(({ stored }) => indexOfLetter(stored, first) < indexOfLetter(stored, second)).length
}

describe('what the talk says that real runs did', () => {
  it('every figure of the talk about real runs is that of the recordings', () => {
    expect(realRuns.count).toBe(deploymentRuns.length)
    expect(realRuns.placedEarly).toBe(runsWith(['B', 1], ['P', 2]))
    expect(realRuns.promptFirst).toBe(deploymentRuns.filter(({ promptBack, bound }) => promptBack < bound).length)
    expect(deploymentRuns.map(({ next }) => next.length)).toEqual(deploymentRuns.map(() => realRuns.nextCommand.pods))
    expect(deploymentRuns.flatMap(({ next }) => next).filter(status => status === 'Running')).toHaveLength(realRuns.nextCommand.containers)
  })

  it('the waits without etcd in the talk are those of the recordings', () => {
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
  it('when the answer is sent, the Deployment alone is stored, in the model as in all recorded runs', () => {
    const promised = (['stored', 'replica-set', 'first-pod', 'started'] as const).map(id => ordered(id, 'answered'))
    expect(promised).toEqual([true, false, false, false])
    const { deployments, replicaSets, pods, containers } = paidBackCounts.find(({ id }) => id === 'promised')?.counts ?? {}
    expect([deployments, replicaSets, pods, containers].map(Boolean)).toEqual(promised)
    expect(guesses.filter(({ right }) => right).map(({ id }) => id)).toEqual(['wish'])
  })

  it('the next command after the answer shows more than the answer promises', () => {
    const next = paidBackCounts.find(({ id }) => id === 'next')?.counts
    expect(next).toEqual({ deployments: 1, replicaSets: 1, pods: 3, containers: 0 })
    expect(stateOf(requestSteps.length - 1).terminal.length).toBeGreaterThan(0)
  })
})

describe('the corrected drawing of the eight steps', () => {
  it('lets the kubelet hear of a Pod after the binding only, as in the model, and from the API server', () => {
    expect(ordered('bound', 'kubelet-told')).toBe(true)
    expect(watchArrows.filter(({ by }) => by !== undefined)).toEqual([
      { from: 'schedule', to: 'api-server', by: 'watch' },
      { from: 'schedule', to: 'api-server', by: 'binding' },
      { from: 'run', to: 'api-server', by: 'watch' },
    ])
  })

  it('has no watch leave etcd: scheduler and kubelets watch the API server', () => {
    expect(watchArrows.filter(({ from, by }) => from === 'store' && by !== undefined)).toEqual([])
  })
})

describe('what a code says', () => {
  const codesOf = (cause: RegExp): Set<number> => new Set(refusals.filter(each => cause.test(each.cause)).map(({ code }) => code))

  it('is said of every code with which a request was refused', () => {
    const narration = outcomeSteps.find(({ id }) => id === 'all')?.narration ?? ''
    expect([...codesOf(/./)].filter(code => !narration.includes(`${code}`))).toEqual([])
  })

  it('code 403 alone does not say who refuses: authorization and admission send it, to known and anonymous users', () => {
    expect([codesOf(/no rule/), codesOf(/quota|Pod Security/), codesOf(/no credentials/)]).toEqual([new Set([403]), new Set([403]), new Set([403])])
    expect(questionOf('answer-403').right).not.toMatch(/know you/)
    expect(codesOf(/that names no code/)).toEqual(new Set([400]))
    expect(codesOf(/Policy denies/)).toEqual(new Set([422]))
  })
})

describe('the life of a Pod', () => {
  it('does not fail for want of an image or a volume: such a Pod stays as it was', () => {
    expect(neverRan.filter(({ phases }) => phases.includes('Failed'))).toEqual([])
    expect(podTransitions.find(({ id }) => id === 'Pending-Failed')?.label).toBe('rejected')
  })

  it('shows CrashLoopBackOff late: how a container ended is what is seen in its first waits', () => {
    const early = crashing.filter(({ at }) => at < 200).flatMap(({ crash, onfail, oom, quits }) => [crash, onfail, oom, quits])
    expect(early).not.toContain('CrashLoopBackOff')
    const narration = podLifeSteps.find(({ id }) => id === 'restarted')?.narration ?? ''
    expect(['Error', 'Completed', 'CrashLoopBackOff'].filter(status => !narration.includes(status))).toEqual([])
  })
})

describe('what the deck says that it was checked against', () => {
  it('names the kubectl that the terminal was recorded from, and the source', () => {
    const { kubectl } = JSON.parse(readFileSync('tests/recordings/kubectl.json', 'utf8')) as { kubectl: { version: string } }
    const [, version = ''] = /Client Version: v(\S+)/.exec(kubectl.version) ?? []
    expect(checkedHow.find(line => line.includes('terminal'))).toContain(`kubectl ${version},`)
    expect(checkedHow[0]).toContain(sourceTag.slice(1))
    expect(checkedShort).toContain(`kubectl ${version}.`)
    expect(readFileSync('README.md', 'utf8')).toContain(`kubectl ${version}.`)
  })
})
