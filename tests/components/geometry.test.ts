import { describe, expect, it } from 'vitest'
import { anchor, arrowPath, between, middle, row } from '../../components/diagram/geometry.ts'
import { wrapLine } from '../../components/diagram/wrap-line.ts'

const rect = { x: 10, y: 20, width: 100, height: 40 }

describe('geometry', () => {
  it.each([
    ['top', { x: 60, y: 20 }],
    ['right', { x: 110, y: 40 }],
    ['bottom', { x: 60, y: 60 }],
    ['left', { x: 10, y: 40 }],
  ] as const)('anchors the middle of the %s side', (side, point) => {
    expect(anchor(rect, side)).toEqual(point)
  })

  it('finds middles and points between', () => {
    expect(middle(rect)).toEqual({ x: 60, y: 40 })
    expect(between({ x: 0, y: 0 }, { x: 10, y: 20 }, 0.25)).toEqual({ x: 2.5, y: 5 })
  })

  it.each([
    ['right', { x: 0, y: 0 }, { x: 40, y: 0 }, 'M0 0L28 0', 'M40 0L28 6L28 -6Z'],
    ['down', { x: 5, y: 0 }, { x: 5, y: 40 }, 'M5 0L5 28', 'M5 40L-1 28L11 28Z'],
    ['a short way, with a smaller head', { x: 0, y: 0 }, { x: 10, y: 0 }, 'M0 0L4 0', 'M10 0L4 3L4 -3Z'],
    ['nowhere', { x: 1, y: 1 }, { x: 1, y: 1 }, '', ''],
  ])('draws an arrow %s', (_, from, to, line, head) => {
    expect(arrowPath(from, to)).toEqual({ line, head })
  })

  it('fills an area with boxes of equal width', () => {
    expect(row({ x: 0, y: 5, width: 100, height: 10 }, 3, 5).map(({ x, width }) => [x, width])).toEqual([[0, 30], [35, 30], [70, 30]])
  })
})

describe('wrapLine', () => {
  it('breaks at spaces, behind a slash where there is none, and anywhere as the last', () => {
    expect(wrapLine('kubectl create deployment web --image=nginx', 16)).toEqual(['kubectl create ', 'deployment web ', '--image=nginx'])
    expect(wrapLine('deployment.apps/web created', 18)).toEqual(['deployment.apps/', 'web created'])
    expect(wrapLine('abcdefgh', 5)).toEqual(['abcde', 'fgh'])
  })
})
