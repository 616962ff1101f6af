import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** What of a service worker's global scope is used here: its types and those of a page exclude each other. */
interface Worker {
  readonly addEventListener: (name: 'message', listener: (event: { readonly data?: { readonly type?: unknown } }) => void) => void
  readonly skipWaiting: () => Promise<void>
}

/** Filled in by worker.ts, beside this file. */
declare const KEPT: PrecacheEntry[]
declare const ANY_PAGE: string

const worker = globalThis as unknown as Worker

// A newer version waits until the reader asks for it.
worker.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING')
    void worker.skipWaiting()
})
clientsClaim()
// What a link asks for beyond its slide is the deck's business.
precacheAndRoute(KEPT, { ignoreURLParametersMatching: [/./] })
cleanupOutdatedCaches()
// Not files that are no pages, such as the PDFs, nor the page that offers them: which are too large to keep, and made apart.
registerRoute(new NavigationRoute(createHandlerBoundToURL(ANY_PAGE), { denylist: [/\.(?!html$)\w+$/, /\/papers(?:\.html)?$/] }))
