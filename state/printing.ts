import { readonly, ref } from 'vue'

const now = ref(false)

/** Whether the browser prints what the window shows. */
export const printing = readonly(now)

/** Lets the deck follow when somebody prints what their window shows. Paper is white: in the dark scheme too it is printed light. */
export function followPrinting(): void {
  const { classList } = document.documentElement
  let dark = false
  let isPrinting = false
  const before = (): void => {
    // Papers of an export are made in the scheme that was asked for; a picture for a frame is none of them.
    if (now.value || (classList.contains('on-paper') && !document.querySelector('.embed')))
      return
    now.value = true
    dark = classList.contains('dark')
    classList.remove('dark')
  }
  const after = (): void => {
    if (now.value && dark)
      classList.add('dark')
    now.value = false
  }
  addEventListener('beforeprint', () => {
    isPrinting = true
    before()
  })
  addEventListener('afterprint', () => {
    isPrinting = false
    after()
  })
  matchMedia('print').addEventListener('change', ({ matches }) => {
    if (matches)
      before()
    // A first print in Chromium leaves the print medium once before it counts pages: only its own event ends it.
    else if (!isPrinting)
      after()
  })
}
