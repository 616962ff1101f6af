import { type Element, Window } from 'happy-dom'
import postcss from 'postcss'

/** A drawing that needs no stylesheet any more. */
export interface Drawing {
  readonly svg: string
  /** What it is drawn on, in its own units. */
  readonly width: number
  readonly height: number
}

/** Narrower ones are signs and marks. */
const LEAST_WIDTH = 200
const TOKEN = /var\((--[\w-]+)\)/g

interface Rule {
  readonly selector: string
  readonly weight: number
  readonly declarations: Declarations
}

/** How much a selector weighs against others: ids before classes before elements. */
function weightOf(selector: string): number {
  const count = (pattern: RegExp): number => selector.match(pattern)?.length ?? 0
  return 10_000 * count(/#[\w-]+/g) + 100 * count(/\.[\w-]+|\[[^\]]+\]/g) + count(/(?<![\w.#:[-])[a-z][\w-]*/gi)
}

type Declarations = readonly (readonly [property: string, value: string])[]

/** The rules of a stylesheet that hold everywhere, without what only some screens have. */
function plainRules(css: string): readonly { readonly selectors: readonly string[], readonly declarations: Declarations }[] {
  return postcss.parse(css).nodes.flatMap(node => node.type === 'rule'
    ? [{ selectors: node.selectors, declarations: node.nodes.flatMap(each => each.type === 'decl' ? [[each.prop, each.value] as const] : []) }]
    : [])
}

function ranked(css: string): readonly Rule[] {
  const rules = plainRules(css).flatMap(({ selectors, declarations }) =>
    selectors.filter(each => !/::|:(?!not\()/.test(each)).map(selector => ({ selector, weight: weightOf(selector), declarations })))
  return rules.sort((a, b) => a.weight - b.weight)
}

/** Puts the tokens of a stylesheet, as they are in the light scheme, in the place of their names, which may stand in attributes. */
export function withTokens(css: string): (text: string) => string {
  const tokens = new Map(plainRules(css).filter(({ selectors }) => selectors.includes(':root')).flatMap(({ declarations }) => declarations))
  return text => text.replace(TOKEN, (_, name: string) => (tokens.get(name) ?? '').replaceAll('"', '\''))
}

/** A shift as CSS has it, in the words of SVG. */
const shift = (value: string): string => value
  .replace(/translate([XY])\((-?[\d.]+)px\)/g, (_, axis, by) => axis === 'X' ? `translate(${by} 0)` : `translate(0 ${by})`)
  .replace(/(?<=\d)px/g, '')

/** Gives an element its style, and takes away what only a page needs. */
function writeStyle(element: Element, ruled: ReadonlyMap<string, string>): void {
  const own = (element.getAttribute('style') ?? '').split(';').flatMap((each) => {
    const [property = '', ...value] = each.split(':')
    return property.trim() ? [[property.trim(), value.join(':').trim()] as const] : []
  })
  const style = new Map([...ruled, ...own])
  const move = style.get('transform')
  if (move !== undefined && move !== 'none')
    element.setAttribute('transform', `${element.getAttribute('transform') ?? ''} ${shift(move)}`.trim())
  const written = [...style].filter(([property]) => property !== 'transform' && !property.startsWith('--')).map(([property, value]) => `${property}:${value}`)
  element.setAttribute('style', written.join(';'))
  for (const name of element.getAttributeNames().filter(each => /^(?:class|role|id|data-|aria-)/.test(each)))
    element.removeAttribute(name)
}

/**
 * Takes the picture out of a slide and writes its styles into it, for a program that draws SVG and knows little of CSS.
 * Tokens stay names: see {@link withTokens}.
 *
 * @param html the slide at one click
 * @param css the deck's stylesheet, as far as the slide needs it
 * @returns undefined where the slide has no picture
 */
export function pictureIn(html: string, css: string): Drawing | undefined {
  const window = new Window()
  try {
    const { document } = window
    document.body.innerHTML = html
    const sized = [...document.querySelectorAll('svg')].map((svg) => {
      // Vue writes it in small letters, which is the same to a browser that reads HTML.
      const box = svg.getAttribute('viewBox') ?? svg.getAttribute('viewbox') ?? ''
      svg.removeAttribute('viewbox')
      svg.setAttribute('viewBox', box)
      const [, , width = 0, height = 0] = box.split(/\s+/).map(Number)
      return { svg, width, height }
    })
    const [picture] = sized.filter(({ width }) => width >= LEAST_WIDTH).sort((a, b) => b.width * b.height - a.width * a.height)
    if (!picture)
      return undefined
    const rules = ranked(css)
    const elements = [picture.svg, ...picture.svg.querySelectorAll('*')]
    // What matches is known before anything is changed.
    const styles = elements.map(element => new Map(rules.filter(({ selector }) => element.matches(selector)).flatMap(({ declarations }) => declarations)))
    elements.forEach((element, index) => writeStyle(element, styles[index] ?? new Map()))
    elements.filter(({ tagName }) => /^(?:title|desc)$/i.test(tagName)).forEach(element => element.remove())
    const { svg, width, height } = picture
    svg.setAttribute('style', [svg.getAttribute('style'), `width:${width}px;height:${height}px`].filter(Boolean).join(';'))
    svg.setAttribute('width', `${width}`)
    svg.setAttribute('height', `${height}`)
    return { svg: svg.outerHTML, width, height }
  }
  finally {
    window.close()
  }
}
