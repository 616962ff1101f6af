import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Connection, connectionsTo } from '../../kubernetes/node/traffic.ts'
import { run } from '../../kubernetes/run.ts'
import type { Scenario } from '../../kubernetes/scenario.ts'
import { createApi } from '../../kubernetes/rest/api.ts'
import { clickOf, loadBeside } from '../../deck/navigation.ts'
import { type RecordedFact, recordedFacts } from '../../slides/as-recorded/facts.ts'
import { deeperQuestions } from '../../slides/check-yourself/quiz.ts'
import { originOf } from '../../slides/as-recorded/fact-words.ts'
import { recordingNames } from '../../slides/as-recorded/recording-names.ts'
import type { RunFacts } from '../../tools/record/cluster/facts.ts'
import type { TrafficFacts } from '../../tools/record/cluster/traffic.ts'
import { sidesOf } from '../kubernetes/recorded/played.ts'
import { recorded as recordingOf } from '../kubernetes/recorded/recordings.ts'
import type { ScenarioName } from '../kubernetes/recorded/scenarios/index.ts'
import { create, scenario, workers } from '../kubernetes/support.ts'
import { recordedCluster } from '../support/kubectl/session.ts'
import { neverStarted, refusedOwnPods, watchesResumed } from '../recordings/real-cluster.ts'

/** What a run comes to for a fact: the figures that its words have to name, and no others. */
type Figures = readonly (number | string)[]

/** The same measured in a recording, and in the model's run of it where that plays it. */
interface Measured {
  readonly real: Figures
  readonly model?: Figures
}

const whole = (seconds: number): number => Math.round(seconds)
const tenths = (seconds: number): string => seconds.toFixed(1)
const milliseconds = (seconds: number): number => Math.round(seconds * 1000)

/** The least and the most of some numbers. */
function range(numbers: readonly number[]): readonly number[] {
  expect(numbers.length).toBeGreaterThan(0)
  return [Math.min(...numbers), Math.max(...numbers)]
}

/** The one recorded run of a scenario. */
function realOf(name: string): RunFacts {
  const [only, ...more] = recordingOf(name).runs
  if (!only || more.length > 0)
    throw new Error(`One run of ${name} was expected.`)
  return only
}

/** Measures all recorded runs of a scenario, which agree, and the model's. */
function both(name: ScenarioName, measure: (run: RunFacts) => Figures): Measured {
  const { runs, model } = sidesOf(name)
  const [real = [], ...others] = runs.map(measure)
  expect(others).toEqual(others.map(() => real))
  return { real, model: measure(model) }
}

/** When something was first seen in a state. */
function seen({ states }: RunFacts, of: RegExp, state: RegExp): number {
  return states.find(each => of.test(each.of) && state.test(each.state))?.at ?? Number.NaN
}

/** When the nth such request was taken. */
function written({ writes }: RunFacts, verb: string, resource: string, who: RegExp = /./, nth = 0): number {
  return writes.filter(each => each.verb === verb && each.resource === resource && who.test(each.who))[nth]?.at ?? Number.NaN
}

/** A command whose line has some words, and what it printed. */
function typed({ commands }: RunFacts, words: RegExp, nth = 0) {
  const found = commands.filter(({ line }) => words.test(line))[nth]
  if (!found)
    throw new Error(`Nobody typed ${words.source}.`)
  return found
}

/** For how many minutes something was looked at. */
const minutesOf = ({ commands }: RunFacts): number => whole((commands.at(-1)?.at ?? 0) / 60)

const restarts = (state: string): number => Number(/restarts (\d+)/.exec(state)?.[1] ?? 0)

const traffic = (JSON.parse(readFileSync(new URL('../recordings/traffic.json', import.meta.url), 'utf8')) as { readonly runs: readonly TrafficFacts[] }).runs

function trafficOf(name: string): TrafficFacts {
  const found = traffic.find(each => each.run === `iptables-${name}`)
  if (!found)
    throw new Error(`No traffic of ${name}.`)
  return found
}

