import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Connection, connectionsTo } from '../../kubernetes/node/traffic.ts'
import { run } from '../../kubernetes/run.ts'
import type { Command, CreateDeployment, Scenario } from '../../kubernetes/scenario.ts'
import type { TrafficFacts } from '../../tools/record/cluster/traffic.ts'
import { comparedConnections } from './recorded/connections.ts'
import { create, scenario, workers } from './support.ts'

const recorded = JSON.parse(readFileSync(new URL('../recordings/traffic.json', import.meta.url), 'utf8')) as { readonly runs: readonly TrafficFacts[] }

/** The recorded runs of a kind; throws if there is none. */
function runsOf(name: string): readonly TrafficFacts[] {
  const runs = recorded.runs.filter(({ run }) => run.replace(/^iptables-/, '').replace(/-\d$/, '') === name)
  if (runs.length === 0)
    throw new Error(`Nothing was recorded of ${name}.`)
  return runs
}

/** In which ways connections were lost. */
function waysOf(connections: readonly Connection[]): readonly string[] {
  return [...new Set(connections.map(({ result }) => result).filter(result => result !== 'answered'))].sort()
}

function recordedWays({ refused, timedOut }: TrafficFacts): readonly string[] {
  return [...refused.length > 0 ? ['refused'] : [], ...timedOut.length > 0 ? ['timed out'] : []]
}

const readinessProbe = { httpGet: { path: '/', port: 80 } } as const
const roll: Command = { run: 'set image', at: 20, name: 'web', container: 'web', image: 'nginx:1.28' }

/** Connections from worker-2 to three Pods behind a Service, from the tenth second on, while something is done to them. */
function asked(commands: readonly Command[], { seed = 1, faults = [], to = 60, every = 0.01, rulesEvery, ...changes }: Partial<CreateDeployment> & Pick<Scenario, 'faults'> & { readonly seed?: number, readonly to?: number, readonly every?: number, readonly rulesEvery?: number } = {}): readonly Connection[] {
  const history = run(scenario({ seed, nodes: workers(3), commands: [create({ image: 'nginx:1.27', container: 'web', readinessProbe, ...changes }), { run: 'expose deployment', at: 4, name: 'web', port: 80 }, ...commands], faults, until: to }))
  return connectionsTo(history, { service: 'web', node: 'worker-2', from: 10, to, every, seed, ...(rulesEvery !== undefined && { rulesEvery }) })
}

function between(connections: readonly Connection[], from: number, to: number): readonly Connection[] {
  const found = connections.filter(({ at }) => at >= from && at < to)
  expect(found.length).toBeGreaterThan(0)
  return found
}

