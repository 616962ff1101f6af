/**
 * The part of Slidev's client that the deck and its tests use, from whatever module of it. The package ships raw
 * TypeScript, which our stricter settings would check as if it were ours. A test holds each type to what Slidev exports.
 */
import type { ClicksContext, RenderContext, SlideRoute } from '@slidev/types'
import type { Component, ComputedRef, InjectionKey, MaybeRefOrGetter, Plugin, Ref } from 'vue'

// From the entry.

export interface SlideContext {
  $clicksContext: ClicksContext
  $page: Ref<number>
  $renderContext: Ref<RenderContext>
  $frontmatter: Record<string, unknown>
  $route: SlideRoute | undefined
}

export interface Navigation {
  currentSlideNo: ComputedRef<number>
  currentSlideRoute: ComputedRef<SlideRoute>
  total: ComputedRef<number>
  clicks: ComputedRef<number>
  isPrintMode: ComputedRef<boolean>
  hasPrimarySlide: ComputedRef<boolean>
  isPlaying: ComputedRef<boolean>
  isPresenter: ComputedRef<boolean>
  slides: Ref<SlideRoute[]>
  hasNext: ComputedRef<boolean>
  hasPrev: ComputedRef<boolean>
  next: () => Promise<void>
  prev: () => Promise<void>
  /** Goes to a slide by its number or its permanent name. */
  go: (no: number | string, clicks?: number) => Promise<void>
}

export declare function useSlideContext(): SlideContext
export declare function useNav(): Navigation

/** What Slidev's own parts read of the talk; who writes to it shows them. */
export declare const sharedState: {
  page: number
  clicks: number
  clicksTotal: number
  timer: { status: 'stopped' | 'running' | 'paused', slides: Record<number, { start?: number, end?: number }>, startedAt: number, pausedAt: number }
  cursor?: { x: number, y: number, style?: 'cursor' | 'laser' } | undefined
}

// From state/, composables/useTimer and state/storage.

export declare const syncDirections: Ref<{ viewerSend: boolean, viewerReceive: boolean, presenterSend: boolean, presenterReceive: boolean }>
export declare const wakeLockEnabled: Ref<boolean>
export declare function useTimer(): {
  state: Ref<typeof sharedState.timer>
  status: ComputedRef<'stopped' | 'running' | 'paused'>
  timer: ComputedRef<{ h: string, m: string, s: string }>
  passed: ComputedRef<number>
  reset: () => void
  toggle: () => void
}

// From state/, logic/ and composables/, for what keys do.

/** Turns off Slidev's own shortcuts, its full screen included, until the function that it gives is called. */
export declare function lockShortcuts(): () => void
export declare const showOverview: Ref<boolean>
export declare const showGotoDialog: Ref<boolean>
export declare const fullscreen: { readonly enter: () => Promise<void>, readonly toggle: () => Promise<void> }
/** Number of the slide that is marked in the overview. */
export declare const currentOverviewPage: Ref<number>
export declare function nextOverviewPage(): void
export declare function prevOverviewPage(): void
export declare function upOverviewPage(): void
export declare function downOverviewPage(): void
export declare function useDrawings(): { readonly drawingEnabled: Ref<boolean> }

// From composables/ and constants, for tests that mount slides.

export declare function createClicksContextBase(current: Ref<number>, clicksStart?: number, total?: number): ClicksContext
export declare function createFixedClicks(route?: SlideRoute, current?: MaybeRefOrGetter<number>): ClicksContext
export declare function useFixedNav(route: SlideRoute, clicks: ClicksContext): Pick<Navigation, 'currentSlideNo' | 'currentSlideRoute' | 'total' | 'clicks' | 'slides' | 'hasNext' | 'hasPrev' | 'next' | 'prev' | 'go'>
export declare function createVClickDirectives(): Plugin
export declare const CLICKS_MAX: number
export declare const injectionClicksContext: InjectionKey<Ref<ClicksContext>>
export declare const injectionCurrentPage: InjectionKey<Ref<number>>
export declare const injectionRenderContext: InjectionKey<Ref<RenderContext>>
export declare const injectionFrontmatter: InjectionKey<Record<string, unknown>>
export declare const injectionSlidevContext: InjectionKey<unknown>

/** A component of the client, where a module's default export is one. */
declare const component: Component
export default component
