import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE, ROOT } from '../support/project.ts'
import { alone } from '../run/lock.mjs'
import { Stop } from '../support/task.ts'
import { hashOfSources } from '../../setup/hash-of-sources.ts'

const MAX_BUILDS = 3

/** What to keep builds of, and where. */
export interface KeepOptions {
  readonly base: string
  readonly say: (line: string) => void
  readonly build: (out: string) => Promise<void>
  /** The project's folder, absolute. */
  readonly dir?: string
  /** Where the builds are, absolute. */
  readonly folder?: string
}

/** Whether a process is there; one of another user is. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  }
  catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const USE = /^used-by-(\d+)$/
const UNFINISHED = /^\..*-(\d+)$/

/** What a folder holds under such names, and the process that each name ends with. */
const madeBy = (folder: string, pattern: RegExp): readonly { readonly name: string, readonly pid: number }[] =>
  readdirSync(folder).map(name => ({ name, pid: Number(pattern.exec(name)?.[1]) })).filter(({ pid }) => !Number.isNaN(pid))

/** Removes old builds, and what was left by processes that came to no end; never what somebody shows. */
function prune(folder: string): void {
  const gone = (path: string): void => rmSync(join(folder, path), { recursive: true, force: true })
  madeBy(folder, UNFINISHED).filter(({ pid }) => !lives(pid)).forEach(({ name }) => gone(name))
  const used = new Set<string>()
  for (const { name, pid } of madeBy(folder, USE)) {
    if (lives(pid))
      used.add(readFileSync(join(folder, name), 'utf8'))
    else
      gone(name)
  }
  builds(folder).slice(MAX_BUILDS).filter(name => !used.has(name)).forEach(gone)
}

/** The builds that are there, the last one shown first. @param base of those wanted; by default all */
function builds(folder: string, base = ''): readonly string[] {
  const shown = (name: string): number => statSync(join(folder, name)).mtimeMs
  return readdirSync(folder).filter(name => /^\+.*-[\da-f]{16}$/.test(name) && name.startsWith(base)).sort((one, other) => shown(other) - shown(one))
}

/** Says that this process shows a build, for as long as it lives. */
function use(folder: string, name: string): string {
  writeFileSync(join(folder, `used-by-${process.pid}`), name)
  const path = join(folder, name)
  utimesSync(path, new Date(), new Date())
  return path
}

/**
 * A build of the deck as its sources are now: the one that is kept, or a new one. If it cannot be built, the last that
 * could be for the same address. Two processes at once build one after the other.
 *
 * @returns the build's folder, which stays while this process lives
 * @throws Stop if it cannot be built, and no older build is there
 */
export async function cachedBuild({ base, say, build, dir = ROOT, folder = join(CACHE, 'shown') }: KeepOptions): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const prefix = `${base.replaceAll('/', '+')}-`
  const current = (): string => prefix + hashOfSources(dir)
  const isThere = (name: string): boolean => existsSync(join(folder, name))

  const next = join(folder, `.next-${process.pid}`)

  let name = current()
  if (isThere(name))
    return use(folder, name)
  await alone(folder, async () => {
    try {
      // Another process may have built it while this one waited, and a file may change while it is built.
      for (name = current(); !isThere(name); name = current()) {
        const since = Date.now()
        say(`${builds(folder, prefix).length === 0 ? 'Building the deck' : 'Something has changed: building the deck anew'}, which takes about half a minute…`)
        await build(next)
        if (current() === name)
          renameSync(next, join(folder, name))
        say(`Built in ${Math.round((Date.now() - since) / 1000)} seconds.`)
      }
    }
    catch (error) {
      const [older] = builds(folder, prefix)
      if (!(error instanceof Stop))
        throw error
      if (!older)
        throw new Stop(`${error.message}\nMend what is named above, and start the deck again.`)
      name = older
      say(`${error.message}\nThe deck is shown as it was before the last change: mend what is named above, and start it again.`)
    }
    finally {
      rmSync(next, { recursive: true, force: true })
    }
    use(folder, name)
    prune(folder)
  })
  return join(folder, name)
}
