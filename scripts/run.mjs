// @ts-check
/*
 * node scripts/run.mjs <task> [arguments]
 *
 * The one program that runs on whatever Node is there (20.19 or newer): it installs what is
 * missing, then runs scripts/<task>.ts on a Node that knows TypeScript.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderProblem } from './run/folder.mjs'
import { install } from './run/install.mjs'
import { chooseRuntime, isAtLeast, OLDEST, withTools } from './run/runtime.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** @param {string} sentence */
function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}

/** package.json is the list of tasks, so that there is no second one to forget. */
function tasks() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.values(scripts).flatMap(line => /run\.mjs (\S+)/.exec(String(line))?.[1] ?? [])
}

const [task = '', ...args] = process.argv.slice(2)
if (!isAtLeast(process.version, OLDEST.commands))
  stop(`Node ${OLDEST.commands.join('.')} or newer is needed, and this is ${process.version}: install a newer one from https://nodejs.org.`)
if (!tasks().includes(task))
  stop(`There is no task "${task}": choose one of ${tasks().join(', ')}.`)

const problem = folderProblem(root)
if (problem)
  stop(problem)

let runtime = ''
try {
  await install(root, console.error)
  runtime = chooseRuntime(root)
}
catch (error) {
  stop(error instanceof Error ? error.message : String(error))
}

const child = spawn(runtime, [join(root, 'scripts', `${task}.ts`), ...args], {
  cwd: root,
  env: withTools(root, process.env),
  stdio: 'inherit',
})
/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP']
for (const signal of passedOn)
  process.on(signal, () => child.kill(signal))
child.on('error', error => stop(`${runtime} could not be started: ${error.message}`))
child.on('close', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
