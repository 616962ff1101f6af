import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openReconnecting } from '../../logic/sync/reconnecting-socket.ts'

/** The sockets that were opened, the last of them last. Each is lost when the test says so. */
let opened: Lost[] = []

class Lost extends EventTarget {
  static readonly OPEN = 1
  readyState = 0
  readonly address: URL
  constructor(address: URL) {
    super()
    this.address = address
    opened.push(this)
  }

  becomes(state: 'open' | 'close'): void {
    this.readyState = state === 'open' ? 1 : 3
    this.dispatchEvent(new Event(state))
  }
}

beforeEach(() => {
  opened = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('WebSocket', Lost)
  openReconnecting(new URL('http://127.0.0.1:3030/deck/'), 'follow', { longest: 2000, onMessage: () => {} })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Loses the last socket, and waits until it is sought again. @returns how long that took, in milliseconds */
function waitedForNext(): number {
  const count = opened.length
  opened.at(-1)?.becomes('close')
  let waited = 0
  for (; opened.length === count; waited += 100)
    vi.advanceTimersByTime(100)
  return waited
}

test('a server that stays away is sought ever more seldom, and one that was back soon again', () => {
  expect(opened[0]?.address.href).toBe('ws://127.0.0.1:3030/deck/follow')
  expect([1, 2, 3, 4, 5, 6].map(waitedForNext)).toEqual([200, 400, 800, 1600, 2000, 2000])
  opened.at(-1)?.becomes('open')
  expect(waitedForNext()).toBe(200)
})

test.each(['online', 'visibilitychange'])('at once when there is %s, and not twice', (event) => {
  for (let tries = 0; tries < 4; tries++)
    waitedForNext()
  opened.at(-1)?.becomes('close')
  const count = opened.length
  const target = event === 'online' ? globalThis : document
  target.dispatchEvent(new Event(event))
  target.dispatchEvent(new Event(event))
  expect(opened).toHaveLength(count + 1)
  opened.at(-1)?.becomes('open')
  vi.advanceTimersByTime(10_000)
  expect(opened).toHaveLength(count + 1)
})
