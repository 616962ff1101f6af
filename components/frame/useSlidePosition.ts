import type { ComputedRef } from 'vue'
import { useSlideContext } from '@slidev/client'
import { computed } from 'vue'

/** Where a slide stands in the talk, and among its own clicks. */
export interface SlidePlace {
  /** The number of the slide, from 1. */
  readonly slide: number
  /** Clicks made on it, and clicks there are. */
  readonly click: number
  readonly clicks: number
}

/** The place of the slide that a layout draws, for the corner of the slide. */
export function useSlidePlace(): ComputedRef<SlidePlace> {
  const { $clicksContext, $page } = useSlideContext()
  return computed(() => {
    const { current, total } = $clicksContext
    return { slide: $page.value, click: Math.min(current, total), clicks: total }
  })
}
