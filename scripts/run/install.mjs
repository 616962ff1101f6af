// @ts-check
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { npm } from './npm.mjs'
import { runtimePath } from './runtime.mjs'
import { installFingerprint, matchesLock } from './install-check.mjs'

/** @import { LockedPackages } from './install-check.mjs' */

const STAMP = '.install-stamp'
const LAST_LINES = 6

/**
 * @param {string} path of a lock file
 * @returns {LockedPackages}
 */
const packagesOf = path => JSON.parse(readFileSync(path, 'utf8')).packages

/**
 * Whether node_modules is what package-lock.json asks for, on this machine. Costs milliseconds.
 * @param {string} root the project's folder
 * @returns {boolean}
 */
function isInstalled(root) {
  const lock = join(root, 'package-lock.json')
  const stamp = installFingerprint(readFileSync(lock), process.platform, process.arch)
  const stampFile = join(root, 'node_modules', STAMP)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return true
  const record = join(root, 'node_modules', '.package-lock.json')
  const runtime = runtimePath(process.platform, process.arch) ?? ''
  if (!existsSync(record) || !matchesLock(packagesOf(lock), packagesOf(record), runtime))
    return false
  writeFileSync(stampFile, stamp)
  return true
}

/**
 * Installs what package-lock.json asks for, unless it is there. Two at once: the second waits.
 * @param {string} root the project's folder
 * @param {(line: string) => void} say
 * @returns {Promise<void>} rejects with one sentence that says what to do, and npm's last lines
 */
export async function install(root, say) {
  if (isInstalled(root))
    return
  const modules = join(root, 'node_modules')
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Error('node_modules is a link, and what it leads to does not fit package-lock.json: run "npm ci" where it leads to, or remove the link.')
  await alone(root, async () => {
    if (isInstalled(root))
      return
    say('Installing the packages of package-lock.json (once; about two minutes)…')
    const result = await tryTwice(root, say)
    if (!result.ok)
      throw new Error(`The packages could not be installed: check that npm's registry can be reached, then run the same command again. npm's last lines:\n${result.output.trim().split('\n').slice(-LAST_LINES).join('\n')}`)
    writeFileSync(join(modules, STAMP), installFingerprint(readFileSync(join(root, 'package-lock.json')), process.platform, process.arch))
  })
}

/**
 * @param {string} root
 * @param {(line: string) => void} say
 */
async function tryTwice(root, say) {
  // Windows cannot delete a program that runs, and `npm ci` deletes all: there `npm install` mends what differs.
  const runsFromInside = process.platform === 'win32' && process.execPath.startsWith(join(root, 'node_modules'))
  const args = [runsFromInside ? 'install' : 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const first = await npm(args, { cwd: root })
  if (first.ok)
    return first
  say('That failed; trying once more…')
  return npm(args, { cwd: root })
}
