import { describe, expect, test } from 'vitest'
import { outcomesOf, summary, type VitestReport } from '../../scripts/test/outcome.ts'

type TestFile = VitestReport['testResults'][number]

const file = (name: string, statuses: readonly string[], message = ''): TestFile => ({
  name,
  message,
  status: statuses.includes('failed') || message ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({ fullName: `${name} ${index}`, status, failureMessages: status === 'failed' ? ['Error: no'] : [] })),
})

/** What comes of a run of one project, and what is said of the run itself. */
function ended(testResults: readonly TestFile[], { files = testResults.map(({ name }) => name), ...changes }: Partial<{ files: readonly string[], report: VitestReport | undefined, code: number | undefined }> = {}) {
  const [project, run] = outcomesOf({ projects: [{ name: 'model', files }], report: { testResults }, code: 0, ...changes })
  return { project, run }
}

describe('a project of tests', () => {
  test('counts each test that passed', () => {
    expect(ended([file('a', ['passed', 'passed']), file('b', ['passed'])]).project).toEqual({ runner: 'model', passed: 3, failures: [] })
  })

  test('counts and names each that failed, and does not count the exit code again', () => {
    expect(ended([file('a', ['passed', 'failed'])], { code: 1 })).toEqual({ project: { runner: 'model', passed: 1, failures: ['a 1'] }, run: undefined })
  })

  test('counts a test that passed when it was run again, and names it with what had failed', () => {
    const again = { fullName: 'a 1', status: 'passed', failureMessages: ['TimeoutError: 30000ms\n at c'] }
    expect(ended([{ ...file('a', []), assertionResults: [...file('a', ['passed']).assertionResults, again] }]).project).toEqual({ runner: 'model', passed: 2, failures: [], retried: ['a 1: TimeoutError: 30000ms'] })
  })

  test.each(['skipped', 'pending', 'todo'])('counts a %s test as failed', (status) => {
    expect(ended([file('a', ['passed', status])]).project?.failures).toEqual([`a 1 (${status})`])
  })

  test('counts a file that could not be loaded', () => {
    expect(ended([file('a', ['passed']), file('b', [], 'SyntaxError: no\n at b')], { code: 1 }).project?.failures).toEqual(['b ran no test: SyntaxError: no'])
  })

  test('counts a file that is there but was not run', () => {
    expect(ended([file('a', ['passed'])], { files: ['a', 'b'] }).project?.failures).toEqual(['b was not run'])
  })

  test('fails without a test', () => expect(ended([]).project?.failures).toEqual(['the runner reported no test']))

  test('fails without a report', () => {
    expect(ended([], { report: undefined, code: undefined }).project?.failures).toEqual(['the runner reported no test'])
    expect(ended([], { files: ['a'], report: undefined, code: undefined }).project?.failures).toEqual(['a was not run'])
  })

  test.each([[1, 'the runner ended with exit code 1'], [undefined, 'the runner was killed']])('fails by an error outside of all tests, exit code %s', (code, failure) => {
    expect(ended([file('a', ['passed'])], { code })).toEqual({ project: { runner: 'model', passed: 1, failures: [] }, run: { runner: 'model', passed: 0, failures: [failure] } })
  })
})

describe('several projects in one run', () => {
  const projects = [{ name: 'model', files: ['a'] }, { name: 'deck', files: ['b'] }]

  test('each have their own tests', () => {
    expect(outcomesOf({ projects, report: { testResults: [file('a', ['passed']), file('b', ['passed', 'failed'])] }, code: 1 })).toEqual([
      { runner: 'model', passed: 1, failures: [] },
      { runner: 'deck', passed: 1, failures: ['b 1'] },
    ])
  })

  test('each fail that were not run', () => {
    expect(outcomesOf({ projects, report: { testResults: [file('a', ['passed'])] }, code: 0 }).map(({ failures }) => failures)).toEqual([[], ['b was not run']])
  })

  test('fail together by an error outside of all tests', () => {
    expect(outcomesOf({ projects, report: { testResults: [file('a', ['passed']), file('b', ['passed'])] }, code: 1 }).at(-1)).toEqual({ runner: 'model, deck', passed: 0, failures: ['the runner ended with exit code 1'] })
  })
})

describe('the last line', () => {
  test('sums all runners', () => {
    const outcomes = [{ runner: 'types', passed: 1, failures: [] }, { runner: 'lint', passed: 0, failures: ['x'] }, { runner: 'model', passed: 40, failures: ['y', 'z'] }]
    expect(summary(outcomes)).toBe('41 passed, 3 failed')
  })

  test('the last line is printed where nothing was run, too', () => expect(summary([])).toBe('0 passed, 0 failed'))
})
