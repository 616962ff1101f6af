import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { attachRelay } from '../../scripts/serve/relay.ts'
import { LONGEST_MESSAGE, MOST_WINDOWS } from '../../scripts/serve/window-sockets.ts'

let server: Server
let port: number
let end: () => void
beforeEach(async () => {
  server = createServer((_, response) => response.end())
  end = attachRelay(server, '/deck/').close
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  const closed = once(server, 'close')
  end()
  server.close()
  await closed
})

interface Window {
  readonly socket: WebSocket
  readonly heard: string[]
}

/** Connects as a page does; settles once it is connected, with its status where it is refused. */
async function connect({ name = 'a', path = '/deck/relay', origin = `http://127.0.0.1:${port}` }: { name?: string, path?: string, origin?: string } = {}): Promise<Window | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}?window=${name}`, { origin })
  const heard: string[] = []
  socket.on('message', data => heard.push(String(data)))
  socket.on('error', () => {})
  return new Promise((resolve) => {
    socket.on('open', () => resolve({ socket, heard }))
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('close', () => resolve(0))
  })
}

async function window(name: string): Promise<Window> {
  const connected = await connect({ name })
  if (typeof connected === 'number')
    throw new Error(`refused with ${connected}`)
  return connected
}

describe('the relay', () => {
  test('passes on to all others, in order, and not back', async () => {
    const [a, b, c] = [await window('a'), await window('b'), await window('c')]
    for (const text of ['1', '2', '3'])
      a.socket.send(text)
    await expect.poll(() => [b.heard, c.heard, a.heard]).toEqual([['1', '2', '3'], ['1', '2', '3'], []])
  })

  test('says which window has gone, however it went', async () => {
    const [a, b] = [await window('a'), await window('b')]
    a.socket.terminate()
    await expect.poll(() => b.heard.map(text => JSON.parse(text) as unknown)).toEqual([{ kind: 'left', from: 'a' }])
  })

  test.each([['http://elsewhere.example'], ['http://127.0.0.1:1'], ['null'], ['']])('refuses a page of %j', async origin => expect(await connect({ origin })).toBe(403))

  test('closes the connection of a client that sends too much, and forwards none of it', async () => {
    const [a, b] = [await window('a'), await window('b')]
    a.socket.send('x'.repeat(LONGEST_MESSAGE + 1))
    await once(a.socket, 'close')
    await expect.poll(() => b.heard).toEqual(['{"kind":"left","from":"a"}'])
  })

  test(`has room for ${MOST_WINDOWS} windows, and for another when one has gone`, async () => {
    const all = await Promise.all(Array.from({ length: MOST_WINDOWS }, (_, index) => window(String(index))))
    expect(await connect()).toBe(503)
    all[0]?.socket.close()
    await expect.poll(async () => typeof await connect()).toBe('object')
  })

  test('leaves other upgrades to others', async () => {
    server.on('upgrade', ({ url }, socket) => {
      if (url?.startsWith('/deck/other'))
        socket.end('HTTP/1.1 418 I am a teapot\r\n\r\n')
    })
    expect(await connect({ path: '/deck/other' })).toBe(418)
  })

  test('closes every connection on request', async () => {
    const { socket } = await window('a')
    const gone = once(socket, 'close')
    end()
    await gone
  })
})
