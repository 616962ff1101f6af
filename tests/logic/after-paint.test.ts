import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { afterPaint } from '../../components/frame/after-paint.ts'
import { yieldToMain } from '../../components/frame/yield-to-main.ts'
import { useAfterPaint } from '../../composables/useAfterPaint.ts'
import { deferHistoryWrites } from '../../setup/slidev-patches/defer-history-writes.ts'

/** Frames that come when the test says so, and what waits for the task after them. */
let frames: FrameRequestCallback[] = []
const paint = (): void => {
  for (const frame of frames.splice(0))
    frame(0)
  vi.runAllTimers()
}

beforeEach(() => {
  frames = []
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
})
afterEach(() => {
  // Whoever waits still would wait for a frame of another test.
  paint()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('after the paint', () => {
  it('comes once the next frame is done, and not before', () => {
    const then = vi.fn()
    afterPaint(then)
    vi.advanceTimersByTime(50)
    expect(then).not.toHaveBeenCalled()
    paint()
    expect(then).toHaveBeenCalledOnce()
  })

  it('comes within 200 ms in a window that is given few frames, and once', () => {
    const then = vi.fn()
    afterPaint(then)
    vi.advanceTimersByTime(200)
    expect(then).toHaveBeenCalledOnce()
    paint()
    expect(then).toHaveBeenCalledOnce()
  })

  it('all callbacks share one frame, and one that fails stops no other', () => {
    const report = vi.fn()
    vi.stubGlobal('reportError', report)
    const then = vi.fn()
    const failure = new Error('no')
    afterPaint(() => {
      throw failure
    })
    afterPaint(then)
    expect(frames).toHaveLength(1)
    paint()
    expect(then).toHaveBeenCalledOnce()
    expect(report).toHaveBeenCalledWith(failure)
  })

  it('a callback queued while a frame is drawn waits for the next one', () => {
    const [one, other] = [vi.fn(), vi.fn()]
    afterPaint(one)
    frames.splice(0).forEach(frame => frame(0))
    afterPaint(other)
    vi.advanceTimersByTime(50)
    expect(one).toHaveBeenCalledOnce()
    expect(other).not.toHaveBeenCalled()
    paint()
    expect(other).toHaveBeenCalledOnce()
  })

  it('waits for no frame where none is painted, nor for a timer, which is late there', async () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const then = vi.fn()
    afterPaint(then)
    await yieldToMain()
    expect(then).toHaveBeenCalledOnce()
  })
})

describe('a value that follows later', () => {
  it('is the newest after the paint, and follows no more once its owner is gone', async () => {
    const source = ref(1)
    const scope = effectScope()
    const later = scope.run(() => useAfterPaint(() => source.value))
    source.value = 2
    await nextTick()
    source.value = 3
    await nextTick()
    expect(later?.value).toBe(1)
    expect(frames).toHaveLength(1)
    paint()
    expect(later?.value).toBe(3)
    source.value = 4
    await nextTick()
    scope.stop()
    paint()
    expect(later?.value).toBe(3)
  })

  it('is there at once for who leaves the page', async () => {
    const source = ref(1)
    const scope = effectScope()
    const later = scope.run(() => useAfterPaint(() => source.value))
    source.value = 2
    await nextTick()
    dispatchEvent(new Event('pagehide'))
    expect(later?.value).toBe(2)
    scope.stop()
  })
})

describe('the address', () => {
  const written = vi.fn<(...write: unknown[]) => void>()
  const natives = { replaceState: history.replaceState.bind(history), pushState: history.pushState.bind(history) }
  beforeEach(() => {
    written.mockReset()
    history.replaceState = (...args) => written('replace', ...args)
    history.pushState = (...args) => written('push', ...args)
    deferHistoryWrites()
  })
  afterEach(() => Object.assign(history, natives))

  it('is written once the picture is painted: the last of several', () => {
    history.replaceState(1, '', '/a')
    history.replaceState(2, '', '/b')
    expect(written).not.toHaveBeenCalled()
    paint()
    expect(written.mock.calls).toEqual([['replace', 2, '', '/b']])
  })

  it('is written before a new one is added', () => {
    history.replaceState(1, '', '/a')
    history.pushState(2, '', '/b')
    paint()
    expect(written.mock.calls).toEqual([['replace', 1, '', '/a'], ['push', 2, '', '/b']])
  })

  it('is written when the page is left', () => {
    history.replaceState(1, '', '/a')
    dispatchEvent(new Event('pagehide'))
    expect(written.mock.calls).toEqual([['replace', 1, '', '/a']])
  })

  it('is not written over the one that somebody has gone back to', () => {
    history.replaceState(1, '', '/a')
    dispatchEvent(new PopStateEvent('popstate'))
    paint()
    expect(written).not.toHaveBeenCalled()
  })

  it('stays behind where the browser refuses, and the talk goes on', () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue()
    written.mockImplementationOnce(() => {
      throw new DOMException('too many', 'SecurityError')
    })
    history.replaceState(1, '', '/a')
    paint()
    expect(warned).toHaveBeenCalledOnce()
    history.replaceState(2, '', '/b')
    paint()
    expect(written.mock.calls.at(-1)).toEqual(['replace', 2, '', '/b'])
  })
})
