import { defineVitePluginsSetup } from '@slidev/types'
import type { HtmlTagDescriptor } from 'vite'
import { settings } from '../settings.ts'

/** What search engines and chats show of the deck. */
const title = 'Kubernetes Architecture Deep Dive'
const summary = 'What happens between pressing Enter and a Pod running, step by step.'

/**
 * The tags of the page's head that name the deck to others. Addresses are given only where the deck's own is set: a
 * picture or canonical address must be absolute, and none is made up.
 *
 * @param address where the deck is hosted, with closing slash, or an empty string
 */
export function headTags(address: string): HtmlTagDescriptor[] {
  const meta = (property: string, content: string): HtmlTagDescriptor => ({ tag: 'meta', attrs: { property, content }, injectTo: 'head' })
  return [
    meta('og:type', 'website'),
    meta('og:title', title),
    meta('og:description', summary),
    ...(address
      ? [
          { tag: 'link', attrs: { rel: 'canonical', href: address }, injectTo: 'head' } as const,
          meta('og:url', address),
          meta('og:image', new URL('social.png', address).href),
          { tag: 'meta', attrs: { name: 'twitter:card', content: 'summary_large_image' }, injectTo: 'head' } as const,
        ]
      : []),
  ]
}

/** What the relay needs of a development server's socket. */
export interface Socket {
  readonly on: (event: string, listener: (data: unknown, client: { send: (event: string, data: unknown) => void }) => void) => void
  readonly clients: ReadonlySet<{ send: (event: string, data: unknown) => void }>
}

/** Passes on to everybody else what one page tells, and keeps the last of it for a page that comes later and asks. */
export function relay(socket: Socket, event: string): void {
  let last: unknown
  socket.on(event, (data, teller) => {
    last = data
    for (const client of socket.clients) {
      if (client !== teller)
        client.send(event, data)
    }
  })
  socket.on(`${event}?`, (_, asker) => {
    if (last !== undefined)
      asker.send(event, last)
  })
}

/** Writes the deck's own tags into its page, and lets pages tell each other through the server while it runs. */
export default defineVitePluginsSetup(() => [
  { name: 'deck-head', transformIndexHtml: () => headTags(settings.deck) },
  { name: 'deck-shared', configureServer: ({ ws }) => relay(ws, 'deck:inside') },
])