describe('connections to a Service, beside a real one', () => {
  it('are all answered while nothing happens', () => {
    expect(runsOf('steady').flatMap(recordedWays)).toEqual([])
    expect(waysOf(asked([]))).toEqual([])
  })

  it('are lost while a Deployment rolls, as rules still send to Pods that have closed their door', () => {
    for (const each of runsOf('roll'))
      expect(recordedWays(each)).toContain('refused')
    expect(runsOf('roll-no-readiness').flatMap(recordedWays)).toContain('refused')
    for (const probe of [{ readinessProbe }, {}]) {
      const lost = asked([roll], probe).filter(({ result }) => result !== 'answered')
      expect(waysOf(lost)).toContain('refused')
      expect(lost.every(({ at }) => at > 20)).toBe(true)
    }
  })

  it('are lost for up to a second at each Pod where rules are written once a second, as in a real cluster, and by about as many', () => {
    const shares = runsOf('roll').map(({ answered, refused, timedOut }) => (refused.length + timedOut.length) / (answered + refused.length + timedOut.length))
    expect(shares.length).toBe(3)
    const lost = asked([roll], { rulesEvery: 1, every: 0.1, to: 31 }).filter(({ result }) => result !== 'answered')
    // Of ten seconds of requests, ten a second: a third of those sent within a second of each of three ends, at most.
    expect(lost.length).toBeGreaterThanOrEqual(3)
    expect(lost.length).toBeLessThanOrEqual(3 * 10)
    expect(Math.min(...shares)).toBeGreaterThan(0.02)
    const stops = lost.map(({ pod }) => pod)
    expect(new Set(stops).size).toBe(3)
    const longer = asked([roll], { rulesEvery: 1 }).filter(({ result }) => result !== 'answered').length
    expect(longer).toBeGreaterThan(asked([roll]).filter(({ result }) => result !== 'answered').length)
  })

  it('are not lost with readiness and a preStop that outlasts the rules, whatever the seed', () => {
    expect(runsOf('roll-prestop').flatMap(recordedWays)).toEqual([])
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 8 }), (seed, replicas, preStop) => {
      expect(waysOf(asked([roll], { seed, replicas, preStop, grace: 30, every: 0.02, to: 50, rulesEvery: preStop > 1 ? 1 : 0 }))).toEqual([])
    }), { numRuns: 200 })
  })

  it('are refused at once when no Pod is left', () => {
    const [real] = runsOf('scale-to-none')
    const over = (real?.timedOut.at(-1) ?? 0)
    expect(real?.refused.filter(at => at > over).length).toBeGreaterThan(50)
    const here = asked([{ run: 'scale deployment', at: 20, name: 'web', replicas: 0 }])
    expect(waysOf(between(here, 10, 20))).toEqual([])
    expect(new Set(between(here, 30, 60).map(({ result }) => result))).toEqual(new Set(['refused']))
  })

  it('go to Pods that are no more where nobody writes the rules: first refused, then without an answer, until somebody does', () => {
    const [real] = runsOf('proxy-off')
    expect([Math.max(...real?.refused ?? []) < Math.min(...real?.timedOut ?? []), Math.max(...real?.timedOut ?? [])]).toEqual([true, expect.closeTo(17.68, 0)])
    const here = asked([{ run: 'set image', at: 22, name: 'web', container: 'web', image: 'nginx:1.28' }], { faults: [{ at: 20, stop: 'kube-proxy@worker-2' }, { at: 60, start: 'kube-proxy@worker-2' }], to: 120 })
    expect(waysOf(between(here, 10, 22))).toEqual([])
    expect(new Set(between(here, 45, 60).map(({ result }) => result))).toEqual(new Set(['timed out']))
    expect(waysOf(between(here, 100, 120))).toEqual([])
  })

  it('to the Pods of a node that is cut off get no answer, until the node is Unknown', () => {
    const [real] = runsOf('node-cut-off')
    expect([recordedWays(real ?? { run: '', done: [], answered: 0, refused: [], timedOut: [] }), (real?.timedOut.at(-1) ?? 0) < 7.4 + 50]).toEqual([['timed out'], true])
    const here = asked([], { faults: [{ at: 20, stop: 'link@worker-1' }], to: 120 })
    const lost = between(here, 20, 60).filter(({ result }) => result === 'timed out').length / between(here, 20, 60).length
    expect(waysOf(here)).toEqual(['timed out'])
    expect(lost).toBeGreaterThan(0.25)
    expect(lost).toBeLessThan(0.42)
    expect(waysOf(between(here, 75, 120))).toEqual([])
  })

  it('are all answered where a kubelet alone is gone', () => {
    expect(runsOf('kubelet-killed').flatMap(recordedWays)).toEqual([])
    expect(waysOf(asked([], { faults: [{ at: 20, stop: 'kubelet@worker-1' }], to: 120 }))).toEqual([])
  })

  it.each(comparedConnections().map(each => [each.run, each] as const))('are lost by as many as were recorded, but for one: %s', (_, { recorded: { refused, timedOut }, model }) => {
    const lost = model.map(each => each.refused + each.timedOut)
    expect(refused + timedOut).toBeGreaterThanOrEqual(Math.min(...lost) - 1)
    expect(refused + timedOut).toBeLessThanOrEqual(Math.max(...lost) + 1)
  })
})
