import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

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

/** Sends a text to a window that is there. One that lets more than so many bytes wait unread is cut off: it reconnects, and receives what is then. */
export function sendTo(socket: WebSocket, text: string, mostUnread: number): void {
  if (socket.bufferedAmount > mostUnread)
    socket.terminate()
  else if (socket.readyState === socket.OPEN)
    socket.send(text)
}

/** Who may connect. */
export interface Admission {
  readonly most: number
  /** Whether a page of the server itself may. */
  readonly admits: (request: IncomingMessage) => boolean
}

export interface WindowSockets {
  readonly clients: ReadonlySet<WebSocket>
  readonly close: () => void
}

/**
 * Lets windows of the talk connect at a path. Only pages of the server itself may, and those that are gone without a
 * word are let go.
 *
 * @param server what serves the deck, and on whose addresses it is heard
 * @param path where, such as `/deck/relay`
 * @param admission who else may not, and how many may; by default every page of the server
 * @param connected is called for each window that has connected, with its request
 */
export function acceptWindows(server: Server, path: string, connected: (socket: WebSocket, request: IncomingMessage) => void, { most = MOST_WINDOWS, admits = () => true }: Partial<Admission> = {}): WindowSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_MESSAGE, perMessageDeflate: false })
  const present = new WeakSet<WebSocket>()

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    present.add(socket)
    socket.on('pong', () => present.add(socket))
    // Too long a message, say, ends the connection; the window comes back.
    socket.on('error', () => socket.terminate())
    connected(socket, request)
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== path)
      return
    if (!isOwnPage(request) || !admits(request))
      refuse(socket, '403 Forbidden')
    else if (sockets.clients.size >= most)
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
  return { clients: sockets.clients, close }
}
