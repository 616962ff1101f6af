import { onUnmounted, type Ref, shallowRef, watch } from 'vue'
import { afterPaint } from '../../components/frame/after-paint.ts'
import type { Moves } from './moves.ts'
import { isTried, playView, prepare, probeCluster, type ProbeResult } from './play.ts'

/** How long after a change the next one is made ready, in milliseconds: somebody who is quick comes first. */
const pause = 150

/**
 * What still works after some moves. Where somebody looks, the cluster itself is painted first and what was found by
 * trying a frame later, undefined until then; elsewhere, and where it is known already, at once.
 *
 * @param moves the play that is shown
 * @param live whether somebody looks and may play
 * @param next the play that is likely to come, made ready when there is time
 */
export function useProbeResult(moves: () => Moves, live: () => boolean, next: () => Moves): Ref<ProbeResult | undefined> {
  const tried = shallowRef<ProbeResult | undefined>(probeCluster(moves()))
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function cancel(): void {
    latest++
    clearTimeout(timer)
  }

  function* preparation(): Generator<undefined> {
    playView(next())
    yield
    probeCluster(next())
    while (!prepare(moves()))
      yield
  }

  /** Does a little at a time: whoever presses something in between waits for that alone. */
  function makeReady(work = preparation()): void {
    if (!work.next().done)
      timer = setTimeout(makeReady, 0, work)
  }

  function show(): void {
    tried.value = probeCluster(moves())
    if (live())
      timer = setTimeout(() => makeReady(), pause)
  }

  watch(moves, () => {
    cancel()
    if (!live() || isTried(moves())) {
      show()
    }
    else {
      tried.value = undefined
      const own = latest
      afterPaint(() => {
        if (latest === own)
          show()
      })
    }
  })
  onUnmounted(cancel)
  return tried
}
