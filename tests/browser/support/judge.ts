import type { Colour, Rect, RenderedBox, RenderedSlide, RenderedText } from './rendered-slide.ts'
import type { Sketch } from './sketch.ts'

/** Size of the canvas in its own pixels: 980 wide, 16 to 9. */
export const CANVAS = { x: 0, y: 0, width: 980, height: 980 * 9 / 16 } as const satisfies Rect

/** The least height of a font, in canvas pixels. */
const LEAST_SIZE = 16

/** The least height of what the last row of a room reads: all but the source and the number of the page. */
export const STAGE_SIZE = 18

/** Less than this is for words that say where, badges and what only the speaker uses: a tenth of the talk. */
export const WORD_SIZE = 20

/** The least room between text and the edge of its box. */
export const LEAST_AIR = 6

/** The most words of sentences on a slide at once: fewer than 40. */
export const MOST_WORDS = 39

/** The most labels of a picture at once: “about 25” is what a room can take in. */
export const MOST_LABELS = 29

/** The least contrast of text, as WCAG 2 counts it at level AA. */
export const LEAST_CONTRAST = 4.5

/** The least contrast of text for whoever asks for more of it, as WCAG 2 counts it at level AAA. */
export const MORE_CONTRAST = 7

/** Half a pixel of the screen and the bearings of glyphs are no fault. */
const TOLERANCE = 1

/** The middle of a line of letters is known to half a pixel. */
const AIR_TOLERANCE = 0.55

const quoted = ({ text }: RenderedText): string => `“${text}”`
const rounded = ({ x, y, width, height }: Rect): string => [x, y, width, height].map(value => Math.round(value * 10) / 10).join(' ')

/** Whether a rectangle lies within another, a pixel aside where nothing else is said. */
function isInside(inner: Rect, outer: Rect, aside: number = TOLERANCE): boolean {
  return inner.x >= outer.x - aside
    && inner.y >= outer.y - aside
    && inner.x + inner.width <= outer.x + outer.width + aside
    && inner.y + inner.height <= outer.y + outer.height + aside
}

/** Whether two rectangles share more than a pixel's width and height. */
function doOverlap(one: Rect, other: Rect): boolean {
  return Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) > TOLERANCE
    && Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) > TOLERANCE
}

/** The part of a line that its glyphs can fill: its rectangle has room for accents and gaps as well. */
function textArea(line: Rect, size: number): Rect {
  const height = Math.min(size, line.height)
  return { ...line, y: line.y + (line.height - height) / 2, height }
}

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]))
}

/** Text that is not wholly on the slide. */
export function offSlide({ texts }: RenderedSlide): string[] {
  return texts.flatMap(text => text.lines.filter(line => !isInside(textArea(line, text.size), CANVAS)).map(line => `${quoted(text)} is off the slide: ${rounded(line)}`))
}

/** Text that is not wholly in its own box. */
export function outOfBox({ texts, boxes }: RenderedSlide): string[] {
  return texts.flatMap((text) => {
    const box = boxes.find(({ id }) => id === text.box)
    return box ? text.lines.filter(line => !isInside(textArea(line, text.size), box.rect)).map(line => `${quoted(text)} leaves box ${box.id}: ${rounded(line)} in ${rounded(box.rect)}`) : []
  })
}

/** Text of which something around it cuts a part off. */
export function cutOff({ texts }: RenderedSlide): string[] {
  return texts.flatMap((text) => {
    const { window } = text
    return window ? text.lines.filter(line => !isInside(textArea(line, text.size), window)).map(line => `${quoted(text)} is cut off: ${rounded(line)} in ${rounded(window)}`) : []
  })
}

/** Pieces of text that lie on each other. */
export function overlappingTexts({ texts }: RenderedSlide): string[] {
  return pairs(texts).flatMap(([one, other]) =>
    one.lines.some(line => other.lines.some(otherLine => doOverlap(textArea(line, one.size), textArea(otherLine, other.size))))
      ? [`${quoted(one)} and ${quoted(other)} lie on each other`]
      : [])
}

/** Text in a font that is too small. */
export function tooSmall({ texts }: RenderedSlide): string[] {
  return texts.filter(({ size }) => size < LEAST_SIZE - 0.05).map(text => `${quoted(text)} is ${Math.round(text.size * 10) / 10} px`)
}

/** Text that the last row of a room cannot read. */
export function tooSmallForStage({ texts }: RenderedSlide): string[] {
  return texts.filter(({ size, margin }) => !margin && size < STAGE_SIZE - 0.05).map(text => `${quoted(text)} is ${Math.round(text.size * 10) / 10} px`)
}

