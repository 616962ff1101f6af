import type { Server } from 'node:http'
import { WebSocket } from 'ws'
import { isMessage } from '../../logic/sync/messages.ts'
import type { FollowOrder, FollowReply } from '../../logic/sync/follow-messages.ts'
import { isFollowOrder } from '../../logic/sync/follow-messages.ts'
import type { Relay } from './relay.ts'
import type { Speakers } from './speakers.ts'
import { acceptWindows } from './window-sockets.ts'

/** The most phones that follow at a time. */
export const MOST_FOLLOWERS = 500

/** How much may wait for a phone that does not read, in bytes. */
const MOST_UNREAD = 256 * 1024

/**
 * Lets a room follow the talk, at `follow` below the deck's base: each is told where the talk is, and nobody is heard,
 * but for who knows the password, and has the presenter's window take a step. Nothing is kept but where the talk is now.
 *
 * @param server what serves the deck
 * @param base the path the deck is served under: starts and ends with '/'
 * @param relay passes on what the speaker's windows say
 */
export function attachFollow(server: Server, base: string, relay: Relay, speakers: Speakers): void {
  let last: string | undefined
  const speaking = new WeakSet<WebSocket>()

  const { clients } = acceptWindows(server, `${base}follow`, (socket, { socket: { remoteAddress = '' } }) => {
    if (last !== undefined)
      send(socket, last)
    socket.on('message', (data) => {
      const order = read(String(data))
      if (order)
        obey(socket, remoteAddress, order)
    })
  }, { most: MOST_FOLLOWERS, admits: () => true })

  function send(socket: WebSocket, text: string): void {
    // It comes back, and is told where the talk is by then.
    if (socket.bufferedAmount > MOST_UNREAD)
      socket.terminate()
    else if (socket.readyState === WebSocket.OPEN)
      socket.send(text)
  }
  const reply = (socket: WebSocket, message: FollowReply): void => send(socket, JSON.stringify(message))

  function read(text: string): FollowOrder | undefined {
    try {
      const order: unknown = JSON.parse(text)
      return isFollowOrder(order) ? order : undefined
    }
    catch {
      return undefined
    }
  }

  function obey(socket: WebSocket, address: string, order: FollowOrder): void {
    if (order.kind === 'speak') {
      const isSpeaker = speakers.admits(address, order.password)
      if (isSpeaker)
        speaking.add(socket)
      reply(socket, { kind: isSpeaker ? 'speaker' : 'refused' })
    }
    else if (speaking.has(socket)) {
      relay.tellPresenter(JSON.stringify({ kind: 'go', from: 'remote', by: order.by }))
    }
  }

  relay.heard((text) => {
    const message: unknown = JSON.parse(text)
    if (!isMessage(message) || message.kind !== 'state' || !message.talk || (message.role !== 'presenter' && message.answer))
      return
    last = text
    for (const client of clients)
      send(client, text)
  })
}
