import type { Point, Rect } from '../../../components/diagram/geometry.ts'

/** Middles of the lanes: the first asker's below, the second's above, where its refusal has room. */
const laneMiddles = [254, 158] as const

function laneMiddle(lane: number): number {
  const y = laneMiddles[lane]
  if (y === undefined)
    throw new RangeError(`The picture has ${laneMiddles.length} lanes, not ${lane + 1}.`)
  return y
}

/** Where who asks stands, left of the gates. Throws a RangeError for a third. */
export function askerRect(lane: number): Rect {
  return { x: 0, y: laneMiddle(lane) - 22, width: 80, height: 44 }
}

/** The area that holds the gates. */
export const gatesArea: Rect = { x: 94, y: 30, width: 806, height: 270 }

/** Where a gate stands: a column. */
export function gateRect(gate: number): Rect {
  return { x: gatesArea.x + 6 + gate * 159.5, y: gatesArea.y + 6, width: 156, height: gatesArea.height - 12 }
}

/** Where the name of a gate stands: at the head of its column. */
export function nameRect(gate: number): Rect {
  return { ...gateRect(gate), height: 68 }
}

/** Where a request meets a gate. */
export function stopRect(lane: number, gate: number): Rect {
  const { x, width } = gateRect(gate)
  return { x: x + width / 2 - 16, y: laneMiddle(lane) - 16, width: 32, height: 32 }
}

/** The way of a request from who asks to the last gate that it met, or with `stored` around the corner to etcd. */
export function laneLine(lane: number, met: number, stored: boolean): { readonly from: Point, readonly to: Point, readonly via: readonly Point[] } {
  const y = laneMiddle(lane)
  const x = stopRect(lane, met - 1).x + 16
  const from = { x: 81, y }
  return stored ? { from, via: [{ x, y }], to: { x, y: etcdRect.y - 1 } } : { from, via: [], to: { x, y } }
}

/** Where etcd stands, below the last gate. */
export const etcdRect: Rect = { x: 616, y: 320, width: 284, height: 44 }

/** The way of the good answer: out of the API server and back to who asked. */
export const answerLine = { from: { x: 336, y: gatesArea.y + gatesArea.height }, via: [{ x: 336, y: 342 }, { x: 40, y: 342 }], to: { x: 40, y: askerRect(0).y + 45 } } as const

/** Where the good answer stands, on its way. */
export const answerRect: Rect = { x: 92, y: 320, width: 192, height: 44 }

/** Where two Pods talk that nobody has asked the API server about. */
export const podRects: readonly [Rect, Rect] = [{ x: 372, y: 320, width: 72, height: 44 }, { x: 518, y: 320, width: 72, height: 44 }]

/** Where the refusal stands: right where the lane of who is refused ends. */
export const refusalRect: Rect = { x: gateRect(2).x + 4, y: 106, width: 464, height: 104 }

/** Characters that fit on a line of the refusal. */
export const refusalColumns = 42
