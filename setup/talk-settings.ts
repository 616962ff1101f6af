import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import type { Plugin } from 'vite'
import { settings as ours } from '../settings.ts'
import * as occasion from '../talk/occasion.ts'
import { type ColourName, logoTypes, type TalkSettings } from '../talk/talk-settings.ts'
import { withColours } from './own-colours.ts'

const PUBLIC = join(import.meta.dirname, '../public')

const SETTINGS = join(import.meta.dirname, '../settings.ts').replaceAll('\\', '/')

const NOTHING = join(import.meta.dirname, 'slidev-patches/stubs/empty-component.ts')

/** A logo as an address that holds the picture itself; empty where none is set. @param name of a file in `public/` */
export function logoAddress(name: string, folder: string = PUBLIC): string {
  return name && `data:${logoTypes[extname(name).toLowerCase()]};base64,${readFileSync(join(folder, name)).toString('base64')}`
}

/** Whether anything is to be said of who gives the talk, and where. */
const hasOccasion = ({ speaker, affiliation, event, date, address, logo }: TalkSettings): boolean => [speaker, affiliation, event, date, address, logo].some(Boolean)

/** Settings as the components of the built deck ask for them, if only whether they are set: unset ones are not in its first script. */
const whatIsSet = (settings: TalkSettings): Partial<TalkSettings> => {
  const { deck, article, repository, leaveOut, address, licence } = settings
  return { deck, article, repository, leaveOut, ...address && { address }, ...licence && { licence } }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** What a page says of itself, as a speaker has set it. @param html as Slidev has made it */
export function withSpeaker(html: string, { speaker, language, colours }: Pick<TalkSettings, 'speaker' | 'language' | 'colours'>): string {
  const accent: string | undefined = colours.light['accent' satisfies ColourName]
  return html
    .replace(/<html([^>]*?) lang="[^"]*"/, (_, rest: string) => `<html${rest} lang="${escaped(language)}"`)
    .replace(/(<meta name="author" content=")T/, (all, tag: string) => speaker ? `${tag}${escaped(speaker)}, with t` : all)
    .replace(/(<meta name="theme-color" content=")[^"]*/, (all, tag: string) => accent ? tag + accent : all)
}

/** Puts `settings.ts` into pages and styles. Leans on: `lang` on the root element of Slidev's page, the tags of `index.html`, and that the development server sends the page as one text. */
export function talkSettings(settings: TalkSettings = ours): Plugin {
  let isServed = false
  function written(html: string): string {
    // In a build the pages say which cut they have, each as it is written; slides that are left out of a whole talk cut it, too.
    const cut = (isServed && settings.cut) || (settings.leaveOut.length > 0 && 'whole')
    return withSpeaker(html, settings).replace('</head>', end => cut ? `<meta name="deck-cut" content="${cut}">\n${end}` : end)
  }
  return {
    name: 'deck-talk-settings',
    enforce: 'pre',
    configResolved: ({ command }) => {
      isServed = command === 'serve'
    },
    resolveId(source) {
      return !isServed && !hasOccasion(settings) && source.endsWith('/TalkOccasion.vue') ? NOTHING : undefined
    },
    transform(code, id) {
      const [file = ''] = id.split('?')
      if (!isServed && file === SETTINGS)
        return { code: `export const settings = ${JSON.stringify(whatIsSet(settings))}`, map: null }
      if (!isServed && file.endsWith('/talk/occasion.ts'))
        return { code: Object.entries(occasion).map(([name, line]) => `export const ${name} = ${JSON.stringify(line)}`).join('\n'), map: null }
      if (file.endsWith('/styles/tokens.css'))
        return { code: withColours(code, settings.colours), map: null }
      return file.endsWith('/components/frame/logo.ts') && settings.logo
        ? { code: `export const logo = ${JSON.stringify(logoAddress(settings.logo))}`, map: null }
        : undefined
    },
    transformIndexHtml: written,
    // Slidev's development server sends its page as it is, and asks no plugin.
    configureServer: ({ middlewares }) => void middlewares.use((_request: unknown, response: ServerResponse, next: () => void) => {
      const end = response.end.bind(response) as (body?: unknown, ...others: unknown[]) => ServerResponse
      response.end = ((body?: unknown, ...others: unknown[]) => end(typeof body === 'string' && body.startsWith('<!DOCTYPE html>') ? written(body) : body, ...others)) as typeof response.end
      next()
    }),
  }
}
