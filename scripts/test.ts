import process from 'node:process'
import { Stop, task } from './support/task.ts'
import { type Outcome, summary } from './test/outcome.ts'
import { orphans, readProjects } from './test/projects.ts'
import { runAll, runnerNames } from './test/runners.ts'

await task(async () => {
  const config = 'vitest.config.ts'
  const outcomes: Outcome[] = []
  const projects = await readProjects().catch((error: unknown) => {
    outcomes.push({ runner: config, passed: 0, failures: [String(error)] })
    return []
  })
  const all = runnerNames(projects)
  const wanted = process.argv.slice(2)
  const unknown = wanted.find(name => !all.includes(name))
  if (unknown !== undefined)
    throw new Stop(`There is no runner "${unknown}": choose of ${all.join(', ')}.`)

  outcomes.push({ runner: config, passed: 0, failures: orphans(projects).map(file => `no project runs ${file}`) })
  outcomes.push(...await runAll(wanted.length > 0 ? wanted : all, projects))
  const failures = outcomes.flatMap(({ runner, failures }) => failures.map(failure => `✕ ${runner}: ${failure}`))
  const retried = outcomes.flatMap(({ runner, retried = [] }) => retried.map(test => `↻ ${runner}, passed when run again: ${test}`))
  console.log(['', ...retried, ...failures, summary(outcomes)].join('\n'))
  process.exitCode = failures.length > 0 ? 1 : 0
})
