import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { spreadWords, timeWords } from '../../slides/as-recorded/time-words.ts'
import type { RecordedSlide } from '../../slides/as-recorded/types.ts'
import { recorded as outcomes } from '../../slides/outcomes/as-recorded.ts'
import { outcomeSteps } from '../../slides/outcomes/outcomes.ts'
import { recorded as listWatchCompare } from '../../slides/list-watch-compare/as-recorded.ts'
import { listWatchCompareSteps } from '../../slides/list-watch-compare/steps.ts'
import { recorded as rollingUpdate } from '../../slides/rolling-update/as-recorded.ts'
import { rollingUpdateSteps } from '../../slides/rolling-update/steps.ts'
import { recorded as whereItRuns } from '../../slides/where-it-runs/as-recorded.ts'
import { whereItRunsSteps } from '../../slides/where-it-runs/steps.ts'
import { recorded as whoMakesRoom } from '../../slides/who-makes-room/as-recorded.ts'
import { whoMakesRoomSteps } from '../../slides/who-makes-room/steps.ts'
import type { TrafficFacts } from '../../tools/record/cluster/traffic.ts'
import { recorded as goneNotYet } from '../../slides/gone-not-yet/as-recorded.ts'
import { goneNotYetSteps } from '../../slides/gone-not-yet/steps.ts'
import { recorded as lostNode } from '../../slides/replaced/as-recorded.ts'
import { replacementSteps } from '../../slides/replaced/steps.ts'
import { recorded as request } from '../../slides/request/as-recorded.ts'
import { recordedTimes } from '../../slides/request/recorded-times.ts'
import { requestSteps } from '../../slides/request/steps.ts'
import { recorded as threeOfEach } from '../../slides/three-of-each/as-recorded.ts'
import { threeOfEachSteps } from '../../slides/three-of-each/steps.ts'
import { atRest } from '../recordings/real-cluster.ts'

interface Write { readonly at: number, readonly who: string, readonly verb: string, readonly resource: string, readonly of: string, readonly code: number }
interface State { readonly at: number, readonly of: string, readonly state: string }
interface Run { readonly run: string, readonly writes: readonly Write[], readonly states: readonly State[], readonly acts?: readonly { readonly at: number }[], readonly commands: readonly { readonly line: string, readonly out: string, readonly err: string }[] }

const runsOf = (scenario: string): readonly Run[] =>
  (JSON.parse(readFileSync(new URL(`../recordings/cluster/${scenario}.json`, import.meta.url), 'utf8')) as { runs: readonly Run[] }).runs

const runs = runsOf('deploy')
const shown = runs.find(({ run }) => run === '02')
const ms = (seconds: number | undefined): number => Math.round((seconds ?? Number.NaN) * 1000)

/** Milliseconds at which a run's nth write of a kind was received. */
function written(run: Run | undefined, verb: string, resource: string, nth = 0): number {
  return ms(run?.writes.filter(write => write.verb === verb && write.resource === resource && write.code < 300)[nth]?.at)
}
/** Milliseconds at which something was first seen in a state. */
function seen(run: Run | undefined, of: string, state: RegExp): number {
  return ms(run?.states.find(each => each.of === of && state.test(each.state))?.at)
}

