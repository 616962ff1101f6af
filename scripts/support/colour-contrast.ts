import { coloursIn, MORE } from '../../setup/own-colours.ts'
import type { ColourName, Colours } from '../../talk/talk-settings.ts'

const channel = (value: number): number => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4

/** Relative luminance of a colour in six hexadecimal digits, as WCAG 2.2 has it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours in six hexadecimal digits, from 1 to 21, as WCAG 2.2 has it. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['ground', 'box', 'control', 'worker', 'good-ground', 'bad-ground', 'active'] as const
const words = ['ink', 'muted', 'accent-ink', 'worker-ink', 'good', 'bad'] as const

/** Which colour is read on which. */
const read: readonly (readonly [ColourName, ColourName])[] = [
  ...words.flatMap(word => grounds.map(ground => [word, ground] as const)),
  ...(['accent', 'accent-ink', 'good', 'bad'] as const).map(ground => ['on-accent', ground] as const),
  ...(['terminal-ink', 'terminal-muted', 'terminal-good', 'terminal-bad'] as const).map(word => [word, 'terminal'] as const),
]

/** Which colour is seen on which as a line or a shape. */
const seen: readonly (readonly [ColourName, ColourName])[] = grounds.map(ground => ['accent', ground] as const)

/** Which lines have to be seen by who asks for more contrast. */
const seenByMore: readonly (readonly [ColourName, ColourName])[]
  = (['line', 'accent', 'control-edge', 'worker-edge', 'good', 'bad', 'muted'] as const).flatMap(line => (['ground', 'box', 'control', 'worker'] as const).map(ground => [line, ground] as const))

/** A colour with too little contrast to its background. */
export interface LowContrast {
  readonly scheme: string
  readonly colour: ColourName
  readonly ground: ColourName
  readonly ratio: number
  readonly wanted: number
}

/**
 * The pairs of a deck's colours that do not stand out from each other: text has 4.5 to 1 on whatever it stands on, lines
 * 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11); for who asks for more contrast text has 7 to 1 (1.4.6), and lines 4.5 to 1.
 *
 * @param css `styles/tokens.css`, with a speaker's colours in it
 */
export function lowContrasts(css: string): readonly LowContrast[] {
  const [ordinary = '', more = ''] = css.split(MORE)
  // What a speaker has set stands in rules of their own after the deck's.
  const all = (part: string, selector: ':root' | 'html.dark'): Colours => {
    const rules = part.split(/\n(?=\s*(?::root|html\.dark) \{)/).map(each => coloursIn(`\n${each.trimStart()}`, selector))
    return Object.assign({}, ...rules) as Colours
  }
  const light = all(ordinary, ':root')
  const dark = { ...light, ...all(ordinary, 'html.dark') }
  const moreLight = { ...light, ...all(more, ':root') }
  const moreDark = { ...dark, ...all(more, ':root'), ...all(more, 'html.dark') }
  const found = (scheme: string, colours: Colours, pairs: typeof read, wanted: number): readonly LowContrast[] => pairs.flatMap(([colour, ground]) => {
    const ratio = contrastOf(colours[colour] ?? '', colours[ground] ?? '')
    return ratio >= wanted ? [] : [{ scheme, colour, ground, ratio, wanted }]
  })
  const ordinaryPairs = (scheme: string, colours: Colours) => [...found(scheme, colours, read, 4.5), ...found(scheme, colours, seen, 3)]
  // A box that is at work stands out by its fill, too: there text has what it has for everybody.
  const morePairs = (scheme: string, colours: Colours) => [
    ...found(scheme, colours, read.filter(([, ground]) => ground !== 'active'), 7), ...found(scheme, colours, read, 4.5), ...found(scheme, colours, seenByMore, 4.5),
  ]
  return [...ordinaryPairs('light', light), ...ordinaryPairs('dark', dark), ...morePairs('light, for more contrast,', moreLight), ...morePairs('dark, for more contrast,', moreDark)]
}
