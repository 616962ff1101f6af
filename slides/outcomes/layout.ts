import { gates } from '../../kubernetes/history/event.ts'
import type { Gate } from '../../kubernetes/history/event.ts'
import type { Outcome, Place } from './outcome.ts'
import type { Rect } from '../../components/diagram/geometry.ts'

/** Size of the row in which all outcomes stand. */
export const rowSize = { width: 900, height: 30 } as const

const rowGap = 7

/** Where the chip of each outcome stands in the row: as wide as its name needs, all together as wide as the row. */
export function chipRects(names: readonly string[]): Rect[] {
  const needs = names.map(name => name.length + 2.2)
  const unit = (rowSize.width - rowGap * (names.length - 1)) / needs.reduce((sum, need) => sum + need, 0)
  let x = 0
  return needs.map((need) => {
    const rect = { x, y: 1, width: need * unit, height: 28 }
    x += rect.width + rowGap
    return rect
  })
}

/** Size of the picture that has all outcomes on it. */
export const mapSize = { width: 900, height: 368 } as const

/** The parts of that picture: those of the request's, as wide as the slide. */
export const mapRects = {
  'kube-controller-manager': { x: 0, y: 0, width: 444, height: 74 },
  'kube-scheduler': { x: 456, y: 0, width: 444, height: 74 },
  'kube-apiserver': { x: 0, y: 100, width: 900, height: 120 },
  'etcd': { x: 0, y: 246, width: 350, height: 122 },
  'kubelet': { x: 362, y: 246, width: 538, height: 122 },
} as const satisfies Record<string, Rect>

const gateWidth = 170
const cardHeight = 30

/** Where a gate stands. */
export function mapGateRect(place: number): Rect {
  return { x: 12 + place * (gateWidth + 6.5), y: 144, width: gateWidth, height: 30 }
}

const inPart: Readonly<Record<Exclude<Place, Gate>, Rect>> = {
  'kube-controller-manager': { x: 12, y: 34, width: 420, height: cardHeight },
  'kube-scheduler': { x: 468, y: 34, width: 420, height: cardHeight },
  'kube-apiserver': { x: 600, y: 106, width: 288, height: cardHeight },
  'etcd': { x: 12, y: 282, width: 326, height: cardHeight },
  'kubelet': { x: 374, y: 282, width: 252, height: cardHeight },
}

/** Where the card of an outcome stands: below its gate, or in its part; `nth` of those that end at the same place. */
export function cardRect({ place }: Outcome, nth: number): Rect {
  const gate = gates.findIndex(each => each === place)
  if (gate >= 0)
    return { ...mapGateRect(gate), y: 182 + nth * (cardHeight + 4), height: cardHeight }
  const first = inPart[place as keyof typeof inPart]
  const perRow = place === 'kubelet' ? 2 : 1
  return { ...first, x: first.x + (nth % perRow) * (first.width + 10), y: first.y + Math.floor(nth / perRow) * (cardHeight + 8) }
}
