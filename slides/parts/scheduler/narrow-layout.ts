import type { Rect } from '../../../components/diagram/geometry.ts'

/** Left edges of the columns of the two Pods, and how wide these are. */
const columns = [194, 298] as const
const columnWidth = 94

function column(place: number): number {
  const x = columns[place]
  if (x === undefined)
    throw new RangeError(`The picture has ${columns.length} columns, not ${place + 1}.`)
  return x
}

/** Where a Pod stands: at the head of its column. Throws a RangeError for a third. */
export function podRect(place: number): Rect {
  return { x: column(place), y: 0, width: columnWidth, height: 50 }
}

/** Where a node stands: a row below the Pods. */
export function nodeRect(place: number): Rect {
  return { x: 0, y: 60 + place * 62, width: 400, height: 56 }
}

/** Where the points of a node for a Pod stand. Throws a RangeError for a third Pod. */
export function cellRect(node: number, pod: number): Rect {
  const { y } = nodeRect(node)
  return { x: column(pod), y: y + 7, width: columnWidth, height: 42 }
}

/** Where the bindings stand. */
export const bindingBox: Rect = { x: 0, y: 250, width: 400, height: 48 }

/** The end of a Pod's drawn name, which tells it from its siblings. */
export function shortName(pod: string): string {
  return `…${pod.slice(pod.lastIndexOf('-'))}`
}
