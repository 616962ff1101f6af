import { type Rect, row } from '../../components/diagram/geometry.ts'

/** The drawing area, in pixels of the canvas. */
export const pictureSize = { width: 900, height: 368 } as const

/** The zones: two nodes in the first. */
export const zoneRects = {
  'zone-a': { x: 0, y: 0, width: 584, height: 226 },
  'zone-b': { x: 604, y: 0, width: 296, height: 226 },
} as const satisfies Readonly<Record<string, Rect>>

/** Where the nodes stand in their zones, and where the zones do not count. */
const inZones: readonly Rect[] = [10, 298, 614].map(x => ({ x, y: 46, width: 276, height: 170 }))
const alone: readonly Rect[] = row({ x: 0, y: 0, width: 900, height: 140 }, 3, 12)

/** Where a node stands, by its number from 0. */
export function nodeRect(index: number, isZoned: boolean): Rect {
  return (isZoned ? inZones : alone)[index] ?? { x: 0, y: 0, width: 0, height: 0 }
}

/**
 * Where the Pods of a node stand: as wide as their share of its CPUs where that is shown, else two in a row.
 *
 * @param node where the node stands
 * @param cpus how many CPUs each asks for, as far as that is shown
 */
export function podRects({ x, y, width, height }: Rect, cpus: readonly (number | undefined)[]): readonly Rect[] {
  const half = (width - 20) / 2
  const rows = Math.floor((height - 46) / 62)
  const high = (height - 52 - (rows - 1) * 6) / rows
  let taken = 0
  return cpus.map((cpu, index) => {
    if (cpu === undefined)
      return { x: x + 10 + index % 2 * (half + 4), y: y + 42 + Math.floor(index / 2) * (high + 6), width: half - 4, height: high }
    const rect = { x: x + 10 + taken, y: y + 42, width: cpu * (half + 4) - 8, height: high }
    taken += rect.width + 8
    return rect
  })
}

/** Below the nodes: who waits, and what the scheduler says of that. */
export function waitingRect(isZoned: boolean): Rect {
  const y = isZoned ? 240 : 154
  return { x: 0, y, width: 292, height: 364 - y }
}

/** Where the Event, or what is noted in its place, stands beside who waits. */
export function saidRect(isZoned: boolean): Rect {
  return { ...waitingRect(isZoned), x: 304, width: 596 }
}

/** Where one that waits stands, by its number from 0. */
export function waitingPodRect({ x, y, width }: Rect, index: number): Rect {
  return { x: x + 10, y: y + 42 + index * 80, width: width - 20, height: 72 }
}

/** How many characters fit in a line of what the scheduler says, and how far its lines are apart. */
export const eventLines = { columns: 56, leading: 28 } as const
