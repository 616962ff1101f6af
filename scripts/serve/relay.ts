import type { Server } from 'node:http'
import { WebSocket } from 'ws'
import { acceptWindows } from './window-sockets.ts'
import type { Speakers } from './speakers.ts'

/** What passes on between the windows of a talk. */
export interface Relay {
  readonly close: () => void
  readonly onMessage: (listener: (text: string) => void) => void
  readonly sendToAll: (text: string) => void
  readonly sendToPresenter: (text: string) => void
}

/** Whether what a window says comes from one that presents. */
const PRESENTS = /"role":"presenter"/

/**
 * Passes on what the windows of a talk tell each other, at `relay` below the deck's base, so that windows of several
 * browsers show the same. Nothing is kept: windows answer each other.
 *
 * @param server what serves the deck
 * @param base the path the deck is served under: starts and ends with '/'
 * @param speakers who may connect; without it any page of the server
 */
export function attachRelay(server: Server, base: string, speakers?: Speakers): Relay {
  const listeners: ((text: string) => void)[] = []
  let presenter: WebSocket | undefined
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
  }, speakers && { admits: request => speakers.allows(request) })

  function passOn(sender: WebSocket, text: string): void {
    if (PRESENTS.test(text))
      presenter = sender
    sendToAll(text, sender)
    for (const listener of listeners) {
      try {
        listener(text)
      }
      catch {
        // What is none of the talk's.
      }
    }
  }

  function sendToAll(text: string, but?: WebSocket): void {
    for (const client of clients) {
      if (client !== but && client.readyState === WebSocket.OPEN)
        client.send(text)
    }
  }

  return {
    close,
    onMessage: listener => void listeners.push(listener),
    sendToAll: text => sendToAll(text),
    sendToPresenter: (text) => {
      if (presenter?.readyState === WebSocket.OPEN)
        presenter.send(text)
    },
  }
}
