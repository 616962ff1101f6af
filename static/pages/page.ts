import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { storageKey } from '../../components/frame/local-storage.ts'
import { STATIC_WORDS, WORDS_SHOWN } from '../../logic/static-words.ts'
import { PORTRAIT } from '../../components/frame/useMediaQuery.ts'
import { policyFor } from '../hosting/policy.ts'
import { loadQuiz } from './inline/load-quiz.ts'
import { hideStaticWords } from './inline/hide-static-words.ts'
import { installStoragePolyfill } from './inline/storage-polyfill.ts'
import { printLight } from './inline/print-light.ts'
import { startDeck } from './inline/start-deck.ts'
import type { Shell } from './vite-html.ts'
import { darkUnscripted, inMarkup, type StylesFor } from './styles.ts'

const sheet = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8').replace(/\n\s*/g, '')
const STILL = `${sheet('placeholder.css')}@media ${PORTRAIT} { :root:not(.deep) #${STATIC_WORDS} { display: block; } }`
const FLOW = sheet('noscript.css')

export interface Frame {
  readonly shell: Shell
  /** The deck's stylesheet, as far as a page needs it. */
  readonly stylesFor: StylesFor
  readonly base: string
}

export interface PageParts {
  readonly head: string
  /** Markup of the slide shown until the deck takes over; undefined where the deck has to draw it first. */
  readonly placeholder?: string
  /** Markup of the panel with what is said at that state. */
  readonly words?: string
  /** Markup for a browser without script. */
  readonly flow: string
  /** Whether a browser without script is shown no more than a link or two, which need no styles of the deck. */
  readonly isBare?: boolean
  /** Addresses of what the deck will ask for to draw this page, beyond what it always asks for. */
  readonly modules: readonly string[]
}

/** The text of a function that runs in the page. */
const inline = (run: () => void): string => `(${run})()`.replace(/\n\s*/g, '\n')

/** A static page: it shows its slide at once, starts the deck behind it, and is complete without script. */
export function page({ shell, stylesFor, base }: Frame, { head, placeholder, words = '', flow, isBare = false, modules }: PageParts): string {
  const data = { entry: shell.entry, modules: [...shell.modules, ...modules].join(' '), styles: shell.styles.join(' ') }
  const attributes = Object.entries(data).map(([name, value]) => `data-${name}="${value}"`).join(' ')
  const shown = placeholder === undefined ? '' : `<div id="static-slide"><div class="canvas">${placeholder}</div></div>${words && `<div id="${STATIC_WORDS}" class="reader awake">${words}</div>`}`
  const styles = isBare ? '' : stylesFor(inMarkup(`<div id="app"></div>${shown}${flow}`, ['.dark']))
  const html = `<!DOCTYPE html>
<html ${shell.rootAttributes}>
<head>
${shell.head}
${head}
${shown && `<script data-words="${storageKey(base, WORDS_SHOWN)}">${inline(hideStaticWords)}</script>\n<style>${styles}${STILL}</style>\n`}${isBare ? '' : `<noscript><style>${shown ? '' : styles}${FLOW}${darkUnscripted(styles)}</style></noscript>`}
</head>
<body>
<div id="app"></div>
${shown}
<noscript>${flow}</noscript>
<script>${inline(installStoragePolyfill)}</script>
<script ${attributes}>${inline(startDeck)}</script>
</body>
</html>
`
  return withPolicy(html)
}

/** A page that says itself what may run in it is safe on a host that sends no headers, too. */
function withPolicy(html: string): string {
  return html.replace('<head>', `<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policyFor(html)}">`)
}

export interface ReadingParts {
  readonly head: string
  readonly markup: string
  /** Addresses of what the quiz is made of, the one that starts it first. */
  readonly quiz: readonly [entry: string, ...modules: string[]]
  /** What its styles are marked with. */
  readonly scopes: readonly string[]
}

/** The talk as one page: all that is to be read is in it, and nothing starts but the quiz, when somebody comes near it. */
export function readingPage({ shell, stylesFor }: Frame, { head, markup, quiz: [entry, ...modules], scopes }: ReadingParts): string {
  const has = inMarkup(`<div class="reading">${markup}</div>`, ['.dark', '.scripted'])
  const styles = stylesFor(has, scopes)
  return withPolicy(`<!DOCTYPE html>
<html ${shell.rootAttributes} class="reading">
<head>
${shell.head}
${head}
<script data-entry="${entry}" data-modules="${modules.join(' ')}">${inline(loadQuiz)}</script>
<script>${inline(printLight)}</script>
<style>${styles}</style>
<noscript><style>${darkUnscripted(styles)}</style></noscript>
</head>
<body>
${markup}
</body>
</html>
`)
}
