import type { Attributes } from './markup.ts'

/** A font that a drawing uses: family and weight. */
export interface UsedFont {
  readonly family: string
  readonly weight: string
}

const keyOf = ({ family, weight }: UsedFont): string => `${family} ${weight}`
const unquoted = (name: string): string => name.trim().replace(/^["']|["']$/g, '')
/** What the deck has in place of a font that has not come is known nowhere else. */
const isFallback = (name: string): boolean => /stand-in|fallback/i.test(name)
const GENERIC = /^(?:sans-serif|serif|monospace|system-ui|ui-monospace)$/

/** The fonts of one drawing, and how text is written and measured in them. */
export class Fonts {
  private readonly fonts = new Map<string, UsedFont>()
  private readonly pen = document.createElement('canvas').getContext('2d')

  /** All that were asked for, each once. */
  get used(): readonly UsedFont[] {
    return [...this.fonts.values()]
  }

  /** How an element's text is written. */
  attributes(style: CSSStyleDeclaration): Attributes {
    const families = style.fontFamily.split(',').map(unquoted).filter(name => !isFallback(name))
    const font = { family: families[0] ?? 'sans-serif', weight: style.fontWeight }
    this.fonts.set(keyOf(font), font)
    return {
      'font-family': families.filter((name, place) => place === 0 || GENERIC.test(name)).map(name => /\s/.test(name) ? `'${name}'` : name).join(', '),
      'font-size': Number.parseFloat(style.fontSize),
      'font-weight': style.fontWeight,
      'font-style': style.fontStyle === 'normal' ? undefined : style.fontStyle,
      'font-variant-ligatures': style.fontVariantLigatures === 'normal' ? undefined : style.fontVariantLigatures,
      'letter-spacing': style.letterSpacing === 'normal' ? undefined : Number.parseFloat(style.letterSpacing),
    }
  }

  /** How far the font reaches above and below its baseline, in pixels. */
  reach({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): { readonly above: number, readonly below: number } {
    if (!this.pen)
      throw new Error('This browser measures no text.')
    this.pen.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`
    const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = this.pen.measureText('x')
    return { above, below }
  }
}

/** The font that a browser takes where there is none of that weight, for a bold one a bolder first; undefined where there is none of the family. */
export function nearestWeight<T extends UsedFont>({ family, weight }: UsedFont, all: readonly T[]): T | undefined {
  const apart = (font: UsedFont): number => Math.abs(Number(font.weight) - Number(weight)) + (Number(weight) > 500 && Number(font.weight) < Number(weight) ? 1000 : 0)
  return all.filter(font => font.family === family).toSorted((one, other) => apart(one) - apart(other))[0]
}

function fontRules(): readonly CSSFontFaceRule[] {
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].filter(rule => rule instanceof CSSFontFaceRule)
    }
    catch {
      // A sheet of a browser's extension may not be read.
      return []
    }
  })
}

async function dataOf(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok)
    throw new Error(`The font ${address} did not come: ${answer.status}.`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  let binary = ''
  for (const byte of bytes)
    binary += String.fromCharCode(byte)
  return `data:font/woff2;base64,${btoa(binary)}`
}

const read = new Map<string, Promise<string>>()

/** The rules that bring fonts, with the fonts in them. @throws Error if a font of the deck does not come; what no sheet brings is the reader's own */
export async function fontFaces(used: readonly UsedFont[]): Promise<string> {
  const brought = fontRules().map(({ style, parentStyleSheet }) => ({
    family: unquoted(style.getPropertyValue('font-family')),
    weight: style.getPropertyValue('font-weight'),
    address: /url\((["']?)(.*?)\1\)/.exec(style.getPropertyValue('src'))?.[2],
    parentStyleSheet,
  })).filter(({ address }) => address !== undefined)
  const wanted = new Set(used.flatMap(font => nearestWeight(font, brought) ?? []).map(keyOf))
  const faces = await Promise.all(brought.map(async ({ address = '', parentStyleSheet, ...font }) => {
    if (!wanted.has(keyOf(font)))
      return ''
    const full = new URL(address, parentStyleSheet?.href ?? location.href).href
    const data = read.get(full) ?? dataOf(full)
    read.set(full, data)
    return `@font-face{font-family:'${font.family}';font-weight:${font.weight};src:url(${await data}) format('woff2')}`
  }))
  return faces.join('')
}
