import { type ChildProcess, spawn } from 'node:child_process'
import process from 'node:process'
import { ROOT } from './project.ts'

export interface Ending {
  /** Whether it ran to its end and said 0. */
  readonly ok: boolean
  /** The exit code; undefined where there is none (not found, killed, out of time). */
  readonly code: number | undefined
  readonly output: string
}

/** What a command is run with. */
export interface CommandOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds after which it is ended. */
  readonly limit?: number
  /** Whether it writes straight to this process's output instead of being collected. */
  readonly shown?: boolean
}

// Whoever ends this process by its id ends none of these.
const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach(child => child.kill()))

/** Runs a program without a shell, to its end; never rejects. */
export function run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<Ending> {
  const { cwd = ROOT, env = {}, limit, shown = false } = options
  const { promise, resolve } = Promise.withResolvers<Ending>()
  let output = ''
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    timeout: limit,
    stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const collect = (part: Buffer): void => {
    output += part.toString()
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  child.on('error', error => resolve({ ok: false, code: undefined, output: `${output}${error.message}` }))
  child.on('close', (code) => {
    running.delete(child)
    resolve({ ok: code === 0, code: code ?? undefined, output })
  })
  return promise
}

/** Runs a JavaScript or TypeScript program on the Node that runs this one. */
export function runNode(args: readonly string[], options?: CommandOptions): Promise<Ending> {
  return run(process.execPath, args, options)
}

/** The last lines that are not blank: where programs say what went wrong. */
export function lastLines(output: string, count = 1): string {
  return output.split('\n').map(line => line.trim()).filter(Boolean).slice(-count).join('\n')
}
