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
const rows = [16, 130, 284] as const

/** Where the line between the two lanes runs. */
export const laneLine = 234

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

/** An arrow as drawn, and the place of its words. */
export interface LaneLine {
  readonly from: Point
  readonly to: Point
  readonly via: readonly Point[]
  readonly label: Point & { readonly align: 'start' | 'end' }
}

/** The line of an arrow between two boxes, wherever they stand. Between lanes it runs along their border. */
export function laneArrow({ from, to }: LaneArrow, rect: (id: EightStepId) => Rect): LaneLine {
  const start = rect(from)
  const end = rect(to)
  if (start.y === end.y) {
    const [leave, enter] = start.x < end.x ? ['right', 'left'] as const : ['left', 'right'] as const
    const line = { from: anchor(start, leave), to: anchor(end, enter) }
    return { ...line, via: [], label: { ...between(line.from, line.to), align: 'start' } }
  }
  const line = { from: anchor(start, 'bottom', start.x === end.x ? 0.5 : 0.3), to: anchor(end, 'top') }
  if (start.x === end.x)
    return { ...line, via: [], label: { ...line.to, align: 'start' } }
  const via = [{ x: line.from.x, y: laneLine + 10 }, { x: line.to.x, y: laneLine + 10 }]
  return { ...line, via, label: { x: line.to.x + 10, y: laneLine + 21, align: 'start' } }
}
