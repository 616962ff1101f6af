import { type Gate, gates } from '../../kubernetes/history/event.ts'
import type { Component, Outcome } from './outcome.ts'
import type { Rect } from '../../components/diagram/geometry.ts'

/** Size of the marks of all outcomes, on the title's line. */
export const marksSize = { width: 219, height: 18 } as const

const mark = { width: 10, gap: 7, long: 30 } as const

/** Where the mark of each outcome stands: the current one is long. Before the first, all of them are short and end at the right. */
export function markRects(count: number, current: number): Rect[] {
  const start = marksSize.width - 1 - count * mark.width - (count - 1) * mark.gap - (current >= 0 ? mark.long - mark.width : 0)
  return Array.from({ length: count }, (_, index) => ({
    x: start + index * (mark.width + mark.gap) + (current >= 0 && index > current ? mark.long - mark.width : 0),
    y: 2,
    width: index === current ? mark.long : mark.width,
    height: 14,
  }))
}

/** Size of the picture that has all outcomes on it. */
export const mapSize = { width: 900, height: 370 } as const

/** The parts of that picture: controllers and scheduler above the API server, etcd and a node below it. */
export const mapRects = {
  'kube-controller-manager': { x: 0, y: 0, width: 444, height: 80 },
  'kube-scheduler': { x: 456, y: 0, width: 444, height: 80 },
  'kube-apiserver': { x: 0, y: 102, width: 900, height: 126 },
  'etcd': { x: 0, y: 252, width: 282, height: 118 },
  'kubelet': { x: 294, y: 252, width: 606, height: 118 },
} as const satisfies Record<string, Rect>

const gateWidth = 167
const cardHeight = 34

/** Where a gate stands. */
export function mapGateRect(index: number): Rect {
  return { x: 12 + index * (gateWidth + 10.25), y: 147, width: gateWidth, height: 34 }
}

const inPart: Readonly<Record<Exclude<Component, Gate>, Rect>> = {
  'kube-controller-manager': { x: 12, y: 38, width: 420, height: cardHeight },
  'kube-scheduler': { x: 468, y: 38, width: 420, height: cardHeight },
  'kube-apiserver': { x: 640, y: 107, width: 248, height: cardHeight },
  'etcd': { x: 12, y: 290, width: 258, height: cardHeight },
  'kubelet': { x: 306, y: 290, width: 310, height: cardHeight },
}

/** Where the card of an outcome stands: below its gate, or in its part; `nth` of those that end at the same place. */
export function cardRect({ component }: Outcome, nth: number): Rect {
  const gate = gates.findIndex(each => each === component)
  if (gate >= 0)
    return { ...mapGateRect(gate), y: 187 + nth * (cardHeight + 4), height: cardHeight }
  const first = inPart[component as keyof typeof inPart]
  if (component === 'kubelet' && nth % 2 > 0)
    return { ...first, x: first.x + first.width + 10, width: 262 }
  return { ...first, y: first.y + Math.floor(nth / (component === 'kubelet' ? 2 : 1)) * (cardHeight + 6) }
}
