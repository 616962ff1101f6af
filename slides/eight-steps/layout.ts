import type { EightBox } from './steps.ts'
import { anchor, type Point, type Rect } from '../../components/diagram/geometry.ts'

/** Size of the canvas of the eight steps. */
export const eightSize = { width: 900, height: 364 } as const

const width = 186
const height = 136
/** Room for an arrow that is seen from the last row. */
const across = (900 - 4 * width) / 3

/** Where the box of that number stands: four to the right, then four back to the left, one row below. */
export function eightRect(number: number): Rect {
  const column = number <= 4 ? number - 1 : 8 - number
  return { x: column * (width + across), y: number <= 4 ? 16 : 220, width, height }
}

/** Where a box has its number: on its upper edge, so that it stands within the picture. */
export function numberSpot({ x, y }: Rect): Point {
  return { x: x + 18, y }
}

/** Where the words about the wrong arrow stand: above it, between its two boxes. */
export const wrongSpot: Point = { x: width + across / 2, y: 220 + height / 2 - 42 }

/** The arrows from each box to the next. */
export function eightArrows(boxes: readonly EightBox[]) {
  return boxes.slice(1).map((box) => {
    const before = eightRect(box.number - 1)
    const after = eightRect(box.number)
    const [leave, enter] = before.y < after.y
      ? ['bottom', 'top'] as const
      : before.x < after.x ? ['right', 'left'] as const : ['left', 'right'] as const
    return { id: `${box.number - 1}-${box.number}`, towards: box.id, from: anchor(before, leave), to: anchor(after, enter) }
  })
}
