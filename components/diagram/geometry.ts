/** A rectangle in canvas pixels. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A point in canvas pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

export type Side = 'top' | 'right' | 'bottom' | 'left'

/** The middle of a rectangle. */
export function middle({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

/** The point on a side of a rectangle; `along` runs from 0 to 1, left to right or top to bottom. */
export function anchor({ x, y, width, height }: Rect, side: Side, along = 0.5): Point {
  switch (side) {
    case 'top': return { x: x + width * along, y }
    case 'bottom': return { x: x + width * along, y: y + height }
    case 'left': return { x, y: y + height * along }
    case 'right': return { x: x + width, y: y + height * along }
  }
}

/** An arrow as SVG paths: the line stops where the head begins, so that a wide line shows no blunt tip. */
export interface ArrowPath {
  readonly line: string
  /** Path of the head, a closed triangle with its tip at the end point. */
  readonly head: string
}

/**
 * The arrow from one point to another, straight or around corners.
 *
 * @param from where it starts
 * @param to where its tip is
 * @param size length of the head in pixels, at most 0.6 of the last stretch; its base is as wide
 * @param via corners on the way
 */
export function arrowPath(from: Point, to: Point, size = 12, via: readonly Point[] = []): ArrowPath {
  const last = via.at(-1) ?? from
  const length = Math.hypot(to.x - last.x, to.y - last.y)
  if (length === 0)
    return { line: '', head: '' }
  const ux = (to.x - last.x) / length
  const uy = (to.y - last.y) / length
  const head = Math.min(size, length * 0.6)
  const base = { x: to.x - ux * head, y: to.y - uy * head }
  const half = head / 2
  return {
    line: `M${[from, ...via, base].map(({ x, y }) => `${rounded(x)} ${rounded(y)}`).join('L')}`,
    head: `M${rounded(to.x)} ${rounded(to.y)}L${rounded(base.x - uy * half)} ${rounded(base.y + ux * half)}L${rounded(base.x + uy * half)} ${rounded(base.y - ux * half)}Z`,
  }
}

/** The point between two points, `part` of the way from the first. */
export function between(from: Point, to: Point, part = 0.5): Point {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

/**
 * Places `count` boxes of equal width side by side.
 *
 * @returns their rectangles, left to right, filling `area` with `gap` pixels between them
 */
export function row(area: Rect, count: number, gap: number): Rect[] {
  const width = (area.width - gap * (count - 1)) / count
  return Array.from({ length: count }, (_, index) => ({ ...area, width, x: area.x + index * (width + gap) }))
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
