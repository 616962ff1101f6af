import { describe, expect, test } from 'vitest'
import { outcomeOf, summary, type ProjectRun, type VitestReport } from '../../scripts/test/outcome.ts'

type TestFile = VitestReport['testResults'][number]

const file = (name: string, statuses: readonly string[], message = ''): TestFile => ({
  name,
  message,
  status: statuses.includes('failed') || message ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({ fullName: `${name} ${index}`, status })),
})

const ended = (testResults: readonly TestFile[], changes: Partial<ProjectRun> = {}) =>
  outcomeOf({ runner: 'model', files: testResults.map(({ name }) => name), report: { testResults }, code: 0, ...changes })

describe('a project of tests', () => {
  test('counts each test that passed', () => {
    expect(ended([file('a', ['passed', 'passed']), file('b', ['passed'])])).toEqual({ runner: 'model', passed: 3, failures: [] })
  })

  test('counts and names each that failed, and does not count the exit code again', () => {
    expect(ended([file('a', ['passed', 'failed'])], { code: 1 })).toEqual({ runner: 'model', passed: 1, failures: ['a 1'] })
  })

  test.each(['skipped', 'pending', 'todo'])('counts a %s test as failed', (status) => {
    expect(ended([file('a', ['passed', status])]).failures).toEqual([`a 1 (${status})`])
  })

  test('counts a file that could not be loaded', () => {
    expect(ended([file('a', ['passed']), file('b', [], 'SyntaxError: no\n at b')], { code: 1 }).failures).toEqual(['b ran no test: SyntaxError: no'])
  })

  test('counts a file that is there but was not run', () => {
    expect(ended([file('a', ['passed'])], { files: ['a', 'b'] }).failures).toEqual(['b was not run'])
  })

  test('fails without a test', () => expect(ended([]).failures).toEqual(['the runner reported no test']))

  test('fails without a report', () => {
    expect(ended([], { report: undefined, code: undefined }).failures).toEqual(['the runner was killed'])
    expect(ended([], { report: undefined }).failures).toEqual(['the runner reported no test'])
  })

  test('fails by an error outside of all tests', () => {
    expect(ended([file('a', ['passed'])], { code: 1 })).toEqual({ runner: 'model', passed: 1, failures: ['the runner ended with exit code 1'] })
  })
})

describe('the last line', () => {
  test('sums all runners', () => {
    const outcomes = [{ runner: 'types', passed: 1, failures: [] }, { runner: 'lint', passed: 0, failures: ['x'] }, { runner: 'model', passed: 40, failures: ['y', 'z'] }]
    expect(summary(outcomes)).toBe('41 passed, 3 failed')
  })

  test('is said of nothing, too', () => expect(summary([])).toBe('0 passed, 0 failed'))
})
