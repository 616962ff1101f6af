import type { History } from './history/history.ts'
import type { Scenario } from './scenario.ts'
import { createSimulation } from './simulation.ts'
import type { StartState } from './wiring.ts'

/** The same as {@link run}, of a cluster that begins otherwise. */
export function runFrom(beginning: StartState, scenario: Scenario): History {
  const simulation = createSimulation(scenario, beginning)
  simulation.rest()
  if (scenario.until !== undefined)
    simulation.advance(Math.max(scenario.until * 1000 - simulation.now(), 0))
  return simulation.history
}

/**
 * Runs a scenario until nothing more would happen by itself, and then on until the time that it names, and gives its
 * history. Throws a ScenarioError for one that names a node, an image or a part that does not exist.
 */
export function run(scenario: Scenario): History {
  return runFrom({}, scenario)
}
