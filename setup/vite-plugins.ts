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

/** Writes the deck's own tags into its page. */
export default defineVitePluginsSetup(() => [
  { name: 'deck-head', transformIndexHtml: () => headTags(settings.deck) },
])
