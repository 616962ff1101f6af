import type { Origin } from './svg.ts'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/support/project.ts'

/** What a drawing of this source, made now, would say of its origin. Line ends do not count. */
export function originOf(source: string): Origin {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/mermaid/package.json'), 'utf8')) as { version: string }
  return { sha256: createHash('sha256').update(source.replaceAll('\r\n', '\n')).digest('hex'), mermaid: version }
}
