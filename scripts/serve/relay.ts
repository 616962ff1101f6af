import type { Server } from 'node:http'
import { WebSocket } from 'ws'
import { acceptWindows } from './window-sockets.ts'

/**
 * Passes on what the windows of a talk tell each other, at `relay` below the deck's base, so that windows of several
 * browsers show the same. Nothing is kept: windows answer each other.
 *
 * @param server what serves the deck
 * @param base the path the deck is served under: starts and ends with '/'
 * @returns ends all connections
 */
export function attachRelay(server: Server, base: string): () => void {
  const { clients, close } = acceptWindows(server, `${base}relay`, (socket, request) => {
    const window = new URL(request.url ?? '', 'http://deck').searchParams.get('window')
    socket.on('message', (data, isBinary) => {
      if (!isBinary)
        passOn(socket, data.toString())
    })
    socket.on('close', () => {
      if (window)
        passOn(socket, JSON.stringify({ kind: 'left', from: window }))
    })
  })

  function passOn(teller: WebSocket, text: string): void {
    for (const client of clients) {
      if (client !== teller && client.readyState === WebSocket.OPEN)
        client.send(text)
    }
  }

  return close
}
