import { useNav } from '@slidev/client'
import type { ComputedRef, Ref } from 'vue'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { clicksOf } from '../../model/navigation.ts'
import { outline } from '../../model/outline.ts'
import { addressOf } from './address.ts'

/** Where a reader stands in the talk, and the ways on. */
export interface UseTalkPlaceReturn {
  /** Permanent name of the slide. */
  slide: ComputedRef<string>
  click: Ref<number>
  /** Permanent name of the step; undefined on a slide that has none. */
  step: ComputedRef<string | undefined>
  /** The slide's number, and the click among its own: `14 · 3 / 29`. */
  count: ComputedRef<string>
  /** How much of the talk has been shown, from 0 to 1. */
  progress: ComputedRef<number>
  /** The address of exactly this, by names. */
  address: ComputedRef<string>
  /** Names and titles of all slides, in order. */
  slides: ComputedRef<readonly { readonly name: string, readonly title: string }[]>
  hasNext: Ref<boolean>
  hasPrev: Ref<boolean>
  next: () => void
  prev: () => void
}

/** Follows the talk for what stands beside it. */
export function useTalkPlace(): UseTalkPlaceReturn {
  const route = useRoute()
  const { slides: routes, currentSlideNo, clicks, hasNext, hasPrev, next, prev } = useNav()
  const slides = computed(() => routes.value.map(({ no, meta }) => ({ name: String(meta.slide.frontmatter['routeAlias'] ?? no), title: meta.slide.title ?? '' })))
  const slide = computed(() => slides.value[currentSlideNo.value - 1]?.name ?? '')
  const step = computed(() => outline[slide.value]?.[clicks.value]?.id)
  const last = computed(() => clicksOf(slide.value))
  const sizes = computed(() => slides.value.map(({ name }) => clicksOf(name) + 1))
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
  return {
    slide,
    click: clicks,
    step,
    count: computed(() => last.value > 0 ? `${currentSlideNo.value} · ${Math.min(clicks.value, last.value)} / ${last.value}` : `${currentSlideNo.value}`),
    progress: computed(() => (sum(sizes.value.slice(0, currentSlideNo.value - 1)) + clicks.value + 1) / sum(sizes.value)),
    address: computed(() => addressOf(route, slide.value, clicks.value)),
    slides,
    hasNext,
    hasPrev,
    next: () => void next(),
    prev: () => void prev(),
  }
}
