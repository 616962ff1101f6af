import { task } from './support/task.ts'
import { choose } from './test/choice.ts'
import { type Outcome, summary } from './test/outcome.ts'
import { orphans, readProjects } from './test/projects.ts'
import { CHECKERS, runAll } from './test/runners.ts'

await task(async () => {
  const config = 'vitest.config.ts'
  const outcomes: Outcome[] = []
  const projects = await readProjects().catch((error: unknown) => {
    outcomes.push({ runner: config, passed: 0, failures: [String(error)] })
    return []
  })
  const choice = choose(process.argv.slice(2), Object.keys(CHECKERS), projects)

  outcomes.push({ runner: config, passed: 0, failures: orphans(projects).map(file => `no project runs ${file}`) })
  outcomes.push(...await runAll(choice))
  const failures = outcomes.flatMap(({ runner, failures }) => failures.map(failure => `✕ ${runner}: ${failure}`))
  const retried = outcomes.flatMap(({ runner, retried = [] }) => retried.map(test => `↻ ${runner}, passed when run again: ${test}`))
  console.log(['', ...retried, ...failures, summary(outcomes)].join('\n'))
  process.exitCode = failures.length > 0 ? 1 : 0
})
