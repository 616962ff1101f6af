import type Mermaid from 'mermaid'
import type { Box, Geometry, Label, Point, StateKind } from './geometry.ts'

/** What the page is given: the diagram, Mermaid's settings, and how many of its px make one of the slide's. */
export interface Task {
  readonly source: string
  readonly config: Parameters<typeof Mermaid.initialize>[0]
  readonly scale: number
}

/** The part of Mermaid's own data that says what an element of its drawing stands for. */
interface Data {
  readonly nodes: readonly { readonly id: string, readonly domId: string, readonly shape: string }[]
  readonly edges: readonly { readonly id: string, readonly start: string, readonly end: string }[]
}

/** Draws in the page and reads the drawing back: it must stand alone, as nothing outside its braces exists there but types. */
export async function readDrawing({ source, config, scale }: Task): Promise<Geometry> {
  const { mermaid } = globalThis as unknown as { mermaid: typeof Mermaid }
  mermaid.initialize(config)
  document.body.innerHTML = (await mermaid.render('drawing', source)).svg
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(source)
  const data = (diagram.db as unknown as { getData: () => Data }).getData()

  function find(selector: string, inside: ParentNode = document): SVGGraphicsElement {
    const element = inside.querySelector<SVGGraphicsElement>(selector)
    if (!element)
      throw new Error(`Mermaid's drawing has no ${selector}.`)
    return element
  }
  const toDrawing = find('#drawing').getScreenCTM()?.inverse()

  function boxOf(element: SVGGraphicsElement): Box {
    const { x, y, width, height } = element.getBBox()
    const placed = toDrawing?.multiply(element.getScreenCTM() ?? undefined)
    const start = new DOMPoint(x, y).matrixTransform(placed)
    const end = new DOMPoint(x + width, y + height).matrixTransform(placed)
    return {
      x: (start.x + end.x) / 2 / scale,
      y: (start.y + end.y) / 2 / scale,
      width: (end.x - start.x) / scale,
      height: (end.y - start.y) / scale,
    }
  }
  const linesOf = (element: Element): string[] =>
    [...element.querySelectorAll('.text-outer-tspan')].map(line => line.textContent?.trim() ?? '')

  const kinds: Record<string, StateKind> = { rect: 'state', note: 'note', stateStart: 'start', stateEnd: 'end' }
  const ids = new Map<string, string>()
  const states = data.nodes.flatMap(({ id, domId, shape }) => {
    const kind = kinds[shape]
    if (!kind)
      return []
    const element = find(`[id$="${domId}"]`)
    const lines = linesOf(element)
    const name = kind === 'state' ? id : kind === 'note' ? lines[0] ?? id : kind
    ids.set(id, name)
    return [{ id: name, kind, lines, ...boxOf(find('.label-container, .state-start, .outer-path', element)) }]
  })

  const edges = data.edges.map(({ id, start, end }) => {
    const corners = JSON.parse(atob(find(`path[data-id="${id}"]`).dataset.points ?? '')) as Point[]
    const label = document.querySelector(`.edgeLabel .label[data-id="${id}"]`)
    const words: Label | undefined = label && linesOf(label).length > 0
      ? { lines: linesOf(label), ...boxOf(find('.background', label)) }
      : undefined
    return {
      from: ids.get(start) ?? start,
      to: ids.get(end) ?? end,
      points: corners.map(({ x, y }) => ({ x: x / scale, y: y / scale })),
      ...(words && { label: words }),
    }
  })
  return { states, edges }
}
