import type { Rect } from '../../components/diagram/geometry.ts'
import { endTravels } from '../../components/diagram/travel.ts'
import { type PaintOf, plainPaint, withNamedColours } from './colours.ts'
import { describedBy } from './described.ts'
import { fontFaces, Fonts } from './fonts.ts'
import { withGeneratedBoxes } from './generated-text.ts'
import { boxMarkup } from './html-boxes.ts'
import { linesOf } from './html-text.ts'
import { escaped, tag } from './markup.ts'
import { namesOf, painted, type Pen, shapeMarkup } from './svg-shapes.ts'

/** How a picture is to be written down. */
export interface SvgOptions {
  /** Permanent name of the picture, such as `request-answered`: by it the ids in the file are its own. */
  readonly name: string
  /** Whether the fonts go into the file; else they are named, and text is held to its width without them. */
  readonly fonts?: boolean
  /** Whether the slide's title and caption belong to it, too. */
  readonly whole?: boolean
  /** Whether colours are named (`var(--k-ink)`), to be set by the page that embeds it, instead of computed ones. */
  readonly named?: boolean
}

/** What stands between title and caption of a slide, with a margin for what overhangs, in pixels of the canvas. */
const WINDOW: Rect = { x: 20, y: 84, width: 940, height: 398 }

/** From pixels of the window to those of the slide's canvas. */
type ToCanvas = (rect: { readonly left: number, readonly top: number, readonly width: number, readonly height: number }) => Rect

function toCanvas(layout: HTMLElement): ToCanvas {
  const { left, top, width } = layout.getBoundingClientRect()
  const scale = width / layout.offsetWidth
  return rect => ({ x: (rect.left - left) / scale, y: (rect.top - top) / scale, width: rect.width / scale, height: rect.height / scale })
}

/** Where a part of the canvas is in the window. */
function inWindow(layout: HTMLElement, { x, y, width, height }: Rect): DOMRect {
  const { left, top, width: shown } = layout.getBoundingClientRect()
  const scale = shown / layout.offsetWidth
  return new DOMRect(left + x * scale, top + y * scale, width * scale, height * scale)
}

/** A drawing inside the page, moved to its place on the canvas. */
function drawingMarkup(drawing: SVGSVGElement, pen: Pen, place: ToCanvas): string {
  const area = place(drawing.getBoundingClientRect())
  const { x, y, width, height } = drawing.viewBox.baseVal ?? { x: 0, y: 0, width: 0, height: 0 }
  const scale = width > 0 ? Math.min(area.width / width, area.height / height) : 1
  const inside = [...drawing.children].map(child => child instanceof SVGElement ? shapeMarkup(child, pen) : '').join('')
  const left = area.x + (area.width - width * scale) / 2 - x * scale
  const top = area.y + (area.height - height * scale) / 2 - y * scale
  const number = (value: number): number => Math.round(value * 1e4) / 1e4
  return inside && tag('g', { transform: `translate(${number(left)} ${number(top)})${Math.abs(scale - 1) < 1e-4 ? '' : ` scale(${number(scale)})`}` }, inside)
}

/** What is seen of an element's contents where it cuts off what is outside, in pixels of the window; undefined where it does not. */
function windowOf(element: Element, style: CSSStyleDeclaration): DOMRect | undefined {
  if (style.overflowX === 'visible' && style.overflowY === 'visible')
    return undefined
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const isCut = [...element.querySelectorAll('*')].some((inside) => {
    const rect = inside.getBoundingClientRect()
    return rect.width > 0 && rect.height > 0 && (rect.left < left - 1 || rect.right > right + 1 || rect.top < top - 1 || rect.bottom > bottom + 1)
  })
  return isCut ? element.getBoundingClientRect() : undefined
}

const isOutside = (rect: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>, view: DOMRect): boolean =>
  rect.right <= view.left || rect.left >= view.right || rect.bottom <= view.top || rect.top >= view.bottom

function textMarkup(node: Text, pen: Pen, place: ToCanvas): string {
  const style = getComputedStyle(node.parentElement ?? document.body)
  if (!node.data.trim() || style.visibility !== 'visible')
    return ''
  const keepsSpaces = style.whiteSpace.startsWith('pre') || style.whiteSpace === 'break-spaces'
  const { above } = pen.fonts.reach(style)
  const { view } = pen
  const lines = linesOf(node, keepsSpaces).filter(({ left, right, top, bottom }) => !view || !isOutside({ left, right, top, bottom }, view))
  return lines.map(({ text, left, top, right }) => {
    const { x, y, width } = place({ left, top, width: right - left, height: 0 })
    return tag('text', {
      x,
      // The browser lays lines out by whole pixels of a font.
      y: y + Math.round(above),
      ...pen.fonts.attributes(style),
      ...painted('fill', pen.paintOf(style.color)),
      ...(style.textDecorationLine === 'underline' ? { 'text-decoration': 'underline' } : {}),
      ...(pen.holdsWidths ? { textLength: width, lengthAdjust: 'spacingAndGlyphs' } : {}),
      ...(/^\s|\s$|\s\s/.test(text) ? { 'xml:space': 'preserve' } : {}),
    }, escaped(text))
  }).join('')
}

