import { useSlideContext } from '@slidev/client'
import { computed, inject, shallowRef, watch } from 'vue'
import { routerKey } from 'vue-router'
import { isTyped, type Move, type Moves } from './moves.ts'
import { fitsLink, playSlide } from './play-link.ts'
import { goPlay, playIn } from './playground-address.ts'
import { commandRunnerLoaded, goLive, isLiveIn, loadCommandRunner } from './playground-modes.ts'

/** A play that was left, or begun again, and the click at which it was. */
const left = shallowRef<{ readonly click: string, readonly moves: Moves } | undefined>()

/** Ties a picture to the play of its address; where there is none, to the moves of the prepared path. Only the last play that was left is remembered. */
export function usePlay(prepared: () => Moves) {
  const { $renderContext, $page } = useSlideContext()
  const router = inject(routerKey, undefined)
  const route = computed(() => {
    const now = router?.currentRoute.value
    const seen = $renderContext.value === 'slide' || $renderContext.value === 'presenter'
    const here = now && [playSlide, String($page.value)].includes(String(now.params['no']))
    return seen && here && !('print' in now.query) ? now : undefined
  })
  const own = computed(() => route.value && playIn(route.value.query))
  /** As far as they can be made by now. */
  const moves = computed(() => {
    const all = own.value ?? prepared()
    return commandRunnerLoaded.value || !isTyped(all) ? all : all.slice(0, all.findIndex(move => move.do === 'type'))
  })
  watch(own, (now) => {
    if (now && isTyped(now))
      void loadCommandRunner().catch((error: unknown) => console.warn('What was typed cannot be shown:', error))
  }, { immediate: true })
  const go = (to: Moves | undefined): void => {
    if (router)
      goPlay(router, to)
  }
  const click = computed(() => String(route.value?.query['clicks'] ?? 0))
  const back = computed(() => left.value?.click === click.value && (own.value ?? []).length === 0 ? left.value.moves : undefined)
  const save = (before: Moves | undefined, at: string): void => {
    if (before && before.length > 0)
      left.value = { click: at, moves: before }
  }
  watch([own, click], ([now], [before, at]) => {
    if (!now)
      save(before, at)
  }, { flush: 'sync' })
  return {
    moves,
    /** Whether the address holds a play of its own. */
    free: computed(() => own.value !== undefined),
    /** Whether somebody looks at this picture and may play: not in the overview, in the preview of the next slide, or on paper. */
    live: computed(() => route.value !== undefined),
    served: computed(() => route.value !== undefined && isLiveIn(route.value.query)),
    serve: () => {
      if (router)
        goLive(router)
    },
    canAdd: computed(() => fitsLink([...moves.value, { do: 'step' }])),
    /** Makes one more move; gives whether there was room for it. */
    make: (move: Move) => {
      const next = [...moves.value, move]
      if (fitsLink(next))
        go(next)
      return fitsLink(next)
    },
    /** Makes a play of what is shown, to go on from there. */
    begin: () => go(moves.value),
    undoable: computed(() => back.value !== undefined || moves.value.length > 0),
    /** Takes the last move back; where the moves were left at this click, by whatever way, has them again. */
    undo: () => {
      go(back.value ?? moves.value.slice(0, -1))
      left.value = undefined
    },
    restart: () => {
      save(moves.value, click.value)
      go([])
    },
    leave: () => go(undefined),
  }
}
