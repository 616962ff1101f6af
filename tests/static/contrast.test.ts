import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/support/project.ts'
import { contrast } from '../browser/support/judge.ts'
import type { Colour } from '../browser/support/rendered-slide.ts'

const css = readFileSync(join(ROOT, 'styles/tokens.css'), 'utf8')
const [ordinary = '', more = ''] = css.split('@media (prefers-contrast: more)')

/** The colours of a scheme in a part of the file, by their names. */
function tokens(part: string, selector: string): ReadonlyMap<string, string> {
  const block = new RegExp(`${selector} \\{([^}]*)\\}`).exec(part)?.[1] ?? ''
  return new Map([...block.matchAll(/--k-([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]))
}

const colourOf = (hex: string): Colour => [1, 3, 5].map(index => Number.parseInt(hex.slice(index, index + 2), 16)).concat(1) as unknown as Colour

/** Edges and lines, and what they are drawn on. WCAG 2.2, 1.4.11 asks for 3 to 1 of them; prefers-contrast: more gets what text has at level AA. */
const GROUNDS = ['ground', 'box', 'control', 'worker']
const LINES = ['line', 'accent', 'control-edge', 'worker-edge', 'good', 'bad', 'muted']

describe.each([['light', ':root'], ['dark', 'html.dark']])('prefers-contrast: more, %s', (_, selector) => {
  const colours = new Map([...tokens(ordinary, ':root'), ...tokens(ordinary, selector), ...tokens(more, selector)])

  test.each(LINES)('sees %s as a line on every ground', (line) => {
    expect(GROUNDS.map(ground => [ground, contrast(colourOf(colours.get(line) ?? ''), colourOf(colours.get(ground) ?? ''))]).filter(([, ratio]) => !(Number(ratio) >= 4.5))).toEqual([])
  })

  test('sees the edge of a terminal', () => {
    expect(Math.max(...['terminal', 'ground'].map(ground => contrast(colourOf(colours.get('terminal-edge') ?? ''), colourOf(colours.get(ground) ?? ''))))).toBeGreaterThanOrEqual(4.5)
  })
})
