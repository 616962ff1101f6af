import type { Scenario } from '../types.ts'
import { accepted } from './accepted.ts'
import { changes } from './changes.ts'
import { outages } from './outages.ts'
import { reads } from './reads.ts'
import { refusals } from './refused.ts'

/** Everything that is recorded, in the order of the file. */
export const scenarios: readonly Scenario[] = [...accepted, ...refusals, ...reads, ...changes, ...outages]
