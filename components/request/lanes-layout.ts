import { eightBoxes } from '../../model/request/eight-steps.ts'
import type { EightStepId } from '../../model/request/eight-steps.ts'
import type { LaneArrow } from '../../model/request/wrong-arrow.ts'
import type { Point, Rect } from '../diagram/geometry.ts'
import { anchor, between } from '../diagram/geometry.ts'

/** Size of the canvas of the two lanes. */
export const lanesSize = { width: 900, height: 366 } as const

const width = 206
const height = 76
const across = (900 - 4 * width) / 3
const rows = [16, 134, 280] as const

/** Where the line between the two lanes runs. */
export const laneLine = 246

function cell(column: number, row: 0 | 1 | 2): Rect {
  return { x: column * (width + across), y: rows[row], width, height }
}

/** Where the article has a box: four to the right, four back to the left. */
export function articleRect(id: EightStepId): Rect {
  const number = eightBoxes.find(box => box.id === id)?.number ?? 1
  return number <= 4 ? cell(number - 1, 0) : cell(8 - number, 1)
}

/** Where a box belongs: the answer next to the store, scheduling and running in the lower lane. */
export function settledRect(id: EightStepId): Rect {
  switch (id) {
    case 'schedule': return cell(2, 2)
    case 'run': return cell(1, 2)
    case 'respond': return cell(2, 1)
    default: return articleRect(id)
  }
}

/** The line of an arrow between two boxes, wherever they stand, and the place of its words. */
export function laneArrow({ from, to }: LaneArrow, rect: (id: EightStepId) => Rect): { from: Point, to: Point, label: Point & { align: 'start' | 'end' } } {
  const start = rect(from)
  const end = rect(to)
  if (start.y === end.y) {
    const [leave, enter] = start.x < end.x ? ['right', 'left'] as const : ['left', 'right'] as const
    const line = { from: anchor(start, leave), to: anchor(end, enter) }
    const { x, y } = between(line.from, line.to)
    return { ...line, label: { x: x - 8, y: y - 52, align: 'end' } }
  }
  if (start.x === end.x) {
    const line = { from: anchor(start, 'bottom'), to: anchor(end, 'top') }
    return { ...line, label: { x: line.to.x + 12, y: line.to.y - 16, align: 'start' } }
  }
  const line = { from: anchor(start, 'bottom', 0.25), to: anchor(end, 'right') }
  const { x, y } = between(line.from, line.to)
  return { ...line, label: { x: x + 14, y: y + 6, align: 'start' } }
}
