import type { Point, Rect } from '../../components/diagram/geometry.ts'
import type { WhereItRunsStepId } from './steps.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** Where a group stands, how many of its items stand side by side, and how many rows of them fit. */
export interface GroupRect extends Rect {
  readonly columns: number
  readonly rows: number
}

/** Where the name of a group ends, and the space around its items and between them. */
const inside = { head: 46, side: 10, gap: 8 } as const

const stack = (x: number, y: number, height: number, rows: number): GroupRect => ({ x, y, width: 138, height, columns: 1, rows })

/** Three machines in a row, by their ids: each a column of what runs on it. */
function row(name: string, first: number, place: Pick<GroupRect, 'x' | 'y' | 'height' | 'rows'>): Readonly<Record<string, GroupRect>> {
  return Object.fromEntries([0, 1, 2].map(index => [`${name}-${first + index}`, stack(place.x + index * 146, place.y, place.height, place.rows)]))
}

/** Where each group stands, by its id. */
export const groupRects: Readonly<Record<string, GroupRect>> = {
  'machine': { x: 0, y: 0, width: 566, height: 364, columns: 2, rows: 3 },
  'worker-1': { x: 586, y: 0, width: 314, height: 176, columns: 1, rows: 2 },
  'worker-2': { x: 586, y: 188, width: 314, height: 176, columns: 1, rows: 2 },
  // Each file stands level with the Pod that is made of it.
  'folder': { x: 0, y: 63, width: 400, height: 301, columns: 1, rows: 4 },
  'files-machine': { x: 500, y: 0, width: 400, height: 364, columns: 1, rows: 5 },
  'mirror-machine': { x: 0, y: 0, width: 300, height: 186, columns: 1, rows: 2 },
  'mirror': { x: 400, y: 0, width: 500, height: 186, columns: 1, rows: 3 },
  'deleting-machine': { x: 0, y: 0, width: 290, height: 284, columns: 1, rows: 2 },
  'old-mirror': { x: 400, y: 0, width: 500, height: 98, columns: 1, rows: 1 },
  'new-mirror': { x: 400, y: 110, width: 500, height: 174, columns: 1, rows: 3 },
  'tainted': { x: 0, y: 0, width: 430, height: 270, columns: 2, rows: 2 },
  'open-worker-1': { x: 446, y: 0, width: 219, height: 270, columns: 1, rows: 2 },
  'open-worker-2': { x: 681, y: 0, width: 219, height: 270, columns: 1, rows: 2 },
  'cluster-ca': { x: 0, y: 0, width: 470, height: 306, columns: 1, rows: 4 },
  'etcd-ca': { x: 490, y: 0, width: 410, height: 306, columns: 1, rows: 4 },
  ...row('stacked', 1, { x: 0, y: 44, height: 320, rows: 2 }),
  ...row('apart', 1, { x: 470, y: 44, height: 154, rows: 1 }),
  ...row('apart', 4, { x: 470, y: 210, height: 154, rows: 1 }),
  'provider': { x: 0, y: 0, width: 420, height: 364, columns: 1, rows: 4 },
  'own-worker-1': { x: 520, y: 0, width: 380, height: 176, columns: 1, rows: 2 },
  'own-worker-2': { x: 520, y: 188, width: 380, height: 176, columns: 1, rows: 2 },
}

/** Where an item stands in its group: the rows fill it. @param index its number there, from 0 */
export function itemRect({ x, y, width, height, columns, rows }: GroupRect, index: number): Rect {
  const each = {
    width: (width - 2 * inside.side - (columns - 1) * inside.gap) / columns,
    height: (height - inside.head - inside.side - (rows - 1) * inside.gap) / rows,
  }
  return { x: x + inside.side + index % columns * (each.width + inside.gap), y: y + inside.head + Math.floor(index / columns) * (each.height + inside.gap), ...each }
}

/** Whether what an item says stands below its name: in a box that is high, and not wide. */
export function isStacked({ width, height }: Rect): boolean {
  return height >= 64 && width < 280
}

/** Arrows of a step, each by whoever opens the connection, or looks. */
export const arrows: Partial<Readonly<Record<WhereItRunsStepId, readonly { readonly from: Point, readonly to: Point, readonly via?: readonly Point[], readonly label?: string, readonly at?: Point }[]>>> = {
  files: [{ from: { x: 500, y: 88 }, to: { x: 400, y: 88 }, label: 'reads', at: { x: 450, y: 66 } }],
  mirrors: [{ from: { x: 300, y: 79 }, to: { x: 400, y: 79 }, label: 'POST', at: { x: 350, y: 56 } }],
  deleted: [{ from: { x: 290, y: 144 }, to: { x: 400, y: 144 }, label: 'POST', at: { x: 345, y: 121 } }],
  managed: [
    { from: { x: 520, y: 74 }, to: { x: 420, y: 74 }, label: 'HTTPS', at: { x: 470, y: 51 } },
    { from: { x: 520, y: 262 }, to: { x: 420, y: 96 }, via: [{ x: 470, y: 262 }, { x: 470, y: 96 }] },
  ],
}

/** Where the words of a step stand, in their order. */
export const wordPoints: Partial<Readonly<Record<WhereItRunsStepId, readonly Point[]>>> = {
  files: [{ x: 0, y: 26 }],
  taint: [{ x: 0, y: 304 }, { x: 0, y: 342 }],
  certificates: [{ x: 0, y: 340 }],
  stacked: [{ x: 0, y: 20 }, { x: 470, y: 20 }],
}

/** How far from the top the terminal of a step begins. */
export const terminalTops: Partial<Readonly<Record<WhereItRunsStepId, number>>> = { mirrors: 196, deleted: 298 }
