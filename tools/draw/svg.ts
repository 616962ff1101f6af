import { type Box, type EdgeShape, type Geometry, type Label, type Point, type StateShape, type } from './geometry.ts'

/** What a drawing was made from. */
export interface Origin {
  readonly sha256: string
  readonly mermaid: string
}

/** Round the whole drawing, so that a lit edge is not cut. */
const MARGIN = 3
const CORNER = 8
const ROUNDED = ` rx="${CORNER}"`
const HEAD = { length: 10, width: 10 }
/** How far above its line the middle of a label stands. */
const LABEL_RISE = 15
/** What a note gains on either side, as its first line is shown bolder than Mermaid measured it. */
const NOTE_GAP = 4
/** What the box of a state gains above and below: Mermaid leaves its name little room. */
const STATE_GAP = 6

const rounded = (value: number): number => Math.round(value * 10) / 10
const at = ({ x, y }: Point): string => `${rounded(x)} ${rounded(y)}`
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}

/** The point that is `by` px from `a` on the way to `b`. */
function towards(a: Point, b: Point, by: number): Point {
  const part = by / (distance(a, b) || 1)
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }
}

/** The points at which a line turns: its ends, and what is neither doubled nor on the way. */
function corners(points: readonly Point[]): Point[] {
  const apart = points.filter((point, index) => {
    const before = points[index - 1]
    return !before || distance(before, point) > 0.5
  })
  return apart.filter((point, index) => {
    const before = apart[index - 1]
    const after = apart[index + 1]
    return !before || !after || distance(before, point) + distance(point, after) - distance(before, after) > 0.1
  })
}

function line(points: readonly Point[]): string {
  return corners(points).map((point, index, points) => {
    const before = points[index - 1]
    const after = points[index + 1]
    if (!before)
      return `M${at(point)}`
    if (!after)
      return `L${at(point)}`
    const radius = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2)
    return `L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`
  }).join('')
}

/** An edge with its arrowhead as a shape of its own: a marker would need an id, and could not follow the line's colour everywhere. */
function arrow(points: readonly Point[]): string {
  const tip = points.at(-1)
  const before = points.at(-2)
  if (!tip || !before)
    throw new Error('An edge needs two points.')
  const base = towards(tip, before, HEAD.length)
  const side = { x: (tip.y - base.y) / HEAD.length * HEAD.width / 2, y: (base.x - tip.x) / HEAD.length * HEAD.width / 2 }
  const headCorner = (sign: number): string => at({ x: base.x + sign * side.x, y: base.y + sign * side.y })
  return `<path class="line" d="${line([...points.slice(0, -1), base])}"/><path class="head" d="M${at(tip)}L${headCorner(1)}L${headCorner(-1)}Z"/>`
}

/** A rectangle; its corners are rounded by an attribute, as not every drawer of pictures knows the style for it. */
function rect({ x, y, width, height }: Box, corners = ''): string {
  return `<rect x="${rounded(x - width / 2)}" y="${rounded(y - height / 2)}" width="${rounded(width)}" height="${rounded(height)}"${corners}/>`
}

function text({ x, y, lines }: Label, size: number): string {
  const step = size * type.lineHeight
  // 0.36 em: half of what a capital of Inter rises above its baseline.
  const first = y + 0.36 * size - step * (lines.length - 1) / 2
  const rows = lines.map((row, index) => `<tspan x="${rounded(x)}" y="${rounded(first + index * step)}">${escape(row)}</tspan>`)
  return `<text>${rows.join('')}</text>`
}

/** An edge with its label above the line, in one row: Mermaid lays it over the line, which it then hides. */
function withLabelAbove({ label, ...edge }: EdgeShape): EdgeShape {
  return label ? { ...edge, label: { ...label, lines: [label.lines.join(' ')], y: label.y - LABEL_RISE, height: label.height / label.lines.length } } : edge
}

function edge({ from, to, points, label }: EdgeShape): string {
  const words = label ? `<g class="label">${text(label, type.label)}</g>` : ''
  return `<g class="edge" data-edge="${from}-${to}">${arrow(points)}${words}</g>`
}

function state(shape: StateShape, ties: readonly EdgeShape[]): string {
  const { id, kind, x, y, width } = shape
  const wider = { ...shape, width: width + 2 * NOTE_GAP }
  const circle = (radius: number, name: string): string => `<circle class="${name}" cx="${rounded(x)}" cy="${rounded(y)}" r="${rounded(radius)}"/>`
  const parts = {
    state: () => rect({ ...shape, height: shape.height + 2 * STATE_GAP }, ROUNDED) + text(shape, type.state),
    note: () => ties.map(({ points }) => `<path class="line" d="${line(points)}"/>`).join('') + rect(wider, ROUNDED) + text(shape, type.label),
    start: () => circle(width / 2, 'dot'),
    end: () => circle(width / 2, 'ring') + circle(width / 4, 'dot'),
  }
  return `<g class="${kind}" data-state="${escape(id)}">${parts[kind]()}</g>`
}

function frame({ states, edges }: Geometry): { x: number, y: number, width: number, height: number } {
  const boxes = [...states.map(one => one.kind === 'state' ? { ...one, height: one.height + 2 * STATE_GAP } : one), ...edges.flatMap(({ label }) => label ?? [])]
  const corners = edges.flatMap(({ points }) => points)
  const xs = [...boxes.flatMap(({ x, width }) => [x - width / 2, x + width / 2]), ...corners.map(({ x }) => x)]
  const ys = [...boxes.flatMap(({ y, height }) => [y - height / 2, y + height / 2]), ...corners.map(({ y }) => y)]
  const x = Math.floor(Math.min(...xs) - MARGIN)
  const y = Math.floor(Math.min(...ys) - MARGIN)
  return { x, y, width: Math.ceil(Math.max(...xs) + MARGIN) - x, height: Math.ceil(Math.max(...ys) + MARGIN) - y }
}

/**
 * The drawing as SVG text: geometry and class names alone, so that the page decides every colour.
 * It holds no id. Each state is a `data-state`, each edge a `data-edge` (`from-to`), one a line of the text.
 * @returns the same text for the same geometry
 */
export function svgText({ states, edges }: Geometry, { sha256, mermaid }: Origin): string {
  const geometry = { states, edges: edges.map(withLabelAbove) }
  const { x, y, width, height } = frame(geometry)
  const notes = new Set(geometry.states.filter(({ kind }) => kind === 'note').map(({ id }) => id))
  const isTie = ({ from, to }: EdgeShape): boolean => notes.has(from) || notes.has(to)
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" data-mermaid="${mermaid}" data-source="sha256-${sha256}">`,
    ...geometry.edges.filter(one => !isTie(one)).map(edge),
    ...geometry.states.map(one => state(one, geometry.edges.filter(({ from, to }) => one.kind === 'note' && (from === one.id || to === one.id)))),
    '</svg>',
  ]
  return `${lines.join('\n')}\n`
}
