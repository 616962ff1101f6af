import { comparisonOf, scenarioNames } from './played.ts'
import type { Comparison, Finding } from './aspects/aspect.ts'
import { type Difference, differences } from './differences.ts'
import type { Simplification } from './simplifications.ts'
import type { ScenarioName } from './scenarios/index.ts'

/** A comparison with each finding's place in the list of differences. */
export interface Judged extends Comparison {
  readonly name: ScenarioName
  /** Findings that no entry of the list explains. */
  readonly open: readonly Finding[]
  readonly explained: readonly (readonly [Finding, Difference])[]
}

/** The entry that a finding falls under. */
export function explains(name: ScenarioName, { aspect, what }: Finding): Difference | undefined {
  return differences.find(each => each.aspect === aspect && each.where.test(name) && each.what.test(what))
}

/** Judges a scenario's comparison by the list of differences. */
function judge(name: ScenarioName, strict?: Simplification): Judged {
  const comparison = comparisonOf(name, { strict })
  const found = comparison.findings.map(finding => [finding, explains(name, finding)] as const)
  return {
    ...comparison,
    name,
    open: found.flatMap(([finding, difference]) => difference ? [] : [finding]),
    explained: found.flatMap(([finding, difference]) => difference ? [[finding, difference] as const] : []),
  }
}

/** All scenarios, judged. */
export function judgeAll(strict?: Simplification): Judged[] {
  return scenarioNames.map(name => judge(name, strict))
}
