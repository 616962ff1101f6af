import { afterPaint } from '../../components/frame/after-paint.ts'

/** Lets the address follow the picture: writing it before each drawing costs as much as the drawing. Of several in a row only the last is written. */
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
