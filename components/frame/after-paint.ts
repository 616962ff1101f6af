import { yieldToMain } from './yield-to-main.ts'

/** The longest that a paint is waited for, in milliseconds: a window behind another is given one a second. */
const LATEST_MS = 100

let waiting: (() => void)[] = []

/** Asks for one frame and one timer for all that waits: one each would keep the picture itself waiting. */
function ask(): void {
  // Who comes after this frame waits for the next.
  let isDue = true
  const run = (): void => {
    if (!isDue)
      return
    isDue = false
    const now = waiting
    waiting = []
    setTimeout(() => {
      for (const then of now) {
        try {
          then()
        }
        catch (error) {
          reportError(error)
        }
      }
    })
  }
  requestAnimationFrame(run)
  setTimeout(run, LATEST_MS)
}

/** Calls back once the browser has painted what was changed before, or soon where nothing is painted, as in a hidden tab. What fails is reported, and stops nobody else's. */
export function afterPaint(then: () => void): void {
  if (document.hidden) {
    // No timer: such a tab has one a second.
    void yieldToMain().then(then).catch((error: unknown) => reportError(error))
    return
  }
  if (waiting.length === 0)
    ask()
  waiting.push(then)
}
