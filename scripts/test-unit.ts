import { runNode } from './support/command.ts'
import { toolPath } from './support/project.ts'
import { task } from './support/task.ts'

/** The projects of vitest.config.ts that need neither a build nor a browser. */
const PROJECTS = ['model', 'architecture', 'scripts', 'components', 'slidev']

await task(async () => {
  const args = [toolPath('vitest/vitest.mjs'), 'run', '--configLoader', 'native', ...PROJECTS.flatMap(name => ['--project', name]), ...process.argv.slice(2)]
  const { code } = await runNode(args, { shown: true })
  process.exitCode = code ?? 1
})
