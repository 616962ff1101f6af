import { escapeHtml } from '../pages/html.ts'
import type { Drawing } from './inline-styles.ts'

export interface Card {
  /** What stands in the corner: the deck, and its place in the talk, such as "14 of 25". */
  readonly corner: string
  /** The part of the talk it belongs to, or who speaks, or an empty string. */
  readonly section: string
  readonly title: string
  /** The sentence to remember: its first words, and the rest. */
  readonly lead: string
  readonly rest: string
  readonly picture: Drawing | undefined
}

/** The size that pages which show a link crop least: 1.91 to 1. */
export const CARD = { width: 1200, height: 630 } as const

const EDGE = 56
const RIGHT = CARD.width - EDGE
/** Wider than this against its height, a picture has the whole width of the card. */
const WIDE = 1.8
const COLUMN = 26

const colours = { ground: 'var(--k-ground)', ink: 'var(--k-ink)', muted: 'var(--k-muted)', accent: 'var(--k-accent-ink)' } as const

/** Words broken into lines of at most so many characters. */
export function linesOf(words: string, columns: number): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/)) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${line} ${word}`
    else
      lines.push(word)
  }
  return lines
}

function placed({ svg, width, height }: Drawing, area: { readonly x: number, readonly y: number, readonly width: number, readonly height: number }): string {
  const scale = Math.min(area.width / width, area.height / height)
  const x = area.x + (area.width - width * scale) / 2
  const y = area.y + (area.height - height * scale) / 2
  return `<g transform="translate(${x} ${y}) scale(${scale})">${svg}</g>`
}

/** A card for a link to a slide, in the look of the deck, as an SVG document that names the deck's colours. */
export function cardSvg({ corner, section, title, lead, rest, picture }: Card): string {
  const isWide = picture !== undefined && picture.width / picture.height > WIDE
  const line = (y: number, size: number, weight: number, colour: string, words: string, more = ''): string =>
    `<text x="${EDGE}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}"${more}>${escapeHtml(words)}</text>`
  const said = isWide
    ? [`<text x="${EDGE}" y="584" font-size="28" fill="${colours.ink}"><tspan font-weight="700" fill="${colours.accent}">${escapeHtml(lead)}</tspan> ${escapeHtml(rest)}</text>`]
    : [...linesOf(lead, COLUMN).map(words => [words, 700, colours.accent] as const), ...linesOf(rest, COLUMN).map(words => [words, 500, colours.ink] as const)]
        .map(([words, weight, colour], nth) => line(236 + 46 * nth, 34, weight, colour, words))
  const drawn = picture && placed(picture, isWide ? { x: EDGE, y: 160, width: RIGHT - EDGE, height: 376 } : { x: 580, y: 160, width: RIGHT - 580, height: 414 })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" viewBox="0 0 ${CARD.width} ${CARD.height}" font-family="Inter">
<rect width="${CARD.width}" height="${CARD.height}" fill="${colours.ground}"/>
${line(70, 24, 700, colours.accent, section)}
<text x="${RIGHT}" y="70" font-size="24" font-weight="500" fill="${colours.muted}" text-anchor="end">${escapeHtml(corner)}</text>
${line(132, 48, 700, colours.ink, title)}
${said.join('\n')}
${drawn ?? ''}
</svg>`
}
