import { wakeLockEnabled } from '@slidev/client/state/storage.ts'
import { watch } from 'vue'

/** After these a browser gives a lock that it took away, or refused before. */
const AGAIN = ['visibilitychange', 'fullscreenchange', 'pointerdown', 'keydown'] as const

let lock: WakeLockSentinel | undefined
let isPending = false
let begun = false

function release(): void {
  void lock?.release().catch(() => undefined)
  lock = undefined
}

async function hold(): Promise<void> {
  if (isPending || (lock && !lock.released) || !wakeLockEnabled.value || document.visibilityState !== 'visible')
    return
  isPending = true
  lock = await navigator.wakeLock.request('screen').catch(() => undefined)
  isPending = false
  if (!wakeLockEnabled.value)
    release()
}

/** Keeps the screen on, unless its reader has switched that off in Slidev's settings. */
export function keepScreenAwake(): void {
  if (begun || !('wakeLock' in navigator))
    return
  begun = true
  watch(wakeLockEnabled, enabled => enabled ? void hold() : release(), { immediate: true })
  for (const event of AGAIN)
    document.addEventListener(event, () => void hold(), { passive: true })
}
