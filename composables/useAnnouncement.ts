import { useNav } from '@slidev/client'
import { computed, ref, watch, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import { captionAt } from '../deck/navigation.ts'
import { DEEPER, isBesideTalk } from '../components/frame/next-step.ts'
import { insideName } from '../components/frame/inner-steps.ts'
import { playNews } from '../slides/break-it/playground-address.ts'
import { useAfterPaint } from './useAfterPaint.ts'

/** What a screen reader should hear of the talk. */
export interface UseAnnouncementReturn {
  /** The slide with its caption when the slide changes, and the caption alone at each further click. */
  announcement: Readonly<Ref<string>>
  /** Whether the deck is laid out for print, where nobody listens. */
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
    const name = String(currentSlideRoute.value.meta.slide.frontmatter['routeAlias'] ?? '')
    return playNews.value || captionAt(name, clicks.value, insideName(route.query))
  })

  const announcement = ref('')
  watch([slide, caption], ([nowSlide, nowCaption], [oldSlide]) => {
    announcement.value = nowSlide === oldSlide ? nowCaption : `${nowSlide} ${nowCaption}`.trim()
  }, { immediate: true })
  const atEdge = computed(() => currentSlideNo.value === 1 || currentSlideNo.value === total.value)
  // It is heard a frame later than the step is seen: what nobody sees is not to keep the picture waiting.
  return { announcement: useAfterPaint(() => announcement.value), isPrintMode, atEdge }
}
