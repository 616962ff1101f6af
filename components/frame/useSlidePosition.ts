import { useSlideContext } from '@slidev/client'
import { computed, type ComputedRef } from 'vue'
import { talkCut } from './talk-cut.ts'
import { DEEPER } from './next-step.ts'

/** Where a slide stands in the talk, and among its own clicks. */
export interface SlidePosition {
  readonly click: number
  /** Its number and its clicks, as its corner has them: in a shorter talk by that one's count. */
  readonly count: string
}

/** The place of the slide that a layout draws. */
export function useSlidePosition(): ComputedRef<SlidePosition> {
  const { $clicksContext, $page, $frontmatter } = useSlideContext()
  return computed(() => {
    const { current, total } = $clicksContext
    const click = Math.min(current, total)
    const isDeeper = $frontmatter['section'] === DEEPER
    const cut = isDeeper ? undefined : talkCut.value
    const number = isDeeper ? DEEPER : $page.value
    return { click, count: cut?.count(String($frontmatter['routeAlias']), click) ?? (total > 0 ? `${number} · ${click} / ${total}` : `${number}`) }
  })
}
