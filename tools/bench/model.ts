import type { Deployment } from '../../kubernetes/api/objects.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'
import { run } from '../../kubernetes/run.ts'
import { type Scenario, standardScenario } from '../../kubernetes/scenario.ts'
import { startLive, toggleSwitches } from './live.ts'
import { quantile } from './table.ts'

// Prints how long the model takes and how much memory it needs.
// Run with: node --expose-gc tools/bench/model.ts

const { gc } = globalThis
if (!gc)
  throw new Error('Memory can only be measured with --expose-gc: node --expose-gc tools/bench/model.ts')

function timed<T>(work: () => T): { readonly result: T, readonly ms: number, readonly cpu: number } {
  const started = performance.now()
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return { result, ms: performance.now() - started, cpu: (user + system) / 1000 }
}

function heap(): number {
  // Twice: what the first round only finds to be free is still counted.
  gc?.()
  gc?.()
  return process.memoryUsage().heapUsed
}

function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits))
}

function benchStandard(): void {
  const runs = Array.from({ length: 60 }, () => timed(() => run(standardScenario)).ms)
  const empty = heap()
  const history = run(standardScenario)
  const last = history.events.length - 1
  history.stateAt(last)
  const full = heap()
  // A stride prime to the length visits the events in no useful order, the same in every run.
  const leaps = Array.from({ length: 2000 }, (_, index) => timed(() => history.stateAt(index * 7919 % history.events.length)).ms)
  console.table([{
    'events': history.events.length,
    'run, median ms': rounded(quantile(runs.slice(10), 0.5), 2),
    'stateAt, median µs': rounded(quantile(leaps.slice(200), 0.5) * 1000),
    'heap KB': rounded((full - empty) / 1024),
  }])
}

function large(deployments: number): Scenario {
  return {
    seed: 1,
    nodes: Array.from({ length: 500 }, (_, index) => ({ name: `worker-${index + 1}`, cpu: '4', memory: '8Gi', pods: 110 })),
    commands: Array.from({ length: deployments }, (_, index) => ({ run: 'create deployment', at: 0, name: `web-${index + 1}`, image: 'nginx', replicas: 10 })),
  }
}

function deploymentsOf({ objects }: ClusterState): Deployment[] {
  return [...objects.values()].filter(object => object.kind === 'Deployment')
}

function benchLarge(): void {
  const rows = [10, 100, 1000].map((deployments) => {
    const empty = heap()
    const { result, ms, cpu } = timed(() => run(large(deployments)))
    const end = timed(() => result.stateAt(result.events.length - 1))
    const full = heap()
    const middle = timed(() => result.stateAt(Math.floor(result.events.length / 2)))
    const available = deploymentsOf(end.result).filter(({ spec, status }) => spec.replicas === status.availableReplicas).length
    return { deployments, available, 'events': result.events.length, 'run ms': rounded(ms, 0), 'run CPU ms': rounded(cpu, 0), 'first stateAt ms': rounded(end.ms, 0), 'stateAt ms': rounded(middle.ms), 'heap MB': rounded((full - empty) / 2 ** 20) }
  })
  console.table(rows)
  const growth = rows.slice(1).map((row, index) => {
    const before = rows[index] ?? row
    return { from: before.deployments, to: row.deployments, events: rounded(row.events / before.events), time: rounded(row['run CPU ms'] / before['run CPU ms']), heap: rounded(row['heap MB'] / before['heap MB']) }
  })
  console.table(growth)
}

/** So many Pods on 500 nodes get another image, and the rollout is waited for. */
function rollout(replicas: number, until?: number): Scenario {
  const { nodes } = large(0)
  return {
    seed: 1,
    nodes,
    commands: [
      { run: 'create deployment', at: 0, name: 'web', image: 'nginx:1.27', replicas, container: 'nginx' },
      ...until === undefined ? [{ run: 'set image', at: 'rest', name: 'web', container: 'nginx', image: 'nginx:1.28' } as const] : [],
    ],
  }
}

function benchRollout(): void {
  console.table([1000].map((pods) => {
    const made = timed(() => run(rollout(pods, 0)).events.length)
    const empty = heap()
    const { result, ms, cpu } = timed(() => run(rollout(pods)))
    const full = heap()
    const [deployment] = deploymentsOf(result.stateAt(result.events.length - 1))
    const rolled = result.events.filter(event => event.kind === 'committed' && event.object.kind === 'Pod' && event.request.verb === 'create' && event.request.subresource === undefined).length - pods
    return { pods, 'available': deployment?.status.availableReplicas ?? 0, rolled, 'events': result.events.length - made.result, 'model time s': rounded(result.events.at(-1)?.at ?? 0, 0), 'rollout ms': rounded(ms - made.ms, 0), 'rollout CPU ms': rounded(cpu - made.cpu, 0), 'heap MB': rounded((full - empty) / 2 ** 20) }
  }))
}

function benchLive(): void {
  const ticks = startLive(3)
  const seconds = Array.from({ length: 600 }, () => timed(() => {
    ticks.advance(1000)
    return ticks.state()
  }).ms)
  console.table([{ 'a second of 3 nodes, median ms': rounded(quantile(seconds, 0.5), 2), '95th %': rounded(quantile(seconds, 0.95), 2), 'max': rounded(Math.max(...seconds), 2) }])
  console.table([3, 500].map((nodes) => {
    const live = startLive(nodes)
    const before = live.history.events.length
    const empty = heap()
    const { result: acts, ms, cpu } = timed(() => toggleSwitches(live))
    const full = heap()
    const events = live.history.events.length - before
    const state = timed(() => live.state())
    return { nodes, acts, events, 'model time s': rounded(live.now() / 1000, 0), 'ms': rounded(ms, 0), 'CPU ms': rounded(cpu, 0), 'µs an event': rounded(ms * 1000 / events), 'heap MB': rounded((full - empty) / 2 ** 20), 'state ms': rounded(state.ms) }
  }))
}

console.log('The request of the deck: three Pods on three nodes')
benchStandard()
console.log('Deployments of 10 Pods on 500 nodes, run to rest')
benchLarge()
console.log('A Deployment that rolls on 500 nodes: what comes beside making its Pods; the heap is of both')
benchRollout()
console.log('A living cluster, driven at random: event by event, with stops, starts and commands in between')
benchLive()
