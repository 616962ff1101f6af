import { onUnmounted, readonly, ref, type Ref } from 'vue'

/** Beneath the slide are at least 150 pixels, enough for the narration. */
export const PORTRAIT = '(max-aspect-ratio: 5/4) and (min-height: 700px), (max-aspect-ratio: 1/1)'

/** A phone that is held upright. */
export const PHONE = '(orientation: portrait) and (max-width: 600px)'

/** Whether a media query holds, as it changes. */
export function useMediaQuery(query: string): Readonly<Ref<boolean>> {
  const list = matchMedia(query)
  const holds = ref(list.matches)
  const follow = (): void => {
    holds.value = list.matches
  }
  list.addEventListener('change', follow)
  onUnmounted(() => list.removeEventListener('change', follow))
  return readonly(holds)
}
