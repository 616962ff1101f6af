import type { TerminalLine } from '../../kubernetes/history/state.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'

/** Runs lines that somebody types, in a cluster. It is large, and loaded once somebody wants to type. */
export interface CommandRunner {
  /** A healthy cluster that keeps all that a real one does. */
  readonly begin: () => Simulation
  /** Types a line, lets time pass where the command waits, and gives what stands in the terminal then. */
  readonly type: (simulation: Simulation, text: string, input: string | undefined) => readonly TerminalLine[]
}

let loaded: CommandRunner | undefined

/** Has lines run by this one from now on. */
export function setCommandRunner(runner: CommandRunner): void {
  loaded = runner
}

/** What runs lines. @throws Error if it has not been loaded */
export function commandRunner(): CommandRunner {
  if (!loaded)
    throw new Error('No line can be typed yet: typed.ts has not been loaded.')
  return loaded
}
