import type { useNav } from '@slidev/client'
import { onScopeDispose } from 'vue'
import type { RouteLocationNormalized, Router } from 'vue-router'
import { type CutPosition, leftAt, talkCut } from '../components/frame/talk-cut.ts'
import { nameOf } from '../components/frame/next-step.ts'
import { isDeeperSlide } from '../slides/sections.ts'

const ROUTES: readonly unknown[] = ['play', 'presenter']

/**
 * Remembers where the talk was left for a slide that is not next to it: by a search, a link, the map, a number.
 *
 * @returns goes back there; nothing happens where the talk was not left
 */
export function useReturnToTalk(router: Router, { slides, go }: Pick<ReturnType<typeof useNav>, 'slides' | 'go'>): () => void {
  const names = (): readonly string[] => slides.value.map(nameOf)
  const positionOf = ({ name, params, query }: RouteLocationNormalized): CutPosition | undefined => {
    const requested = String(params['no'] ?? 1)
    const slide = names().find((each, index) => each === requested || String(index + 1) === requested)
    return ROUTES.includes(name) && slide !== undefined ? { slide, click: Number(query['clicks'] ?? 0) } : undefined
  }
  onScopeDispose(router.afterEach((to, from, failure) => {
    const [here, before] = [positionOf(to), positionOf(from)]
    if (failure || !here || !before || here.slide === before.slide)
      return
    const inTalk = talkCut.value ? Object.keys(talkCut.value.shown) : names().filter(name => !isDeeperSlide(name))
    const [at, was] = [inTalk.indexOf(here.slide), inTalk.indexOf(before.slide)]
    if (here.slide === leftAt.value?.slide)
      leftAt.value = undefined
    else if (was >= 0 && (at < 0 || Math.abs(at - was) > 1))
      leftAt.value = before
  }))
  return () => {
    if (leftAt.value)
      void go(leftAt.value.slide, leftAt.value.click)
  }
}
