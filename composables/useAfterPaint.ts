import { onScopeDispose, shallowReadonly, type ShallowRef, shallowRef, watch } from 'vue'
import { afterPaint } from '../components/frame/after-paint.ts'

/** Follows a value, but after the slide's step is painted, so that several changes become one; at once for who leaves the page. */
export function useAfterPaint<T>(source: () => T): Readonly<ShallowRef<T>> {
  const later = shallowRef(source())
  let waits = false
  const catchUp = (): void => {
    if (waits)
      later.value = source()
    waits = false
  }
  watch(source, () => {
    if (!waits)
      afterPaint(catchUp)
    waits = true
  })
  addEventListener('pagehide', catchUp)
  onScopeDispose(() => {
    waits = false
    removeEventListener('pagehide', catchUp)
  })
  return shallowReadonly(later) as Readonly<ShallowRef<T>>
}
