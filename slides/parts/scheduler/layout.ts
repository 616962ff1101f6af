import type { Rect } from '../../../components/diagram/geometry.ts'

/** Left edges of the columns of the two Pods, and how wide these are. */
const columns = [352, 624] as const
const columnWidth = 266

function column(place: number): number {
  const x = columns[place]
  if (x === undefined)
    throw new RangeError(`The picture has ${columns.length} columns, not ${place + 1}.`)
  return x
}

/** Where a Pod stands: at the head of its column. Throws a RangeError for a third. */
export function podRect(place: number): Rect {
  return { x: column(place), y: 0, width: columnWidth, height: 60 }
}

/** Where a node stands: a row below the Pods. */
export function nodeRect(place: number): Rect {
  return { x: 0, y: 68 + place * 76, width: 900, height: 68 }
}

/** Where the points of a node for a Pod stand. Throws a RangeError for a third Pod. */
export function cellRect(node: number, pod: number): Rect {
  return { x: column(pod), y: nodeRect(node).y + 8, width: columnWidth, height: 52 }
}

/** Where it stands why a node was filtered out: across both columns. */
export function reasonRect(node: number): Rect {
  const { x, y, height } = cellRect(node, 0)
  return { x, y, height, width: columns[1] + columnWidth - x }
}

/** Where a CPU of a node stands. */
export function cpuRect(node: number, place: number): Rect {
  return { x: 16 + place * 35, y: nodeRect(node).y + 38, width: 31, height: 18 }
}

/** Where the bindings stand. */
export const bindingBox: Rect = { x: 0, y: 296, width: 900, height: 68 }
