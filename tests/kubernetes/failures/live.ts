import { podStatusText } from '../../../kubernetes/kubectl/printer.ts'
import type { Pod } from '../../../kubernetes/api/objects.ts'
import { type CommandLine, type CreateDeployment, type Scenario, threeWorkers } from '../../../kubernetes/scenario.ts'
import { createSimulation, type Simulation } from '../../../kubernetes/simulation.ts'
import type { SourceId } from '../../../talk/sources.ts'
import { eventsOf, stored } from '../support.ts'

/** The name of a row of the failure matrix as a test shows it: its number, what fails, and what the row stands on. */
export function row(number: string, what: string, source: SourceId): string {
  return `${number}: ${what} (${source})`
}

/** A cluster of three nodes, ten seconds old, in which a Deployment of three Pods runs behind a Service. */
export function running(changes: Partial<Scenario> = {}, creation: Partial<CreateDeployment> = {}): Simulation {
  const live = createSimulation({ seed: 3, nodes: threeWorkers, services: [{ name: 'web', port: 80 }], commands: [], ...changes })
  live.type({ run: 'create deployment', name: 'web', image: 'nginx', replicas: 3, ...creation })
  live.advance(10_000)
  return live
}

/** Types a command, lets some time pass, in milliseconds, and gives what it printed by then. */
export function ask(live: Simulation, command: CommandLine, ms = 100): string[] {
  const number = live.type(command)
  live.advance(ms)
  return eventsOf(live.history, 'printed').filter(event => event.command === number).flatMap(({ lines }) => lines)
}

/** The Pods that are stored. */
export function podsOf(live: Simulation): Pod[] {
  return stored(live.state(), 'Pod')
}

/** How many Pods have each STATUS. */
export function counts(live: Simulation): Record<string, number> {
  const found: Record<string, number> = {}
  for (const pod of podsOf(live))
    found[podStatusText(pod)] = (found[podStatusText(pod)] ?? 0) + 1
  return found
}

/** The one Pod on a node. */
export function podOn(live: Simulation, node: string): Pod {
  const [pod] = podsOf(live).filter(({ spec }) => spec.nodeName === node)
  if (!pod)
    throw new Error(`There is no Pod on ${node}.`)
  return pod
}

/** How many containers run on a node, whatever the API says. */
export function containersOn(live: Simulation, node: string): number {
  return (live.state().runtimes.get(node)?.sandboxes ?? []).flatMap(({ containers }) => containers.filter(({ state }) => state === 'running')).length
}

/** The addresses that a node's kernel sends connections to the Service to. */
export function targetsOn(live: Simulation, node: string): readonly string[] {
  return live.state().rules.get(node)?.flatMap(({ targets }) => targets) ?? []
}

/** STATUS of a node, as kubectl prints it: the second column. */
export function nodeStatus(live: Simulation, node: string): string | undefined {
  return ask(live, { run: 'get nodes' }).find(line => line.startsWith(node))?.split(/ +/)[1]
}

/** The reasons of the Events about an object, by its name. */
export function reasonsFor(live: Simulation, name: string): string[] {
  return stored(live.state(), 'Event').filter(({ involvedObject }) => involvedObject.name === name).map(({ reason }) => reason)
}
