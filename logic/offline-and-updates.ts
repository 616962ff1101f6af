import { shallowRef } from 'vue'
import { idle } from '../components/frame/scheduling.ts'
import { waitToRetry } from '../components/frame/wait-to-retry.ts'

/** Whether a server for the talk runs behind this page, and not a host of files alone: it says so in each page it hands out. */
const hasServer = (): boolean => document.querySelector('meta[name="deck-server"]') !== null

/** Puts a newer version of the deck in place of this one; undefined while there is none. */
export const newerVersion = shallowRef<() => void>()

/** Whether all of the talk goes on without network from now on; undefined where this browser keeps no copy. */
export const offlineCopy = shallowRef<'not yet' | 'ready'>()

/** A copy is of use to this window once its own requests go there. */
function updateOfflineCopy(): void {
  offlineCopy.value = navigator.serviceWorker.controller ? 'ready' : 'not yet'
}

/**
 * Keeps the built deck for use without network, unless its server is on this machine; reloads where another tab's newer version took a part that is needed.
 *
 * @param load loads what registers the service worker
 */
export function keepForOffline(load: () => Promise<{ readonly registerServiceWorker: () => Promise<void> }>): void {
  if (!import.meta.env.PROD || hasServer() || !('serviceWorker' in navigator))
    return
  updateOfflineCopy()
  // What the reader came for is loaded first: until then nothing else asks for the network.
  const loaded = new Promise<void>(resolve => document.readyState === 'complete' ? resolve() : addEventListener('load', () => resolve(), { once: true }))
  const register = (): Promise<void> => load().then(({ registerServiceWorker }) => registerServiceWorker(), () => waitToRetry().then(register))
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