/** Text that comes too near to the edge of its box. */
export function tooClose({ texts, boxes }: RenderedSlide): string[] {
  return texts.flatMap((text) => {
    const box = boxes.find(({ id }) => id === text.box)
    if (!box)
      return []
    const { x, y, width, height } = box.rect
    const free: Rect = { x: x + LEAST_AIR, y: y + LEAST_AIR, width: width - 2 * LEAST_AIR, height: height - 2 * LEAST_AIR }
    return text.lines.filter(line => !isInside(textArea(line, text.size), free, AIR_TOLERANCE)).map(line => `${quoted(text)} has less than ${LEAST_AIR} px of air in ${box.id}: ${rounded(textArea(line, text.size))} in ${rounded(box.rect)}`)
  })
}

/** Characters of what the last row reads, and how many of them are smaller than words should be. */
export function charactersOf({ texts }: RenderedSlide): { readonly all: number, readonly small: number } {
  const read = texts.filter(({ margin }) => !margin)
  const count = (some: typeof read): number => some.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0)
  return { all: count(read), small: count(read.filter(({ size }) => size < WORD_SIZE - 0.05)) }
}

/** Boxes of which neither holds the other, and that still overlap; and ids that two boxes share. */
export function clashingBoxes({ boxes }: RenderedSlide): string[] {
  return pairs(boxes).flatMap(([one, other]) => {
    if (one.id === other.id)
      return [`two boxes are called ${one.id}`]
    const apart = !doOverlap(one.rect, other.rect) || isInside(one.rect, other.rect) || isInside(other.rect, one.rect)
    return apart ? [] : [`${one.id} and ${other.id} overlap`]
  })
}

/** Boxes that moved or changed size from one step to the next though the step does not say so. */
export function movedBoxes(before: readonly RenderedBox[], after: readonly RenderedBox[], allowed: readonly string[] = []): string[] {
  return after.flatMap(({ id, rect }) => {
    const old = before.find(box => box.id === id)?.rect
    const moved = old !== undefined && !(['x', 'y', 'width', 'height'] as const).every(side => Math.abs(old[side] - rect[side]) < 0.5)
    return moved && !allowed.includes(id) ? [`${id} moved from ${rounded(old)} to ${rounded(rect)}`] : []
  })
}

/** How many words of sentences there are: title, points and caption. */
export function wordsOf({ texts }: RenderedSlide): number {
  return texts.filter(({ prose }) => prose).flatMap(({ text }) => text.split(' ')).filter(word => /[\p{L}\p{N}]/u.test(word)).length
}

/** How many labels there are: all that is no sentence, can not be pressed, and is neither source nor number of the page; a line of code is one, a label of two lines as well. */
export function labelsOf({ texts }: RenderedSlide): number {
  return texts.filter(({ prose, margin, control, further }) => !prose && !margin && !control && !further).length
}

function luminance([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of a text on an opaque ground, from 1 to 21, as WCAG 2 defines it. */
export function contrast(ink: Colour, ground: Colour): number {
  const alpha = ink[3]
  const mix = (place: 0 | 1 | 2): number => ink[place] * alpha + ground[place] * (1 - alpha)
  const [light = 0, dark = 0] = [luminance([mix(0), mix(1), mix(2), 1]), luminance(ground)].toSorted((one, other) => other - one)
  return (light + 0.05) / (dark + 0.05)
}

/** Text that stands out too little from what is behind it, or of which that cannot be told. */
export function faint({ texts }: RenderedSlide, least: number = LEAST_CONTRAST): string[] {
  return texts.flatMap((text) => {
    if (text.grounds.length === 0 || text.grounds.some(([, , , alpha]) => alpha < 0.999))
      return [`${quoted(text)} stands on nothing that can be measured`]
    const worst = Math.min(...text.grounds.map(ground => contrast(text.ink, ground)))
    return worst < least ? [`${quoted(text)} has a contrast of ${worst.toFixed(2)}`] : []
  })
}

/** A slide at one step: in its own colours, and in the two that a system may give it. */
interface Sketches {
  readonly own: Sketch
  readonly forced: Sketch
}

/** What a step changes in the slide's own colours, while nothing of that box or arrow changes where the system gives the colours. */
export function lostChanges(before: Sketches, after: Sketches): string[] {
  const part = (sketch: Sketch, name: string): string => Object.entries(sketch).filter(([, stroke]) => stroke.part === name).map(([number, { paint }]) => `${number}: ${paint}`).join('\n')
  const changed = Object.entries(after.own).filter(([number, { paint }]) => before.own[number] && before.own[number].paint !== paint)
  return changed
    .filter(([, { part: name }]) => part(before.forced, name) === part(after.forced, name))
    .map(([number, { part: name, paint }]) => `${name} changed from ${before.own[number]?.paint} to ${paint}`)
}
