import type { Rect } from '../../../components/diagram/geometry.ts'

const width = 900
const columnWidth = 266

/** Left edge of a Pod's column. @throws RangeError for a Pod without one */
function columnOf(pod: number): number {
  const x = [352, 624][pod]
  if (x === undefined)
    throw new RangeError(`The picture has no column for a Pod ${pod + 1}.`)
  return x
}

/** Where a Pod stands: at the head of its column. */
export function podRect(pod: number): Rect {
  return { x: columnOf(pod), y: 0, width: columnWidth, height: 60 }
}

/** Where a node stands: a row below the Pods. */
export function nodeRect(node: number): Rect {
  return { x: 0, y: 68 + node * 76, width, height: 68 }
}

/** Where the points of a node for a Pod stand. */
export function cellRect(node: number, pod: number): Rect {
  return { x: columnOf(pod), y: nodeRect(node).y + 8, width: columnWidth, height: 52 }
}

/** Where it stands why a node was filtered out: across both columns. */
export function reasonRect(node: number): Rect {
  const [first, last] = [cellRect(node, 0), cellRect(node, 1)]
  return { ...first, width: last.x + last.width - first.x }
}

/** Where a CPU of a node stands. */
export function cpuRect(node: number, index: number): Rect {
  return { x: 16 + index * 35, y: nodeRect(node).y + 38, width: 31, height: 18 }
}

/** Where the bindings stand. */
export const bindingBox: Rect = { x: 0, y: 296, width, height: 68 }
