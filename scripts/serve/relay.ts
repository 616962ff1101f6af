import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'

/** The longest message, in bytes: a long play in an address included. */
export const LONGEST_MESSAGE = 16 * 1024

/** The most windows at a time. */
export const MOST_WINDOWS = 64

/** How often each window is asked whether it is still there, in milliseconds. */
const CHECK_MS = 15_000

/** Whether a page of this very server asks: others could follow the talk, or lead it. */
function isOwnPage({ headers: { origin, host } }: IncomingMessage): boolean {
  try {
    return origin !== undefined && host !== undefined && new URL(origin).host === host
  }
  catch {
    return false
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
}

/**
 * Passes on what the windows of a talk tell each other, at `relay` below the deck's base, so that windows of several
 * browsers show the same. Only pages of the server itself may connect. Nothing is kept: windows answer each other.
 *
 * @param server what serves the deck, and on whose addresses it is heard
 * @param base the path the deck is served under: starts and ends with '/'
 * @returns ends all connections
 */
export function attachRelay(server: Server, base: string): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE, perMessageDeflate: false })
  const present = new WeakSet<WebSocket>()

  function passOn(teller: WebSocket, text: string): void {
    for (const client of sockets.clients) {
      if (client !== teller && client.readyState === WebSocket.OPEN)
        client.send(text)
    }
  }

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const window = new URL(request.url ?? '', 'http://deck').searchParams.get('window')
    present.add(socket)
    socket.on('pong', () => present.add(socket))
    socket.on('message', (data, isBinary) => {
      if (!isBinary)
        passOn(socket, data.toString())
    })
    // Too long a message, say, ends the connection; the window comes back.
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      if (window)
        passOn(socket, JSON.stringify({ kind: 'left', from: window }))
    })
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== `${base}relay`)
      return
    if (!isOwnPage(request))
      refuse(socket, '403 Forbidden')
    else if (sockets.clients.size >= MOST_WINDOWS)
      refuse(socket, '503 Service Unavailable')
    else
      sockets.handleUpgrade(request, socket, head, client => sockets.emit('connection', client, request))
  })

  const check = setInterval(() => {
    for (const client of sockets.clients) {
      if (!present.delete(client))
        client.terminate()
      else
        client.ping()
    }
  }, CHECK_MS)
  check.unref()

  const close = (): void => {
    clearInterval(check)
    sockets.clients.forEach(client => client.terminate())
    sockets.close()
  }
  server.once('close', close)
  return close
}
