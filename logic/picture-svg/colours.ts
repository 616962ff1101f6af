import tokensCss from '../../styles/tokens.css?raw'

/** What a colour becomes in a drawing. */
export interface Paint {
  /** `#rrggbb`, `none`, or `var(--k-ink)`. */
  readonly value: string
  /** From 0 to 1. */
  readonly opacity: number
}

/** Says what becomes of a colour that the browser has worked out. */
export type PaintOf = (colour: string) => Paint

const byte = (number: number): string => Math.round(number).toString(16).padStart(2, '0')

/**
 * A colour as every program that shows drawings knows it.
 * @param colour as `getComputedStyle` gives it: `rgb(…)`, `rgba(…)` or `none`
 * @throws Error for a colour in any other form
 */
export const plainPaint: PaintOf = (colour) => {
  if (colour === 'none')
    return { value: 'none', opacity: 1 }
  const [, numbers] = /^rgba?\((.*)\)$/.exec(colour) ?? []
  const [red, green, blue, alpha = 1] = numbers?.split(/[\s,/]+/).map(Number) ?? []
  if (red === undefined || green === undefined || blue === undefined)
    throw new Error(`The colour "${colour}" is of a form that is not known here.`)
  return { value: alpha === 0 ? 'none' : `#${byte(red)}${byte(green)}${byte(blue)}`, opacity: alpha }
}

/** The names of the deck's colours, in the order of the token sheet. */
const colourTokens: readonly string[] = [...new Set([...tokensCss.matchAll(/(--k-[\w-]+): #/g)].map(([, name = '']) => name))]

/** The colour that stands for a token while a drawing is made: no other colour of the deck is one of these. */
const standIn = (place: number): string => `rgb(1, 2, ${place + 1})`

/** Runs something while each colour of the deck is another one, by which it is known: what is drawn can name it, and be shown in either scheme. */
export function withNamedColours<T>(draw: (paintOf: PaintOf) => T): T {
  const { style } = document.documentElement
  const names = new Map(colourTokens.map((name, place) => [standIn(place), name]))
  try {
    names.forEach((name, colour) => style.setProperty(name, colour))
    return draw((colour) => {
      const name = names.get(colour)
      return name ? { value: `var(${name})`, opacity: 1 } : plainPaint(colour)
    })
  }
  finally {
    names.forEach(name => style.removeProperty(name))
  }
}
