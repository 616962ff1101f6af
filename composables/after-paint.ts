let waiting: (() => void)[] = []

/** Asks for one frame and one timer for all that waits: one each would keep the picture itself waiting. */
function ask(): void {
  requestAnimationFrame(() => {
    // Who comes after this frame waits for the next.
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
  })
}

/**
 * Calls back once the browser has painted what was changed before. Where nothing is painted, as in a tab that nobody
 * looks at, it does not wait for a paint that never comes. What fails is reported, and stops nobody else's.
 */
export function afterPaint(then: () => void): void {
  if (document.hidden) {
    setTimeout(then)
    return
  }
  if (waiting.length === 0)
    ask()
  waiting.push(then)
}
