import { afterPaint } from '../../components/frame/after-paint.ts'

/**
 * Takes away the still that a static page shows of its slide, in the first frame after the deck shows the same slide
 * behind it. Vue empties what it is mounted into, so the still stands beside it.
 *
 * Leans on: Slidev mounts into `#app` and draws a layout in `.slidev-page` once the slide's code is there.
 */
export function handOver(): void {
  const still = document.getElementById('still')
  const app = document.getElementById('app')
  if (!still || !app)
    return
  const observer = new MutationObserver(() => {
    if (!app.querySelector('.slidev-page .slidev-layout'))
      return
    observer.disconnect()
    afterPaint(() => still.remove())
  })
  observer.observe(app, { childList: true, subtree: true })
}
