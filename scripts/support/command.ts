import { type ChildProcess, spawn } from 'node:child_process'
import { ROOT } from './project.ts'

export interface Ending {
  /** Whether it ran to its end and said 0. */
  readonly ok: boolean
  /** The exit code; undefined where there is none (not found, killed, out of time). */
  readonly code: number | undefined
  /** All that it wrote, as it came; where it could not be started, why. */
  readonly output: string
  readonly stdout: string
  readonly stderr: string
}

/** What a command is run with. */
export interface CommandOptions {
  readonly cwd?: string
  readonly env?: Readonly<NodeJS.ProcessEnv>
  /** What it reads; by default nothing. */
  readonly stdin?: string | undefined
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
  const { cwd = ROOT, env = {}, stdin, limit, shown = false } = options
  const { promise, resolve } = Promise.withResolvers<Ending>()
  const written = { output: '', stdout: '', stderr: '' }
  const shownOr = shown ? 'inherit' : 'pipe'
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, timeout: limit, stdio: [stdin === undefined ? 'ignore' : 'pipe', shownOr, shownOr] })
  running.add(child)
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (part: string) => {
      written.output += part
      written[stream] += part
    })
  }
  // A program that ends before it has read its input closes it.
  child.stdin?.on('error', () => {}).end(stdin)
  child.on('error', error => resolve({ ok: false, code: undefined, ...written, output: `${written.output}${error.message}` }))
  child.on('close', (code) => {
    running.delete(child)
    resolve({ ok: code === 0, code: code ?? undefined, ...written })
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
