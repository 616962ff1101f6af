import { firstSlidePainted } from '../../components/frame/first-slide.ts'

/**
 * Takes away the static slide that a page shows before the deck runs, in the first frame after the deck shows the same slide
 * behind it. Vue empties what it is mounted into, so the static slide stands beside it.
 */
export function replacePlaceholder(): void {
  const placeholder = document.getElementById('static-slide')
  if (placeholder)
    void firstSlidePainted().then(() => placeholder.remove())
}
