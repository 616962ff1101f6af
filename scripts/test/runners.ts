import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { runNode } from '../command.ts'
import { CACHE, toolPath } from '../project.ts'
import { outcomeOf, type Outcome, type VitestReport } from './outcome.ts'
import { prepare, type Preparation } from './prepare.ts'
import type { Project } from './projects.ts'

/** One runner of `npm test`. */
export interface Runner {
  readonly name: string
  /** Whether it keeps one core busy and no more: then others like it can run beside it. */
  readonly slim?: true
  readonly run: () => Promise<readonly Outcome[]>
}

const LIMIT_MS = 10 * 60_000
const NEED_PREPARATION = ['browser', 'pdf']

const title = (name: string): string => `\n── ${name}`

/** A program that checks one thing, and says so by its exit code. */
function single(name: string, args: readonly string[]): Runner {
  return {
    name,
    slim: true,
    run: async () => {
      const { ok, code, output } = await runNode(args, { limit: LIMIT_MS })
      console.log(`${title(name)}${output && `\n${output.trimEnd()}`}`)
      return [{ runner: name, passed: ok ? 1 : 0, failures: ok ? [] : [`exit code ${code ?? 'none'}`] }]
    },
  }
}

/** A report of an earlier run must not be taken for this one's. */
function newReport(name: string): string {
  const folder = join(CACHE, 'reports')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}-${process.pid}.json`)
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

async function runProject({ name, files }: Project, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const file = newReport(name)
  const args = [toolPath('vitest/vitest.mjs'), 'run', '--project', name, '--reporter', 'default', '--reporter', 'json', `--outputFile.json=${file}`]
  const { code } = await runNode(args, { env, shown: true, limit: LIMIT_MS })
  return outcomeOf({ runner: name, files, report: readReport(file), code })
}

/** All runners, in the order they run: what is quick and says most comes first. */
export function runners(projects: readonly Project[]): readonly Runner[] {
  let preparing: Promise<Preparation> | undefined
  return [
    single('types', [toolPath('vue-tsc/bin/vue-tsc.js'), '--noEmit']),
    single('lint', [toolPath('eslint/bin/eslint.js'), '.']),
    ...projects.map(project => ({
      name: project.name,
      run: async () => {
        console.log(title(project.name))
        if (!NEED_PREPARATION.includes(project.name))
          return [await runProject(project, {})]
        const isFirst = !preparing
        const { env, failure } = await (preparing ??= prepare())
        if (!failure)
          return [await runProject(project, env)]
        return [...(isFirst ? [failure] : []), { runner: project.name, passed: 0, failures: ['not run, as the preparation failed'] }]
      },
    })),
  ]
}