const doneAt = ({ done }: TrafficFacts, words: RegExp): number => done.find(([, what]) => words.test(what))?.[0] ?? Number.NaN

/** Requests in the model, from another node, to a Service of some Pods, ten a second from the tenth second on. */
function asked(replicas: number, { commands = [], faults = [], preStop }: Partial<Pick<Scenario, 'commands' | 'faults'>> & { readonly preStop?: number }): readonly Connection[] {
  const history = run(scenario({ nodes: workers(3), commands: [create({ replicas, ...(preStop !== undefined && { preStop }) }), { run: 'expose deployment', at: 4, name: 'web', port: 80 }, ...commands], faults, until: 80 }))
  return connectionsTo(history, { service: 'web', node: 'worker-2', from: 10, to: 80, every: 0.1, seed: 1 })
}

/** With which codes the API answers whoever has no token, and whoever has a wrong one. */
function tokenCodes(): Measured {
  const requests = JSON.parse(readFileSync(new URL('../recordings/api/requests.json', import.meta.url), 'utf8')) as readonly { readonly group: string, readonly path: string, readonly as?: string, readonly status: number }[]
  const who = requests.filter(({ group, path }) => group === 'who' && ['/version', '/healthz'].includes(path))
  expect(who.map(({ path, as }) => `${path} ${as}`)).toEqual(['/version anonymous', '/version wrong', '/healthz anonymous', '/healthz wrong'])
  const api = createApi({ simulation: recordedCluster(), tokens: new Map(), address: '10.0.0.1:6443' })
  const answered = who.map(({ path, as }) => api.handle({ method: 'GET', url: path, headers: { ...(as === 'wrong' && { authorization: 'Bearer wrong' }) }, body: '' })?.status ?? 0)
  return { real: who.map(({ status }) => status), model: answered }
}

/** Nodes that were cut off, what was taken back, and how many Pods were deleted. */
function silent(each: RunFacts): { readonly nodes: number, readonly deleted: number } {
  return {
    nodes: new Set(each.states.filter(({ of, state }) => of.startsWith('Node ') && state.includes('Ready=Unknown')).map(({ of }) => of)).size,
    deleted: each.writes.filter(({ verb, resource }) => verb === 'delete' && resource === 'pods').length,
  }
}

/** How long the old Pod of a node that came back was Ready and Terminating, and on its Service's list as serving. */
function readyAndTerminating(each: RunFacts): number {
  const from = seen(each, /^EndpointSlice/, /:serving\+terminating/)
  const old = each.states.find(({ state }) => state.includes('leaving'))?.of ?? ''
  expect(each.states.some(({ at, of, state }) => of === old && Math.abs(at - from) < 0.1 && /leaving.*\bReady=True/.test(state))).toBe(true)
  return seen(each, new RegExp(`^${old}$`), /^Succeeded/) - from
}

/** How long the old Pod of a lost node and its replacement ran, both, and for how much of that the network was back. */
function tooMany(each: RunFacts, back: number): readonly number[] {
  const [from, to] = [seen(each, /^Pod web\/1\/4$/, /^Running/), seen(each, /^Pod/, /^Succeeded \| leaving/)]
  return [whole(to - from), whole(to - back)]
}