const isUnseen = (element: Element, style: CSSStyleDeclaration): boolean =>
  style.display === 'none' || Number(style.opacity) === 0 || style.clipPath === 'inset(50%)' || element.hasAttribute('data-undrawn')

function elementMarkup(element: Element, pen: Pen, place: ToCanvas): string {
  const style = getComputedStyle(element)
  if (isUnseen(element, style))
    return ''
  const rect = element.getBoundingClientRect()
  if (pen.view && rect.width > 0 && isOutside(rect, pen.view))
    return ''
  if (element instanceof SVGSVGElement)
    return drawingMarkup(element, pen, place)
  const boxes = style.visibility !== 'visible' || style.display === 'contents' ? '' : [...element.getClientRects()].map(rect => boxMarkup(place(rect), style, pen)).join('')
  const view = windowOf(element, style)
  const inner = view ? { ...pen, view } : pen
  const drawn = [...element.childNodes].map(node => node instanceof Element ? elementMarkup(node, inner, place) : node instanceof Text ? textMarkup(node, inner, place) : '').join('')
  const inside = view && drawn ? pen.cut(place(view), drawn) : drawn
  const names = namesOf(element)
  const opacity = Number(style.opacity)
  const isGroup = opacity !== 1 || Object.values(names).some(Boolean)
  return isGroup && boxes + inside ? tag('g', { ...names, opacity: opacity === 1 ? undefined : opacity }, boxes + inside) : boxes + inside
}

/** What a picture is called, and what it shows. */
export interface PictureWords {
  readonly title: string
  /** The caption of the step, and then all that is drawn, in words. */
  readonly description: string
}

function wordsOf(layout: HTMLElement, part: HTMLElement): PictureWords {
  const clean = (text = ''): string => text.replace(/\s+/g, ' ').trim()
  const title = clean(layout.querySelector<HTMLElement>('h1')?.innerText) || clean(layout.textContent ?? '')
  const caption = clean(layout.querySelector('.caption')?.textContent ?? '')
  return { title, description: [caption, describedBy(part)].filter(Boolean).join(' ') || title }
}

/** A picture, drawn: its markup without what stands around it. */
export interface DrawnPicture extends PictureWords {
  readonly area: Rect
  /** Markup of all shapes and texts, in pixels of the slide's canvas. */
  readonly markup: string
  readonly fonts: Fonts
}

/**
 * Writes down what a slide shows, as shapes and text. The slide stays as it is.
 * @param layout the slide, as it stands in the page
 * @throws Error if it has something that cannot be written down
 */
export function drawPicture(layout: HTMLElement, { name, fonts: embeds = false, whole = false, named = false }: SvgOptions): DrawnPicture {
  endTravels()
  const picture = whole ? undefined : layout.querySelector<HTMLElement>('.step-frame > .picture') ?? undefined
  const part = picture ?? layout
  const words = wordsOf(layout, part)
  const fonts = new Fonts()
  const pointOnCanvas = toCanvas(layout)
  const area = picture ? WINDOW : { x: 0, y: 0, width: layout.offsetWidth, height: layout.offsetHeight }
  const draw = (paintOf: PaintOf): string => withGeneratedBoxes(part, () => {
    const ground = tag('rect', { ...area, ...painted('fill', paintOf(getComputedStyle(layout).backgroundColor)) })
    let cuts = 0
    const cut: Pen['cut'] = (around, inside) => {
      const id = `${name}-cut-${++cuts}`
      return tag('clipPath', { id }, tag('rect', { ...around })) + tag('g', { 'clip-path': `url(#${id})` }, inside)
    }
    // What stands beside the title is no part of the picture.
    const pen: Pen = { paintOf, fonts, holdsWidths: !embeds, cut, ...(picture && { view: inWindow(layout, area) }) }
    return ground + (picture ? elementMarkup(picture, pen, pointOnCanvas) : [...layout.children].filter(child => whole || !child.matches('.counter')).map(child => elementMarkup(child, pen, pointOnCanvas)).join(''))
  })
  return { ...words, area, markup: named ? withNamedColours(draw) : draw(plainPaint), fonts }
}

/** A slide's picture as a file that looks the same wherever it is opened. @throws Error as {@link drawPicture}, and if a font does not come */
export async function pictureSvg(layout: HTMLElement, options: SvgOptions): Promise<string> {
  const { title, description, area, markup, fonts } = drawPicture(layout, options)
  const { x, y, width, height } = area
  const faces = options.fonts ? tag('style', {}, await fontFaces(fonts.used)) : ''
  return `${tag('svg', {
    'xmlns': 'http://www.w3.org/2000/svg',
    'viewBox': [x, y, width, height].join(' '),
    width,
    height,
    'role': 'img',
    'aria-labelledby': `${options.name}-title`,
    'aria-describedby': `${options.name}-description`,
  }, `${tag('title', { id: `${options.name}-title` }, escaped(title))}${tag('desc', { id: `${options.name}-description` }, escaped(description))}${faces}${markup}`)}\n`
}
