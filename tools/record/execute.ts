import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** What a program left behind. */
export interface Execution {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a program to its end, with nothing on its input. A non-zero exit code is a result, not an error.
 * Throws if the program cannot be started (named in the message) or is still running after a minute.
 */
export async function execute(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Execution> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 })
  const end = new Promise<number>((resolve, reject) => {
    child.on('error', error => reject(new Error(`Cannot run ${program}: ${error.message}`)))
    child.on('close', (code, signal) => code === null ? reject(new Error(`${program} ${args.join(' ')} was ended by ${signal}.`)) : resolve(code))
  })
  const [exitCode, stdout, stderr] = await Promise.all([end, text(child.stdout), text(child.stderr)])
  return { exitCode, stdout, stderr }
}
