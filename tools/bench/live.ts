import { createRandom, type Random } from '../../kubernetes/engine/random.ts'
import type { CommandLine, NodeSpec } from '../../kubernetes/scenario.ts'
import { createSimulation, type Simulation } from '../../kubernetes/simulation.ts'

/** How often something is done to a cluster, or it goes on to the next thing that happens. */
const acts = 10_000

/** One act in so many stops something, one starts something, one is a command. */
const share = 50

const commands: readonly CommandLine[] = [
  ...[3, 10, 30].map(replicas => ({ run: 'scale deployment', name: 'web', replicas } as const)),
  { run: 'run', name: 'debug', image: 'nginx' },
  { run: 'get pods' },
  { run: 'get nodes' },
]

function pick<T>(list: readonly T[], random: Random): T {
  const chosen = list[random.int(list.length)]
  if (chosen === undefined)
    throw new RangeError('There is nothing to choose from.')
  return chosen
}

/** A cluster of so many equal nodes in which ten Pods run behind a Service, at rest. */
export function startLive(count: number): Simulation {
  const nodes: NodeSpec[] = Array.from({ length: count }, (_, index) => ({ name: `worker-${index + 1}`, cpu: '4', memory: '8Gi', pods: 110 }))
  const live = createSimulation({ seed: 1, nodes, services: [{ name: 'web', port: 80 }], commands: [{ run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 10 }] })
  live.rest()
  return live
}

/** Lets a cluster go on event by event, and now and then stops, starts or types something: the same each time. Gives how often. */
export function toggleSwitches(live: Simulation): number {
  const random = createRandom(1, 'bench')
  for (let act = 0; act < acts; act++) {
    const what = random.int(share)
    if (what === 0)
      live.stop(pick(live.breakables, random))
    else if (what === 1)
      live.start(pick([...live.state().stopped, pick(live.breakables, random)], random))
    else if (what === 2)
      live.type(pick(commands, random))
    else
      live.next()
  }
  return acts
}
