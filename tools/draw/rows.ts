import type { EdgeShape, Geometry, Point } from './geometry.ts'

/** Centres of states that differ by less, in px of a slide, stand in one row. */
const SAME_ROW = 2

function rowsOf({ states }: Geometry): readonly number[] {
  const heights = states.map(({ y }) => y).toSorted((a, b) => a - b)
  return heights.filter((y, index) => index === 0 || y - (heights[index - 1] ?? y) > SAME_ROW)
}

/** The same drawing with its rows of states equally far apart: ELK puts a row as near to the one above as their boxes allow. */
export function evenRows(geometry: Geometry): Geometry {
  const rows = rowsOf(geometry)
  const [first = 0] = rows
  const step = ((rows.at(-1) ?? first) - first) / Math.max(rows.length - 1, 1)
  const moved = (y: number): number => {
    const below = rows.findIndex(row => row > y)
    const [above, next] = [rows[below - 1], rows[below]]
    // What is above the first row or below the last keeps its distance to it.
    return above === undefined || next === undefined ? y : first + step * (below - 1 + (y - above) / (next - above))
  }
  const move = <T extends Point>(each: T): T => ({ ...each, y: moved(each.y) })
  const moveEdge = (edge: EdgeShape): EdgeShape => ({ ...edge, points: edge.points.map(move), ...(edge.label && { label: move(edge.label) }) })
  return { states: geometry.states.map(move), edges: geometry.edges.map(moveEdge) }
}
