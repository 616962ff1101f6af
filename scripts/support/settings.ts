import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isSlot, slots } from '../../deck/programmes.ts'
import { closest } from '../../logic/edit-distance.ts'
import { withColours } from '../../setup/own-colours.ts'
import { colourNames, logoTypes, type TalkSettings } from '../../talk/talk-settings.ts'
import { lowContrasts } from './colour-contrast.ts'
import { ROOT } from './project.ts'
import { Stop } from './task.ts'

/** A setting that will not do: what it is called, what is wrong with it, and what to write instead. */
class Wrong extends Stop {
  constructor(name: string, what: string) {
    super(`settings.ts: ${name} ${what}`)
  }
}

/** Every setting, with the kind of its value. */
const kinds: Readonly<Record<keyof TalkSettings, 'text' | 'list' | 'number' | 'colours'>> = {
  deck: 'text', article: 'text', repository: 'text', speaker: 'text', affiliation: 'text', event: 'text', date: 'text', address: 'text',
  colours: 'colours', logo: 'text', leaveOut: 'list', cut: 'number', language: 'text', licence: 'text',
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as one would write it. */
const written = (value: unknown): string => JSON.stringify(value) ?? String(value)

const nearest = (word: string, words: readonly string[]): string => words[closest(word, words)] ?? ''

/** Checks names and kinds of what may be anything. @throws Stop */
function checkKinds(settings: unknown): asserts settings is TalkSettings {
  if (!isRecord(settings))
    throw new Stop('settings.ts exports no settings: write "export const settings: TalkSettings = { … }" as it was.')
  const known = Object.keys(kinds)
  for (const name of Object.keys(settings)) {
    if (!known.includes(name))
      throw new Wrong(name, `is no setting: write ${nearest(name, known)}, or leave it out.`)
  }
  for (const [name, kind] of Object.entries(kinds)) {
    const value = settings[name]
    if (value === undefined)
      throw new Wrong(name, `is missing: write ${name}: ${{ text: name === 'language' ? '\'en\'' : '\'\'', list: '[]', number: '0', colours: '{ light: {}, dark: {} }' }[kind]}.`)
    if (kind === 'text' && typeof value !== 'string')
      throw new Wrong(name, `is ${written(value)}, but must be a text in quotes: write '' where there is none.`)
    if (kind === 'text' && typeof value === 'string' && (value !== value.trim() || /[\p{Cc}\u2028\u2029]/u.test(value)))
      throw new Wrong(name, `is ${written(value)}: write it in one line, without spaces around it.`)
    if (kind === 'list' && !(Array.isArray(value) && value.every(each => typeof each === 'string')))
      throw new Wrong(name, `is ${written(value)}, but must be a list of names in quotes: write [] where there are none.`)
  }
}

/** The most that fits where it is shown, in characters: the event stands in one line with the date, beside the logo. */
const longestTexts = ({ logo, date }: TalkSettings) => ({ speaker: 40, affiliation: 40, event: logo || date ? 32 : 48, licence: 90 }) as const

function checkTexts(settings: TalkSettings): void {
  const longest = longestTexts(settings)
  for (const name of ['speaker', 'affiliation', 'event', 'licence'] as const) {
    const length = [...settings[name]].length
    if (length > longest[name])
      throw new Wrong(name, `has ${length} characters, but there is room for ${longest[name]}: write less.`)
  }
  const both = [...[settings.speaker, settings.affiliation].filter(Boolean).join(', ')].length
  if (both > 46)
    throw new Wrong('speaker and affiliation', `have ${both} characters, but stand in one line of 46: shorten one of them.`)
}

function checkDate({ date }: TalkSettings): void {
  if (!date)
    return
  if (!/^\d{4}-\d\d-\d\d$/.test(date))
    throw new Wrong('date', `is ${written(date)}: write year, month and day, such as 2026-12-05.`)
  const day = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date)
    throw new Wrong('date', `is ${written(date)}, which no calendar has: write a day that there is, such as 2026-12-05.`)
}

/** Host names and addresses that most other machines cannot reach. */
const NEAR = /^(?:localhost|.*\.local(?:host)?|127\..*|0\.0\.0\.0|\[::1\]|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*)$/

