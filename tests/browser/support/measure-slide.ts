import type { Colour, Rect, RenderedSlide, RenderedText } from './rendered-slide.ts'

/**
 * Measures the slide that is shown: its texts and boxes, as rendered. Runs in the page, so that it can use nothing but what is in it.
 *
 * @param shown selector of the slide
 * @param width width of the canvas in its own pixels
 */
export function measureSlide({ shown, width }: { shown: string, width: number }): RenderedSlide {
  const slide = document.querySelector(`${shown} .slidev-layout`)
  if (!slide)
    throw new Error(`no slide at ${shown}`)
  const frame = slide.getBoundingClientRect()
  const scale = frame.width / width
  const context2d = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const known = new Map<string, Colour>()
  const forced = matchMedia('(forced-colors: active)').matches

  const toCanvas = ({ x, y, width, height }: Rect): Rect => ({ x: (x - frame.x) / scale, y: (y - frame.y) / scale, width: width / scale, height: height / scale })

  /** Above `element` and below the slide's own edge, with it. */
  function* withAncestors(element: Element): Generator<Element> {
    for (let each: Element | null = element; each && slide?.contains(each); each = each.parentElement)
      yield each
  }

  function colourOf(css: string, opacity = 1): Colour {
    let colour = known.get(css)
    if (!colour && context2d) {
      context2d.clearRect(0, 0, 1, 1)
      context2d.fillStyle = css
      context2d.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0, alpha = 0] = context2d.getImageData(0, 0, 1, 1).data
      colour = [red, green, blue, alpha / 255]
      known.set(css, colour)
    }
    const [red, green, blue, alpha] = colour ?? [0, 0, 0, 0]
    return [red, green, blue, alpha * opacity]
  }

  const opacityOf = (element: Element): number => [...withAncestors(element)].reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1)

  function paintOf(element: Element): Colour {
    const style = getComputedStyle(element)
    if (element instanceof SVGTextContentElement)
      return [0, 0, 0, 0]
    if (element instanceof SVGGeometryElement)
      return style.fill === 'none' ? [0, 0, 0, 0] : colourOf(style.fill, opacityOf(element) * Number(style.fillOpacity))
    return colourOf(style.backgroundColor, opacityOf(element))
  }

  const over = (top: Colour, below: Colour): Colour => {
    const rest = below[3] * (1 - top[3])
    const alpha = top[3] + rest
    const mix = (place: 0 | 1 | 2): number => alpha === 0 ? 0 : (top[place] * top[3] + below[place] * rest) / alpha
    return [mix(0), mix(1), mix(2), alpha]
  }

  function groundAt(x: number, y: number): Colour {
    let ground: Colour = [0, 0, 0, 0]
    for (const element of document.elementsFromPoint(x, y)) {
      if (ground[3] >= 1)
        break
      if (slide?.contains(element))
        ground = over(ground, paintOf(element))
    }
    return ground
  }

  /** How much larger than its style says the text of an element is drawn, on the screen. */
  function growthOf(element: Element): number {
    if (element instanceof SVGGraphicsElement) {
      const matrix = element.getScreenCTM()
      return matrix ? Math.hypot(matrix.c, matrix.d) : 0
    }
    let growth = 1
    for (const each of withAncestors(element)) {
      if (each instanceof SVGGraphicsElement)
        return growth * growthOf(each)
      const { transform, scale } = getComputedStyle(each)
      const matrix = new DOMMatrix(transform)
      const [wide = 1, high = wide] = scale === 'none' ? [] : scale.split(' ').map(Number)
      growth *= Math.hypot(matrix.c, matrix.d) * high
    }
    return growth * scale
  }

  const canBeSeen = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !element.closest('title, desc, defs, style, script, template, .k-sr-only')

  /** The part of the canvas that all around an element leave uncut; undefined where nothing cuts. */
  function windowOf(element: Element): Rect | undefined {
    let window: Rect | undefined
    for (const each of withAncestors(element)) {
      // Within a drawing nothing is cut but by the drawing's own edge.
      if (each === slide || (each instanceof SVGElement && !(each instanceof SVGSVGElement)) || getComputedStyle(each).overflow === 'visible' || getComputedStyle(each).display === 'inline')
        continue
      const edge = toCanvas(each.getBoundingClientRect())
      const [x, y] = [Math.max(edge.x, window?.x ?? edge.x), Math.max(edge.y, window?.y ?? edge.y)]
      const right = Math.min(edge.x + edge.width, window ? window.x + window.width : Infinity)
      const bottom = Math.min(edge.y + edge.height, window ? window.y + window.height : Infinity)
      window = { x, y, width: right - x, height: bottom - y }
    }
    return window
  }

  /** Whether a line is where it can be seen of what scrolls: neither beyond its edge nor behind what stays. */
  function isInSight(element: Element, { x, y, height }: DOMRect): boolean {
    const scroller = [...withAncestors(element)].find(each => each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY))
    return !scroller || element.contains(document.elementFromPoint(x + 2, y + height / 2))
  }

  function textAt(node: Node): RenderedText[] {
    const element = node.parentElement
    const text = node.textContent?.replace(/\s+/g, ' ').trim()
    if (!text || !element || !canBeSeen(element))
      return []
    const range = document.createRange()
    range.selectNodeContents(node)
    const lines = [...range.getClientRects()].filter(rect => rect.width > 0 && rect.height > 0 && isInSight(element, rect))
    if (lines.length === 0)
      return []
    const style = getComputedStyle(element)
    const svg = element instanceof SVGElement
    const ink = colourOf(svg ? style.fill : style.color, opacityOf(element))
    // Where the system gives the colours, the browser lays its own ground behind text that is not in a drawing.
    const backed = forced && !svg && style.getPropertyValue('forced-color-adjust') !== 'none'
    const grounds = backed ? [colourOf('Canvas')] : lines.flatMap(({ x, y, width, height }) => [x + 2, x + width / 2, x + width - 2].map(at => groundAt(at, y + height / 2)))
    return [{
      text,
      lines: lines.map(toCanvas),
      size: Number.parseFloat(style.fontSize) * growthOf(element) / scale,
      window: windowOf(element),
      box: element.closest('[data-box]')?.getAttribute('data-box') ?? undefined,
      prose: !element.closest('svg, button, nav, pre, code, .terminal, .source, .counter, .section, .references li, td'),
      control: element.closest('button, nav, [role="group"]:has(> button)') !== null,
      margin: element.closest('.source, .counter') !== null,
      further: element.localName === 'tspan' && element.previousElementSibling !== null,
      mono: style.fontFamily.includes('Mono'),
      selectable: style.userSelect !== 'none',
      ink,
      grounds,
    }]
  }

  const nodes = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  const texts: RenderedText[] = []
  while (nodes.nextNode())
    texts.push(...textAt(nodes.currentNode))
  const boxes = [...slide.querySelectorAll('[data-box]')].flatMap((group) => {
    const rect = group instanceof HTMLElement ? group : group.querySelector(':scope > rect')
    return rect && canBeSeen(rect) ? [{ id: group.getAttribute('data-box') ?? '', rect: toCanvas(rect.getBoundingClientRect()) }] : []
  })
  /** Whether nothing opaque lies over an arrow at a point of the screen. */
  const isBare = (arrow: Element, x: number, y: number): boolean => {
    for (const element of document.elementsFromPoint(x, y)) {
      if (element === arrow)
        return true
      if (slide.contains(element) && paintOf(element)[3] >= 1)
        return false
    }
    return false
  }
  const crossings = [...slide.querySelectorAll<SVGPathElement>('[data-arrow] .line')].flatMap((arrow) => {
    const matrix = arrow.getScreenCTM()
    if (!matrix || !canBeSeen(arrow))
      return []
    const length = arrow.getTotalLength()
    const points = Array.from({ length: Math.ceil(length / 4) }, (_, index) => arrow.getPointAtLength(index * 4).matrixTransform(matrix))
    return texts.flatMap(({ text, lines, size }) => {
      const crossed = points.some((point) => {
        const { x, y } = toCanvas({ x: point.x, y: point.y, width: 0, height: 0 })
        return lines.some(line => x > line.x && x < line.x + line.width && Math.abs(y - line.y - line.height / 2) < size * 0.4) && isBare(arrow, point.x, point.y)
      })
      return crossed ? [`arrow ${arrow.closest('[data-arrow]')?.getAttribute('data-arrow')} crosses “${text}”`] : []
    })
  })
  const longest = (times: string): number => Math.max(...times.split(',').map(time => Number.parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000)))
  const moving = [slide, ...slide.querySelectorAll('*')].flatMap((element) => {
    const { transitionDuration, animationDuration, animationName } = getComputedStyle(element)
    const time = Math.max(longest(transitionDuration), animationName === 'none' ? 0 : longest(animationDuration))
    return time > 1 ? [`${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}: ${time} ms`] : []
  })
  return { texts, boxes, crossings, moving }
}
