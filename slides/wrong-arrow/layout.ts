import { eightBoxes, type EightStepId } from '../eight-steps/steps.ts'
import type { LaneArrow, LaneBoxId } from './steps.ts'
import { anchor, type Point, type Rect } from '../../components/diagram/geometry.ts'

/** Size of the canvas of the two lanes. */
export const lanesSize = { width: 900, height: 366 } as const

const width = 186
const height = 88
const across = (900 - 4 * width) / 3
const rows = [16, 126, 278] as const
/** The first row has labels of two lines. */
const firstHeight = 78
/** Where the article's second row stands while nothing is below it. */
const articleRow = 212

/** Where the line between the two lanes runs. */
export const laneLine = 246

function cell(column: number, y: number): Rect {
  return { x: column * (width + across), y, width, height }
}

/** Where the article has a box: four to the right, four back to the left. */
export function articleRect(id: EightStepId): Rect {
  const number = eightBoxes.find(box => box.id === id)?.number ?? 1
  return number <= 4 ? { ...cell(number - 1, rows[0]), height: firstHeight } : cell(8 - number, articleRow)
}

/** The middle of the wrong arrow's shaft, where its cross stands. */
export const wrongSpot: Point = { x: width + across * 0.62, y: articleRow + height / 2 }

/** Where the words about the article's drawing begin, between its rows. */
export const verdictSpot: Point = { x: 0, y: (rows[0] + firstHeight + articleRow) / 2 }

/** Where the API server stands in the lower lane, between the two whom it tells. */
export const hubRect: Rect = { x: 484, y: rows[2], width: 124, height }

/** Where a box belongs: the answer next to the store, once it has moved there, scheduling and running in the lower lane. */
export function settledRect(id: LaneBoxId, isAnswerMoved: boolean): Rect {
  switch (id) {
    case 'api-server': return hubRect
    case 'schedule': return cell(3, rows[2])
    case 'run': return { ...cell(1, rows[2]), x: 192 }
    case 'store': return cell(3, rows[1])
    case 'respond': return cell(isAnswerMoved ? 2 : 0, rows[1])
    default: return articleRect(id)
  }
}

export interface LaneLine {
  readonly from: Point
  readonly to: Point
  readonly via: readonly Point[]
  readonly label: Point & { readonly align: 'start' | 'middle' }
}

/** How far apart two arrows run that lead between the same boxes, one each way: the words of each have room beside it. */
const apart = 0.3

/** The line of an arrow between two boxes, wherever they stand. Between lanes it runs along their border. */
export function laneArrow({ from, to, by }: LaneArrow, rect: (id: LaneBoxId) => Rect): LaneLine {
  const start = rect(from)
  const end = rect(to)
  if (start.y === end.y) {
    const [leave, enter] = start.x < end.x ? ['right', 'left'] as const : ['left', 'right'] as const
    const height = by === undefined ? 0.5 : by === 'binding' ? 1 - apart : apart
    const line = { from: anchor(start, leave, height), to: anchor(end, enter, height) }
    return { ...line, via: [], label: { x: (line.from.x + line.to.x) / 2, y: line.from.y + (by === 'binding' ? 18 : -16), align: 'middle' } }
  }
  const line = { from: anchor(start, 'bottom', start.x === end.x ? 0.5 : 0.3), to: anchor(end, 'top') }
  if (start.x === end.x)
    return { ...line, via: [], label: { ...line.to, align: 'start' } }
  const via = [{ x: line.from.x, y: laneLine + 16 }, { x: line.to.x, y: laneLine + 16 }]
  return { ...line, via, label: { x: line.to.x + 10, y: laneLine + 21, align: 'start' } }
}
