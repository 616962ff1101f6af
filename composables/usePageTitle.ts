import { useNav } from '@slidev/client'
import { watchPostEffect } from 'vue'
import { pageTitle } from '../logic/title.ts'

/** Keeps the tab's title that of the slide, as its static page has it. */
export function usePageTitle(): void {
  const { currentSlideRoute, isPlaying } = useNav()
  watchPostEffect(() => {
    if (isPlaying.value)
      document.title = pageTitle(currentSlideRoute.value.meta.slide.title ?? '')
  })
}
