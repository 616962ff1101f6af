import type { Rect } from '../../../components/diagram/geometry.ts'
import { createTable } from './table-layout.ts'

const width = 900

export const { podRect, nodeRect, cellRect } = createTable({ width, columns: [352, 624], columnWidth: 266, head: 60, row: { y: 68, height: 68, pitch: 76 }, cell: { top: 8, height: 52 } })

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
