import { change } from './change.ts'
import { deploy } from './deploy.ts'
import { election } from './election.ts'
import { failures } from './failures.ts'
import { life } from './life.ts'
import { outcomes } from './outcomes.ts'
import { removal } from './removal.ts'
import { scheduling } from './scheduling.ts'
import { services } from './services.ts'
import type { Played } from './scenario.ts'

/**
 * By the name of its recording: the same commands, for the model. Where the times of the recording are shorter than those of
 * the model, as a pull is, a command waits until all has come to rest. The seed is one that draws the node that was drawn.
 */
export const scenarios = {
  ...deploy,
  ...scheduling,
  ...change,
  ...removal,
  ...services,
  ...election,
  ...failures,
  ...life,
  ...outcomes,
} as const satisfies Readonly<Record<string, Played>>

/** The name of a scenario that the model plays. */
export type ScenarioName = keyof typeof scenarios
