import type { Ref } from 'vue'
import { onUnmounted, readonly, ref } from 'vue'

/** Whether a media query holds, as it changes. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const list = matchMedia(query)
  const holds = ref(list.matches)
  const follow = (): void => {
    holds.value = list.matches
  }
  list.addEventListener('change', follow)
  onUnmounted(() => list.removeEventListener('change', follow))
  return readonly(holds)
}
