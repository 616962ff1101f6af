import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, PrecacheController, type PrecacheEntry, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** An event that lasts until all that it is to wait for is done. */
type Lasting = Parameters<PrecacheController['activate']>[0]

/** What of a service worker's global scope is used here: its types and those of a page exclude each other. */
interface Worker {
  readonly addEventListener: ((name: 'message', listener: (event: { readonly data?: { readonly type?: unknown } }) => void) => void)
    & ((name: 'install' | 'activate', listener: (event: Lasting) => void) => void)
  readonly skipWaiting: () => Promise<void>
  readonly clients: { readonly claim: () => Promise<void> }
}

/** Filled in by write-service-worker.ts. */
declare const PRECACHED: PrecacheEntry[]
declare const ANY_PAGE: string

const worker = globalThis as unknown as Worker

/** As many connections as a browser opens to a host that answers one request at a time on each; Chromium itself lets a worker that installs have three. */
const AT_ONCE = 6

const controller = new PrecacheController()
controller.addToCacheList(PRECACHED)

/** Workbox itself asks for one file and waits for it before it asks for the next: from a far host 150 take many seconds. */
async function cacheAll(event: Lasting): Promise<void> {
  const left = [...PRECACHED]
  const cacheInOrder = async (): Promise<void> => {
    for (let entry = left.shift(); entry; entry = left.shift()) {
      const url = new URL(entry.url, location.href).href
      // What is named by its content may come from the browser's own cache.
      const request = new Request(url, { cache: entry.revision ? 'reload' : 'default', credentials: 'same-origin' })
      const cacheKey = controller.getCacheKeyForURL(url)
      await Promise.all(controller.strategy.handleAll({ event, request, ...(cacheKey && { params: { cacheKey } }) }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, cacheInOrder))
}

worker.addEventListener('install', event => event.waitUntil(cacheAll(event)))
worker.addEventListener('activate', event => void controller.activate(event))
worker.addEventListener('message', ({ data }) => {
  // A newer version waits until the reader asks for it.
  if (data?.type === 'SKIP_WAITING')
    void worker.skipWaiting()
  // A page that was loaded past the browser's cache is not served by what it has kept.
  if (data?.type === 'CLAIM')
    void worker.clients.claim()
})
clientsClaim()
// What a link asks for beyond its slide is the deck's business.
registerRoute(new PrecacheRoute(controller, { ignoreURLParametersMatching: [/./] }))
cleanupOutdatedCaches()
// Not files that are no pages, such as the PDFs, nor the page that offers them: which are too large to keep, and made apart.
registerRoute(new NavigationRoute(controller.createHandlerBoundToURL(ANY_PAGE), { denylist: [/\.(?!html$)\w+$/, /\/papers(?:\.html)?$/] }))
