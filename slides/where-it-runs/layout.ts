import type { Point, Rect } from '../../components/diagram/geometry.ts'
import type { WhereItRunsStepId } from './steps.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** Where a group stands, and how many of its things stand side by side. */
export interface GroupRect extends Rect {
  readonly columns: number
}

const stack = (x: number, y: number, height: number): GroupRect => ({ x, y, width: 138, height, columns: 1 })

/** Three machines in a row, by their ids: each a column of what runs on it. */
function row(name: string, first: number, x: number, y: number, height: number): Readonly<Record<string, GroupRect>> {
  return Object.fromEntries([0, 1, 2].map(index => [`${name}-${first + index}`, stack(x + index * 146, y, height)]))
}

/** Where each group stands, by its id. */
export const groupRects: Readonly<Record<string, GroupRect>> = {
  'machine': { x: 0, y: 30, width: 566, height: 222, columns: 2 },
  'worker-1': { x: 586, y: 30, width: 314, height: 152, columns: 1 },
  'worker-2': { x: 586, y: 196, width: 314, height: 152, columns: 1 },
  'folder': { x: 0, y: 30, width: 360, height: 256, columns: 1 },
  'files-machine': { x: 470, y: 30, width: 430, height: 308, columns: 1 },
  'mirror-machine': { x: 0, y: 0, width: 300, height: 152, columns: 1 },
  'mirror': { x: 400, y: 0, width: 500, height: 198, columns: 1 },
  'tainted': { x: 0, y: 30, width: 430, height: 152, columns: 2 },
  'open-worker-1': { x: 450, y: 30, width: 216, height: 152, columns: 1 },
  'open-worker-2': { x: 684, y: 30, width: 216, height: 152, columns: 1 },
  'cluster-ca': { x: 0, y: 20, width: 470, height: 256, columns: 1 },
  'etcd-ca': { x: 490, y: 20, width: 410, height: 204, columns: 1 },
  ...row('stacked', 1, 0, 60, 152),
  ...row('apart', 1, 470, 60, 100),
  ...row('apart', 4, 470, 180, 100),
  'provider': { x: 0, y: 30, width: 420, height: 256, columns: 1 },
  'own': { x: 480, y: 30, width: 420, height: 152, columns: 1 },
}

/** Where a thing stands in its group. @param index its number there, from 0 */
export function thingRect({ x, y, width, columns }: GroupRect, index: number): Rect {
  const each = (width - 20 - (columns - 1) * 8) / columns
  return { x: x + 10 + index % columns * (each + 8), y: y + 42 + Math.floor(index / columns) * 52, width: each, height: 44 }
}

/** Arrows of a step, each by whoever opens the connection, or looks. */
export const arrows: Partial<Readonly<Record<WhereItRunsStepId, { readonly from: Point, readonly to: Point, readonly label: string, readonly at: Point }>>> = {
  files: { from: { x: 470, y: 94 }, to: { x: 360, y: 94 }, label: 'reads', at: { x: 415, y: 70 } },
  mirrors: { from: { x: 300, y: 64 }, to: { x: 400, y: 64 }, label: 'POST', at: { x: 350, y: 40 } },
  deleted: { from: { x: 300, y: 64 }, to: { x: 400, y: 64 }, label: 'POST', at: { x: 350, y: 40 } },
  managed: { from: { x: 480, y: 94 }, to: { x: 420, y: 94 }, label: '', at: { x: 450, y: 70 } },
}

/** Where the words of a step stand, in their order. */
export const wordPoints: Partial<Readonly<Record<WhereItRunsStepId, readonly Point[]>>> = {
  files: [{ x: 0, y: 324 }],
  taint: [{ x: 0, y: 226 }, { x: 0, y: 262 }],
  certificates: [{ x: 0, y: 318 }],
  stacked: [{ x: 0, y: 30 }, { x: 470, y: 30 }],
}

/** How far from the top the terminal begins. */
export const terminalTop = 210
