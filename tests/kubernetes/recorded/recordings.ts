import { readFileSync } from 'node:fs'
import type { ScenarioFacts } from '../../../tools/record/cluster/facts.ts'

/** What a real cluster did in a scenario, as it was laid down by scripts/record-cluster.ts. */
export function recorded(scenario: string): ScenarioFacts {
  return JSON.parse(readFileSync(new URL(`../../recordings/cluster/${scenario}.json`, import.meta.url), 'utf8')) as ScenarioFacts
}
