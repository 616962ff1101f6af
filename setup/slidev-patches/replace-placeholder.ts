import { afterPaint } from '../../components/frame/after-paint.ts'

/**
 * Takes away the static slide that a page shows before the deck runs, in the first frame after the deck shows the same slide
 * behind it. Vue empties what it is mounted into, so the static slide stands beside it.
 *
 * Leans on: Slidev mounts into `#app` and draws a layout in `.slidev-page` once the slide's code is there.
 */
export function replacePlaceholder(): void {
  const placeholder = document.getElementById('static-slide')
  const app = document.getElementById('app')
  if (!placeholder || !app)
    return
  const observer = new MutationObserver(() => {
    if (!app.querySelector('.slidev-page .slidev-layout'))
      return
    observer.disconnect()
    afterPaint(() => placeholder.remove())
  })
  observer.observe(app, { childList: true, subtree: true })
}
