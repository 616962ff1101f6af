import { join } from 'node:path'
import { newTalk } from './support/new-talk.ts'
import { ROOT } from './support/project.ts'
import { task } from './support/task.ts'

// npm run new-talk: five questions, whose answers go into settings.ts.
await task(async () => {
  const { stdin: input, stdout: output } = process
  const isChanged = await newTalk({ file: join(ROOT, 'settings.ts'), input, output, isTyped: input.isTTY })
  console.log(isChanged ? 'settings.ts has it now: "npm start" shows the talk.' : 'settings.ts was like that already.')
})
