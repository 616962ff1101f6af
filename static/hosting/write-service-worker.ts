import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { build } from 'vite'
import type { PrecacheEntry } from 'workbox-precaching'
import { Stop } from '../../scripts/support/task.ts'
import { thirdPartyNotices } from '../../setup/third-party-notices.ts'

/** The page that stands for every address that has none of its own while there is no network. */
export const ANY_PAGE = 'app.html'

/** The name of such a file says what is in it. */
const NAMED_BY_CONTENT = /^assets\//

/** A file of the build as the service worker keeps it: with what tells whether it has changed, where its name does not. */
function entryOf(folder: string, url: string): PrecacheEntry {
  const revision = NAMED_BY_CONTENT.test(url) ? null : createHash('md5').update(readFileSync(join(folder, url))).digest('hex')
  return { url, revision }
}

/**
 * Writes the service worker that keeps the deck for use without network: all scripts, styles and fonts, and the page of
 * every slide. A newer one waits until somebody asks for it or no tab of the deck is open any more.
 *
 * @param folder the build with its pages, absolute
 * @param pages those of its pages to keep
 * @throws Stop if something would not be kept
 */
export async function writeWorker(folder: string, pages: readonly string[]): Promise<void> {
  const files = globSync(['assets/**/*.{js,css,woff2}', ...pages, 'favicon.svg', 'icon-*.png', 'manifest.webmanifest'], { cwd: folder })
    .map(file => file.replaceAll(sep, '/'))
    .sort()
  const lost = pages.filter(page => !files.includes(page))
  if (lost.length > 0)
    throw new Stop(`The deck cannot be kept for offline use: ${lost.join(', ')} cannot be found.`)
  // Vite sets it for the whole process, and whatever is started afterwards would take itself for production.
  const { NODE_ENV } = process.env
  await build({
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    publicDir: false,
    plugins: [thirdPartyNotices()],
    define: {
      'process.env.NODE_ENV': '"production"',
      'PRECACHED': JSON.stringify(files.map(file => entryOf(folder, file))),
      'ANY_PAGE': JSON.stringify(ANY_PAGE),
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(import.meta.dirname, 'service-worker.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  }).finally(() => {
    if (NODE_ENV === undefined)
      delete process.env.NODE_ENV
    else
      process.env.NODE_ENV = NODE_ENV
  })
}
