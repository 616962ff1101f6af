import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What lies beside the sources and changes no build: all else counts, so that nothing that does can be forgotten. */
const APART = /^(?:node_modules|dist|tests|test-results|README\.md|LICENSE|.*\.log|\.git.*|\.dist-.*|\.slidev|\.vitest|\.DS_Store)$/

/** All files of a folder, as paths below it with '/', in an order that is the same everywhere. */
function filesOf(dir: string, below = ''): readonly string[] {
  return readdirSync(join(dir, below), { withFileTypes: true })
    .filter(({ name }) => below !== '' || !APART.test(name))
    .flatMap((entry) => {
      const path = `${below}${entry.name}`
      return entry.isDirectory() ? filesOf(dir, `${path}/`) : [path]
    })
    .sort()
}

/** A hash of all that a build of the deck is made from, whatever the dates; the packages count by package-lock.json. */
export function hashOfSources(dir: string): string {
  const hash = createHash('sha256')
  for (const file of filesOf(dir)) {
    const contents = readFileSync(join(dir, file))
    hash.update(`${file}\0${contents.length}\0`).update(contents)
  }
  return hash.digest('hex').slice(0, 16)
}
