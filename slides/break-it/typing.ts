import type { TerminalLine } from '../../kubernetes/history/state.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'

/** What types lines of one's own into a cluster. It is large, and comes once somebody wants to. */
export interface Typist {
  /** A healthy cluster that keeps all that a real one does. */
  readonly begin: () => Simulation
  /** Types a line, lets time pass where the command waits, and gives what stands in the terminal then. */
  readonly type: (simulation: Simulation, text: string, input: string | undefined) => readonly TerminalLine[]
}

let known: Typist | undefined

/** Says who types from now on. */
export function setTypist(typist: Typist): void {
  known = typist
}

/** Whoever types. @throws Error if nobody has come yet */
export function typist(): Typist {
  if (!known)
    throw new Error('Nobody types here yet: typed.ts has not been loaded.')
  return known
}
