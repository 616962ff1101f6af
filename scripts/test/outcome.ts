/** What came of one runner: types, lint, a project of Vitest, or what had to be made for one. */
export interface Outcome {
  readonly runner: string
  /** How many checks passed. */
  readonly passed: number
  /** One line for each that did not. */
  readonly failures: readonly string[]
}

/** What this reads of the report that Vitest's JSON reporter writes. */
export interface VitestReport {
  readonly testResults: readonly {
    /** Path of the test file, absolute. */
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly { readonly fullName: string, readonly status: string }[]
  }[]
}

/** How a project's run ended. */
export interface ProjectRun {
  readonly runner: string
  /** Test files that exist for it, absolute. */
  readonly files: readonly string[]
  /** undefined if none was written. */
  readonly report: VitestReport | undefined
  /** Exit code; undefined if it was killed. */
  readonly code: number | undefined
}

/**
 * Counts a project's tests. What did not run is no success: a skipped test, a file that is not in
 * the report, a run without tests or without a report each count as failed.
 */
export function outcomeOf({ runner, files, report, code }: ProjectRun): Outcome {
  const results = report?.testResults ?? []
  const tests = results.flatMap(file => file.assertionResults)
  const failures = [
    ...tests.filter(test => test.status !== 'passed').map(test => test.status === 'failed' ? test.fullName : `${test.fullName} (${test.status})`),
    ...results
      .filter(file => file.assertionResults.length === 0)
      .map(file => `${file.name} ran no test${file.message ? `: ${file.message.split('\n')[0]}` : ''}`),
    ...files.filter(file => !results.some(result => result.name === file)).map(file => `${file} was not run`),
  ]
  const passed = tests.filter(test => test.status === 'passed').length
  const said = code === undefined ? 'was killed' : `ended with exit code ${code}`
  if (failures.length === 0 && code !== 0)
    return { runner, passed, failures: [`the runner ${said}`] }
  if (failures.length === 0 && passed === 0)
    return { runner, passed, failures: ['the runner reported no test'] }
  return { runner, passed, failures }
}

/** The last line of all: `N passed, N failed`. */
export function summary(outcomes: readonly Outcome[]): string {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failures.length, 0)
  return `${passed} passed, ${failed} failed`
}
