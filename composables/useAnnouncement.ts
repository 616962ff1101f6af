import { useNav } from '@slidev/client'
import { computed, type Ref, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import { captionAt } from '../deck/navigation.ts'
import { DEEPER, isBesideTalk, nameOf } from '../components/frame/next-step.ts'
import { insideName } from '../components/frame/inner-steps.ts'
import { playNews } from '../slides/break-it/playground-address.ts'
import { useAfterPaint } from './useAfterPaint.ts'

/** What a screen reader is to read out of the talk. */
export interface UseAnnouncementReturn {
  /** The slide with its caption when the slide changes, and the caption alone at each further click. */
  announcement: Readonly<Ref<string>>
  /** Whether the deck is laid out for print, where nothing is announced. */
  isPrintMode: Ref<boolean>
  /** Whether the talk has not begun, or has ended: its first slide or its last is shown. */
  atEdge: Ref<boolean>
}

/** Follows the talk and words each change once. */
export function useAnnouncement(): UseAnnouncementReturn {
  const route = useRoute()
  const { currentSlideNo, currentSlideRoute, total, clicks, isPrintMode } = useNav()

  const slide = computed(() => `${isBesideTalk(currentSlideRoute.value) ? DEEPER : `Slide ${currentSlideNo.value} of ${total.value}`}: ${currentSlideRoute.value.meta.slide.title ?? ''}.`)
  const caption = computed(() => {
    const name = nameOf(currentSlideRoute.value)
    return playNews.value || captionAt(name, clicks.value, insideName(route.query))
  })

  const announcement = ref('')
  watch([slide, caption], ([nowSlide, nowCaption], [oldSlide]) => {
    announcement.value = nowSlide === oldSlide ? nowCaption : `${nowSlide} ${nowCaption}`.trim()
  }, { immediate: true })
  const atEdge = computed(() => currentSlideNo.value === 1 || currentSlideNo.value === total.value)
  // It is announced a frame after the step is drawn, so as not to delay the picture.
  return { announcement: useAfterPaint(() => announcement.value), isPrintMode, atEdge }
}
