import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-chromium'
import { Stop } from '../../scripts/support/task.ts'
import { failedPictures, missing, settle } from '../pdf/page-scripts.ts'
// Adds what the page of pictures has to the types of its window.
import type {} from '../../logic/picture-svg/page-global.ts'
import type { WantedPicture } from './requested-steps.ts'

/** Where pictures are drawn, and how. */
export interface DrawOptions {
  readonly url: string
  readonly scheme?: 'light' | 'dark'
  readonly fonts?: boolean
  /** Whether title and caption of the slide belong to a picture. */
  readonly whole?: boolean
  /** Whether pictures are arranged for a narrow column, where they have that form. */
  readonly narrow?: boolean
}

/** As many slides are laid out in one page: more would need much memory, fewer much time. */
const AT_ONCE = 60
const LIMIT_MS = 120_000
const PAUSE_MS = 50

/** How the page of pictures knows one. */
export const idOf = ({ slide, click, inside }: WantedPicture): string => `${slide}@${click}${inside === undefined ? '' : `/${inside}`}`

/** Opens the pictures in a page, ready to be written down. @throws Stop naming those that do not show, or failed */
async function openPictures(page: Page, pictures: readonly WantedPicture[], { url, narrow = false }: DrawOptions): Promise<void> {
  const ids = pictures.map(idOf)
  await page.goto(`${url}paper/slides?of=${ids.join(',')}${narrow ? '&narrow' : ''}`, { timeout: LIMIT_MS })
  const end = Date.now() + LIMIT_MS
  for (let lost = await page.evaluate(missing, ids); lost.length > 0; lost = await page.evaluate(missing, ids)) {
    if (Date.now() > end)
      throw new Stop(`${lost.join(', ')} did not show within ${LIMIT_MS / 1000} s.`)
    await setTimeout(PAUSE_MS)
  }
  const failed = await page.evaluate(failedPictures, ids)
  if (failed.length > 0)
    throw new Stop(`The picture failed of ${failed.join(', ')}.`)
  await page.waitForFunction(() => window.pictures !== undefined, undefined, { timeout: LIMIT_MS })
  await page.evaluate(settle)
}

/** Lays out pictures of a served deck, and does something with each page of them. */
export async function withPictures<T>(browser: Browser, pictures: readonly WantedPicture[], options: DrawOptions, use: (page: Page, drawn: readonly WantedPicture[]) => Promise<readonly T[]>): Promise<readonly T[]> {
  const page = await browser.newPage()
  const made: T[] = []
  try {
    await page.emulateMedia({ media: 'screen', colorScheme: options.scheme ?? 'light', reducedMotion: 'reduce', contrast: 'no-preference', forcedColors: 'none' })
    for (let start = 0; start < pictures.length; start += AT_ONCE) {
      const some = pictures.slice(start, start + AT_ONCE)
      await openPictures(page, some, options)
      made.push(...await use(page, some))
    }
    return made
  }
  finally {
    await page.close()
  }
}

export interface PictureFile {
  readonly picture: WantedPicture
  readonly svg: string
}

/** Draws pictures of a served deck as SVG. @throws Stop as {@link withPictures}, naming a picture that cannot be written down */
export async function drawSvg(browser: Browser, pictures: readonly WantedPicture[], options: DrawOptions): Promise<readonly PictureFile[]> {
  const { fonts = false, whole = false } = options
  return withPictures(browser, pictures, options, async (page, some) => {
    const svgs = await page.evaluate(async ({ wanted, fonts, whole }) => {
      const drawn: string[] = []
      for (const { id, name } of wanted) {
        const layout = document.getElementById(id)?.querySelector<HTMLElement>('.slidev-layout')
        if (!layout || !window.pictures)
          throw new Error(`${name} is not on the page.`)
        // Only what is shown has its styles worked out.
        document.querySelectorAll<HTMLElement>('[data-page]').forEach(sheet => sheet.hidden = sheet.id !== id)
        drawn.push(await window.pictures.pictureSvg(layout, { name, fonts, whole }))
      }
      return drawn
    }, { wanted: some.map(each => ({ id: idOf(each), name: each.name })), fonts, whole })
    return svgs.map((svg, place) => ({ picture: some[place] ?? { slide: '', step: undefined, inside: undefined, click: 0, name: '' }, svg }))
  })
}
