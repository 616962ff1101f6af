import { onUnmounted, ref } from 'vue'

/** How long after the last movement somebody still seems to be at the mouse, in milliseconds. */
const HIDE_AFTER_MS = 3000

/** A projector must not show buttons, and a reader must find them: they are there while the mouse moves, and always where fingers are the pointer. */
export function useAwake() {
  const touched = matchMedia('(pointer: coarse)').matches
  const awake = ref(touched)
  let timer: ReturnType<typeof setTimeout> | undefined

  /** To be called for anything else that shows somebody is there, such as the focus. */
  function wake(): void {
    awake.value = true
    clearTimeout(timer)
    if (!touched)
      timer = setTimeout(() => awake.value = false, HIDE_AFTER_MS)
  }

  function move({ target }: PointerEvent): void {
    wake()
    // A long source ends below the buttons: pointing at the source hides them. A `:has()` would cost each step.
    if (!touched && target instanceof Element && target.closest('.slidev-page .source a'))
      awake.value = false
  }

  document.addEventListener('pointermove', move, { passive: true })
  onUnmounted(() => {
    document.removeEventListener('pointermove', move)
    clearTimeout(timer)
  })
  return { awake, wake }
}
