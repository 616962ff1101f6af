import { useNav } from '@slidev/client'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { leftAt, talkCut } from '../components/frame/talk-cut.ts'
import { DEEPER, nameOf } from '../components/frame/next-step.ts'
import { isDeeperSlide } from '../slides/sections.ts'
import { clicksOf, stepsOf } from '../deck/navigation.ts'
import { useAfterPaint } from './useAfterPaint.ts'
import { addressOf } from '../logic/slide-address.ts'

/** Where a reader stands in the talk, and the ways on. */
export type TalkPosition = ReturnType<typeof useTalkPosition>

/** Follows the talk for what stands beside it, one paint behind. */
export function useTalkPosition() {
  const route = useRoute()
  const router = useRouter()
  const nav = useNav()
  const { slides: routes, next, prev } = nav
  const now = useAfterPaint(() => ({ no: nav.currentSlideNo.value, click: nav.clicks.value, hasNext: nav.hasNext.value, hasPrev: nav.hasPrev.value, query: route.query }))
  const no = computed(() => now.value.no)
  const click = computed(() => now.value.click)
  const slides = computed(() => routes.value.map(route => ({ name: nameOf(route), title: route.meta.slide.title ?? '' })))
  const slide = computed(() => slides.value[no.value - 1]?.name ?? '')
  const step = computed(() => stepsOf(slide.value)?.[click.value]?.id)
  const last = computed(() => clicksOf(slide.value))
  const inTalk = computed(() => slides.value.filter(({ name }) => !isDeeperSlide(name)))
  const sum = (some: readonly { readonly name: string }[]): number => some.reduce((all, { name }) => all + clicksOf(name) + 1, 0)
  /** From a slide beside the talk one comes back to where it was left; who has not begun it there has it behind them. */
  const lastInTalk = computed(() => !isDeeperSlide(slide.value) ? { slide: slide.value, click: click.value } : leftAt.value ?? { slide: inTalk.value.at(-1)?.name ?? '', click: 0 })
  const number = computed(() => isDeeperSlide(slide.value) ? DEEPER : String(no.value))
  return {
    slide,
    click,
    step,
    /** The slide's number, and the click among its own: `14 · 3 / 29`. */
    count: computed(() => (isDeeperSlide(slide.value) ? undefined : talkCut.value?.count(slide.value, click.value)) ?? (last.value > 0 ? `${number.value} · ${Math.min(click.value, last.value)} / ${last.value}` : number.value)),
    /** How much of the talk has been shown, from 0 to 1. */
    progress: computed(() => talkCut.value?.progress(lastInTalk.value.slide, lastInTalk.value.click) ?? (sum(inTalk.value.slice(0, inTalk.value.findIndex(({ name }) => name === lastInTalk.value.slide))) + lastInTalk.value.click + 1) / sum(inTalk.value)),
    address: computed(() => addressOf(router, now.value, slide.value, click.value)),
    slides,
    hasNext: computed(() => now.value.hasNext),
    hasPrev: computed(() => now.value.hasPrev),
    next: () => void next(),
    prev: () => void prev(),
  }
}
