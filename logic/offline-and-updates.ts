import { shallowRef } from 'vue'
import { waitToRetry } from '../components/frame/wait-to-retry.ts'
import { idle } from '../components/frame/scheduling.ts'
import { hasServer } from './has-server.ts'

/** Puts a newer version of the deck in place of this one; undefined while there is none. */
export const newerVersion = shallowRef<() => void>()

/** Whether all of the talk goes on without network from now on; undefined where this browser keeps no copy. */
export const offlineCopy = shallowRef<'not yet' | 'ready'>()

function offer(worker: ServiceWorker): void {
  newerVersion.value = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
    worker.postMessage({ type: 'SKIP_WAITING' })
  }
}

/** A copy is of use to this window once its own requests go there. */
function updateOfflineCopy(): void {
  offlineCopy.value = navigator.serviceWorker.controller ? 'ready' : 'not yet'
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`).catch(() => undefined)
  if (!registration) {
    // Where storage is blocked or full there is no offline use, and everything else works.
    if (navigator.onLine)
      offlineCopy.value = undefined
    else
      void waitToRetry().then(register)
    return
  }
  if (registration.waiting)
    offer(registration.waiting)
  if (registration.active && !navigator.serviceWorker.controller)
    registration.active.postMessage({ type: 'CLAIM' })
  registration.addEventListener('updatefound', () => {
    const { installing } = registration
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && navigator.serviceWorker.controller)
        offer(installing)
      // A file did not come; what did come is not asked for again.
      if (installing.state === 'redundant' && !registration.active)
        void waitToRetry().then(register)
    })
  })
}

/** Keeps the built deck for use without network, unless its server is on this machine; reloads where another tab's newer version took a part that is needed. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || hasServer() || !('serviceWorker' in navigator))
    return
  updateOfflineCopy()
  // What the reader came for is loaded first: until then nothing else asks for the network.
  const loaded = new Promise<void>(resolve => document.readyState === 'complete' ? resolve() : addEventListener('load', () => resolve(), { once: true }))
  void loaded.then(idle).then(register)
  let replaced = false
  const had = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    replaced = had
    updateOfflineCopy()
  })
  addEventListener('vite:preloadError', () => {
    if (replaced)
      location.reload()
  })
}
