import type { Rect } from '../../../components/diagram/geometry.ts'
import { createTable } from './table-layout.ts'

const width = 400

export const { podRect, nodeRect, cellRect } = createTable({ width, columns: [194, 298], columnWidth: 94, head: 50, row: { y: 60, height: 56, pitch: 62 }, cell: { top: 7, height: 42 } })

/** Where the bindings stand. */
export const bindingBox: Rect = { x: 0, y: 250, width, height: 48 }

/** The end of a Pod's drawn name, which tells it from its siblings. */
export function shortName(pod: string): string {
  return `…${pod.slice(pod.lastIndexOf('-'))}`
}
