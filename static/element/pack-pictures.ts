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
import { type DrawOptions, idOf, withPictures } from '../pictures/draw.ts'
import { type WantedPicture, wantedPictures } from '../pictures/requested-steps.ts'
import type { Packed, PackedDrawing, PackedSlide, PackedStep } from './packed.ts'

/** The most that the file may weigh as hosts send it, in bytes. */
const HEAVIEST = 700_000

/** The names of the steps of slides, by the slide's name; by default of all. */
export function stepNames(slides: readonly string[] = []): Readonly<Record<string, readonly string[]>> {
  const bySlide = Map.groupBy(wantedPictures(slides).filter(({ inside }) => inside === undefined), ({ slide }) => slide)
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

interface Drawn {
  readonly wanted: WantedPicture
  readonly title: string
  readonly description: string
  readonly drawing: PackedDrawing
  readonly colours: Packed['colours']
  readonly fonts: readonly { readonly family: string, readonly weight: string }[]
}

/** The deck's fonts, as its style sheet lists them. */
const deckFonts = [...readFileSync(join(ROOT, 'styles/fonts.css'), 'utf8').matchAll(/font-family: '([^']+)'.*font-weight: (\d+).*url\('([^']+)'\)/g)]
  .map(([, family = '', weight = '', file = '']) => ({ family, weight, file }))

function fontsOf(all: readonly Drawn[]): Packed['fonts'] {
  const { resolve } = createRequire(import.meta.url)
  const used = new Set(all.flatMap(({ fonts }) => fonts).flatMap(font => nearestWeight(font, deckFonts) ?? []))
  return deckFonts.filter(font => used.has(font)).map(({ family, weight, file }) => ({ family, weight, data: readFileSync(resolve(file)).toString('base64') }))
}

/** Draws pictures with colours that can be given in either scheme. */
async function drawNamed(browser: Browser, pictures: readonly WantedPicture[], options: DrawOptions): Promise<readonly Drawn[]> {
  return withPictures(browser, pictures, options, async (page, some): Promise<readonly Drawn[]> => {
    const made = await page.evaluate(all => all.map(({ id, name }) => {
      const layout = document.getElementById(id)?.querySelector<HTMLElement>('.slidev-layout, .column-picture')
      if (!layout || !window.pictures)
        throw new Error(`${name} is not on the page.`)
      document.querySelectorAll<HTMLElement>('[data-page]').forEach(sheet => sheet.hidden = sheet.id !== id)
      const { title, description, area, markup, fonts } = window.pictures.drawPicture(layout, { name, named: true })
      return { title, description, area, markup, fonts: [...fonts.used] }
    }), some.map(wanted => ({ id: idOf(wanted), name: wanted.name })))
    const used = [...new Set(made.flatMap(({ markup }) => [...markup.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name)))]
    // What the element itself is painted with.
    const colours = await page.evaluate(readColours, [...used, '--k-ground', '--k-ink', '--k-muted', '--k-line', '--k-box', '--k-accent', '--k-accent-ink', '--k-bad', '--k-bad-ground'])
    return made.flatMap(({ title, description, area, markup, fonts }, place) => {
      const wanted = some[place]
      return wanted ? [{ wanted, title, description, colours, fonts, drawing: { viewBox: [area.x, area.y, area.width, area.height].join(' '), markup } }] : []
    })
  })
}

function captionOf({ slide, click, inside }: WantedPicture, title: string): string {
  const step = talk.get(slide)?.[click]
  const caption = step?.inner?.steps.find(({ id }) => id === inside)?.caption ?? step?.caption
  return caption ? captionText(caption) : title
}

/** The steps inside a step, in their order: the initial one is drawn already. */
function stepsInside(told: PackedStep, { slide, click }: WantedPicture, inside: ReadonlyMap<string | undefined, PackedStep>): readonly PackedStep[] {
  const inner = talk.get(slide)?.[click]?.inner
  return inner?.steps.flatMap(({ id, caption }) => id === inner.initial ? [{ ...told, id: `${told.id}/${id}`, caption: captionText(caption) }] : inside.get(id) ?? []) ?? []
}

/**
 * Draws all steps of slides, those inside them among them, as on the slide and for a narrow column.
 *
 * @param url address of a served deck, with its base
 * @param names slides or steps, as {@link wantedPictures} takes them; by default all
 */
export async function packPictures(browser: Browser, url: string, names: readonly string[] = []): Promise<Packed> {
  const pictures = wantedPictures(names)
  const drawn = await drawNamed(browser, pictures, { url })
  const narrow = await drawNamed(browser, pictures.filter(({ step }) => step !== undefined), { url, narrow: true })
  const narrowOf = new Map(narrow.map(({ wanted, drawing }) => [wanted.name, drawing]))
  const packedStep = ({ wanted, title, description, drawing }: Drawn): PackedStep =>
    ({ id: [wanted.step ?? '', ...wanted.inside === undefined ? [] : [wanted.inside]].join('/'), caption: captionOf(wanted, title), description, ...drawing, narrow: narrowOf.get(wanted.name) })
  const packedSlide = (all: readonly Drawn[]): string => {
    const told = all.filter(({ wanted }) => wanted.inside === undefined)
    const insideOf = (step: Drawn): readonly PackedStep[] =>
      stepsInside(packedStep(step), step.wanted, new Map(all.filter(({ wanted }) => wanted.click === step.wanted.click).map(each => [each.wanted.inside, packedStep(each)])))
    const slide: PackedSlide = {
      title: told[0]?.title ?? '',
      steps: told.map(packedStep),
      inside: Object.fromEntries(told.flatMap(step => insideOf(step).length > 0 ? [[step.wanted.step ?? '', insideOf(step)]] : [])),
    }
    return gzipSync(JSON.stringify(slide), { level: 9 }).toString('base64')
  }
  return {
    slides: Object.fromEntries([...Map.groupBy(drawn, ({ wanted }) => wanted.slide)].map(([name, all]) => [name, packedSlide(all)])),
    colours: Object.assign({}, ...[...drawn, ...narrow].map(({ colours }) => colours)) as Packed['colours'],
    fonts: fontsOf([...drawn, ...narrow]),
  }
}

/** The custom element with its pictures, as the text of one file. @throws Stop if it has become too heavy to be put on a page */
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
