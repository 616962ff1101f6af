import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { npm } from './run/npm.mjs'
import { lastLines, runNode } from './support/command.ts'
import { ROOT } from './support/project.ts'
import { Stop, task } from './support/task.ts'

const FOLDER = join(ROOT, 'tools', 'checks')
const tool = (path: string): string => join(FOLDER, 'node_modules', path)
const config = (name: string): string => join(FOLDER, name)

/** What is checked, and how: neither showing nor proving the deck needs it. */
const CHECKS = {
  'code that nothing uses': [tool('knip/bin/knip.js'), '--no-progress', '--no-config-hints', '--config', config('knip.json')],
  'spelling': [tool('cspell/bin.mjs'), '--no-progress', '--config', config('cspell.json'), '--root', ROOT, '**/*.{md,ts,vue,mjs,css}'],
} as const

await task(async () => {
  if (!existsSync(tool('knip')) || !existsSync(tool('cspell'))) {
    console.log('Installing the packages of tools/checks…')
    const { ok, output } = await npm(['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: FOLDER })
    if (!ok)
      throw new Stop(`The packages of tools/checks could not be installed: check that npm's registry can be reached. npm's last lines:\n${lastLines(output, 4)}`)
  }
  for (const [what, args] of Object.entries(CHECKS)) {
    console.log(`\n── ${what}`)
    const { ok } = await runNode(args, { shown: true })
    if (!ok)
      process.exitCode = 1
  }
})
