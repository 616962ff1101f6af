import type { ComputedRef } from 'vue'
import { useSlideContext } from '@slidev/client'
import { computed, inject } from 'vue'
import { routerKey } from 'vue-router'
import { mostMoves } from '../model/playground/moves.ts'
import type { Move, Moves } from '../model/playground/moves.ts'
import { playSlide } from '../model/playground/link.ts'
import { goPlay, playIn } from './play.ts'

/** The play that a picture shows: that of its address, or that of the prepared path. Nothing is remembered. */
export interface UsePlayReturn {
  /** What was done to the cluster. */
  moves: ComputedRef<Moves>
  /** Whether the address holds a play of its own. */
  free: ComputedRef<boolean>
  /** Whether somebody looks at this picture and may play: not in the overview, in the preview of the next slide, or on paper. */
  live: ComputedRef<boolean>
  /** Whether there is room for a further move. */
  room: ComputedRef<boolean>
  /** Makes one more move. */
  make: (move: Move) => void
  /** Takes the last move back. */
  undo: () => void
  /** Takes all moves back. */
  restart: () => void
  /** Goes back to the prepared path. */
  leave: () => void
}

/** Ties a picture to the play of its address; where there is none, to the moves of the prepared path. */
export function usePlay(prepared: () => Moves): UsePlayReturn {
  const { $renderContext, $page } = useSlideContext()
  const router = inject(routerKey, undefined)
  const route = computed(() => {
    const now = router?.currentRoute.value
    const seen = $renderContext.value === 'slide' || $renderContext.value === 'presenter'
    const here = now && [playSlide, String($page.value)].includes(String(now.params['no']))
    return seen && here && !('print' in now.query) ? now : undefined
  })
  const own = computed(() => route.value && playIn(route.value.query))
  const moves = computed(() => own.value ?? prepared())
  const go = (to: Moves | undefined): void => {
    if (router)
      goPlay(router, to)
  }
  return {
    moves,
    free: computed(() => own.value !== undefined),
    live: computed(() => route.value !== undefined),
    room: computed(() => moves.value.length < mostMoves),
    make: (move) => {
      if (moves.value.length < mostMoves)
        go([...moves.value, move])
    },
    undo: () => go(moves.value.slice(0, -1)),
    restart: () => go([]),
    leave: () => go(undefined),
  }
}
