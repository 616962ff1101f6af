import type { Server } from 'node:http'
import type { WebSocket } from 'ws'
import { isMessage } from '../../logic/sync/messages.ts'
import { type FollowOrder, type FollowReply, isFollowOrder } from '../../logic/sync/follow-messages.ts'
import { createGuesses } from './guesses.ts'
import type { Relay } from './relay.ts'
import type { Speakers } from './speakers.ts'
import { acceptWindows, sendTo } from './window-sockets.ts'

/** The most phones that follow at a time. */
export const MOST_FOLLOWERS = 500

/** How much may wait for a phone that does not read, in bytes. */
const MOST_UNREAD = 256 * 1024

/** How long guesses are gathered before their number is sent to the speaker, in milliseconds, as many phones answer at once. */
const GATHER_MS = 200

/**
 * Lets the audience follow the talk, at `follow` below the deck's base: each phone receives the current step. Nobody controls it but who
 * knows the password, and has the presenter's window take a step; all others are heard for what they guess alone. Nothing
 * is kept but where the talk is now and what was guessed, and neither outlives the server.
 *
 * @param server what serves the deck
 * @param base the path the deck is served under: starts and ends with '/'
 * @param relay passes on what the speaker's windows say
 */
export function attachFollow(server: Server, base: string, relay: Relay, speakers: Speakers): void {
  let last: string | undefined
  const speaking = new WeakSet<WebSocket>()
  const guesses = createGuesses(MOST_FOLLOWERS)
  /** What a phone calls itself: one connection cannot be several. */
  const names = new WeakMap<WebSocket, string>()
  let gathering: NodeJS.Timeout | undefined

  const { clients } = acceptWindows(server, `${base}follow`, (socket, { socket: { remoteAddress = '' } }) => {
    if (last !== undefined)
      send(socket, last)
    const answers = guesses.answers()
    if (answers?.counts)
      send(socket, JSON.stringify(answers))
    socket.on('message', (data) => {
      const order = read(String(data))
      if (order)
        obey(socket, remoteAddress, order)
    })
  }, { most: MOST_FOLLOWERS, admits: () => true })

  const send = (socket: WebSocket, text: string): void => sendTo(socket, text, MOST_UNREAD)
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
    else if (order.kind === 'guess') {
      const name = names.get(socket) ?? order.phone
      names.set(socket, name)
      if (!guesses.take({ ...order, phone: name }))
        return
      reply(socket, { kind: 'counted', question: order.question, choice: order.choice })
      gathering ??= setTimeout(() => {
        gathering = undefined
        sendAnswers()
      }, GATHER_MS).unref()
    }
    else if (speaking.has(socket)) {
      relay.sendToPresenter(JSON.stringify({ ...order, from: 'remote' }))
    }
  }

  /** Sends how often each answer was chosen: to the audience only once that is shown. */
  function sendAnswers(): string | undefined {
    const answers = guesses.answers()
    const text = answers && JSON.stringify(answers)
    if (text !== undefined)
      relay.sendToAll(text)
    return answers?.counts && text
  }

  relay.onMessage((text) => {
    const message: unknown = JSON.parse(text)
    if (!isMessage(message) || message.kind !== 'state' || !message.talk || (message.role !== 'presenter' && message.answer))
      return
    last = text
    guesses.moved(message.position.value, message.timer?.value)
    const shown = sendAnswers()
    for (const client of clients) {
      send(client, text)
      if (shown !== undefined)
        send(client, shown)
    }
  })
}
