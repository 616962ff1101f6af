import type { Project } from './projects.ts'

/** What came of one runner: types, lint, a project of Vitest, or what had to be made for one. */
export interface Outcome {
  readonly runner: string
  readonly passed: number
  readonly failures: readonly string[]
  /** One line for each test that passed only when it was run again, and why it had not; they count as passed. */
  readonly retried?: readonly string[]
}

/** What this reads of the report that Vitest's JSON reporter writes. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      /** Those of earlier attempts, too. */
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** How a run of projects ended. */
export interface ProjectsRun {
  readonly projects: readonly Project[]
  /** undefined if none was written. */
  readonly report: VitestReport | undefined
  readonly code: number | undefined
}

/** Counts the tests of each project. What did not run is no success: a skipped test, a missing file, a project without tests or report count as failed. */
export function outcomesOf({ projects, report, code }: ProjectsRun): readonly Outcome[] {
  const outcomes = projects.map(({ name, files }) => outcomeOf(name, files, report?.testResults.filter(file => files.includes(file.name)) ?? []))
  if (code === 0 || outcomes.some(({ failures }) => failures.length > 0))
    return outcomes
  const said = code === undefined ? 'was killed' : `ended with exit code ${code}`
  return [...outcomes, { runner: projects.map(({ name }) => name).join(', '), passed: 0, failures: [`the runner ${said}`] }]
}

function outcomeOf(runner: string, files: readonly string[], results: VitestReport['testResults']): Outcome {
  const tests = results.flatMap(file => file.assertionResults)
  const failures = [
    ...tests.filter(test => test.status !== 'passed').map(test => test.status === 'failed' ? test.fullName : `${test.fullName} (${test.status})`),
    ...results
      .filter(file => file.assertionResults.length === 0)
      .map(file => `${file.name} ran no test${file.message ? `: ${file.message.split('\n')[0]}` : ''}`),
    ...files.filter(file => !results.some(result => result.name === file)).map(file => `${file} was not run`),
  ]
  const passed = tests.filter(test => test.status === 'passed')
  const retried = passed.filter(({ failureMessages }) => failureMessages.length > 0).map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.split('\n')[0]}`)
  return {
    runner,
    passed: passed.length,
    failures: failures.length === 0 && passed.length === 0 ? ['the runner reported no test'] : failures,
    ...(retried.length > 0 && { retried }),
  }
}

/** The last line of all: `N passed, N failed`. */
export function summary(outcomes: readonly Outcome[]): string {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failures.length, 0)
  return `${passed} passed, ${failed} failed`
}
