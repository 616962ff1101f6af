import { readFileSync } from 'node:fs'
import { type Connection, connectionsTo } from '../../../kubernetes/node/traffic.ts'
import { run } from '../../../kubernetes/run.ts'
import type { Command, CreateDeployment, Fault } from '../../../kubernetes/scenario.ts'
import type { TrafficFacts } from '../../../tools/record/cluster/traffic.ts'
import { create } from '../support.ts'
import { scenario } from './scenarios/scenario.ts'

const { runs } = JSON.parse(readFileSync(new URL('../../recordings/traffic.json', import.meta.url), 'utf8')) as { readonly runs: readonly TrafficFacts[] }

/** How connections to a Service ended. */
export interface Ends {
  readonly answered: number
  readonly refused: number
  readonly timedOut: number
}

/** How those of a recorded run ended, and as many of the model, with several seeds. */
export interface ComparedConnections {
  readonly run: string
  readonly recorded: Ends
  readonly model: readonly Ends[]
}

/** What is done in a kind of run, at a time of it. */
interface Kind {
  readonly deployment?: Partial<CreateDeployment>
  readonly commands?: (at: number) => readonly Command[]
  readonly faults?: (at: number) => readonly Fault[]
}

const roll = (at: number): readonly Command[] => [{ run: 'set image', at, name: 'web', container: 'web', image: 'nginx:1.28' }]

/** The kinds of runs that the model has commands for. */
const kinds: Readonly<Record<string, Kind>> = {
  'steady': {},
  'roll': { commands: roll },
  'roll-no-readiness': { commands: roll, deployment: { readinessProbe: undefined } },
  'roll-prestop': { commands: roll, deployment: { preStop: 4 } },
  'scale-to-none': { commands: at => [{ run: 'scale deployment', at, name: 'web', replicas: 0 }], deployment: { preStop: 5 } },
  'node-cut-off': { faults: at => [{ at, stop: 'link@worker-1' }] },
  'kubelet-killed': { faults: at => [{ at, stop: 'kubelet@worker-1' }] },
}

const readinessProbe = { httpGet: { path: '/', port: 80 } } as const

/** One after another, as they were recorded: ten a second, and whoever gets no answer waits for a second. */
function oneByOne(connections: readonly Connection[], count: number): readonly Connection[] {
  let next = 0
  return connections.filter(({ at, result }) => {
    if (at < next - 0.001)
      return false
    next = at + (result === 'timed out' ? 1.1 : 0.1)
    return true
  }).slice(0, count)
}

function endsOf(connections: readonly Connection[]): Ends {
  const count = (wanted: Connection['result']): number => connections.filter(({ result }) => result === wanted).length
  return { answered: count('answered'), refused: count('refused'), timedOut: count('timed out') }
}

/** The recorded connections to a Service beside the model's, of the kinds of runs that it has commands for. */
export function comparedConnections(): readonly ComparedConnections[] {
  return runs.flatMap(({ run: name, done, answered, refused, timedOut }): ComparedConnections[] => {
    const kind = kinds[name.replace(/^iptables-/, '').replace(/-\d$/, '')]
    const [, [exposed = 0] = [], ...others] = done
    const at = others.find(([, what]) => !what.includes(' get '))?.[0] ?? 0
    if (!kind)
      return []
    const recorded = { answered, refused: refused.length, timedOut: timedOut.length }
    const count = answered + refused.length + timedOut.length
    // The first was recorded three seconds after the Service was there.
    const from = exposed + 3.1
    const to = from + count * 0.1 + recorded.timedOut * 1.5 + 5
    const model = [1, 2, 3, 4, 5].map((seed) => {
      const commands: readonly Command[] = [create({ image: 'nginx:1.27', container: 'web', readinessProbe, ...kind.deployment }), { run: 'expose deployment', at: exposed, name: 'web', port: 80 }, ...kind.commands?.(at) ?? []]
      const history = run(scenario(commands, { seed, faults: kind.faults?.(at) ?? [], until: to }))
      return endsOf(oneByOne(connectionsTo(history, { service: 'web', node: 'worker-2', from, to, every: 0.1, seed, rulesEvery: 1 }), count))
    })
    return [{ run: name.replace(/^iptables-/, ''), recorded, model }]
  })
}
