import type { Paint, PaintOf } from './colours.ts'
import type { Fonts } from './fonts.ts'
import { type Attributes, escaped, tag } from './markup.ts'

const GEOMETRY: Readonly<Record<string, readonly string[]>> = {
  rect: ['x', 'y', 'width', 'height'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  line: ['x1', 'y1', 'x2', 'y2'],
  path: ['d'],
  polyline: ['points'],
  polygon: ['points'],
}

const UNPAINTED = ['title', 'desc', 'style', 'defs', 'metadata', 'script']

/** By what a part of a picture is known, on the slide and in tests. */
const COPIED_ATTRIBUTES = ['data-box', 'data-arrow', 'data-edge', 'data-state']

/** What is needed to write down the shapes of one drawing. */
export interface Pen {
  readonly paintOf: PaintOf
  readonly fonts: Fonts
  /** Whether text is held to its width where its font is not there. */
  readonly holdsWidths: boolean
  /** What can be seen of what is drawn now, in pixels of the window; undefined for all. */
  readonly view?: DOMRect
  /** Cuts off what lies outside of an area of the canvas. */
  readonly cut: (around: { readonly x: number, readonly y: number, readonly width: number, readonly height: number }, inside: string) => string
}

/** The names that an element is known by. */
export function namesOf(element: Element): Attributes {
  return Object.fromEntries(COPIED_ATTRIBUTES.map(name => [name, element.getAttribute(name) ?? undefined]))
}

/** An attribute that stands for a paint, with its opacity where it has one. */
export function painted(name: string, { value, opacity }: Paint, also = 1): Attributes {
  const all = opacity * also
  return { [name]: value, [`${name}-opacity`]: value === 'none' || all === 1 ? undefined : all }
}

function strokeOf(style: CSSStyleDeclaration, { paintOf }: Pen): Attributes {
  const width = Number.parseFloat(style.strokeWidth)
  const paint = paintOf(style.stroke)
  if (paint.value === 'none' || width === 0)
    return {}
  const unless = (value: string, usual: string): string | undefined => value === usual ? undefined : value
  return {
    ...painted('stroke', paint, Number(style.strokeOpacity)),
    'stroke-width': width,
    'stroke-dasharray': unless(style.strokeDasharray, 'none')?.replaceAll('px', ''),
    'stroke-linecap': unless(style.strokeLinecap, 'butt'),
    'stroke-linejoin': unless(style.strokeLinejoin, 'miter'),
    'paint-order': unless(style.paintOrder, 'normal'),
  }
}

const paintAttributes = (style: CSSStyleDeclaration, pen: Pen): Attributes => ({ ...painted('fill', pen.paintOf(style.fill), Number(style.fillOpacity)), ...strokeOf(style, pen) })

/** What moves and fades all of an element. */
function frameOf(element: Element, style: CSSStyleDeclaration): Attributes {
  const opacity = Number(style.opacity)
  const [x = 0, y = 0] = style.transformOrigin.split(' ').map(Number.parseFloat)
  const own = style.transform === 'none' ? element.getAttribute('transform') ?? undefined : style.transform
  const transform = own && (x || y) && style.transform !== 'none' ? `translate(${x} ${y}) ${own} translate(${-x} ${-y})` : own
  return { transform, opacity: opacity === 1 ? undefined : opacity }
}

/** Text stands on its baseline: few programs but browsers know another line to hang it on. */
function lowered(element: Element, style: CSSStyleDeclaration, { fonts }: Pen): Attributes {
  const y = element.getAttribute('y')
  const x = element.getAttribute('x') ?? undefined
  if (y === null || style.dominantBaseline !== 'central')
    return { x, y: y ?? undefined }
  const { above, below } = fonts.reach(style)
  return { x, y: Number(y) + (above - below) / 2 }
}

function textMarkup(element: SVGTextContentElement, pen: Pen, around?: CSSStyleDeclaration): string {
  const style = getComputedStyle(element)
  if (style.display === 'none' || style.visibility !== 'visible')
    return ''
  const isWhole = element.children.length === 0
  const inside = [...element.childNodes].map(node => node instanceof SVGTextContentElement ? textMarkup(node, pen, style) : node instanceof Text ? escaped(node.data) : '').join('')
  if (!element.textContent?.trim())
    return ''
  const own = (attributes: Attributes, others: Attributes | undefined): Attributes => !others ? attributes : Object.fromEntries(Object.entries(attributes).filter(([key, value]) => value !== others[key]))
  return tag(element.tagName, {
    ...namesOf(element),
    ...(around ? {} : frameOf(element, style)),
    ...lowered(element, style, pen),
    dx: element.getAttribute('dx') ?? undefined,
    dy: element.getAttribute('dy') ?? undefined,
    ...own({ 'text-anchor': style.textAnchor }, around ? { 'text-anchor': around.textAnchor } : { 'text-anchor': 'start' }),
    ...own(pen.fonts.attributes(style), around && pen.fonts.attributes(around)),
    ...own(paintAttributes(style, pen), around && paintAttributes(around, pen)),
    ...(pen.holdsWidths && isWhole ? { textLength: element.getComputedTextLength(), lengthAdjust: 'spacingAndGlyphs' } : {}),
    ...(/^\s|\s$|\s\s/.test(element.textContent) && isWhole ? { 'xml:space': 'preserve' } : {}),
  }, inside)
}

/** An element of a drawing and all in it, with its styles written down at each shape. @throws Error for an element of a kind that no picture has had so far */
export function shapeMarkup(element: SVGElement, pen: Pen): string {
  const style = getComputedStyle(element)
  const kind = element.tagName
  if (UNPAINTED.includes(kind) || style.display === 'none' || Number(style.opacity) === 0)
    return ''
  if (element instanceof SVGTextContentElement)
    return textMarkup(element, pen)
  if (kind === 'g' || kind === 'a') {
    const inside = [...element.children].map(child => child instanceof SVGElement ? shapeMarkup(child, pen) : '').join('')
    return inside && tag('g', { ...namesOf(element), ...frameOf(element, style) }, inside)
  }
  const geometry = GEOMETRY[kind]
  if (!geometry)
    throw new Error(`A drawing has an element <${kind}>, which cannot be written down yet: see logic/picture-svg/svg-shapes.ts.`)
  if (style.visibility !== 'visible')
    return ''
  const radius = (name: 'rx' | 'ry'): number | undefined => kind === 'rect' && style[name] !== 'auto' && Number.parseFloat(style[name]) > 0 ? Number.parseFloat(style[name]) : undefined
  return tag(kind, {
    ...namesOf(element),
    ...frameOf(element, style),
    ...Object.fromEntries(geometry.map(name => [name, element.getAttribute(name) ?? undefined])),
    ...(kind === 'rect' ? { rx: radius('rx'), ry: radius('ry') } : {}),
    ...paintAttributes(style, pen),
  })
}
