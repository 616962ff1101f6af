import type { ShallowRef } from 'vue'
import { onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import { afterPaint } from './after-paint.ts'

/**
 * Follows a value, but behind the picture: what stands beside a slide can wait until the slide's step is painted.
 *
 * @param source what to follow; it is read again when its turn has come, so that several changes are one
 */
export function useLater<T>(source: () => T): Readonly<ShallowRef<T>> {
  const later = shallowRef(source())
  let waits = false
  let gone = false
  watch(source, () => {
    if (waits)
      return
    waits = true
    afterPaint(() => {
      waits = false
      if (!gone)
        later.value = source()
    })
  })
  onScopeDispose(() => gone = true)
  return shallowReadonly(later) as Readonly<ShallowRef<T>>
}
