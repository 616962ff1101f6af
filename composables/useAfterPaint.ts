import { onScopeDispose, shallowReadonly, type ShallowRef, shallowRef, watch } from 'vue'
import { afterPaint } from '../components/frame/after-paint.ts'

/**
 * Follows a value, but behind the picture: what stands beside a slide can wait until the slide's step is painted. Only
 * who leaves the page has it at once.
 *
 * @param source what to follow; it is read again after the paint, so that several changes become one
 */
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
