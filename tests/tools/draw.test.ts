import { type EdgeShape, type Geometry, type Point, type StateShape, type } from '../../tools/draw/geometry.ts'
import { describe, expect, it } from 'vitest'
import { evenRows } from '../../tools/draw/rows.ts'
import { svgText } from '../../tools/draw/svg.ts'

const origin = { sha256: 'abc', mermaid: '1.2.3' }
const state = (id: string, x: number, kind: StateShape['kind'] = 'state'): StateShape => ({ id, kind, lines: [id], x, y: 50, width: 40, height: 20 })
const edge = (from: string, to: string, points: readonly Point[]): EdgeShape => ({ from, to, points })
const draw = (states: Geometry['states'], edges: Geometry['edges'] = []): string => svgText({ states, edges }, origin)

describe('svgText', () => {
  it('frames everything it draws, whatever sticks out', () => {
    const label = { lines: ['far'], x: 100, y: -20, width: 30, height: 20 }
    const text = svgText({ states: [state('A', 20)], edges: [{ ...edge('A', 'A', [{ x: 40, y: 50 }, { x: 200, y: 50 }]), label }] }, origin)
    expect(text).toContain('viewBox="-3 -48 206 117" width="206" height="117"')
  })

  it.each([
    ['right', { x: 100, y: 50 }, 'M100 50L90 45L90 55Z'],
    ['left', { x: -100, y: 50 }, 'M-100 50L-90 55L-90 45Z'],
    ['down', { x: 0, y: 150 }, 'M0 150L5 140L-5 140Z'],
  ])('points an arrow %s, at its target', (_, tip, head) => {
    expect(draw([], [edge('A', 'B', [{ x: 0, y: 50 }, tip])])).toContain(`<path class="head" d="${head}"/>`)
  })

  it('rounds the corners of a line, and leaves out points that are none', () => {
    const points = [{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 50, y: 0 }, { x: 50, y: 0.2 }, { x: 50, y: 60 }]
    expect(draw([], [edge('A', 'B', points)])).toContain('<path class="line" d="M0 0L42 0Q50 0 50 8L50 50"/>')
  })

  it('ties a note to its state without an arrowhead, and draws the tie with the note', () => {
    const text = draw([state('A', 20), state('N', 120, 'note')], [edge('N', 'A', [{ x: 100, y: 50 }, { x: 40, y: 50 }])])
    expect(text).toContain('<g class="note" data-state="N"><path class="line" d="M100 50L40 50"/>')
    expect(text).not.toContain('class="head"')
    expect(text).not.toContain('data-edge')
  })

  it('centres the lines of a text in its box', () => {
    const rows = draw([{ ...state('N', 20, 'note'), lines: ['one', 'two'] }])
    expect([...rows.matchAll(/<tspan x="20" y="([\d.]+)"/g)].map(([, y]) => Number(y))).toEqual([45.7, 68.7])
  })

  it('writes a label in one row above its line, so that the line does not cross it', () => {
    const label = { lines: ['all', 'exit 0'], x: 100, y: 50, width: 60, height: 46 }
    const [, y, words] = /<g class="label"><text><tspan x="100" y="([\d.]+)">([^<]*)/.exec(draw([], [{ ...edge('A', 'B', [{ x: 40, y: 50 }, { x: 160, y: 50 }]), label }])) ?? []
    expect(words).toBe('all exit 0')
    // The baseline and what hangs below it, a quarter of the letters' size.
    expect(Number(y) + type.label / 4).toBeLessThan(50)
  })

  it('writes words as words, never as marks', () => {
    expect(draw([{ ...state('A', 20), lines: ['a < b & c'] }])).toContain('a &lt; b &amp; c')
  })

  it('says what it was made from', () => {
    expect(draw([state('A', 20)])).toContain('data-mermaid="1.2.3" data-source="sha256-abc"')
  })
})

describe('evenRows', () => {
  const row = (id: string, y: number): StateShape => ({ ...state(id, 20), y })

  it('moves rows of states equally far apart, and what is between them with them', () => {
    const label = { lines: ['down'], x: 20, y: 15, width: 30, height: 20 }
    const down = { ...edge('A', 'B', [{ x: 20, y: 0 }, { x: 20, y: 30 }]), label }
    const { states, edges } = evenRows({ states: [row('A', 0), row('A beside', 1), row('B', 30), row('C', 100)], edges: [down] })
    expect(states.map(({ y }) => y)).toEqual([0, 1 / 30 * 50, 50, 100])
    expect(edges).toEqual([{ ...down, points: [{ x: 20, y: 0 }, { x: 20, y: 50 }], label: { ...label, y: 25 } }])
  })

  it('leaves what is above the first row and below the last where it is', () => {
    const around = edge('A', 'C', [{ x: 0, y: -20 }, { x: 0, y: 130 }])
    expect(evenRows({ states: [row('A', 0), row('B', 30), row('C', 100)], edges: [around] }).edges).toEqual([around])
  })

  it('leaves a single row as it is', () => {
    const drawing = { states: [row('A', 10), row('B', 10)], edges: [edge('A', 'B', [{ x: 20, y: 10 }, { x: 80, y: 40 }])] }
    expect(evenRows(drawing)).toEqual(drawing)
  })
})