describe('the clock of the request', () => {
  test.each([
    ['sent', (run?: Run) => written(run, 'create', 'deployments')],
    ['replica-set', (run?: Run) => written(run, 'create', 'replicasets')],
    ['first-pod', (run?: Run) => written(run, 'create', 'pods')],
    ['three-pods', (run?: Run) => written(run, 'create', 'pods', 2)],
    ['bound', (run?: Run) => written(run, 'create', 'pods/binding')],
    ['all-bound', (run?: Run) => written(run, 'create', 'pods/binding', 2)],
    ['creating', (run?: Run) => written(run, 'patch', 'pods/status')],
    ['deployment-seen', (run?: Run) => seen(run, 'Deployment web', /wanted=3/)],
    ['replica-set-seen', (run?: Run) => seen(run, 'ReplicaSet web/1', /wanted=3/)],
    ['pod-seen', (run?: Run) => seen(run, 'Pod web/1/1', /no node/)],
    ['kubelet-told', (run?: Run) => seen(run, 'Pod web/1/1', /on a node/)],
  ] as const)('%s is when the recorded run was there, within what all runs took', (id, when) => {
    const time = recordedTimes[id]
    expect(Math.abs(time.from - when(shown))).toBeLessThanOrEqual(1)
    const all = runs.map(when)
    expect(all).toHaveLength(12)
    expect(Math.abs(time.least - Math.min(...all))).toBeLessThanOrEqual(1)
    expect(Math.abs(time.most - Math.max(...all))).toBeLessThanOrEqual(1)
  })

  test.each([
    ['running', /^Pending/, /^Running/],
    ['available', /readyReplicas=2/, /readyReplicas=3/],
  ] as const)('%s was asked for before it was seen, and after it was not yet so', (id, before, after) => {
    const of = id === 'running' ? /^Pod/ : /^Deployment/
    const last = shown?.states.filter(state => of.test(state.of) && before.test(state.state.replace(/^generation.*? readyReplicas/, 'readyReplicas')))
    const first = shown?.states.find(state => of.test(state.of) && after.test(state.state.replace(/^generation.*? readyReplicas/, 'readyReplicas')))
    expect(last?.length).toBeGreaterThan(0)
    expect(recordedTimes[id].from).toBeLessThan(ms(first?.at))
    expect(recordedTimes[id].from).toBeGreaterThan(ms(last?.[0]?.at))
  })

  test('never goes back from a cause to what follows from it', () => {
    const chain = ['typed', 'sent', 'stored', 'replica-set', 'first-pod', 'bound', 'creating', 'pulling', 'started', 'running', 'all-running', 'ready-counted', 'available', 'get-pods'] as const
    const times = chain.map(id => recordedTimes[id].from)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
})

describe.each<readonly [string, RecordedSlide, readonly { readonly id: string }[], number]>([
  ['request', request, requestSteps, requestSteps.length],
  ['outcomes', outcomes, outcomeSteps, 7],
  ['replaced', lostNode, replacementSteps, 4],
])('what was recorded for %s', (_, { steps }, slide, count) => {
  test('is of steps of the slide, with something to see at each', () => {
    expect(Object.keys(steps)).toHaveLength(count)
    expect(Object.keys(steps).filter(id => !slide.some(step => step.id === id))).toEqual([])
    expect(Object.entries(steps).filter(([, step]) => step?.parts.length === 0 || step?.parts.some(({ text }) => text.trim() === ''))).toEqual([])
  })

  test('has bodies, answers and events that are JSON, and names no machine', () => {
    const parts = Object.values(steps).flatMap(step => step?.parts ?? [])
    const parsed = parts.filter(({ what }) => ['body', 'answer', 'metadata', 'stored object', 'watch event'].includes(what)).map(({ text }) => JSON.parse(text) as object)
    expect(parsed.length).toBeGreaterThan(2)
    expect(parts.filter(({ text }) => /\/var\/lib\/conf|10536/.test(text))).toEqual([])
  })
})

test('each ending shows the message of the recording', () => {
  const printed = ['outcomes-who', 'outcomes-quota', 'outcomes-bad-input', 'outcomes-webhook'].flatMap(runsOf).flatMap(({ commands }) => commands.map(({ err }) => err)).join('\n')
  const message = (id: string): string => (JSON.parse(outcomes.steps[id]?.parts.find(({ what }) => what === 'answer')?.text ?? '{}') as { message?: string }).message ?? ''
  expect(printed).toContain(message('webhook'))
  expect(printed).toContain(message('invalid'))
  expect(printed).toContain(message('forbidden'))
  expect(message('pods-denied')).toContain('exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2')
  expect(message('already-exists')).toMatch(/^deployments\.apps "\w+" already exists$/)
  expect(message('unauthorized')).toBe('Unauthorized')
})

test('the seconds of the lost node are those between its loss and what was seen then', () => {
  const [cutOff] = runsOf('failures-node-cut-off')
  const lost = ms(cutOff?.acts?.[0]?.at)
  const back = ms(cutOff?.acts?.[1]?.at)
  const pod = cutOff?.states.find(({ state }) => state.includes('leaving'))?.of ?? ''
  const times = [
    seen(cutOff, 'Node worker-1', /Ready=Unknown/) - lost,
    seen(cutOff, pod, /leaving/) - lost,
    seen(cutOff, 'Pod web/1/4', /^Running/) - lost,
    seen(cutOff, pod, /^gone/) - back,
  ]
  const shown = ['not-ready', 'terminating', 'replacement', 'node-back'].map(id => lostNode.steps[id]?.time?.from ?? 0)
  expect(shown.map((time, index) => Math.abs(time - (times[index] ?? 0)) <= 20)).toEqual([true, true, true, true])
})

/** A text without the names that a cluster draws, nor the widths of columns. */
const withoutNames = (text: string): string => text.replaceAll(/web-[a-z0-9]{8,10}(?:-[a-z0-9]{5})?|web\/\d+(?:\/\d+|-[a-z0-9]{5})?/g, 'web…').replaceAll(/ +/g, ' ').trim()

describe.each<readonly [string, RecordedSlide, readonly { readonly id: string }[], readonly string[]]>([
  ['three-of-each', threeOfEach, threeOfEachSteps, ['election-scheduler-killed', 'failures-etcd-majority']],
  ['gone-not-yet', goneNotYet, goneNotYetSteps, ['removal-background', 'removal-foreground', 'removal-finalizer', 'removal-namespace', 'change-adopt']],
  ['where-it-runs', whereItRuns, whereItRunsSteps, ['life-static']],
  ['who-makes-room', whoMakesRoom, whoMakesRoomSteps, ['scheduling-preemption', 'scheduling-cordoned']],
  ['rolling-update', rollingUpdate, rollingUpdateSteps, ['change-roll', 'change-undo']],
  ['list-watch-compare', listWatchCompare, listWatchCompareSteps, ['outcomes-conflict']],
])('what was recorded for %s', (_, { steps }, slide, scenarios) => {
  const all = scenarios.flatMap(runsOf)

  test('is of steps of the slide, with something to see at each', () => {
    expect(Object.keys(steps).filter(id => !slide.some(step => step.id === id))).toEqual([])
    expect(Object.values(steps).filter(step => (step?.parts.length ?? 0) === 0)).toEqual([])
  })

  test('was typed and printed so', () => {
    const parts = Object.values(steps).flatMap(step => step?.parts ?? [])
    expect(parts.filter(({ what }) => what === 'printed').length).toBeGreaterThan(0)
    for (const [index, { what, text }] of parts.entries()) {
      const before = parts.slice(0, index).findLast(part => part.what !== 'printed')
      const commands = all.flatMap(run => run.commands)
      if (what === 'typed')
        expect(commands.map(({ line }) => line)).toContain(text)
      if (what !== 'printed')
        continue
      const told = before?.what === 'typed' ? commands.filter(({ line }) => line === before.text).map(({ out, err }) => out + err) : []
      expect(told.map(withoutNames)).toEqual(expect.arrayContaining([expect.stringContaining(withoutNames(text))]))
    }
  })
})

test('the times of the deeper slides are those between what was asked and what was seen then', () => {
  const [killed] = runsOf('election-scheduler-killed')
  const at = (run: Run | undefined, who: string, verb: string, resource: string, of: RegExp): number => ms(run?.writes.find(write => write.who.startsWith(who) && write.verb === verb && write.resource === resource && of.test(write.of))?.at)
  const asked = (run: Run): number => at(run, 'kubectl', 'delete', 'deployments', /web/)
  const gone = (run: Run, of: RegExp): number => Math.max(...run.states.filter(state => of.test(state.of) && state.state === 'gone').map(state => ms(state.at)))
  const [staticPods, preemption] = ['life-static', 'scheduling-preemption'].map(runsOf) as [readonly Run[], readonly Run[]]
  const [background, foreground] = ['removal-background', 'removal-foreground'].map(runsOf) as [readonly Run[], readonly Run[]]
  const expected: readonly (readonly [RecordedSlide, string, readonly number[]])[] = [
    [threeOfEach, 'killed', [at(killed, 'kubectl', 'create', 'deployments', /web/) - ms(killed?.acts?.[0]?.at)]],
    [threeOfEach, 'taken-over', [at(killed, 'kube-scheduler', 'create', 'pods/binding', /web/) - ms(killed?.acts?.[0]?.at)]],
    [goneNotYet, 'background', background.map(run => gone(run, /^Deployment/) - asked(run))],
    [goneNotYet, 'collected', background.map(run => gone(run, /^Pod/) - asked(run))],
    [goneNotYet, 'foreground', foreground.map(run => gone(run, /^Deployment/) - asked(run))],
    [whereItRuns, 'deleted', staticPods.map(run => written(run, 'create', 'pods', 1) - at(run, 'kubectl', 'delete', 'pods', /fixed/))],
    [whoMakesRoom, 'victim', preemption.map(run => at(run, 'kube-scheduler', 'delete', 'pods', /web/) - at(run, 'kubectl', 'create', 'pods', /urgent/))],
    [whoMakesRoom, 'room', preemption.map(run => at(run, 'kube-scheduler', 'create', 'pods/binding', /urgent/) - at(run, 'kubectl', 'create', 'pods', /urgent/))],
  ]
  for (const [slide, step, times] of expected)
    expect([step, slide.steps[step]?.time]).toEqual([step, { from: times[0], until: times[0], least: Math.min(...times), most: Math.max(...times) }])
  expect(written(staticPods[0], 'delete', 'pods', 2) - ms(staticPods[0]?.acts?.[1]?.at)).toBeLessThan(1100)
  expect(at(preemption[0], 'kube-scheduler', 'create', 'pods/binding', /urgent/) - at(preemption[0], 'kube-scheduler', 'create', 'pods/binding', /polite/)).toBe(6)
  expect(expected).toHaveLength([threeOfEach, goneNotYet, whereItRuns, whoMakesRoom, rollingUpdate, listWatchCompare].flatMap(({ steps }) => Object.values(steps).filter(step => step?.time)).length)
})

test('what a cluster at rest writes, and what was adopted, is as often as recorded', () => {
  const { lease } = threeOfEach.steps
  const numbers = [...lease?.parts[0]?.text.matchAll(/ (\d+)$/gm) ?? []].map(([, number]) => Number(number))
  expect(numbers.toSorted()).toEqual(Object.values(atRest.keys).toSorted())
  expect(numbers.reduce((sum, number) => sum + number)).toBe(atRest.writes)
  expect(lease?.parts[0]?.text).toContain(`${atRest.seconds} s`)
  expect(runsOf('change-adopt')[0]?.writes.filter(({ who, verb, resource }) => who === 'deployment-controller' && verb === 'patch' && resource === 'replicasets')).toHaveLength(5)
})

test('requests under a rolling update were lost as often as counted', () => {
  const { runs } = JSON.parse(readFileSync(new URL('../recordings/traffic.json', import.meta.url), 'utf8')) as { readonly runs: readonly TrafficFacts[] }
  const counted = (kind: RegExp): readonly string[] => runs.filter(({ run }) => kind.test(run)).map(({ answered, refused, timedOut }) => `${answered} answered, ${refused.length + timedOut.length === 0 ? 'none lost' : `${refused.length} refused, ${timedOut.length} timed out`}`)
  const told = (step: string): readonly string[] => rollingUpdate.steps[step]?.parts.flatMap(({ what, text }) => what === 'counted' ? text.split('\n').map(line => line.replace(/^.*?: /, '')) : []) ?? []
  expect(told('lost')).toEqual([...counted(/roll-\d$/), ...counted(/roll-no-readiness/)])
  expect(told('none-lost')).toEqual(counted(/roll-prestop/))
})

test('a watch from too far back, and one that says too little, are answered as recorded', () => {
  const requests = JSON.parse(readFileSync(new URL('../recordings/api/requests.json', import.meta.url), 'utf8')) as readonly { readonly method: string, readonly path: string, readonly lines?: readonly unknown[], readonly response?: object }[]
  for (const id of ['resumed', 'expired']) {
    const [asked, answered] = listWatchCompare.steps[id]?.parts ?? []
    const found = requests.find(({ method, path }) => `${method} ${path}` === asked?.text)
    expect([id, found?.response ?? found?.lines?.[0]]).toEqual([id, expect.objectContaining(JSON.parse(answered?.text ?? '{}') as object)])
  }
})

test('times are told in milliseconds below a second, and a spread only where there is one', () => {
  expect(timeWords({ from: 82, until: 82, least: 66, most: 146 })).toBe('82 ms')
  expect(timeWords({ from: 58, until: 63, least: 47, most: 81 })).toBe('58–63 ms')
  expect(timeWords({ from: 2462, until: 2462, least: 2462, most: 2577 })).toBe('2.46 s')
  expect(timeWords({ from: 42719, until: 42719, least: 42719, most: 46470 })).toBe('43 s')
  expect(spreadWords({ from: 743, until: 743, least: 701, most: 1321 })).toBe('0.70–1.32 s')
  expect(spreadWords({ from: 0, until: 0, least: 0, most: 0 })).toBeUndefined()
})
