import type { Router } from 'vue-router'
import { shallowRef } from 'vue'
import { livePlay } from './play-link.ts'
import { hasLiveCluster, playText } from './playground-address.ts'

/** Whether an address shows the cluster that the server keeps alive. */
export function isLiveIn(query: Router['currentRoute']['value']['query']): boolean {
  return playText(query) === livePlay && hasLiveCluster()
}

/** Shows the cluster that the server keeps alive. */
export function goLive(router: Router): void {
  void router.push({ query: { ...router.currentRoute.value.query, play: livePlay } })
}

/** Whether lines of one's own can be typed by now: what types is large, and comes once somebody wants to. */
export const typistHere = shallowRef(false)

let coming: Promise<void> | undefined

/** Lets whoever types come. */
export function callTypist(): Promise<void> {
  return coming ??= import('./typed.ts').then(() => {
    typistHere.value = true
  }, (error: unknown) => {
    coming = undefined
    throw error
  })
}

/** Whether the terminal is open that one types in. */
export const typing = shallowRef(false)
