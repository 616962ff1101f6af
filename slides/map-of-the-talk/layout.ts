import { type Point, type Rect, row } from '../../components/diagram/geometry.ts'

/** Size of the map of the talk. */
export const talkMapSize = { width: 900, height: 232 } as const

/** Height of the road on it, and the radius of a station. */
export const road = { y: 154, radius: 28 } as const

/** The segment of the road that leads on from each of so many stations. */
export function roadSegments(count: number): Rect[] {
  return row({ x: 0, y: 0, width: talkMapSize.width, height: talkMapSize.height }, count, 0)
}

/** Where the station at the head of a segment stands. */
export function station({ x }: Rect): Point {
  return { x: x + road.radius + 2, y: road.y }
}

/** Where the stops of a segment are, one a slide, evenly between two stations. */
export function stops(segment: Rect, count: number): Point[] {
  const from = station(segment).x + road.radius
  const space = segment.width - 2 * road.radius
  return Array.from({ length: count }, (_, index) => ({ x: from + space * (index + 1) / (count + 1), y: road.y }))
}
