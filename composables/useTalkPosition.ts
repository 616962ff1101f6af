import { useNav } from '@slidev/client'
import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { talkCut } from '../components/frame/talk-cut.ts'
import { clicksOf } from '../deck/navigation.ts'
import { outline } from '../deck/outline.ts'
import { useAfterPaint } from './useAfterPaint.ts'
import { addressOf } from '../logic/slide-address.ts'

/** Where a reader stands in the talk, and the ways on. */
export interface UseTalkPlaceReturn {
  /** Permanent name of the slide. */
  slide: ComputedRef<string>
  click: ComputedRef<number>
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
  hasNext: ComputedRef<boolean>
  hasPrev: ComputedRef<boolean>
  next: () => void
  prev: () => void
}

/** Follows the talk for what stands beside it, one paint behind. */
export function useTalkPlace(): UseTalkPlaceReturn {
  const route = useRoute()
  const router = useRouter()
  const nav = useNav()
  const { slides: routes, next, prev } = nav
  const now = useAfterPaint(() => ({ no: nav.currentSlideNo.value, click: nav.clicks.value, hasNext: nav.hasNext.value, hasPrev: nav.hasPrev.value, query: route.query }))
  const no = computed(() => now.value.no)
  const click = computed(() => now.value.click)
  const slides = computed(() => routes.value.map(({ no, meta }) => ({ name: String(meta.slide.frontmatter['routeAlias'] ?? no), title: meta.slide.title ?? '' })))
  const slide = computed(() => slides.value[no.value - 1]?.name ?? '')
  const step = computed(() => outline[slide.value]?.[click.value]?.id)
  const last = computed(() => clicksOf(slide.value))
  const sizes = computed(() => slides.value.map(({ name }) => clicksOf(name) + 1))
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)
  return {
    slide,
    click,
    step,
    count: computed(() => talkCut.value?.count(slide.value, click.value) ?? (last.value > 0 ? `${no.value} · ${Math.min(click.value, last.value)} / ${last.value}` : `${no.value}`)),
    progress: computed(() => talkCut.value?.progress(slide.value, click.value) ?? (sum(sizes.value.slice(0, no.value - 1)) + click.value + 1) / sum(sizes.value)),
    address: computed(() => addressOf(router, now.value, slide.value, click.value)),
    slides,
    hasNext: computed(() => now.value.hasNext),
    hasPrev: computed(() => now.value.hasPrev),
    next: () => void next(),
    prev: () => void prev(),
  }
}
