import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-chromium'
import { build } from 'vite'
import { captionText } from '../../talk/step.ts'
import { talk } from '../../deck/slides.ts'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { Stop } from '../../scripts/support/task.ts'
import { nearestWeight } from '../../logic/picture-svg/fonts.ts'
import { ROOT } from '../../scripts/support/project.ts'
import { withPictures } from '../pictures/draw.ts'
import { wantedPictures, type WantedPicture } from '../pictures/requested-steps.ts'
import type { Packed, PackedSlide, PackedStep } from './packed.ts'

/** The most that the file may weigh as hosts send it, in bytes. */
const HEAVIEST = 700_000

/** The names of the steps of slides, by the slide's name; by default of all. */
export function stepNames(slides: readonly string[] = []): Readonly<Record<string, readonly string[]>> {
  const bySlide = Map.groupBy(wantedPictures(slides), ({ slide }) => slide)
  return Object.fromEntries([...bySlide].map(([name, all]) => [name, all.map(({ step = '' }) => step)]))
}

/** Runs in the page: what each colour of the deck is in light and in dark. */
function readColours(names: readonly string[]): Record<string, [light: string, dark: string]> {
  const root = document.documentElement
  const wasDark = root.classList.contains('dark')
  const inScheme = (dark: boolean): string[] => {
    root.classList.toggle('dark', dark)
    return names.map(name => getComputedStyle(root).getPropertyValue(name).trim())
  }
  const [light, dark] = [inScheme(false), inScheme(true)]
  root.classList.toggle('dark', wasDark)
  return Object.fromEntries(names.map((name, place) => [name, [light[place] ?? '', dark[place] ?? '']]))
}

/** A picture as it was drawn, with the variables and fonts that it names. */
interface Drawn {
  readonly wanted: WantedPicture
  readonly title: string
  readonly step: PackedStep
  readonly colours: Packed['colours']
  readonly fonts: readonly { readonly family: string, readonly weight: string }[]
}

/** The deck's fonts, as its style sheet lists them. */
const deckFonts = [...readFileSync(join(ROOT, 'styles/fonts.css'), 'utf8').matchAll(/font-family: '([^']+)'.*font-weight: (\d+).*url\('([^']+)'\)/g)]
  .map(([, family = '', weight = '', file = '']) => ({ family, weight, file }))

/** The fonts that are used, with what is in their files. */
function fontsOf(all: readonly Drawn[]): Packed['fonts'] {
  const { resolve } = createRequire(import.meta.url)
  const used = new Set(all.flatMap(({ fonts }) => fonts).flatMap(font => nearestWeight(font, deckFonts) ?? []))
  return deckFonts.filter(font => used.has(font)).map(({ family, weight, file }) => ({ family, weight, data: readFileSync(resolve(file)).toString('base64') }))
}

/**
 * Draws all steps of slides, with colours that can be given in either scheme.
 *
 * @param url address of a served deck, with its base
 * @param slides permanent names; by default all
 */
export async function packPictures(browser: Browser, url: string, slides: readonly string[] = []): Promise<Packed> {
  const pictures = wantedPictures(slides)
  const drawn = await withPictures(browser, pictures, { url }, async (page, some): Promise<readonly Drawn[]> => {
    const made = await page.evaluate(all => all.map(({ id, name }) => {
      const layout = document.getElementById(id)?.querySelector<HTMLElement>('.slidev-layout')
      if (!layout || !window.pictures)
        throw new Error(`${name} is not on the page.`)
      document.querySelectorAll<HTMLElement>('[data-page]').forEach(sheet => sheet.hidden = sheet.id !== id)
      const { title, description, area, markup, fonts } = window.pictures.drawPicture(layout, { name, named: true })
      return { title, description, area, markup, fonts: [...fonts.used] }
    }), some.map(({ slide, click, name }) => ({ id: `${slide}@${click}`, name })))
    const used = [...new Set(made.flatMap(({ markup }) => [...markup.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name)))]
    // What the element itself is painted with.
    const colours = await page.evaluate(readColours, [...used, '--k-ground', '--k-ink', '--k-muted', '--k-line', '--k-box', '--k-accent', '--k-accent-ink', '--k-bad', '--k-bad-ground'])
    return made.flatMap(({ title, description, area, markup, fonts }, place) => {
      const wanted = some[place]
      const step = wanted && talk.get(wanted.slide)?.[wanted.click]
      return wanted ? [{ wanted, title, colours, fonts, step: { id: wanted.step ?? '', caption: step ? captionText(step.caption) : title, description, viewBox: [area.x, area.y, area.width, area.height].join(' '), markup } }] : []
    })
  })
  const bySlide = Map.groupBy(drawn, ({ wanted }) => wanted.slide)
  const packedSlide = (all: readonly Drawn[]): string => {
    const slide: PackedSlide = { title: all[0]?.title ?? '', steps: all.map(({ step }) => step) }
    return gzipSync(JSON.stringify(slide), { level: 9 }).toString('base64')
  }
  return {
    slides: Object.fromEntries([...bySlide].map(([name, all]) => [name, packedSlide(all)])),
    colours: Object.assign({}, ...drawn.map(({ colours }) => colours)) as Packed['colours'],
    fonts: fontsOf(drawn),
  }
}

/**
 * The custom element with its pictures, as the text of one file.
 * @throws Stop if it has become too heavy to be put on a page
 */
export async function elementScript(packed: Packed): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define: { __PACKED__: JSON.stringify(packed) },
    build: { write: false, minify: true, lib: { entry: join(import.meta.dirname, 'k8s-picture.ts'), formats: ['iife'], name: 'k8sPicture' } },
  })
  const [first] = [result].flat()
  // A page that does not say how it is written is not read as UTF-8.
  const code = first && 'output' in first ? first.output[0].code.replace(/[^\0-\x7F]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`) : ''
  const weight = gzipSync(code, { level: 9 }).length
  if (weight === 0 || weight > HEAVIEST)
    throw new Stop(`k8s-picture.js weighs ${Math.round(weight / 1000)} kB, but must have at most ${HEAVIEST / 1000}.`)
  return `/*! Code MIT; pictures CC BY 4.0; fonts ${[...new Set(packed.fonts.map(({ family }) => family))].join(' and ')}: SIL Open Font License 1.1 */\n${code}`
}

/**
 * The custom element with all pictures of a built deck.
 * @param dir folder of the deck, absolute
 * @throws Stop as {@link elementScript}
 */
export async function makeElement(dir: string): Promise<string> {
  const browser = await launchBrowser()
  const preview = await servePreview({ dir })
  try {
    return await elementScript(await packPictures(browser, preview.url))
  }
  finally {
    await Promise.all([browser.close(), preview.close()])
  }
}
