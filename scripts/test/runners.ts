import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { runNode } from '../support/command.ts'
import { CACHE, ROOT, toolPath } from '../support/project.ts'
import type { Choice } from './choice.ts'
import { type Outcome, outcomesOf, type VitestReport } from './outcome.ts'
import { type Preparation, prepare } from './prepare.ts'
import type { Project } from './projects.ts'

/** Runs something of `npm test`, says what it did, and gives what came of it; never rejects. */
export type Run = () => Promise<readonly Outcome[]>

const LIMIT_MS = 20 * 60_000
const NEED_PREPARATION = ['browser', 'pdf']

/** Programs that check one thing, and say so by their exit code. */
export const CHECKERS: Readonly<Record<string, readonly string[]>> = {
  types: [join(ROOT, 'scripts/test/types.ts')],
  lint: [toolPath('eslint/bin/eslint.js'), '.'],
}

const title = (names: readonly string[]): string => `\n── ${names.join(', ')}`

const checker = (name: string, args: readonly string[]): Run => async () => {
  const { ok, code, output } = await runNode(args, { limit: LIMIT_MS })
  console.log(`${title([name])}${output && `\n${output.trimEnd()}`}`)
  return [{ runner: name, passed: ok ? 1 : 0, failures: ok ? [] : [`exit code ${code ?? 'none'}`] }]
}

/** A report of an earlier run must not be taken for this one's. */
function newReport(names: readonly string[]): string {
  const folder = join(CACHE, 'reports')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${names.join('-')}-${process.pid}.json`)
  rmSync(file, { force: true })
  return file
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  }
  catch {
    return undefined
  }
  finally {
    rmSync(file, { force: true })
  }
}

/** Tests wait for pages and programs half of the time: this many workers for each core keep all cores at work. */
const WORKERS_PER_CORE = 1.5

/** Projects in one process of Vitest, whose workers go from one to the next: none of them ends with idle cores. */
async function runProjects(projects: readonly Project[], env: Readonly<Record<string, string>>, files: readonly string[]): Promise<readonly Outcome[]> {
  if (projects.length === 0)
    return []
  const names = projects.map(({ name }) => name)
  const report = newReport(names)
  console.log(title(names))
  const args = [toolPath('vitest/vitest.mjs'), 'run', '--configLoader', 'native', ...names.flatMap(name => ['--project', name]), `--maxWorkers=${Math.ceil(availableParallelism() * WORKERS_PER_CORE)}`, '--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`, ...files]
  const { code } = await runNode(args, { env: { NODE_ENV: 'test', ...env }, shown: true, limit: LIMIT_MS })
  return outcomesOf({ projects, report: readReport(report), code })
}

/** Runs what is chosen: checkers beside what the browser tests need made, then all tests, those in a browser last. */
export async function runAll({ checkers, projects, isPart }: Choice): Promise<readonly Outcome[]> {
  const isPrepared = ({ name }: Project): boolean => NEED_PREPARATION.includes(name)
  let preparation: Preparation = { env: {}, failure: undefined }
  const outcomes = await inTwos([
    ...projects.some(isPrepared)
      ? [async () => {
          preparation = await prepare()
          return preparation.failure ? [preparation.failure] : []
        }]
      : [],
    ...checkers.map(name => checker(name, CHECKERS[name] ?? [])),
  ])
  const notRun = preparation.failure ? projects.filter(isPrepared) : []
  const run = projects.filter(project => !notRun.includes(project))
  return [
    ...outcomes,
    ...await runProjects(run, preparation.env, isPart ? run.flatMap(({ files }) => files) : []),
    ...notRun.map(({ name }) => ({ runner: name, passed: 0, failures: ['not run, as the preparation failed'] })),
  ]
}

async function inTwos(runs: readonly Run[]): Promise<readonly Outcome[]> {
  const left = runs.values()
  const lane = async (): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = []
    for (const run of left)
      outcomes.push(...await run())
    return outcomes
  }
  return (await Promise.all([lane(), lane()])).flat()
}
