import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readMetrics } from 'fontaine'
import postcss from 'postcss'
import { describe, expect, test } from 'vitest'
import { ROOT, toolPath } from '../../scripts/support/project.ts'
import { standInStyles } from '../../setup/fonts/stand-ins.ts'

/** A face that stands in for one of the deck's. */
interface Face {
  readonly family: string
  readonly weight: number
  /** The names of the fonts it may be, on a reader's machine. */
  readonly locals: readonly string[]
  /** How much larger than itself it is drawn. */
  readonly scale: number
  /** From the line up, and down from it, in ems as drawn. */
  readonly height: number
  readonly depth: number
}

const sheet = postcss.parse(standInStyles)
const share = (value: string | undefined): number => Number.parseFloat(value ?? '') / 100
const faces = sheet.nodes.flatMap((node): Face[] => {
  if (node.type !== 'atrule')
    return []
  const values = new Map((node.nodes ?? []).flatMap(each => each.type === 'decl' ? [[each.prop, each.value] as const] : []))
  const scale = share(values.get('size-adjust'))
  return [{
    family: (values.get('font-family') ?? '').replaceAll('"', ''),
    weight: Number(values.get('font-weight')),
    locals: [...(values.get('src') ?? '').matchAll(/local\("([^"]+)"\)/g)].map(([, name = '']) => name),
    scale,
    height: scale * share(values.get('ascent-override')),
    depth: scale * share(values.get('descent-override')),
  }]
})

/** How wide the letters of a file are, in ems. */
async function widthOf(file: string): Promise<number> {
  const { xWidthAvg = 0, unitsPerEm = 1 } = await readMetrics(pathToFileURL(file)) ?? {}
  return xWidthAvg / unitsPerEm
}

const deckFont = (family: string, weight: number): string => toolPath(`@fontsource/${family}/files/${family}-latin-${weight}-normal.woff2`)
const localFont = (name: string): string => join(ROOT, 'tests', 'fixtures', 'fonts', `${name}.woff`)

describe.each([
  ['sans', 'inter', [400, 500, 700], ['Arial', 'Liberation Sans', 'Arimo', 'Helvetica', 'Helvetica Neue', 'Segoe UI', 'Roboto', 'Noto Sans', 'DejaVu Sans', 'Cantarell', 'Ubuntu']],
  ['mono', 'jetbrains-mono', [400, 600], ['Menlo', 'Consolas', 'Courier New', 'Liberation Mono', 'DejaVu Sans Mono', 'Noto Sans Mono', 'Roboto Mono']],
] as const)('what stands in for the deck’s %s font', (kind, folder, weights, families) => {
  const listed = [...(sheet.toString().match(new RegExp(`--k-${kind}-stand-ins: ([^;]+);`))?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? '')
  const mine = faces.filter(({ family }) => listed.includes(family))

  test.each(families)('may be %s, in every weight of the deck', (name) => {
    for (const weight of weights)
      expect(mine.filter(face => face.weight === weight && face.locals.includes(weight < 600 ? name : `${name} Bold`))).toHaveLength(1)
  })

  test('is a family of its own for each scale, in the order of the list', () => {
    expect(mine.filter(face => face.weight === 400).map(({ family }) => family)).toEqual(listed)
    expect(mine).toHaveLength(listed.length * weights.length)
  })

  test('a stand-in font has the baseline of the font, and is slightly taller', async () => {
    const { ascent = 0, descent = 0, unitsPerEm = 1 } = await readMetrics(pathToFileURL(deckFont(folder, 400))) ?? {}
    for (const { height, depth } of mine) {
      expect(height - depth).toBeCloseTo((ascent + descent) / unitsPerEm, 3)
      expect(height + depth).toBeGreaterThan((ascent - descent) / unitsPerEm)
      expect(height + depth).toBeLessThan(1.05 * (ascent - descent) / unitsPerEm)
    }
  })
})

// Measured on the fonts themselves, whoever the widths come from.
test.each([
  ['Arimo', 'arimo', 'inter'],
  ['Roboto', 'roboto', 'inter'],
  ['Noto Sans', 'noto-sans', 'inter'],
  ['Ubuntu', 'ubuntu', 'inter'],
  ['Cantarell', 'cantarell', 'inter'],
  ['DejaVu Sans', 'dejavu-sans', 'inter'],
  ['DejaVu Sans Mono', 'dejavu-sans-mono', 'jetbrains-mono'],
  ['Cousine', 'cousine', 'jetbrains-mono'],
  ['Noto Sans Mono', 'noto-sans-mono', 'jetbrains-mono'],
  ['Roboto Mono', 'roboto-mono', 'jetbrains-mono'],
])('the letters of %s are drawn as wide as those of the deck’s font', async (name, file, font) => {
  for (const [weight, local, called] of [[400, '400', name], [font === 'inter' ? 700 : 600, '700', `${name} Bold`]] as const) {
    const face = faces.find(each => each.weight === weight && each.locals.includes(called))
    const ratio = (face?.scale ?? 0) * await widthOf(localFont(`${file}-${local}`)) / await widthOf(deckFont(font, weight))
    expect(ratio).toBeGreaterThan(0.995)
    expect(ratio).toBeLessThan(1.005)
  }
})
