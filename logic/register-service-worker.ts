import { waitToRetry } from '../components/frame/wait-to-retry.ts'
import { notice } from '../state/notice.ts'
import { newerVersion, offlineCopy } from './offline-and-updates.ts'

function offer(worker: ServiceWorker): void {
  newerVersion.value = () => {
    const reload = (): void => location.reload()
    // Another tab may have asked for it already, and then nothing changes any more.
    if (worker.state !== 'installed')
      return reload()
    navigator.serviceWorker.addEventListener('controllerchange', reload)
    worker.postMessage({ type: 'SKIP_WAITING' })
    // Chromium lets the old one end what it does first, which may take half a minute.
    notice.value = 'The newer version comes in a moment.'
    newerVersion.value = undefined
  }
}

/** Has the browser keep the deck, tells when a newer version has come, and tries again where files did not come. */
export async function registerServiceWorker(): Promise<void> {
  const registration = await navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`).catch(() => undefined)
  if (!registration) {
    // Where storage is blocked or full there is no offline use, and everything else works.
    if (navigator.onLine)
      offlineCopy.value = undefined
    else
      void waitToRetry().then(registerServiceWorker)
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
        void waitToRetry().then(registerServiceWorker)
    })
  })
}
