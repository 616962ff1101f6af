import { useSlideContext } from '@slidev/client'
import { nextTick, provide, shallowRef, watch } from 'vue'
import { comingStep, endTravels } from '../diagram/travel.ts'

/** Whoever goes on twice within this sees nothing travel the second time, as with a key that is held elsewhere, in milliseconds. */
const MIN_PAUSE_MS = 350

/** Whether a key repeats because it is held. */
let held = false
if (typeof window !== 'undefined') {
  window.addEventListener('keydown', ({ repeat }) => held = repeat, { capture: true, passive: true })
  window.addEventListener('keyup', () => held = false, { capture: true, passive: true })
}

/**
 * Tells the arrows of a picture when a step comes, so that what they carry can be seen to travel: by going on to the
 * next one, not by going back or leaping, not while a key is held, and only where the talk is given.
 *
 * @param index place of the step
 * @param within place inside it, where there is one
 */
export function provideTravel(index: () => number, within: () => number | undefined = () => undefined): void {
  const { $renderContext } = useSlideContext()
  const [count, fresh] = [shallowRef(0), shallowRef(false)]
  let latest = -MIN_PAUSE_MS
  provide(comingStep, { count, fresh })
  watch([index, within], ([now, inside], [before, insideBefore]) => {
    endTravels()
    const next = now === before + 1 || (now === before && inside !== undefined && insideBefore !== undefined && inside === insideBefore + 1)
    const pause = performance.now() - latest
    latest = next ? performance.now() : -MIN_PAUSE_MS
    const shown = $renderContext.value === 'slide' || $renderContext.value === 'presenter'
    if (!next || !shown || held || pause < MIN_PAUSE_MS)
      return
    fresh.value = true
    count.value++
    void nextTick(() => fresh.value = false)
  })
}