/** What follows is measured once for all, as runs of the model take a while. */
const measured: Readonly<Record<string, () => Measured>> = {
  'caller-is-checked': () => {
    const each = realOf('failures-scheduler')
    const { at, took, exit } = typed(each, /logs/)
    const review = written(each, 'create', 'subjectaccessreviews', /^kubelet/)
    expect([exit, review > at, review < at + took]).toEqual([0, true, true])
    return { real: [] }
  },
  'own-pod-refused': () => {
    expect(recordingOf('deploy').runs).toHaveLength(refusedOwnPods.length)
    return { real: [refusedOwnPods.length, 3 * refusedOwnPods.length, refusedOwnPods.reduce((sum, each) => sum + each), 403] }
  },
  'ready-under-kills': () => both('life-slow-ones', (each) => {
    const live = each.states.filter(({ of, state }) => of === 'Pod live' && state.startsWith('Running'))
    const waits = live.findIndex(({ state }) => /\bReady=False/.test(state))
    const kills = restarts(live[waits - 1]?.state ?? '')
    expect(kills).toBe(waits - 1)
    return [kills, kills + 1, whole((live[waits]?.at ?? 0) - (live[0]?.at ?? 0))]
  }),
  'broken-node-draws-pods': () => both('failures-runtime', (each) => {
    const bound = each.writes.filter(({ resource, at }) => resource === 'pods/binding' && at > 0)
    const hanging = typed(each, /get pods/, 1).out.match(/ContainerCreating/g) ?? []
    return [whole(seen(each, /^Node/, /\bReady=False/)), bound.length, hanging.length]
  }),
  'logs-fail-politely': () => both('failures-runtime', (each) => {
    const { out, exit } = typed(each, /logs/)
    expect(out).toMatch(/^unable to retrieve container logs for containerd:\/\//)
    return [exit]
  }),
  'writes-of-one-command': () => {
    const writes = ({ writes }: RunFacts): number => writes.filter(({ stored }) => stored !== undefined).length
    const events = ({ writes }: RunFacts): number => writes.filter(({ stored, resource }) => stored !== undefined && resource === 'events').length
    const { runs, model } = sidesOf('deploy')
    return { real: [...range(runs.map(writes)), ...range(runs.map(events)), runs.length], model: [writes(model), events(model)] }
  },
  'wrong-token': tokenCodes,
  'policy-walked-past': () => both('outcomes-policy', (each) => {
    const codes = (resource: string): readonly number[] => each.writes.filter(({ who, resource: of }) => who === 'kubectl' && of === resource).map(({ code }) => code)
    expect([typed(each, /create deployment web .*--replicas=3/).err, typed(each, /patch deployment ok/).err].map(text => /at most 2 replicas/.test(text))).toEqual([true, true])
    expect(typed(each, /scale deployment ok --replicas=3/).exit).toBe(0)
    expect(codes('deployments').filter(code => code !== 201)).toEqual([422, 422, 422])
    return [2, 422, 3, ...codes('deployments/scale')]
  }),
  'quota-taken-away': () => {
    const refused = ({ writes }: RunFacts): number => writes.filter(({ who, resource, code }) => who === 'replicaset-controller' && resource === 'pods' && code === 403).length
    const each = realOf('outcomes-quota')
    const made = each.writes.find(({ at, who, resource, code }) => at > 30 && who === 'replicaset-controller' && resource === 'pods' && code === 201)?.at ?? 0
    const [woken] = each.writes.filter(({ at }) => at > made - 0.1)
    expect([woken?.who, woken?.resource, woken?.of]).toEqual(['kubelet@worker-1', 'pods/status', 'web/1/1'])
    return { real: [whole(made - written(each, 'delete', 'resourcequotas')), refused(each)], model: [refused(sidesOf('outcomes-quota').model)] }
  },
  'events-fall-silent': () => {
    const each = realOf('life-slow-ones')
    const warnings = each.events.filter(({ about, type }) => about === 'never-pull' && type === 'Warning')
    const last = / (\d+)m(\d+)s +Warning +ErrImageNeverPull +pod\/never-pull /.exec(` ${typed(each, /get events/).out.split('\n').join(' \n ')}`) ?? []
    return { real: [warnings.reduce((sum, { count }) => sum + count, 0), 60 * Number(last[1]) + Number(last[2])] }
  },
  'logs-of-a-leaving-pod': () => {
    const runs = ['failures-scheduler', 'failures-scheduler-killed', 'failures-controller-manager'].map(realOf)
    const picked = runs.filter((each) => {
      const [, deleted] = /delete pod (\S+)/.exec(typed(each, /delete pod/).line) ?? []
      return typed(each, /logs deployment\/web/).err.includes(`using pod/${deleted}\n`)
    })
    return { real: [picked.length, runs.length] }
  },
  'silent-nodes': () => {
    const { runs: [real], model } = sidesOf('failures-all-nodes')
    const evicts = real?.states.filter(({ of, state }) => of === 'Node worker-2' && state.includes('Ready=Unknown')) ?? []
    const [on, off] = [evicts.find(({ state }) => state.includes('NoExecute')), evicts.find(({ at, state }) => at > 44 && !state.includes('NoExecute'))]
    expect(real?.events.some(({ reason, message }) => reason === 'TaintManagerEviction' && message.startsWith('Cancelling deletion'))).toBe(true)
    const [cut, back] = real?.acts ?? []
    const [theirs, ours] = [silent(real as RunFacts), silent(model)]
    expect(theirs.deleted).toBe(0)
    return { real: [theirs.nodes, whole((off?.at ?? 0) - (on?.at ?? 0)), whole((back?.at ?? 0) - (cut?.at ?? 0))], model: [ours.nodes, ours.deleted] }
  },
  'ready-and-terminating': () => {
    const { runs: [real], model } = sidesOf('failures-node-cut-off')
    const back = real?.acts?.[1]?.at ?? 0
    const ready = real?.states.find(({ at, of, state }) => at > back && of.startsWith('Node ') && /\bReady=True/.test(state))?.at ?? 0
    return { real: [tenths(ready - back), tenths(readyAndTerminating(real as RunFacts))], model: [tenths(readyAndTerminating(model))] }
  },
  'image-runs-nothing': () => {
    const states = realOf('life-slow-ones').states.filter(({ of, at }) => of === 'Pod no-command' && at > 3)
    expect(new Set(states.map(({ state }) => state.split(' | ')[0]))).toEqual(new Set([neverStarted.phase]))
    expect(states[0]?.state).toContain('/no/such')
    return { real: [minutesOf(realOf('life-slow-ones')), new Date(neverStarted.startedAt).getUTCFullYear(), neverStarted.exitCode, restarts(states.at(-1)?.state ?? '')] }
  },
  'creating-for-ever': () => {
    const each = realOf('life-slow-ones')
    const last = each.states.filter(({ of }) => of === 'Pod no-volume').at(-1)
    expect([last?.state.includes('ContainerCreating'), (last?.at ?? Infinity) < 3]).toEqual([true, true])
    return { real: [minutesOf(each), each.events.find(({ about, reason }) => about === 'no-volume' && reason === 'FailedMount')?.count ?? 0] }
  },
  'success-loops': () => {
    const { real, model } = both('life-slow-ones', ({ states }) => [restarts(states.filter(({ of }) => of === 'Pod quits').at(-1)?.state ?? '')])
    expect(realOf('life-slow-ones').states.some(({ of, state }) => of === 'Pod quits' && state.includes('terminated Completed 0'))).toBe(true)
    return { real: [0, ...real, minutesOf(realOf('life-slow-ones'))], ...(model && { model }) }
  },
  'gone-by-force': () => {
    const measure = (each: RunFacts): Figures => {
      const [last, gone] = each.states.filter(({ of }) => of === 'Pod web/1/1').slice(-2)
      expect([last?.state.startsWith('Running'), /\bReady=True/.test(last?.state ?? ''), gone?.state]).toEqual([true, true, 'gone'])
      return [milliseconds((gone?.at ?? 0) - written(each, 'delete', 'pods', /kubectl/))]
    }
    const { real, model = [] } = both('change-delete-pod-now', measure)
    expect(model).toEqual([0])
    return { real, model: [] }
  },
  'status-of-nobody': () => {
    const measure = (each: RunFacts): number => {
      const [stale, caught] = each.states.filter(({ of, state }) => of === 'Deployment web' && state.startsWith('generation=2 wanted=4'))
      expect([stale?.state.includes('observedGeneration=1 replicas=3 updatedReplicas=3 readyReplicas=3'), caught?.state.includes('observedGeneration=2')]).toEqual([true, true])
      return whole((caught?.at ?? 0) - (stale?.at ?? 0))
    }
    const { runs: [real], model } = sidesOf('failures-controller-manager')
    const printed = typed(real as RunFacts, /get deploy,rs,pods/).out
    expect([/deployment\.apps\/web +3\/4/.test(printed), printed.match(/^pod\/web/gm)?.length]).toEqual([true, 2])
    return { real: [3, 4, measure(real as RunFacts), 2, 1], model: [measure(model)] }
  },
  'cable-or-kubelet': () => {
    const [cut, killed] = [trafficOf('node-cut-off'), trafficOf('kubelet-killed')]
    const from = doneAt(cut, /cut off/)
    expect([cut.refused.length, killed.refused.length, killed.timedOut.length]).toEqual([0, 0, 0])
    expect(realOf('failures-node-kubelet-killed').states.some(({ of, state }) => of.startsWith('EndpointSlice') && /web\/1\/1: web/.test(state))).toBe(true)
    const fates = (what: 'link' | 'kubelet') => [...new Set(asked(3, { faults: [{ at: 20, stop: `${what}@worker-1` }] }).map(({ result }) => result))].sort()
    expect([fates('link'), fates('kubelet')]).toEqual([['answered', 'timed out'], ['answered']])
    return { real: [3, cut.timedOut.length, whole((cut.timedOut.at(-1) ?? 0) - from), killed.answered], model: [] }
  },
  'one-too-many': () => {
    const { runs: [real], model } = sidesOf('failures-node-cut-off')
    const back = real?.acts?.[1]?.at ?? 0
    return { real: [4, 3, ...tooMany(real as RunFacts, back)], model: tooMany(model, back) }
  },
  'answers-and-nothing-runs': () => {
    const { runs: [real], model } = sidesOf('failures-api-server-outage')
    const act = (words: RegExp): number => real?.acts?.find(({ what }) => words.test(what))?.at ?? Number.NaN
    const ran = (each: RunFacts): number => whole(seen(each, /^Pod after/, /^Running/) - written(each, 'create', 'deployments'))
    const from = act(/api-server: stopped/)
    return { real: [whole(act(/is ready/) - from), tenths(act(/kcm has quit/) - from), tenths(act(/scheduler has quit/) - from), ran(real as RunFacts)], model: [ran(model)] }
  },
  'serving-on-the-way-out': () => {
    const real = trafficOf('scale-to-none')
    const failed = [...real.refused, ...real.timedOut]
    expect(sidesOf('services-draining').runs[0]?.states.some(({ of, state }) => of.startsWith('EndpointSlice') && state.startsWith('web/1/1:serving+terminating web/1/2:serving+terminating'))).toBe(true)
    const here = asked(2, { commands: [{ run: 'scale deployment', at: 20, name: 'web', replicas: 0 }], preStop: 5 })
    const first = here.findIndex(({ result }) => result !== 'answered')
    expect(here.slice(first).filter(({ result }) => result === 'answered')).toEqual([])
    return { real: [5, 0, whole(Math.min(...failed) - doneAt(real, /scale/)), failed.length], model: [whole((here[first]?.at ?? 0) - 20)] }
  },
  'pod-without-a-node': () => both('scheduling-node-name-missing', each => [whole(written(each, 'delete', 'pods', /pod-garbage-collector/) - written(each, 'create', 'pods')), each.events.length]),
  'watch-instead-of-list': () => ({ real: [watchesResumed.length, ...range(watchesResumed.map(({ fromOldVersion, withInitialEvents }) => whole(withInitialEvents - fromOldVersion))), ...new Set(watchesResumed.map(({ lists }) => lists))], model: [] }),
  'conflict-at-each-start': () => {
    const conflicts = ({ writes }: RunFacts): number => writes.filter(({ who, resource, code }) => who === 'deployment-controller' && resource === 'deployments/status' && code === 409).length
    const { runs, model } = sidesOf('deploy')
    return { real: [runs.length, ...range(runs.map(conflicts)), 409], model: [conflicts(model)] }
  },
  'uncordon-fails-first': () => {
    const measure = (each: RunFacts): readonly number[] => {
      const off = (who: RegExp): number => written(each, 'patch', 'nodes', who, 3)
      expect(each.events.find(({ about, message }) => about === 'web' && message.includes('1 node(s) had untolerated taint(s)'))?.reason).toBe('FailedScheduling')
      return [each.events.filter(({ reason }) => reason === 'FailedScheduling').length, milliseconds(off(/node-controller/) - off(/kubectl/))]
    }
    const { runs: [real], model } = sidesOf('scheduling-cordoned')
    return { real: measure(real as RunFacts), model: measure(model) }
  },
}

/** All figures in a text, as they are written. */
const figuresIn = (text: string): readonly string[] => [...new Set(text.match(/\d+(?:\.\d+)?/g) ?? [])].sort()
const asText = (figures: Figures): readonly string[] => [...new Set(figures.map(String))].sort()

beforeAll(loadBeside)

describe('what a real cluster did', () => {
  it('is told at steps that exist, once each, in a few sentences', () => {
    expect(recordedFacts.length).toBeGreaterThanOrEqual(25)
    expect(new Set(recordedFacts.map(({ id }) => id)).size).toBe(recordedFacts.length)
    expect(recordedFacts.filter(({ at }) => clickOf(...at.split('@') as [string, string]) === undefined)).toEqual([])
    for (const { id, lead, rest, model } of recordedFacts) {
      expect([id, lead, rest]).toEqual([id, expect.stringMatching(/^\S.{5,60}\.$/), expect.stringMatching(/^[A-Z].{40,300}\.$/)])
      expect(model ?? 'None.').toMatch(/\.$/)
    }
  })

  it('names recordings that are laid down here, each used', () => {
    const used = new Set(recordedFacts.flatMap(({ recordings }) => recordings))
    expect([...used].sort()).toEqual(Object.keys(recordingNames).sort())
    for (const name of used)
      expect(() => readFileSync(new URL(`../recordings/${name === 'api' ? 'api/requests' : name === 'traffic' ? name : `cluster/${name}`}.json`, import.meta.url))).not.toThrow()
  })

  it('is measured, all of it', () => {
    expect(Object.keys(measured).sort()).toEqual(recordedFacts.map(({ id }) => id).sort())
  })

  it.each(recordedFacts.map(fact => [fact.id, fact] as const))('%s: every figure is that of the recordings, and of the model’s run', (id, { lead, rest, model }) => {
    const { real, model: ours } = measured[id]?.() ?? { real: [Number.NaN] }
    expect(figuresIn(`${lead} ${rest}`)).toEqual(asText(real))
    expect(model === undefined ? undefined : figuresIn(model)).toEqual(ours && asText(ours))
  })

  it('is as long in the quiz', () => {
    expect(figuresIn(deeperQuestions.find(({ id }) => id === 'pod-of-no-node')?.why ?? '')).toEqual(measured['pod-without-a-node']?.().real.slice(0, 1).map(String))
  })

  it('says of each where it is from, and what the model does of it', () => {
    const words = (id: string): string => originOf(recordedFacts.find(each => each.id === id) as RecordedFact)
    expect(words('ready-and-terminating')).toBe('Recorded: a worker cut off. The model of these slides: the same, for 1.2 s.')
    expect(words('own-pod-refused')).toBe('Recorded: kubectl create deployment, twelve times. The model of these slides has nothing of it.')
  })
})
