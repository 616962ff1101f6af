import { onScopeDispose } from 'vue'
import type { Router } from 'vue-router'

/** What the root element is marked with while the browser gives this window few frames: see `styles/slide.css`. */
const FEW_FRAMES = 'few-frames'

/** The longest that a frame may be late, in milliseconds, before the window does without transitions. */
const LATE_MS = 100

/** Shows a new slide at once in a window that is given few frames. Leans on: Vue begins a transition with two frames, until which the new slide cannot be seen. */
export function useFrames(router: Router): void {
  const { classList } = document.documentElement
  onScopeDispose(router.afterEach(() => {
    const late = setTimeout(() => classList.add(FEW_FRAMES), document.hidden ? 0 : LATE_MS)
    requestAnimationFrame((first) => {
      clearTimeout(late)
      requestAnimationFrame(second => classList.toggle(FEW_FRAMES, second - first > LATE_MS))
    })
  }))
}
