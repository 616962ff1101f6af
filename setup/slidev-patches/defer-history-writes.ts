import { afterPaint } from '../../components/frame/after-paint.ts'

/**
 * Lets the address follow the picture: the router writes each step's address before anything is drawn, and that costs
 * the browser, in two processes, as much as many a step's drawing. Of several in a row only the last is written, and a
 * browser that refuses to write so many leaves the talk alone.
 */
export function deferHistoryWrites(): void {
  const write = history.replaceState.bind(history)
  const push = history.pushState.bind(history)
  let waiting: Parameters<History['replaceState']> | undefined

  const writeNow = (): void => {
    const last = waiting
    waiting = undefined
    try {
      if (last)
        write(...last)
    }
    catch (error) {
      console.warn('The address could not follow:', error)
    }
  }
  history.replaceState = (...args) => {
    if (!waiting)
      afterPaint(writeNow)
    waiting = args
  }
  history.pushState = (...args) => {
    writeNow()
    push(...args)
  }
  // Written at once on leaving, so that Back returns to the same step; after Back it must not overwrite the entry.
  addEventListener('pagehide', writeNow)
  addEventListener('popstate', () => waiting = undefined, { capture: true })
}
