import { pageTitle } from '../../logic/title.ts'
import { settings } from '../../settings.ts'
import { occasionLine, speakerLine } from '../../talk/occasion.ts'
import { escapeHtml } from './html.ts'

/** What the deck is about, in a sentence, and who speaks where, if that is set. */
export const DECK_SUMMARY = ['What happens between pressing Enter and a Pod running, step by step.', ...[speakerLine, occasionLine].filter(Boolean).map(line => `${line}.`)].join(' ')

export interface PageHead {
  readonly title: string
  readonly summary: string
  readonly path: string
  /** Address of the picture that stands beside a link to it, below the deck's; without one, the deck's own. */
  readonly picture?: string
}

const meta = (attributes: Readonly<Record<string, string>>): string =>
  `<meta ${Object.entries(attributes).map(([name, value]) => `${name}="${escapeHtml(value)}"`).join(' ')}>`

/**
 * The tags that name a page to others. Addresses are given only where the deck's own is set: a picture or canonical
 * address must be absolute, and none is made up.
 *
 * @param page what the page tells of itself
 * @param deck where the deck is hosted, with closing slash, or an empty string
 */
export function headTags({ title, summary, path, picture = 'social.png' }: PageHead, deck: string): string {
  // Whoever finds the deck in a list sees which talk it is.
  const name = !title && settings.event ? `${pageTitle(title)} · ${settings.event}` : pageTitle(title)
  const here = deck && new URL(path, deck).href
  return [
    `<title>${escapeHtml(name)}</title>`,
    meta({ name: 'description', content: summary }),
    meta({ property: 'og:type', content: 'website' }),
    meta({ property: 'og:title', content: name }),
    meta({ property: 'og:description', content: summary }),
    ...(deck
      ? [
          `<link rel="canonical" href="${escapeHtml(here)}">`,
          meta({ property: 'og:url', content: here }),
          meta({ property: 'og:image', content: new URL(picture, deck).href }),
          meta({ property: 'og:image:width', content: '1200' }),
          meta({ property: 'og:image:height', content: '630' }),
          meta({ property: 'og:image:alt', content: name }),
          meta({ name: 'twitter:card', content: 'summary_large_image' }),
        ]
      : []),
  ].join('\n')
}
