import { join } from 'node:path'
import { runNode } from './support/command.ts'
import { ROOT } from './support/project.ts'
import { task } from './support/task.ts'
import { toolPackages } from './support/tool-packages.ts'

const config = (name: string): string => join(ROOT, 'tools', 'checks', name)

/** What is checked, and how: neither showing nor proving the deck needs it. */
const CHECKS = {
  'code that nothing uses': ['knip/bin/knip.js', '--no-progress', '--no-config-hints', '--config', config('knip.json')],
  'spelling': ['cspell/bin.mjs', '--no-progress', '--config', config('cspell.json'), '--root', ROOT, '**/*.{md,ts,vue,mjs,css}'],
} as const

await task(async () => {
  const packages = await toolPackages('checks')
  for (const [what, [program, ...args]] of Object.entries(CHECKS)) {
    console.log(`\n── ${what}`)
    const { ok } = await runNode([join(packages, program), ...args], { shown: true })
    if (!ok)
      process.exitCode = 1
  }
})
