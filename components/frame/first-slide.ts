import { afterPaint } from './after-paint.ts'

/** How long what is late leaves the network to the first slide, in milliseconds. */
const LATEST_MS = 4000

let drawn: Promise<void> | undefined

/**
 * Settles once the first slide that the page shows is drawn; on a page without slides, never. It is asked for before there is one.
 *
 * Leans on: Slidev mounts into `#app` and draws a layout in `.slidev-page` once the slide's code is there.
 */
function firstSlideDrawn(): Promise<void> {
  return drawn ??= new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('#app .slidev-page .slidev-layout'))
        resolve(observer.disconnect())
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })
}

/** Settles once that slide, and what was changed since, is painted. */
export const firstSlidePainted = (): Promise<void> => firstSlideDrawn().then(() => new Promise(afterPaint))

/** Settles when that slide is painted, or takes too long: for what must come on a page without one, too. */
export const firstSlideOrLate = (): Promise<void> => Promise.race([firstSlidePainted(), new Promise<void>(resolve => setTimeout(resolve, LATEST_MS))])
