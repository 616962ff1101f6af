import { listen } from './useKeys.ts'

/** What a tap is for by itself, or for nothing: words are read there. */
const OWN = '.narration-panel, a, button, input, select, textarea, summary, [role="button"], [role="switch"]'

/** How far a finger may move, in pixels, and how long it may stay, in milliseconds, for a tap. */
const tap = { distance: 10, time: 500 } as const

/** How far a finger has to go for a swipe, in pixels: across for a step, up or down for a slide. */
const swipe = { across: 75, along: 200 } as const

export interface Gestures {
  readonly next: () => void
  readonly prev: () => void
  readonly nextSlide: () => void
  readonly prevSlide: () => void
  /** Whether a tap steps, beside a swipe. */
  readonly taps: () => boolean
  /** Whether fingers draw now. */
  readonly draws: () => boolean
}

/** One finger steps once: a tap on, or back on the left third; a swipe to where it comes from. Two fingers never step, nor one that moves an enlarged page. */
export function useGestures({ next, prev, nextSlide, prevSlide, taps, draws }: Gestures): void {
  let start: PointerEvent | undefined

  listen('pointerdown', (event) => {
    if (event.pointerType !== 'touch')
      return
    const isHere = event.target instanceof Element && event.target.closest('#page-root, #slide-container, .narration-panel') !== null && !draws()
    // A finger beside the first is not primary, and ends what that one began.
    start = isHere && event.isPrimary ? event : undefined
    // Slidev steps as soon as its black is touched, and again at the end of a swipe, with one finger or two.
    if (isHere)
      event.stopPropagation()
  }, { capture: true })

  const act = (begin: PointerEvent, end: PointerEvent): void => {
    const [x, y] = [end.clientX - begin.clientX, end.clientY - begin.clientY]
    const isTap = end.timeStamp - begin.timeStamp <= tap.time && Math.hypot(x, y) <= tap.distance
    if (isTap && taps() && begin.target instanceof Element && !begin.target.closest(OWN))
      (begin.clientX < innerWidth / 3 ? prev : next)()
    else if (visualViewport && visualViewport.scale > 1.01)
      return
    else if (Math.abs(x) > swipe.across && Math.abs(x) > Math.abs(y))
      (x < 0 ? next : prev)()
    else if (Math.abs(y) > swipe.along)
      (y < 0 ? nextSlide : prevSlide)()
  }
  listen('pointerup', (event) => {
    const begin = start
    if (event.pointerId !== begin?.pointerId)
      return
    start = undefined
    act(begin, event)
  })
  listen('pointercancel', () => start = undefined)
}
