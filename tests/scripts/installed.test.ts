import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../scripts/support/project.ts'

/** What a file takes on a disk that gives out room by 4 kB. */
const onDisk = (bytes: number): number => Math.ceil(bytes / 4096) * 4096

/** What the packages of a folder take, in MB, without what tools keep beside them. */
function sizeOf(folder: string): number {
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !entry.name.startsWith('.'))
      bytes += 4096 + sizeOf(path) * 2 ** 20
    else if (entry.isFile())
      bytes += onDisk(lstatSync(path).size)
  }
  return bytes / 2 ** 20
}

test('an install takes less than 750 MB', () => expect(sizeOf(join(ROOT, 'node_modules'))).toBeLessThan(750))
