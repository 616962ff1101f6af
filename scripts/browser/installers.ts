import { existsSync } from 'node:fs'
import { lastLines, run, runNode } from '../support/command.ts'
import { toolPath } from '../support/project.ts'
import { installPackaged } from './packaged.ts'
import { playwrightLocations } from './locations.ts'
import { faultOf } from './launch-check.ts'

export interface Installer {
  /** Ends the sentence "Installing a browser …". */
  readonly name: string
  /** Tries; where it fails, says why, in a line. The browser is then looked for as if it had always been there. */
  readonly install: () => Promise<string | undefined>
}

const PLAYWRIGHT = toolPath('playwright-chromium/cli.js')
const MINUTE = 60_000
const isRoot = process.getuid?.() === 0

/** Playwright's download needs libraries that a bare Linux lacks; it knows their packages. */
async function byPlaywright(): Promise<string | undefined> {
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }
  const download = await runNode([PLAYWRIGHT, 'install', 'chromium-headless-shell'], { env, limit: 5 * MINUTE })
  const path = (await playwrightLocations()).find(location => existsSync(location))
  if (!path)
    return reasonOf(download.output)
  if (process.platform !== 'linux' || !await faultOf(path))
    return undefined
  const libraries = await mayInstall() ? await runNode([PLAYWRIGHT, 'install-deps', 'chromium-headless-shell'], { limit: 10 * MINUTE }) : undefined
  return libraries?.ok ? undefined : `its libraries are missing${libraries ? `: ${reasonOf(libraries.output)}` : ''}`
}

/** The lines after the first tell of promises and sockets. */
const reasonOf = (output: string): string =>
  output.split('\n').find(line => /^(?:E: |Error: )/.test(line)) ?? lastLines(output)

async function mayInstall(): Promise<boolean> {
  return isRoot || (await run('sudo', ['-n', 'true'])).ok
}

async function byDebian(): Promise<string | undefined> {
  if (!(await run('apt-get', ['--version'])).ok)
    return 'there is no apt-get'
  if (!await mayInstall())
    return 'apt-get needs root'
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  const [program = '', ...first] = isRoot ? apt : ['sudo', '-n', ...apt]
  const update = await run(program, [...first, 'update'], { limit: 5 * MINUTE })
  const reasons: string[] = []
  // The shell is half as large, and opens pages with half the work; some of Debian's relatives have the whole browser only.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    const install = await run(program, [...first, 'install', '-y', '--no-install-recommends', name], { limit: 10 * MINUTE })
    if (install.ok)
      return undefined
    reasons.push(reasonOf(install.output))
  }
  return update.ok ? reasons.at(-1) : reasonOf(update.output)
}

/** All ways, in the order they are tried: the least that changes the machine first, then the most usual. */
export const INSTALLERS: readonly Installer[] = [
  { name: 'by Playwright\'s download', install: byPlaywright },
  { name: 'by apt-get', install: byDebian },
  { name: 'by npm', install: installPackaged },
]
