import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { type Connection, connectionsTo } from '../../../kubernetes/node/traffic.ts'
import { run } from '../../../kubernetes/run.ts'
import type { Scenario } from '../../../kubernetes/scenario.ts'
import { createApi } from '../../../kubernetes/rest/api.ts'
import type { RunFacts } from '../../../tools/record/cluster/facts.ts'
import type { TrafficFacts } from '../../../tools/record/cluster/traffic.ts'
import { sidesOf } from '../../kubernetes/recorded/played.ts'
import { recorded as recordingOf } from '../../kubernetes/recorded/recordings.ts'
import type { ScenarioName } from '../../kubernetes/recorded/scenarios/index.ts'
import { create, scenario, workers } from '../../kubernetes/support.ts'
import { recordedCluster } from '../../support/kubectl/session.ts'

/** What a run comes to for a fact: the figures that its words have to name, and no others. */
export type Figures = readonly (number | string)[]

/** The same measured in a recording, and in the model's run of it where that plays it. */
export interface Measured {
  readonly real: Figures
  readonly model?: Figures
}

export const whole = (seconds: number): number => Math.round(seconds)
export const tenths = (seconds: number): string => seconds.toFixed(1)
export const milliseconds = (seconds: number): number => Math.round(seconds * 1000)

/** The least and the most of some numbers. */
export function range(numbers: readonly number[]): readonly number[] {
  expect(numbers.length).toBeGreaterThan(0)
  return [Math.min(...numbers), Math.max(...numbers)]
}

/** The one recorded run of a scenario. */
export function realOf(name: string): RunFacts {
  const [only, ...more] = recordingOf(name).runs
  if (!only || more.length > 0)
    throw new Error(`One run of ${name} was expected.`)
  return only
}

/** Measures all recorded runs of a scenario, which agree, and the model's. */
export function both(name: ScenarioName, measure: (run: RunFacts) => Figures): Measured {
  const { runs, model } = sidesOf(name)
  const [real = [], ...others] = runs.map(measure)
  expect(others).toEqual(others.map(() => real))
  return { real, model: measure(model) }
}

/** When something was first seen in a state. */
export function seen({ states }: RunFacts, of: RegExp, state: RegExp): number {
  return states.find(each => of.test(each.of) && state.test(each.state))?.at ?? Number.NaN
}

/** When the nth such request was taken. */
export function written({ writes }: RunFacts, verb: string, resource: string, who: RegExp = /./, nth = 0): number {
  return writes.filter(each => each.verb === verb && each.resource === resource && who.test(each.who))[nth]?.at ?? Number.NaN
}

/** A command whose line has some words, and what it printed. */
export function typed({ commands }: RunFacts, words: RegExp, nth = 0) {
  const found = commands.filter(({ line }) => words.test(line))[nth]
  if (!found)
    throw new Error(`Nobody typed ${words.source}.`)
  return found
}

/** For how many minutes something was looked at. */
export const minutesOf = ({ commands }: RunFacts): number => whole((commands.at(-1)?.at ?? 0) / 60)

export const restarts = (state: string): number => Number(/restarts (\d+)/.exec(state)?.[1] ?? 0)

const traffic = (JSON.parse(readFileSync(new URL('../../recordings/traffic.json', import.meta.url), 'utf8')) as { readonly runs: readonly TrafficFacts[] }).runs

export function trafficOf(name: string): TrafficFacts {
  const found = traffic.find(each => each.run === `iptables-${name}`)
  if (!found)
    throw new Error(`No traffic of ${name}.`)
  return found
}

export const doneAt = ({ done }: TrafficFacts, words: RegExp): number => done.find(([, what]) => words.test(what))?.[0] ?? Number.NaN

/** Requests in the model, from another node, to a Service of some Pods, ten a second from the tenth second on. */
export function asked(replicas: number, { commands = [], faults = [], preStop }: Partial<Pick<Scenario, 'commands' | 'faults'>> & { readonly preStop?: number }): readonly Connection[] {
  const history = run(scenario({ nodes: workers(3), commands: [create({ replicas, ...(preStop !== undefined && { preStop }) }), { run: 'expose deployment', at: 4, name: 'web', port: 80 }, ...commands], faults, until: 80 }))
  return connectionsTo(history, { service: 'web', node: 'worker-2', from: 10, to: 80, every: 0.1, seed: 1 })
}

/** With which codes the API answers whoever has no token, and whoever has a wrong one. */
export function tokenCodes(): Measured {
  const requests = JSON.parse(readFileSync(new URL('../../recordings/api/requests.json', import.meta.url), 'utf8')) as readonly { readonly group: string, readonly path: string, readonly as?: string, readonly status: number }[]
  const who = requests.filter(({ group, path }) => group === 'who' && ['/version', '/healthz'].includes(path))
  expect(who.map(({ path, as }) => `${path} ${as}`)).toEqual(['/version anonymous', '/version wrong', '/healthz anonymous', '/healthz wrong'])
  const api = createApi({ simulation: recordedCluster(), tokens: new Map(), address: '10.0.0.1:6443' })
  const answered = who.map(({ path, as }) => api.handle({ method: 'GET', url: path, headers: { ...(as === 'wrong' && { authorization: 'Bearer wrong' }) }, body: '' })?.status ?? 0)
  return { real: who.map(({ status }) => status), model: answered }
}

/** Nodes that were cut off, what was taken back, and how many Pods were deleted. */
export function silent(each: RunFacts): { readonly nodes: number, readonly deleted: number } {
  return {
    nodes: new Set(each.states.filter(({ of, state }) => of.startsWith('Node ') && state.includes('Ready=Unknown')).map(({ of }) => of)).size,
    deleted: each.writes.filter(({ verb, resource }) => verb === 'delete' && resource === 'pods').length,
  }
}

/** How long the old Pod of a node that came back was Ready and Terminating, and on its Service's list as serving. */
export function readyAndTerminating(each: RunFacts): number {
  const from = seen(each, /^EndpointSlice/, /:serving\+terminating/)
  const old = each.states.find(({ state }) => state.includes('leaving'))?.of ?? ''
  expect(each.states.some(({ at, of, state }) => of === old && Math.abs(at - from) < 0.1 && /leaving.*\bReady=True/.test(state))).toBe(true)
  return seen(each, new RegExp(`^${old}$`), /^Succeeded/) - from
}

/** How long the old Pod of a lost node and its replacement ran, both, and for how much of that the network was back. */
export function tooMany(each: RunFacts, back: number): readonly number[] {
  const [from, to] = [seen(each, /^Pod web\/1\/4$/, /^Running/), seen(each, /^Pod/, /^Succeeded \| leaving/)]
  return [whole(to - from), whole(to - back)]
}
