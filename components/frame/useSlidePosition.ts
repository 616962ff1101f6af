import type { ComputedRef } from 'vue'
import { useSlideContext } from '@slidev/client'
import { computed } from 'vue'
import { talkCut } from './talk-cut.ts'

/** Where a slide stands in the talk, and among its own clicks. */
export interface SlidePlace {
  /** The number of the slide, from 1. */
  readonly slide: number
  /** Clicks made on it, and clicks there are. */
  readonly click: number
  readonly clicks: number
  /** Both as the corner of the slide has them, in a shorter talk by its own count. */
  readonly count: string
}

/** The place of the slide that a layout draws, for the corner of the slide. */
export function useSlidePlace(): ComputedRef<SlidePlace> {
  const { $clicksContext, $page, $frontmatter } = useSlideContext()
  return computed(() => {
    const { current, total } = $clicksContext
    const click = Math.min(current, total)
    const own = total > 0 ? `${$page.value} · ${click} / ${total}` : `${$page.value}`
    return { slide: $page.value, click, clicks: total, count: talkCut.value?.count(String($frontmatter['routeAlias']), click) ?? own }
  })
}
