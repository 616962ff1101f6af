import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kubectl } from './programs.ts'
import { beginSession, type Invocation } from './session.ts'

/** Lines of one session, in the order in which they are typed. */
export interface TypedLines {
  readonly about: string
  readonly lines: readonly Invocation[]
}

const file = join(import.meta.dirname, '..', '..', 'recordings', 'kubectl-lines.json')

/** Sessions with what kubectl 1.36.2 printed in them against the API of this project. */
export function recordedLines(): readonly TypedLines[] {
  return JSON.parse(readFileSync(file, 'utf8')) as readonly TypedLines[]
}

/** Types all sessions once more with kubectl, and keeps what it prints: `node tests/support/kubectl/record-lines.ts`. */
async function record(): Promise<void> {
  const program = await kubectl('1.36.2')
  const sessions: TypedLines[] = []
  for (const { about, lines } of recordedLines()) {
    const session = await beginSession(program)
    const printed: Invocation[] = []
    for (const line of lines)
      printed.push({ ...line, ...await session.type(line) })
    await session.end()
    sessions.push({ about, lines: printed })
  }
  const text = sessions.map(({ about, lines }) => `{"about":${JSON.stringify(about)},"lines":[\n${lines.map(line => JSON.stringify(line)).join(',\n')}\n]}`)
  writeFileSync(file, `[${text.join(',\n')}]\n`)
}

if (import.meta.main)
  await record()
