import type { Router } from 'vue-router'
import { isMessage, type Message } from './messages.ts'
import { openReconnecting } from './reconnecting-socket.ts'

/** The longest wait before a lost server is tried again, in milliseconds. */
const LONGEST_MS = 800

/** The longest that a window which opens waits for the server, in milliseconds. */
export const READY_MS = 700

/** How a window talks to the others. */
export interface Channels {
  readonly send: (message: Message) => void
  /** Settles once all others can be reached, or it takes too long. */
  readonly ready: Promise<unknown>
}

/** Who is at this end. */
export interface Listener {
  readonly deck: URL
  readonly id: string
  readonly receive: (message: Message) => void
  /** A server that was lost is there again. */
  readonly rejoined: () => void
}

type Channel = Pick<Channels, 'send'> & Partial<Channels>

/** The deck's own folder, below which all of it lies: other decks may live on the same host. */
export const deckFolder = (router: Pick<Router, 'resolve'>): URL => new URL('.', new URL(router.resolve('/').href, location.href))

function toBrowser({ deck }: Listener, take: (value: unknown) => void): Channel {
  const channel = new BroadcastChannel(`${deck.pathname} talk`)
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => take(data))
  return { send: message => channel.postMessage(message) }
}

/** Through Slidev's own server, while the deck is edited. */
function throughSlidev(take: (value: unknown) => void): Channel | undefined {
  // Vite looks for these very words.
  const hot = import.meta.hot
  if (!hot)
    return undefined
  hot.on('deck:talk', take)
  return { send: message => hot.send('deck:talk', message) }
}

/** Through the server that shows the built deck, where the page came from one that can pass messages on. */
function throughServer({ id, deck, rejoined }: Listener, take: (value: unknown) => void): Channel | undefined {
  if (!document.querySelector('meta[name=deck-server]'))
    return undefined
  let resolve = (): void => {}
  const ready = new Promise<void>(done => resolve = done)
  let wasOpen = false
  const send = openReconnecting(deck, `relay?window=${encodeURIComponent(id)}`, {
    longest: LONGEST_MS,
    onMessage: take,
    onOpen: () => {
      if (wasOpen)
        rejoined()
      wasOpen = true
      resolve()
    },
  })
  return { ready, send }
}

/** Opens every way there is to the other windows. The same message may come on several. */
export function openChannels(listener: Listener): Channels {
  const take = (value: unknown): void => {
    if (isMessage(value))
      listener.receive(value)
  }
  const channels = [toBrowser(listener, take), throughSlidev(take), throughServer(listener, take)].filter(channel => channel !== undefined)
  return {
    send: message => channels.forEach(({ send }) => send(message)),
    ready: Promise.race([Promise.all(channels.map(({ ready }) => ready)), new Promise(resolve => setTimeout(resolve, READY_MS))]),
  }
}
