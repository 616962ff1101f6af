import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { generateFontFace, readMetrics } from 'fontaine'
import { type LocalFamily, type WebFont, webFonts, type Widths } from './families.ts'

const require = createRequire(import.meta.url)

/** Faces from this weight on are stood in for by bold ones. */
const BOLD = 600

/** How much taller stand-ins are than the deck's font, in ems: else a browser does not count the same words as painted already when the font comes. */
const TALLER = 0.026

interface Measures {
  readonly xWidthAvg: number
  readonly unitsPerEm: number
}

/** The library's table of fonts, which it gives out for regular faces alone. */
type Collection = Readonly<Record<string, { readonly variants: Readonly<Record<string, Measures>> }>>

async function readCollection(): Promise<Collection> {
  const file = join(dirname(require.resolve('fontaine')), 'capsize-font-metrics.mjs')
  const { entireMetricsCollection } = await import(pathToFileURL(file).href) as { entireMetricsCollection: Collection }
  return entireMetricsCollection
}

const widthOf = ({ xWidthAvg, unitsPerEm }: Measures): number => xWidthAvg / unitsPerEm

function widthsOf({ names, widths }: LocalFamily, collection: Collection): Widths {
  if (typeof widths !== 'string')
    return widths
  const { regular, 700: bold } = collection[widths]?.variants ?? {}
  if (!regular || !bold)
    throw new Error(`fontaine does not know the widths of ${names.join(', ')} any more.`)
  return { regular: widthOf(regular), bold: widthOf(bold) }
}

/** What the faces of a family may be called on a machine: browsers look for full names, of which plain faces have two. */
const localNames = ({ names }: LocalFamily, face: keyof Widths): readonly string[] =>
  names.flatMap(name => face === 'bold' ? [`${name} Bold`] : [name, `${name} Regular`])

/** A hundredth of a per cent is less than a pixel in any line. */
const rounded = (css: string): string => css.replace(/\d+\.\d+(?=%)/g, value => `${Number(Number(value).toFixed(2))}`)

async function facesOf({ family, folder, weights, property, locals }: WebFont, collection: Collection): Promise<string> {
  const faces: string[] = []
  const named = locals.map(local => ({ local, name: `${family} as ${local.names[0]}`, widths: widthsOf(local, collection) }))
  for (const weight of weights) {
    const file = require.resolve(`@fontsource/${folder}/files/${folder}-latin-${weight}-normal.woff2`)
    const font = await readMetrics(pathToFileURL(file))
    if (!font)
      throw new Error(`${file} cannot be read as a font.`)
    const taller = TALLER * font.unitsPerEm
    const metrics = { ...font, ascent: font.ascent + taller, descent: font.descent - taller }
    const face = weight < BOLD ? 'regular' : 'bold'
    for (const { local, name, widths } of named) {
      faces.push(generateFontFace(metrics, {
        'name': name,
        'font': name,
        'metrics': { ...font, unitsPerEm: 1, xWidthAvg: widths[face] },
        'src': localNames(local, face).map(each => `local("${each}")`).join(', '),
        'font-weight': weight,
      }))
    }
  }
  return `${rounded(faces.join(''))}:root { ${property}: ${named.map(({ name }) => `"${name}"`).join(', ')}; }\n`
}

/** What is drawn until the deck's fonts have come: local families, a scaled face each, so that nothing moves. @throws Error if a font or its widths are not where they were */
async function standIns(): Promise<string> {
  const collection = await readCollection()
  const sheets = await Promise.all(webFonts.map(font => facesOf(font, collection)))
  return sheets.join('')
}

/** That stylesheet, so that it is worked out once for the same sources. */
export const standInStyles = await standIns()
