import type { Identity } from './api/identity.ts'
import type { Answer, Ask } from './api/request.ts'
import { runCommand } from './kubectl/kubectl.ts'
import type { Policy } from './server/policy.ts'
import { assemble, type StartState } from './wiring.ts'
import { timing } from './engine/timing.ts'
import type { HistoryEvent } from './history/event.ts'
import { createHistory, type History } from './history/history.ts'
import type { ClusterState } from './history/state.ts'
import { type Breakable, breakablesOf } from './parts.ts'
import type { CommandLine, Scenario } from './scenario.ts'
import { checkCommand, checkName, checkScenario } from './scenario-error.ts'

/**
 * A cluster that runs as far as its time is advanced, and something in it can be stopped, started
 * or asked at any moment. The same calls in the same order on the same scenario give the same history.
 */
export interface Simulation {
  /** Milliseconds since the start. */
  readonly now: () => number
  /** What has happened so far, and the state at any event of it. It grows: the same object all along. */
  readonly history: History
  /** The state now. */
  readonly state: () => ClusterState
  /** Types a command now, and gives its number. Nothing more happens until time goes on. Throws a ScenarioError for an unknown image. */
  readonly type: (command: CommandLine) => number
  /**
   * Stops something now; what is stopped already stays so. With a node all its processes stop and its containers are
   * gone, but each keeps its own switch: a kubelet that was stopped by itself does not start with its node.
   * Throws a ScenarioError for a name that is not among {@link Simulation.breakables}.
   */
  readonly stop: (part: Breakable) => void
  /** Starts it again. Throws as {@link Simulation.stop} does. */
  readonly start: (part: Breakable) => void
  /** Everything that can be stopped, control plane first, then node by node. */
  readonly breakables: readonly Breakable[]
  /** Which copies lead now, where schedulers and controller managers stand for election. */
  readonly leaders: () => readonly Breakable[]
  /** Asks the API server something now, from outside of the model, as the user of the request. The answer has code 0 if the API server does not answer. */
  readonly ask: (ask: Ask, as: Identity) => Answer
  /** Who may do what, as the cluster is set up. */
  readonly policy: Policy
  /** Lets so many milliseconds pass. Throws a RangeError for a negative number. */
  readonly advance: (ms: number) => void
  /** Goes on to the next thing that happens: at least one new event, or none within so many milliseconds (10 min unless given): then that time has passed, and it gives false. */
  readonly next: (within?: number) => boolean
  /** The same up to the next change of an API object that is more than a renewed Lease. */
  readonly nextChange: (within?: number) => boolean
  /** Goes on until nothing more would happen by itself, heartbeats and retries aside. */
  readonly rest: () => void
  /** Lets go of all events but so many of the last, 1 at least: what lives for days would remember ever more. */
  readonly forget: (most: number) => void
}

/** For how long the next thing is waited for unless said otherwise, in milliseconds. */
const waitMs = 600_000

/** Whether an event changed an object that is more than a renewed Lease. */
export function isChange(event: HistoryEvent): boolean {
  return (event.kind === 'committed' || event.kind === 'removed') && event.object.kind !== 'Lease'
}

/**
 * A cluster at its start: everything that is there runs, and nothing has happened. The scenario's own commands and
 * faults come at their times; those commands that wait for rest are typed by {@link Simulation.rest}.
 * Throws a ScenarioError for a scenario that names a node, an image or a part that does not exist.
 */
export function createSimulation(scenario: Scenario, beginning?: StartState): Simulation {
  checkScenario(scenario)
  const { commands, faults = [] } = scenario
  const breakables = breakablesOf(scenario)
  const stopped = new Set<Breakable>()
  const { agenda, recorder, processes, user, initial, policy, ask } = assemble(scenario, beginning)
  const { events } = recorder
  const history = createHistory(scenario, initial, events)
  const waiting = [...commands.entries()].filter(([, { at }]) => at === 'rest')
  let typed = commands.length

  function toggle(part: Breakable, on: boolean, killed = false): void {
    checkName('part', part, breakables)
    if (stopped.has(part) !== on)
      return
    recorder.record('user', [], { kind: on ? 'started' : 'stopped', part })
    if (on)
      stopped.delete(part)
    else
      stopped.add(part)
    processes.toggle(part, on, killed)
  }

  /** Goes on until one of the events to come is wanted. */
  function seek(wanted: (event: HistoryEvent) => boolean, within: number): boolean {
    const end = agenda.now() + within
    let seen = events.length
    while (agenda.nextBy(end)) {
      for (; seen < events.length; seen++) {
        const event = events[seen]
        if (event && wanted(event))
          return true
      }
    }
    return false
  }

  /** Types the command that has waited longest, which follows the last prompt and the last change. */
  function typeWaiting(): boolean {
    const [number, command] = waiting.shift() ?? []
    if (number === undefined || !command)
      return false
    const after = (['exited', 'committed', 'removed'] as const).flatMap(kind => events.findLast(event => event.kind === kind)?.id ?? [])
    agenda.after(timing.think, () => runCommand({ command, number, after }, user, recorder))
    return true
  }

  processes.begin(initial)
  for (const [number, command] of commands.entries()) {
    if (command.at !== 'rest')
      agenda.after(command.at * 1000, () => runCommand({ command, number, after: [] }, user, recorder))
  }
  for (const fault of faults)
    agenda.after(fault.at * 1000, () => 'stop' in fault ? toggle(fault.stop, false, fault.killed) : toggle(fault.start, true))

  return {
    now: agenda.now,
    history,
    state: () => history.stateAt(events.at(-1)?.id ?? -1),
    type: (command) => {
      checkCommand(command)
      runCommand({ command, number: typed, after: [] }, user, recorder)
      return typed++
    },
    stop: part => toggle(part, false),
    start: part => toggle(part, true),
    breakables,
    leaders: processes.leaders,
    ask: (request, as) => ask({ ...request, as }, 'kubectl', []).answer,
    policy,
    advance: (ms) => {
      if (ms < 0)
        throw new RangeError(`Time does not go back: ${ms} ms.`)
      const end = agenda.now() + ms
      while (agenda.nextBy(end));
    },
    next: (within = waitMs) => seek(() => true, within),
    nextChange: (within = waitMs) => seek(isChange, within),
    rest: () => {
      do {
        while (agenda.next());
      } while (typeWaiting())
    },
    forget: (most) => {
      const first = events.at(-most)?.id
      if (first) {
        history.beginAt(first)
        recorder.forget(first)
      }
    },
  }
}
