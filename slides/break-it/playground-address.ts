import type { Router } from 'vue-router'
import { shallowRef } from 'vue'
import { playLink, readPlay } from './play-link.ts'
import type { Moves } from './moves.ts'

/** What a screen reader should hear of a cluster that somebody plays with; empty on the prepared path. */
export const playAnnouncement = shallowRef('')

/** The play that an address holds, as it is written there. */
export function playText(query: Router['currentRoute']['value']['query']): string | undefined {
  return [query['play']].flat()[0] ?? undefined
}

/** The moves that an address holds; undefined where it holds none, or none that can be read. */
export function playIn(query: Router['currentRoute']['value']['query']): Moves | undefined {
  const text = playText(query)
  return text === undefined ? undefined : readPlay(text)
}

/** Whether the server that the page came from keeps a cluster alive: it says so in each page. A host of files has none. */
export function hasLiveCluster(): boolean {
  // A page that is drawn without a browser has no server beside it.
  return typeof document !== 'undefined' && document.querySelector('meta[name=deck-cluster]') !== null
}

/** Shows another play in the same place; without one the prepared path. Where moves go, the browser's own way back leads to them. */
export function goPlay(router: Router, moves: Moves | undefined): void {
  const { play: _, ...query } = router.currentRoute.value.query
  const to = { query: moves ? { ...query, play: playLink(moves) } : query }
  void (moves && moves.length > 0 ? router.replace(to) : router.push(to))
}
