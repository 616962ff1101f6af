/**
 * The part of Slidev's client that the deck uses. The package ships raw TypeScript, which our stricter
 * settings would check as if it were ours.
 */
import type { ClicksContext, RenderContext, SlideRoute } from '@slidev/types'
import type { ComputedRef, Ref } from 'vue'

export interface SlideContext {
  $clicksContext: ClicksContext
  $page: Ref<number>
  $renderContext: Ref<RenderContext>
  $frontmatter: Record<string, unknown>
}

export interface Navigation {
  currentSlideNo: ComputedRef<number>
  currentSlideRoute: ComputedRef<SlideRoute>
  total: ComputedRef<number>
  clicks: ComputedRef<number>
  isPrintMode: ComputedRef<boolean>
  hasPrimarySlide: ComputedRef<boolean>
}

export declare function useSlideContext(): SlideContext
export declare function useNav(): Navigation
