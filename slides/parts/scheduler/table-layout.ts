import type { Rect } from '../../../components/diagram/geometry.ts'

/** The measures of the table of Pods and nodes, in pixels of the drawing. */
export interface TableMeasures {
  readonly width: number
  /** Left edges of the columns of the Pods, and how wide these are. */
  readonly columns: readonly number[]
  readonly columnWidth: number
  /** Height of a Pod at the head of its column. */
  readonly head: number
  /** The first row, the height of each, and how far one is from the next. */
  readonly row: { readonly y: number, readonly height: number, readonly pitch: number }
  /** From the top of a row to the points in it, and their height. */
  readonly cell: { readonly top: number, readonly height: number }
}

/** Where things stand in the table. All throw a RangeError for a Pod without a column. */
export interface Table {
  /** Where a Pod stands: at the head of its column. */
  readonly podRect: (pod: number) => Rect
  /** Where a node stands: a row below the Pods. */
  readonly nodeRect: (node: number) => Rect
  /** Where the points of a node for a Pod stand. */
  readonly cellRect: (node: number, pod: number) => Rect
}

/** The table of Pods and nodes, as wide or as narrow as its measures say. */
export function createTable({ width, columns, columnWidth, head, row, cell }: TableMeasures): Table {
  const column = (pod: number): number => {
    const x = columns[pod]
    if (x === undefined)
      throw new RangeError(`The picture has ${columns.length} columns, not ${pod + 1}.`)
    return x
  }
  const nodeRect = (node: number): Rect => ({ x: 0, y: row.y + node * row.pitch, width, height: row.height })
  return {
    podRect: pod => ({ x: column(pod), y: 0, width: columnWidth, height: head }),
    nodeRect,
    cellRect: (node, pod) => ({ x: column(pod), y: nodeRect(node).y + cell.top, width: columnWidth, height: cell.height }),
  }
}
