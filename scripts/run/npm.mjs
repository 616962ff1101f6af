// @ts-check
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * How to call npm without a shell: Windows refuses to start npm.cmd without one, so npm's own
 * program is given to Node wherever it can be found.
 * @param {NodeJS.ProcessEnv} env npm leaves its address here when it runs a script
 * @returns {[string, ...string[]]} program and its first arguments
 */
function npmCommand(env) {
  const ofNode = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const program = [env.npm_execpath, ofNode].find(path => path && basename(path) === 'npm-cli.js' && existsSync(path))
  // npm_node_execpath is the system's Node: ours may be among what npm is about to replace.
  const node = [env.npm_node_execpath, process.execPath].find(path => path && existsSync(path))
  return program && node ? [node, program] : ['npm']
}

/**
 * Runs npm quietly to its end.
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ ok: boolean, output: string }>} what it printed, npm's own prefixes kept
 */
export function npm(args, { cwd, env = process.env }) {
  const [program, ...first] = npmCommand(env)
  return new Promise((done) => {
    const child = spawn(program, [...first, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (/** @type {Buffer} */ part) => output += part
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
    // Left alone, or let to tidy up, npm would go on writing while the next command begins anew.
    const end = () => {
      child.kill('SIGKILL')
      process.exit(1)
    }
    signals.forEach(signal => process.on(signal, end))
    const finish = (/** @type {boolean} */ ok, more = '') => {
      signals.forEach(signal => process.off(signal, end))
      done({ ok, output: output + more })
    }
    child.on('error', error => finish(false, error.message))
    child.on('close', code => finish(code === 0))
  })
}
