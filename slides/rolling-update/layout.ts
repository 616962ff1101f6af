import type { Rect } from '../../components/diagram/geometry.ts'
import { asking, type Bar, barCount, barSeconds, type Race } from './view.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** Where the ReplicaSets stand, one below the other. */
export const setRects = {
  old: { x: 0, y: 0, width: 900, height: 84 },
  new: { x: 0, y: 94, width: 900, height: 84 },
} as const satisfies Readonly<Record<string, Rect>>

/** Where the Pod of a place from 0 stands in its ReplicaSet. */
export function podRect({ x, y }: Rect, index: number): Rect {
  return { x: x + 326 + index * 189, y: y + 10, width: 180, height: 64 }
}

/** The foot of the bars, how high one request is, and where the words above and below them stand. */
export const bars = { foot: 334, request: 20, head: 208, axis: 352 } as const

const barWidth = pictureSize.width / barCount

/** Where a second since the command is. */
export function secondX(second: number): number {
  return (second + asking.before) / barSeconds * barWidth
}

/** The parts of a bar, answered below and lost on top; a part of nothing is not there. */
export function barRects({ answered, lost }: Bar, index: number): { readonly answered: Rect, readonly lost: Rect } {
  const [x, width] = [index * barWidth + 2, barWidth - 4]
  const top = bars.foot - answered * bars.request
  return { answered: { x, width, y: top, height: answered * bars.request }, lost: { x, width, y: top - lost * bars.request, height: lost * bars.request } }
}

/** What happens after the mark, on two lanes: of the kubelet, and of kube-proxy. */
export const lanes = { x: 140, width: 752, height: 46, kubelet: 228, proxy: 284, axis: 350 } as const

/** Where so many seconds after the mark are. */
export function laneX(second: number, { end }: Race): number {
  return lanes.x + second / end * lanes.width
}

/** Part of a lane, between two times. */
export function laneRect(y: number, from: number, to: number, race: Race): Rect {
  const [left, right] = [laneX(from, race), laneX(to, race)]
  return { x: left + 2, y, width: right - left - 4, height: lanes.height }
}
