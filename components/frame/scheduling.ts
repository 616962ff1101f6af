import { type Component, defineAsyncComponent } from 'vue'
import { importAgain } from './import-again.ts'
import { firstSlideOrLate } from './first-slide.ts'
import { waitToRetry } from './wait-to-retry.ts'
import { yieldToMain } from './yield-to-main.ts'

/** The longest that what is late waits for a browser with nothing to do, in milliseconds. */
const LATEST_MS = 2000

/** Waits until the browser has nothing else to do. */
export function idle(): Promise<void> {
  // Safari has no such callback.
  return new Promise(resolve => 'requestIdleCallback' in globalThis ? requestIdleCallback(() => resolve(), { timeout: LATEST_MS }) : setTimeout(resolve, LATEST_MS / 10))
}

/**
 * A component that no slide waits for: it is loaded and drawn once the first slide is there, or takes too long, and the
 * browser has nothing else to do. If it does not come, it is asked for again once the network may be back.
 *
 * @param load loads its module
 */
export function defineDeferredComponent(load: () => Promise<{ readonly default: Component }>): Component {
  const loadAgain = importAgain(load)
  return defineAsyncComponent({
    loader: async () => {
      await firstSlideOrLate()
      await idle()
      const { default: component } = await loadAgain()
      await idle()
      return component
    },
    onError: (_, retry) => void waitToRetry().then(retry),
  })
}

/**
 * A component that is loaded when it is drawn for the first time, as a dialog is. If it does not come, it is asked for
 * again when it is drawn the next time.
 *
 * @param load loads its module
 */
export function defineLazyComponent<Lazy extends Component>(load: () => Promise<{ readonly default: Lazy }>): Lazy {
  return defineAsyncComponent(importAgain(load))
}

/** A component that is drawn in a task of its own, after its parent. */
export function deferDrawing(component: Component): Component {
  return defineAsyncComponent(async () => {
    await yieldToMain()
    return component
  })
}
