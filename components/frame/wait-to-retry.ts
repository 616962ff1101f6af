/** How long to wait where the browser takes the network to be there, in milliseconds. */
const AGAIN_MS = 5000

/**
 * Waits until it is worth while to ask once more for a part of the deck that did not come: the network has come back, or
 * was there all along and some seconds have passed.
 *
 * @param ended says whether it is no longer needed
 */
export function waitToRetry(ended?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = new AbortController()
    const end = (): void => {
      clearInterval(timer)
      done.abort()
      resolve()
    }
    const timer = setInterval(() => navigator.onLine && end(), AGAIN_MS)
    addEventListener('online', end, { signal: done.signal })
    ended?.addEventListener('abort', end, { signal: done.signal })
  })
}
