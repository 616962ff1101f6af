import { nextTick, readonly, ref } from 'vue'

const now = ref(false)

/** Whether the browser prints what the window shows. */
export const printing = readonly(now)

/** Lets the deck follow when somebody prints what their window shows. Paper is white: in the dark scheme too it is printed light. */
export function followPrinting(): void {
  const { classList } = document.documentElement
  let dark = false
  const before = (): void => {
    // Papers of an export are made in the scheme that was asked for.
    if (now.value || classList.contains('on-paper'))
      return
    now.value = true
    dark = classList.contains('dark')
    classList.remove('dark')
    classList.add('printing')
    // Chromium counts the pages of a first print by how long the document was before.
    void nextTick(() => void document.body.offsetHeight)
  }
  const after = (): void => {
    if (now.value && dark)
      classList.add('dark')
    classList.remove('printing')
    now.value = false
  }
  addEventListener('beforeprint', before)
  addEventListener('afterprint', after)
  matchMedia('print').addEventListener('change', ({ matches }) => matches ? before() : after())
}
