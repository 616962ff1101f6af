import type { Point, Rect } from '../../../components/diagram/geometry.ts'

const laneCentres = [248, 352] as const

function centre(lane: number): number {
  const x = laneCentres[lane]
  if (x === undefined)
    throw new RangeError(`The picture has ${laneCentres.length} lanes, not ${lane + 1}.`)
  return x
}

/** Where who asks stands, above the gates. Throws a RangeError for a third. */
export function askerRect(lane: number): Rect {
  return { x: centre(lane) - 48, y: 0, width: 96, height: 40 }
}

/** The area that holds the gates. */
export const desk: Rect = { x: 0, y: 47, width: 400, height: 128 }

/** Where a gate stands: a row. */
export function gateRect(gate: number): Rect {
  return { x: 5, y: desk.y + 4 + gate * 24.2, width: 390, height: 23 }
}

/** Where a request meets a gate. */
export function stopRect(lane: number, gate: number): Rect {
  const { y, height } = gateRect(gate)
  return { x: centre(lane) - 10, y: y + 1.5, width: height - 3, height: height - 3 }
}

/** The way of a request from who asks to the last gate that it met, or with `stored` on to etcd. */
export function laneLine(lane: number, met: number, stored: boolean): { readonly from: Point, readonly to: Point } {
  const x = centre(lane)
  const last = stopRect(lane, met - 1)
  return { from: { x, y: 41 }, to: { x, y: stored ? etcdRect.y - 1 : last.y } }
}

/** Where etcd stands. */
export const etcdRect: Rect = { x: 0, y: 181, width: 296, height: 24 }

/** Where two Pods talk that nobody has asked the API server about. */
export const podRects: readonly [Rect, Rect] = [{ x: 306, y: 181, width: 36, height: 24 }, { x: 364, y: 181, width: 36, height: 24 }]

/** Where the refusal stands. */
export const refusalRect: Rect = { x: 0, y: 211, width: 400, height: 89 }

/** Characters that fit on a line of the refusal. */
export const refusalColumns = 46
