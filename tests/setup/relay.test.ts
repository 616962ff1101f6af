import { describe, expect, it } from 'vitest'
import { relay, type Socket } from '../../setup/vite-plugins.ts'

/** A server's socket with pages at its other end that keep what they are sent. */
function serverWithPages(count: number) {
  const listeners = new Map<string, Parameters<Socket['on']>[1]>()
  const pages = Array.from({ length: count }, () => {
    const heard: unknown[] = []
    return { heard, send: (event: string, data: unknown) => void heard.push([event, data]) }
  })
  relay({ on: (event, listener) => void listeners.set(event, listener), clients: new Set(pages) }, 'deck:talk')
  const says = (page: number, event: string, data?: unknown): void => {
    const sender = pages[page]
    if (sender)
      listeners.get(event)?.(data, sender)
  }
  return { heard: () => pages.map(({ heard }) => heard), says }
}

describe('messages of one page through the server', () => {
  it('reaches all others, and not the sender', () => {
    const { heard, says } = serverWithPages(3)
    says(1, 'deck:talk', 'authorization')
    const protocols = ['deck:talk', 'authorization']
    expect(heard()).toEqual([[protocols], [], [protocols]])
  })
})
