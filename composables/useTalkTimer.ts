import { useTimer } from '@slidev/client/composables/useTimer.ts'
import { computed, shallowRef, watch } from 'vue'

/** For how long after it began anew a timer can be taken back to what it was before, in milliseconds. */
const UNDO_MS = 5 * 60_000

/** Slidev's timer, and a reset that can be taken back: it is pressed by mistake, in mid-talk. */
export function useTalkTimer() {
  const { state, status, timer, passed, reset, resume, toggle } = useTimer()
  const before = shallowRef<typeof state.value>()
  // A machine whose clock is put back in mid-talk takes nothing off what has passed. Another window may have seen to it.
  watch(() => [passed.value, state.value.startedAt] as const, ([now, start], [last, sameStart]) => {
    if (status.value === 'running' && start === sameStart && now < last - 2)
      state.value.startedAt -= (last - now) * 1000
  })
  return {
    /** Hours, where there are any, minutes and seconds, with a colon between. */
    time: computed(() => [timer.value.h, timer.value.m, timer.value.s].filter(part => part !== '').join(':')),
    running: computed(() => status.value === 'running'),
    started: computed(() => status.value !== 'stopped'),
    toggle,
    reset: () => {
      if (status.value === 'stopped')
        return
      before.value = { ...state.value }
      reset()
    },
    /** Whether a reset can be taken back: then the timer shows what it would without. */
    canUndo: computed(() => {
      // Read with each second.
      void timer.value
      return before.value !== undefined && (status.value === 'stopped' || Date.now() - state.value.startedAt < UNDO_MS)
    }),
    undo: () => {
      if (before.value)
        state.value = before.value
      before.value = undefined
      // Slidev's reset has stopped what lets the time be read anew.
      if (status.value === 'running')
        resume()
    },
  }
}
