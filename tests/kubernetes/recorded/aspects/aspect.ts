import type { RunFacts } from '../../../../tools/record/cluster/facts.ts'
import type { ModelFacts } from '../facts.ts'
import type { Aspect } from '../scenarios/scenario.ts'
import type { Simplification } from '../simplifications.ts'

/** Something that the model does otherwise than the recordings. */
export interface Finding {
  readonly aspect: Aspect
  readonly what: string
}

/** What a comparison comes to: how many recorded facts it looked at, and what differs. */
export interface Comparison {
  readonly facts: Readonly<Partial<Record<Aspect, number>>>
  readonly findings: readonly Finding[]
}

/** What the model and a recording are compared by, and which simplification is left aside to see what it hides. */
export interface How {
  readonly by?: readonly Aspect[] | undefined
  readonly strict?: Simplification | undefined
  /** The objects that are compared, where not all are. */
  readonly only?: readonly string[] | undefined
  /** The recording begins with something that was there already. */
  readonly isLater?: boolean
  /** Every command of the recording is typed. */
  readonly isTyped?: boolean
}

/** What differs, a line each. */
export type Findings = readonly string[]

/** The model's run as it is beside a recorded one, and that. */
export type Pair = readonly [ModelFacts, RunFacts]

/** What one aspect finds, and among how many facts. */
export interface Part {
  readonly facts: number
  readonly findings: Findings
}
