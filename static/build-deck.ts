import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { lastLines, runNode } from '../scripts/support/command.ts'
import { CACHE, ENTRY, ROOT, toolPath } from '../scripts/support/project.ts'
import { Stop } from '../scripts/support/task.ts'

/** Slidev's own program, to be run by Node. */
export const SLIDEV = toolPath('@slidev/cli/bin/slidev.mjs')

export interface BuildOptions {
  readonly dir?: string
  /** Folder to fill, absolute; what is in it is replaced once the build has succeeded. */
  readonly out: string
  /** The path the deck will be served under: starts and ends with '/'; or './' if that is not known. */
  readonly base: string
  /** More of Slidev's own options. */
  readonly extra?: readonly string[]
  /** Whether Slidev's own words go to the screen; if not, its last ones come with the error. */
  readonly shown?: boolean
  /** What is still to be done to the new build before it takes the place of the old one; it gets its folder. */
  readonly finish?: (folder: string) => Promise<void>
}

/** The path a deck is to be served under, checked. @throws Stop if no host could serve it so */
export function checkedBase(base: string): string {
  if (!/^\/(?:[\w.~-]+\/)*$/.test(base))
    throw new Stop(`--base is "${base}", but must start and end with "/" and hold only letters, digits and . _ ~ - between, such as /deck/.`)
  return base
}

/** Builds the deck. A build that fails leaves what was there before as it was. @throws Stop if Slidev fails */
export async function buildDeck({ dir = ROOT, out, base, extra = [], shown = false, finish }: BuildOptions): Promise<void> {
  const next = join(CACHE, `build-${process.pid}`)
  const remove = (): void => rmSync(next, { recursive: true, force: true })
  // A stopped process does not reach the end of this.
  process.on('exit', remove)
  try {
    // Slidev takes itself for a global install where it is not run from beside the slides.
    const slidev = join(dir, relative(ROOT, SLIDEV))
    const args = [slidev, 'build', ENTRY, '--base', base, '--out', next, ...extra]
    const { ok, output } = await runNode(args, { cwd: dir, shown })
    // index.html alone would not do: Slidev writes 404.html last.
    if (!ok || !existsSync(join(next, '404.html')))
      throw new Stop(`Slidev could not build the deck${shown ? '.' : `: ${lastLines(output, 8)}`}`)
    await finish?.(next)
    replace(out, next)
  }
  finally {
    process.off('exit', remove)
    remove()
  }
}

/** Puts what was made, a folder or a file, in the place of an older one, which stays until all is copied. */
export function replace(folder: string, next: string): void {
  // The copy lies beside the target for a moment: a folder can be renamed within one disk only.
  const siblingFolder = (name: string): string => join(dirname(folder), `.${basename(folder)}-${name}-${process.pid}`)
  const [copy, last] = [siblingFolder('next'), siblingFolder('last')]
  cpSync(next, copy, { recursive: true })
  if (existsSync(folder))
    renameSync(folder, last)
  renameSync(copy, folder)
  rmSync(last, { recursive: true, force: true })
}
