import { type Rect, row } from '../../components/diagram/geometry.ts'

/** Size of the picture, which stands below the three ideas. */
export const conclusionSize = { width: 900, height: 264 } as const

/** One column for each idea: what you wrote, the API, the loops. */
const columns = { spec: 0, api: 315, loops: 630, width: 270, height: 154 } as const

export const spec: Rect = { x: columns.spec, y: 0, width: columns.width, height: columns.height }
export const api: Rect = { x: columns.api, y: 0, width: columns.width, height: columns.height }
export const etcd: Rect = { x: columns.api + 12, y: 86, width: columns.width - 24, height: 56 }
export const loopRect = (index: number): Rect => ({ x: columns.loops, y: index * 53, width: columns.width, height: 48 })

/** What runs, below all three. */
export const nodes: Rect = { x: 0, y: 190, width: 900, height: 74 }
/** The Pods, level with the API and the loops. */
export const podRects = row({ x: columns.api, y: 200, width: 573, height: 54 }, 3, 12)
