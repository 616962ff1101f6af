import type { History } from './history/history.ts'
import type { ClusterState } from './history/state.ts'
import type { Breakable, CommandLine } from './scenario.ts'

/**
 * A cluster that lives for as long as it is driven: it is told to go on, and something in it can be stopped, started
 * or asked at any moment. The same calls in the same order on the same scenario give the same history.
 */
export interface Simulation {
  /** Milliseconds since the start. */
  readonly now: () => number
  /** What has happened so far, and the state at any event of it. It grows: the same object all along. */
  readonly history: History
  /** The state now. */
  readonly state: () => ClusterState
  /** Types a command now, and gives its number. Nothing more happens until time goes on. */
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
  /** Lets so many milliseconds pass. Throws a RangeError for a negative number. */
  readonly advance: (ms: number) => void
  /** Goes on to the next thing that happens: at least one new event, or none within so many milliseconds (10 min unless given): then that time has passed, and it gives false. */
  readonly next: (within?: number) => boolean
  /** The same up to the next change of an API object that is more than a renewed Lease. */
  readonly nextChange: (within?: number) => boolean
  /** Goes on until nothing more would happen by itself, heartbeats and retries aside. */
  readonly rest: () => void
}
