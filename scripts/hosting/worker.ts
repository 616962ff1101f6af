import { generateSW } from 'workbox-build'
import { Stop } from '../task.ts'

/** The page that stands for every address that has none of its own while there is no network. */
export const ANY_PAGE = 'app.html'

/**
 * Writes the service worker that keeps the deck for use without network: all scripts, styles and fonts, and the page of
 * every slide. A newer one waits until somebody asks for it or no tab of the deck is open any more.
 *
 * @param folder the build with its pages, absolute
 * @param pages those of its pages to keep
 * @throws Stop if something would not be kept
 */
export async function writeWorker(folder: string, pages: readonly string[]): Promise<void> {
  const { count, warnings } = await generateSW({
    globDirectory: folder,
    globPatterns: ['assets/**/*.{js,css,woff2}', ...pages, 'favicon.svg', 'icon-*.png', 'manifest.webmanifest'],
    swDest: `${folder}/sw.js`,
    mode: 'production',
    sourcemap: false,
    inlineWorkboxRuntime: true,
    // The name of such a file says what is in it.
    dontCacheBustURLsMatching: /assets\//,
    // What a link asks for beyond its slide is the deck's business.
    ignoreURLParametersMatching: [/./],
    navigateFallback: ANY_PAGE,
    // Files that are no pages, such as the PDFs, and the page that offers them: which are too large to keep, and made apart.
    navigateFallbackDenylist: [/\.(?!html$)\w+$/, /\/papers(?:\.html)?$/],
    clientsClaim: true,
    skipWaiting: false,
    cleanupOutdatedCaches: true,
  })
  if (warnings.length > 0 || count < pages.length)
    throw new Stop(`The deck cannot be kept for offline use: ${warnings.join(' ') || `only ${count} files were found`}`)
}
