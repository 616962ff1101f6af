import process from 'node:process'
import { Stop, task } from './task.ts'
import { summary, type Outcome } from './test/outcome.ts'
import { orphans, readProjects } from './test/projects.ts'
import { runners } from './test/runners.ts'

await task(async () => {
  const config = 'vitest.config.ts'
  const outcomes: Outcome[] = []
  const projects = await readProjects().catch((error: unknown) => {
    outcomes.push({ runner: config, passed: 0, failures: [String(error)] })
    return []
  })
  const all = runners(projects)
  const names = process.argv.slice(2)
  const unknown = names.find(name => !all.some(runner => runner.name === name))
  if (unknown !== undefined)
    throw new Stop(`There is no runner "${unknown}": choose of ${all.map(runner => runner.name).join(', ')}.`)

  outcomes.push({ runner: config, passed: 0, failures: orphans(projects).map(file => `no project runs ${file}`) })
  const chosen = all.filter(runner => names.length === 0 || names.includes(runner.name))
  outcomes.push(...(await Promise.all(chosen.filter(({ slim }) => slim).map(({ run }) => run()))).flat())
  for (const { run } of chosen.filter(({ slim }) => !slim))
    outcomes.push(...await run())
  const failures = outcomes.flatMap(({ runner, failures }) => failures.map(failure => `✕ ${runner}: ${failure}`))
  console.log(['', ...failures, summary(outcomes)].join('\n'))
  process.exitCode = failures.length > 0 ? 1 : 0
})
