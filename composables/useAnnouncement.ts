import { useNav } from '@slidev/client'
import { computed, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import { captionAt } from '../deck/navigation.ts'
import { DEEPER, isDeeperRoute, nameOf } from '../components/frame/next-step.ts'
import { insideName } from '../components/frame/inner-steps.ts'
import { playAnnouncement } from '../slides/break-it/playground-address.ts'
import { useAfterPaint } from './useAfterPaint.ts'

/** Follows the talk and words each change once: a slide with its caption when the slide changes, and the caption alone at each further click. */
export function useAnnouncement() {
  const route = useRoute()
  const { currentSlideNo, currentSlideRoute, total, clicks, isPrintMode } = useNav()

  const slide = computed(() => `${isDeeperRoute(currentSlideRoute.value) ? DEEPER : `Slide ${currentSlideNo.value} of ${total.value}`}: ${currentSlideRoute.value.meta.slide.title ?? ''}.`)
  const caption = computed(() => {
    const name = nameOf(currentSlideRoute.value)
    return playAnnouncement.value || captionAt(name, clicks.value, insideName(route.query))
  })

  const announcement = ref('')
  watch([slide, caption], ([nowSlide, nowCaption], [oldSlide]) => {
    announcement.value = nowSlide === oldSlide ? nowCaption : `${nowSlide} ${nowCaption}`.trim()
  }, { immediate: true })
  const atEdge = computed(() => currentSlideNo.value === 1 || currentSlideNo.value === total.value)
  // It is announced a frame after the step is drawn, so as not to delay the picture.
  return { announcement: useAfterPaint(() => announcement.value), isPrintMode, atEdge }
}
