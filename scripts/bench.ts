import { join } from 'node:path'
import { runNode } from './support/command.ts'
import { ROOT } from './support/project.ts'
import { Stop, task } from './support/task.ts'

/** A part of the benchmark: a program of its own, so that no part finds the memory of another in its figures. */
interface Part {
  readonly name: string
  readonly file: string
  readonly flags: readonly string[]
}

const parts: readonly Part[] = [
  { name: 'model', file: 'model.ts', flags: ['--expose-gc'] },
  { name: 'steps', file: 'steps.ts', flags: [] },
  { name: 'play', file: 'play.ts', flags: [] },
  { name: 'load', file: 'load.ts', flags: [] },
  { name: 'start', file: 'start.ts', flags: [] },
  { name: 'kubectl', file: 'kubectl.ts', flags: ['--expose-gc'] },
]

await task(async () => {
  const names = process.argv.slice(2)
  const unknown = names.find(name => !parts.some(part => part.name === name))
  if (unknown !== undefined)
    throw new Stop(`The benchmark has no part "${unknown}": choose of ${parts.map(part => part.name).join(', ')}.`)

  for (const { name, file, flags } of parts.filter(part => names.length === 0 || names.includes(part.name))) {
    console.log(`\n── ${name}`)
    const { ok } = await runNode([...flags, join(ROOT, 'tools', 'bench', file)], { shown: true })
    if (!ok)
      throw new Stop(`The part "${name}" of the benchmark failed.`)
  }
})
