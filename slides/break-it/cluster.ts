import { podsOf } from './pods.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import { type CommandLine, type Scenario, threeWorkers } from '../../kubernetes/scenario.ts'
import { createSimulation, type Simulation } from '../../kubernetes/simulation.ts'
import { type HistoryEvent, requestOf } from '../../kubernetes/history/event.ts'
import { longest, type Move, spans } from './moves.ts'

/** Deployments that the command `create` makes, one after the other; the last name is taken by then. */
const names = ['api', 'shop', 'mail'] as const

/** The Deployment that is there from the start, behind a Service. */
export const deploymentName = 'web'

/** How many Pods it has, and how many once it was scaled up. */
export const replicas = { few: 2, many: 4 } as const

/** For how long the prompt is waited for after a command, in milliseconds: longer than any answer takes. */
const longestWait = 90_000

/** When a play begins: milliseconds since the start of its cluster, once everything is at rest. */
export const start = 15_000

/** Three of each part of the control plane, three nodes, and a Service. */
export const healthyScenario: Scenario = { seed: 3, nodes: threeWorkers, apiServers: 3, candidates: 3, commands: [], services: [{ name: deploymentName, port: 80 }] }

/** A healthy cluster: that scenario with `web` behind the Service, everything at rest. */
export function healthyCluster(simulation = createSimulation(healthyScenario)): Simulation {
  simulation.type({ run: 'create deployment', name: deploymentName, image: 'nginx', replicas: replicas.few })
  simulation.rest()
  simulation.advance(start - simulation.now())
  return simulation
}

/** Types a command, and goes on until kubectl has printed: its answer, not what comes of it. Gives whether it printed no error. */
export function typed(simulation: Simulation, command: CommandLine): boolean {
  const { events } = simulation.history
  const number = simulation.type(command)
  const end = simulation.now() + longestWait
  let seen = events.length
  while (simulation.now() < end) {
    simulation.next(end - simulation.now())
    for (; seen < events.length; seen++) {
      const event = events[seen]
      if (event?.kind === 'printed' && event.command === number)
        return !event.error
    }
  }
  return false
}

function podName(simulation: Simulation, index: number): string {
  const pods = podsOf(simulation.state())
  return pods[index % Math.max(pods.length, 1)]?.metadata.name ?? deploymentName
}

function commandOf(move: Move, simulation: Simulation): CommandLine | undefined {
  const deployments = objectsIn(simulation.state(), 'Deployment')
  switch (move.do) {
    case 'create': {
      const name = names.find(each => !deployments.some(({ metadata }) => metadata.name === each)) ?? 'mail'
      return { run: 'create deployment', name, image: 'httpd', replicas: 1 }
    }
    case 'scale': {
      const wanted = deployments.find(({ metadata }) => metadata.name === deploymentName)?.spec.replicas ?? replicas.few
      return { run: 'scale deployment', name: deploymentName, replicas: wanted === replicas.few ? replicas.many : replicas.few }
    }
    case 'get pods':
    case 'get nodes':
      return { run: move.do }
    case 'delete pod':
      return { run: 'delete pod', name: podName(simulation, move.pod) }
    case 'logs':
      return { run: 'logs', name: podName(simulation, move.pod), tail: 1 }
    default:
      return undefined
  }
}

/** How much time is left in a play, in milliseconds: at 0 it is over, and only commands and switches do anything. */
export function timeLeft(simulation: Simulation): number {
  return Math.max(start + longest - simulation.now(), 0)
}

/** Whether an event belongs to a look at the Lease of a part, or to its renewal: there are several a second, whatever happens. */
export function isOfElection(event: HistoryEvent): boolean {
  const request = requestOf(event)
  return request?.resource === 'leases' && request.namespace === 'kube-system'
}

/** Goes on to the next event that is more than that. */
function step(simulation: Simulation, within: number): void {
  const { events } = simulation.history
  const end = simulation.now() + within
  let seen = events.length
  while (simulation.next(end - simulation.now()) && events.slice(seen).every(isOfElection))
    seen = events.length
}

/** Makes a move on a cluster. */
export function makeMove(simulation: Simulation, move: Move): void {
  const left = timeLeft(simulation)
  const command = commandOf(move, simulation)
  if (command)
    typed(simulation, command)
  else if (move.do === 'toggle')
    (simulation.state().stopped.has(move.part) ? simulation.start : simulation.stop)(move.part)
  else if (move.do === 'step')
    step(simulation, Math.min(spans.minutes, left))
  else if (move.do === 'change')
    simulation.nextChange(Math.min(spans.minutes, left))
  else if (move.do === 'seconds' || move.do === 'minutes')
    simulation.advance(Math.min(spans[move.do], left))
}