/** Checks an address that others are to open. */
function checkAddress(name: string, address: string): void {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol) || !/^https?:\/\//.test(address))
    throw new Wrong(name, `is ${written(address)}: write a whole address with its scheme, such as https://example.org/${{ deck: 'deck/', address: 'ann' }[name] ?? name}.`)
  if (/\s/.test(address))
    throw new Wrong(name, `is ${written(address)}: write it without spaces.`)
  if (NEAR.test(url.hostname))
    throw new Wrong(name, `is ${written(address)}, which only this machine or its network knows: write the address under which everybody finds it.`)
  if (url.username || url.password)
    throw new Wrong(name, 'has a name or a password in it, which everybody would see: write it without.')
  if (!url.hostname.includes('.') && !url.hostname.startsWith('['))
    throw new Wrong(name, `is ${written(address)}, whose host has no dot: write the whole name, such as https://example.org/.`)
}

function checkAddresses(settings: TalkSettings): void {
  for (const name of ['deck', 'article', 'repository'] as const) {
    if (settings[name])
      checkAddress(name, settings[name])
  }
  const { deck, address } = settings
  if (deck && (/[?#]/.test(deck) || !deck.endsWith('/')))
    throw new Wrong('deck', `is ${written(deck)}: write it with a slash at its end, and nothing after that, such as https://example.org/deck/.`)
  if (address.includes('@') && !address.includes('/')) {
    if (!/^[^\s@:]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(address))
      throw new Wrong('address', `is ${written(address)}: write a whole address for mail, such as ann@example.org, or one of a page, such as https://example.org/ann.`)
  }
  else if (address) {
    checkAddress('address', address)
  }
}

function checkColours({ colours }: TalkSettings): void {
  if (!isRecord(colours) || !isRecord(colours.light) || !isRecord(colours.dark) || Object.keys(colours).length > 2)
    throw new Wrong('colours', `is ${written(colours)}, but has light and dark: write { light: {}, dark: {} } where there are none.`)
  const own = Object.entries(colours).flatMap(([scheme, each]) => Object.entries(each).map(([name, colour]) => ({ scheme, name, colour: colour as unknown })))
  for (const { scheme, name, colour } of own) {
    if (!colourNames.some(each => each === name))
      throw new Wrong(`colours.${scheme}`, `has "${name}", which the deck does not have: write ${nearest(name, colourNames)}, or another name of styles/tokens.css.`)
    if (typeof colour !== 'string' || !/^#[\da-f]{6}$/i.test(colour))
      throw new Wrong(`colours.${scheme}`, `has ${name} as ${written(colour)}: write # and six hexadecimal digits, such as #326ce5.`)
  }
  if (own.length === 0)
    return
  const lowered: TalkSettings['colours'] = JSON.parse(JSON.stringify(colours).toLowerCase()) as TalkSettings['colours']
  const [low] = lowContrasts(withColours(readFileSync(join(ROOT, 'styles/tokens.css'), 'utf8'), lowered))
  if (low) {
    const { scheme, colour, ground, ratio, wanted } = low
    // A ratio is rounded down, so that it never reads like the one that is wanted.
    throw new Wrong('colours', `leave ${colour} on ${ground} at ${Math.floor(ratio * 100) / 100} to 1 in the scheme ${scheme.replace(/,$/, '')}, and ${wanted} to 1 is needed: write a darker or a lighter colour for one of the two.`)
  }
}

const MOST_BYTES = 100_000

function checkLogo({ logo }: TalkSettings, folder: string): void {
  if (!logo)
    return
  if (/^(?:[a-z][a-z\d+.-]*:)?\/\/|^data:/i.test(logo))
    throw new Wrong('logo', `is ${written(logo)}, but the deck fetches nothing from elsewhere: put the picture into public/, and write its name there.`)
  if (!/^[\w.-]+(?:\/[\w.-]+)*$/.test(logo) || logo.split('/').includes('..'))
    throw new Wrong('logo', `is ${written(logo)}: put the picture into public/, and write its name there, of letters, digits and . _ -, such as logo.svg.`)
  if (!Object.keys(logoTypes).includes(extname(logo).toLowerCase()))
    throw new Wrong('logo', `is ${written(logo)}, but must be a picture that ends with ${Object.keys(logoTypes).join(', ')}.`)
  const file = statSync(join(folder, logo), { throwIfNoEntry: false })
  if (!file?.isFile())
    throw new Wrong('logo', `is ${written(logo)}, but there is no such file in public/: put it there, or write '' for none.`)
  if (file.size === 0 || file.size > MOST_BYTES)
    throw new Wrong('logo', `is ${written(logo)}, a file of ${file.size} bytes: take one of 1 to ${MOST_BYTES} bytes.`)
  const head = readFileSync(join(folder, logo)).subarray(0, 400)
  const begins: Readonly<Record<string, boolean>> = {
    '.svg': /<svg[\s>]|<\?xml|<!--/.test(head.toString('utf8')),
    '.png': head.toString('latin1').startsWith('\x89PNG'),
    '.webp': head.toString('latin1', 8, 12) === 'WEBP',
  }
  if (!(begins[extname(logo).toLowerCase()] ?? head.toString('latin1').startsWith('\xFF\xD8\xFF')))
    throw new Wrong('logo', `is ${written(logo)}, which holds no picture of that kind: save it again as what its name says.`)
}

async function checkSlides({ leaveOut }: TalkSettings): Promise<void> {
  if (leaveOut.length === 0)
    return
  // Loading the slides loads the model, which takes time: only where slides are left out.
  const [{ slides }, { isDeeperSlide }] = await Promise.all([import('../../slides/index.ts'), import('../../slides/sections.ts')])
  const names: readonly string[] = slides.map(({ name }) => name)
  const inTalk = names.filter(name => !isDeeperSlide(name))
  for (const [place, name] of leaveOut.entries()) {
    if (!names.includes(name))
      throw new Wrong('leaveOut', `has "${name}", and there is no such slide: write "${nearest(name, inTalk)}", or take it out of the list.`)
    if (!inTalk.includes(name))
      throw new Wrong('leaveOut', `has "${name}", which stands beside the talk already: take it out of the list.`)
    if (name === inTalk[0])
      throw new Wrong('leaveOut', `has "${name}", with which every talk begins: take it out of the list.`)
    if (leaveOut.indexOf(name) !== place)
      throw new Wrong('leaveOut', `has "${name}" twice: take one of them out of the list.`)
  }
}

function checkCut({ cut }: TalkSettings): void {
  if (cut !== 0 && !isSlot(cut))
    throw new Wrong('cut', `is ${written(cut)}: write the minutes of a slot, ${slots.join(', ')}, or 0 for the whole talk.`)
}

function checkLanguage({ language }: TalkSettings): void {
  const name = (() => {
    try {
      return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(language)
    }
    catch {
      return undefined
    }
  })()
  if (!name)
    throw new Wrong('language', `is ${written(language)}, which is no language that is known: write its tag, such as en, de or pt-BR.`)
}

/**
 * Checks settings of which nothing is known, one after the other.
 *
 * @param pictures the folder that a logo is in, absolute
 * @throws Stop with one sentence on the first that will not do, and what to write instead
 */
export async function checkSettings(settings: unknown, pictures: string = join(ROOT, 'public')): Promise<TalkSettings> {
  checkKinds(settings)
  checkTexts(settings)
  checkDate(settings)
  checkAddresses(settings)
  checkLanguage(settings)
  checkCut(settings)
  checkColours(settings)
  checkLogo(settings, pictures)
  await checkSlides(settings)
  return settings
}

/** Where a file that cannot be read goes wrong: ` near line 17`; empty where that is not said. */
function placeOf(error: unknown): string {
  const line = error instanceof SyntaxError ? /^.*:(\d+)\n/.exec(error.stack ?? '')?.[1] : undefined
  return line === undefined ? '' : ` near line ${line}`
}

/** A setting that stands twice in the text of `settings.ts`, of which only the last would count. */
const twice = (text: string): string | undefined =>
  [...text.matchAll(/^ {2}['"]?(\w+)['"]?:/gm)].map(([, name = '']) => name).find((name, place, all) => all.indexOf(name) < place)

/**
 * The settings of the deck, checked.
 * @param file `settings.ts`, absolute
 * @throws Stop with one sentence if it cannot be read, or a setting will not do
 */
export async function readSettings(file: string = join(ROOT, 'settings.ts')): Promise<TalkSettings> {
  const read = await (import(pathToFileURL(file).href) as Promise<Readonly<Record<string, unknown>>>).catch((error: unknown) => {
    throw new Stop(`settings.ts cannot be read${placeOf(error)} (${(error instanceof Error ? error.message : String(error)).split('\n').map(line => line.trim()).filter(Boolean).at(-1)}): look for a quote, a comma or a bracket that is missing.`)
  })
  const name = twice(readFileSync(file, 'utf8'))
  if (name !== undefined)
    throw new Wrong(name, 'stands there twice: take one of them out.')
  return checkSettings(read['settings'])
}
