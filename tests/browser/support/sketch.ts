/** How an element of a slide is painted. */
export interface Stroke {
  /** The box or arrow it belongs to, or itself where there is none. */
  readonly part: string
  /** Where it stands, its own words, its colours and its lines: equal where it looks equal. */
  readonly paint: string
}

/** All elements of a slide that can be seen, by a number that each keeps as long as the page has it. */
export type Sketch = Readonly<Record<string, Stroke>>

declare global {
  interface Window {
    /** The numbers that elements were given, and the last of them. */
    sketched?: { readonly numbers: WeakMap<Element, number>, last: number }
  }
}

/** Sketches the slide that is shown. Runs in the page, so that it can use nothing but what is in it. */
export function sketch(shown: string): Sketch {
  const slide = document.querySelector(`${shown} .slidev-layout`)
  if (!slide)
    throw new Error(`no slide at ${shown}`)
  const kept = window.sketched ??= { numbers: new WeakMap<Element, number>(), last: 0 }
  const numberOf = (element: Element): number => {
    const known = kept.numbers.get(element) ?? ++kept.last
    kept.numbers.set(element, known)
    return known
  }
  const partOf = (element: Element): string => {
    const group = element.closest('[data-box], [data-arrow]') ?? (element.parentElement instanceof SVGGElement ? element.parentElement : element)
    const { box, arrow } = (group as HTMLElement | SVGElement).dataset
    return `${box ?? arrow ?? group.getAttribute('class') ?? group.tagName} ${numberOf(group)}`
  }
  const place = (element: Element): string[] => ['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'transform'].map(name => element.getAttribute(name) ?? '')
  const paintOf = (element: Element): string | undefined => {
    const words = [...element.childNodes].flatMap(node => node.nodeType === Node.TEXT_NODE ? node.textContent?.trim() ?? '' : []).join(' ')
    const style = getComputedStyle(element)
    if (element instanceof SVGTextContentElement)
      return words && [words, style.fill, style.fontWeight, ...place(element)].join(';')
    if (element instanceof SVGGeometryElement) {
      const line = style.stroke === 'none' ? 'none' : [style.stroke, style.strokeWidth, style.strokeDasharray].join()
      return [style.fill, line, ...place(element)].join(';')
    }
    if (element instanceof SVGElement)
      return undefined
    const edges = (['Top', 'Right', 'Bottom', 'Left'] as const).map((side) => {
      const [width, kind, colour] = [style[`border${side}Width`], style[`border${side}Style`], style[`border${side}Color`]]
      return Number.parseFloat(width) === 0 || kind === 'none' ? '' : [width, kind, colour].join()
    })
    const outline = style.outlineStyle === 'none' ? '' : [style.outlineStyle, style.outlineWidth, style.outlineColor].join()
    const letters = words && [words, style.color, style.fontWeight, style.textDecorationLine].join()
    return [letters, style.backgroundColor, ...edges, outline].join(';')
  }
  return Object.fromEntries([...slide.querySelectorAll('*')].flatMap((element): [string, Stroke][] => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('title, desc, defs, .k-sr-only'))
      return []
    const paint = paintOf(element)
    return paint ? [[String(numberOf(element)), { part: partOf(element), paint }]] : []
  }))
}
