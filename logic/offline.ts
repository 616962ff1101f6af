import { shallowRef } from 'vue'
import { isServed } from './served.ts'

/** Puts a newer version of the deck in place of this one; undefined while there is none. */
export const newerVersion = shallowRef<() => void>()

// What the reader came for is loaded first: until then nothing else asks for the network.
const LATER_MS = 5000

function offer(worker: ServiceWorker): void {
  newerVersion.value = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
    worker.postMessage({ type: 'SKIP_WAITING' })
  }
}

async function register(): Promise<void> {
  // Where storage is blocked or full there is no offline use, and everything else works.
  const registration = await navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`).catch(() => undefined)
  if (registration?.waiting)
    offer(registration.waiting)
  registration?.addEventListener('updatefound', () => {
    const { installing } = registration
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && navigator.serviceWorker.controller)
        offer(installing)
    })
  })
}

/**
 * Keeps the built deck for use without network, unless its server is on this machine, and shows it as it is now. If another tab puts a newer version in place, this one stays as it is
 * until it needs a part that is gone: then it starts anew where it stands, as the address says.
 */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || isServed() || !('serviceWorker' in navigator))
    return
  setTimeout(() => void register(), LATER_MS)
  let replaced = false
  const had = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => replaced = had)
  addEventListener('vite:preloadError', () => {
    if (replaced)
      location.reload()
  })
}
