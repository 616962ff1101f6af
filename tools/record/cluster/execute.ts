import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { Stop } from '../../../scripts/support/task.ts'

export interface Execution {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

const LONGEST_MS = 120_000

/** Runs a program to its end; a non-zero exit code is a result. @throws Stop if it cannot be started, or still runs after two minutes */
export async function execute(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env, stdin = ''): Promise<Execution> {
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'], timeout: LONGEST_MS })
  // A program that ends before it has read its input closes it.
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  const end = new Promise<number>((resolve, reject) => {
    child.on('error', error => reject(new Stop(`Cannot run ${program}: ${error.message}`)))
    child.on('close', (code, signal) => code === null ? reject(new Stop(`${program} ${args.join(' ')} was ended by ${signal}: it had not ended after two minutes.`)) : resolve(code))
  })
  const [exitCode, stdout, stderr] = await Promise.all([end, text(child.stdout), text(child.stderr)])
  return { exitCode, stdout, stderr }
}
