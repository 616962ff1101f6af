import { onUnmounted } from 'vue'

/** What a tap is for by itself. */
const OWN = 'a, button, input, select, textarea, summary, [role="button"], [role="switch"]'

/** How far a finger may move, in pixels, and how long it may stay, in milliseconds, for a tap. */
const tap = { distance: 10, time: 500 } as const

/** Steps by taps on the slide: back on its left third, on elsewhere. Slidev itself knows swipes, and taps beside the slide. */
export function useTaps(next: () => void, prev: () => void): void {
  let start: PointerEvent | undefined

  const onSlide = ({ target }: Event): boolean => target instanceof Element && target.closest('#slide-content') !== null && target.closest(OWN) === null
  const begin = (event: PointerEvent): void => {
    start = event.pointerType === 'touch' && event.isPrimary && onSlide(event) ? event : undefined
  }
  const end = (event: PointerEvent): void => {
    if (!start || event.timeStamp - start.timeStamp > tap.time || Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > tap.distance)
      return
    if (event.clientX < innerWidth / 3)
      prev()
    else
      next()
  }
  document.addEventListener('pointerdown', begin)
  document.addEventListener('pointerup', end)
  onUnmounted(() => {
    document.removeEventListener('pointerdown', begin)
    document.removeEventListener('pointerup', end)
  })
}
