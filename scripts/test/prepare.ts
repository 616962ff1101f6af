import { join } from 'node:path'
import { ensureBrowser } from '../browser/find-browser.ts'
import { buildHosted, buildPortable, buildShown, hostShown } from '../../static/build-hosted.ts'
import { exportPapers } from '../../static/pdf/export-pdfs.ts'
import { cachedBuild } from '../serve/build-cache.ts'
import { CACHE } from '../support/project.ts'
import type { Outcome } from './outcome.ts'

const FOLDER = join(CACHE, 'test')
const DIST = join(FOLDER, 'dist')
const DIST_BASE = join(FOLDER, 'dist-base')
const DIST_PORTABLE = join(FOLDER, 'dist-portable')
const PAPERS = join(FOLDER, 'papers')

/** One build is shown by `npm start`, which keeps it and has a test of its own, and hosted. */
async function makeHosted(): Promise<void> {
  const shown = await cachedBuild({ base: '/', say: console.log, build: out => buildShown({ out, base: '/' }) })
  await hostShown(shown, { out: DIST, base: '/' })
}

/** What tests need made, in order, and the variable that tells them where it is. */
const STEPS: readonly (readonly [what: string, env: Readonly<Record<string, string>>, make: () => Promise<unknown>])[] = [
  ['a browser', {}, ensureBrowser],
  ['the deck, built', { DECK_DIST: DIST }, makeHosted],
  ['the deck, built for /deck/', { DECK_DIST_BASE: DIST_BASE }, () => buildHosted({ out: DIST_BASE, base: '/deck/' })],
  ['the deck, built for any folder', { DECK_DIST_PORTABLE: DIST_PORTABLE }, () => buildPortable({ out: DIST_PORTABLE })],
  ['the PDFs', { DECK_PAPERS: PAPERS }, () => exportPapers({ dir: DIST, out: PAPERS })],
]

/** What was made, and what could not be. */
export interface Preparation {
  readonly env: Readonly<Record<string, string>>
  /** undefined if all could be made; what comes after a failure is not tried. */
  readonly failure: Outcome | undefined
}

/** Makes once what more than one runner needs: a browser, the deck built for two addresses and for any, its PDFs. */
export async function prepare(): Promise<Preparation> {
  const env: Record<string, string> = {}
  for (const [what, variables, make] of STEPS) {
    console.log(`Making ${what}…`)
    try {
      await make()
      Object.assign(env, variables)
    }
    catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { env, failure: { runner: 'preparation', passed: 0, failures: [`${what}: ${reason}`] } }
    }
  }
  return { env, failure: undefined }
}
