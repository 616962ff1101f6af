import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-chromium'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { settle } from '../../static/pdf/page-scripts.ts'

/** Both schemes of the deck. */
export const schemes = ['light', 'dark'] as const

/** A number of clicks that no slide has: the deck shows the last there is. */
const TOO_MANY = 999
/** How long a slide is waited for, in milliseconds: where something else is at work, too, it takes many times as long. */
const LIMIT_MS = 90_000

/** The names of the slides of a built deck, in order, as its pages tell: whatever wrote the deck, its own list of slides is not asked. */
export function slideNames(dir: string): readonly string[] {
  const contents = (name: string | number): string => createHash('sha256').update(readFileSync(join(dir, `${name}.html`))).digest('hex')
  const pages = readdirSync(dir).flatMap(file => /^(.*\D.*)\.html$/.exec(file)?.[1] ?? [])
  const byContents = new Map(pages.filter(name => name !== 'index').map(name => [contents(name), name]))
  const names: string[] = []
  // Each slide has a page by its number, too, and it is the same.
  for (let number = 1; existsSync(join(dir, `${number}.html`)); number++)
    names.push(byContents.get(contents(number)) ?? `${number}`)
  return names
}

/** Runs in the page: the number of clicks once the slide stands there, whole and alone; undefined until then. */
function clicksShown(most: number): { clicks: number } | undefined {
  const shown = [...document.querySelectorAll<HTMLElement>('#slideshow .slidev-page')].filter(page => page.style.display !== 'none')
  const clicks = Number(new URL(location.href).searchParams.get('clicks') ?? 0)
  const isThere = clicks <= most && shown.length === 1 && shown[0]?.querySelector('.slidev-layout') && !document.querySelector('#static-slide, .slidev-slide-loading')
  // An object, as 0 would be waited on.
  return isThere ? { clicks } : undefined
}

async function arrive(page: Page, most: number): Promise<number> {
  const found = await page.waitForFunction(clicksShown, most, { timeout: LIMIT_MS })
  const { clicks = 0 } = await found.jsonValue() ?? {}
  await page.evaluate(settle)
  return clicks
}

/** Opens each slide at its last step and goes back to its first: nothing moves on that way. */
async function pictures(page: Page, url: string, names: readonly string[], out: string): Promise<string[]> {
  const taken: string[] = []
  for (const name of names) {
    await page.goto(`${url}${name}?clicks=${TOO_MANY}`)
    await arrive(page, TOO_MANY - 1)
    // The deck says for a while that there is no such click; by its own address it says nothing.
    await page.goto(page.url())
    for (let clicks = await arrive(page, TOO_MANY - 1); ; clicks = await arrive(page, clicks - 1)) {
      const file = `${name}@${clicks}.png`
      await page.screenshot({ path: join(out, file), animations: 'disabled' })
      taken.push(file)
      if (clicks === 0)
        break
      await page.keyboard.press('ArrowLeft')
    }
  }
  return taken
}

/** A built deck of which pictures can be taken. */
export interface Deck {
  /**
   * Takes a picture of every slide at every click, in both schemes and without motion.
   *
   * @param out folder for the pictures, one for each scheme in it
   * @returns the files in `out`, such as `dark/request@4.png`
   */
  readonly takeAll: (out: string) => Promise<readonly string[]>
  /** Takes a picture once more, by the address of its state. @param file as above */
  readonly takeAgain: (file: string) => Promise<Buffer>
  readonly close: () => Promise<void>
}

/** Serves a built deck to take pictures of. @param dir its folder, absolute */
export async function openDeck(browser: Browser, dir: string): Promise<Deck> {
  const preview = await servePreview({ dir })
  const withPage = async <T>(colorScheme: typeof schemes[number], use: (page: Page) => Promise<T>): Promise<T> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'block', reducedMotion: 'reduce', colorScheme })
    try {
      return await use(await context.newPage())
    }
    finally {
      await context.close()
    }
  }
  return {
    takeAll: async (out) => {
      const taken: string[] = []
      for (const scheme of schemes) {
        mkdirSync(join(out, scheme), { recursive: true })
        const files = await withPage(scheme, page => pictures(page, preview.url, slideNames(dir), join(out, scheme)))
        taken.push(...files.map(file => `${scheme}/${file}`))
      }
      return taken
    },
    takeAgain: async (file) => {
      const [, scheme, name, clicks] = /^(.+)\/(.+)@(\d+)\.png$/.exec(file) ?? []
      return withPage(scheme === 'dark' ? 'dark' : 'light', async (page) => {
        await page.goto(`${preview.url}${name}?clicks=${clicks}`)
        await arrive(page, Number(clicks))
        return page.screenshot({ animations: 'disabled' })
      })
    },
    close: preview.close,
  }
}
