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

/** Whether lines can be typed by now: what runs them is large, and loaded once somebody wants to type. */
export const commandRunnerLoaded = shallowRef(false)

let loading: Promise<void> | undefined

/** Loads what runs typed lines. */
export function loadCommandRunner(): Promise<void> {
  return loading ??= import('./typed.ts').then(() => {
    commandRunnerLoaded.value = true
  }, (error: unknown) => {
    loading = undefined
    throw error
  })
}

/** Whether the terminal is open that one types in. */
export const typing = shallowRef(false)
