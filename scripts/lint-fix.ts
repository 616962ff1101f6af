import { runNode } from './support/command.ts'
import { toolPath } from './support/project.ts'
import { task } from './support/task.ts'

await task(async () => {
  const { code } = await runNode([toolPath('eslint/bin/eslint.js'), '--fix', '.'], { shown: true })
  process.exitCode = code ?? 1
})
