import type { JSHandle, Page } from 'playwright-chromium'

/** A slide whose steps can be timed. */
export interface Probe {
  /**
   * Presses a key that changes the slide: an arrow moves it by a step, Enter presses what has the focus.
   * @returns milliseconds from the key event to the end of the first frame that shows the step
   * @throws Error if nothing changes on the slide for ten seconds
   */
  readonly step: (key: 'ArrowLeft' | 'ArrowRight' | 'Enter') => Promise<number>
}

interface Clock {
  /** Of the last key pressed. */
  readonly latest: () => Promise<number>
}

/** Makes the steps of the slide that the page shows measurable. */
export async function probe(page: Page): Promise<Probe> {
  const clock: JSHandle<Clock> = await page.locator('.slidev-page:visible').evaluateHandle(startClock)
  return {
    step: async (key) => {
      // Not one after the other: Slidev repeats a key that it finds held down for long, as it does on a busy machine.
      await Promise.all([page.keyboard.down(key), page.keyboard.up(key)])
      return clock.evaluate(each => each.latest())
    },
  }
}

function startClock(slide: Element): Clock {
  const LIMIT_MS = 10_000
  let changed = false
  let latest = Promise.resolve(Number.NaN)
  new MutationObserver(() => changed = true).observe(slide, { subtree: true, childList: true, attributes: true, characterData: true })

  /** A message posted from within a frame comes once style, layout and paint of that frame are done. */
  function afterFrame(then: () => void): void {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = then
      port2.postMessage(undefined)
    })
  }

  addEventListener('keydown', ({ timeStamp }) => {
    changed = false
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    latest = promise
    const look = (): void => afterFrame(() => {
      const ms = performance.now() - timeStamp
      if (changed)
        resolve(ms)
      else if (ms > LIMIT_MS)
        reject(new Error(`nothing changed on the slide for ${LIMIT_MS / 1000} s`))
      else
        look()
    })
    look()
  }, { capture: true })
  return { latest: () => latest }
}
