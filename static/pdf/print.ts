import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-chromium'
import { Stop } from '../../scripts/support/task.ts'
import { failedPictures, type Head, missing, numberContents, readHead, saveLastPages, settle } from './page-scripts.ts'
import { addTextAlternatives } from './text-alternatives.ts'
import { destinations } from './outline.ts'
import { type Imprint, imprintLine, pageLine, type Paper, type Shown } from './papers.ts'
import type { Talk } from './read-talk.ts'

export interface PrintOptions {
  readonly url: string
  readonly scheme: 'light' | 'dark'
  readonly talk: Talk
  readonly imprint: Imprint
  /** How long to wait for the slides, in milliseconds. */
  readonly limit?: number
}

/** A paper as Chromium prints it, and what was seen of the page. */
export interface Printed {
  readonly pdf: Uint8Array
  readonly head: Head
  readonly drawings: Readonly<Record<string, number>>
}

const LIMIT_MS = 120_000
const PAUSE_MS = 100

/** The ground goes to the edges of the sheet; the line below is no part of what is read aloud. */
function sheetStyle(paper: Paper, imprint: Imprint): string {
  const { size, margin, inset, scale, picture } = paper.sheet
  const line = `color: var(--k-muted); font: 11px var(--k-sans)`
  return `
:root { --paper-scale: ${scale}; --picture-scale: ${picture} }
@page {
  size: ${size}; margin: ${margin}; background: var(--k-ground);
  @bottom-left { content: ${JSON.stringify(imprintLine(paper, imprint))}; padding-left: ${inset}; ${line} }
  @bottom-right { content: "${pageLine('" counter(page) "', '" counter(pages)')}; padding-right: ${inset}; ${line} }
}`
}

const asPdf = (page: Page): Promise<Uint8Array> => page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true })

const namesOf = (shown: readonly Shown[], ids: readonly string[]): string =>
  shown.flatMap(({ id, name }, index) => ids.includes(id) ? [`${index + 1} ("${name}")`] : []).join(', ')

async function arrive(page: Page, shown: readonly Shown[], { kind, paged }: Paper, limit: number): Promise<void> {
  const end = Date.now() + limit
  for (;;) {
    const absent = await page.evaluate(missing, shown.map(({ id }) => id))
    if (absent.length === 0)
      return
    if (Date.now() > end)
      throw new Stop(`The ${kind} lack ${paged ? 'page' : 'slide'} ${namesOf(shown, absent)}, which did not show within ${limit / 1000} s.`)
    await setTimeout(PAUSE_MS)
  }
}

/** Prints a paper from the page that the served deck has for it, tagged. @throws Stop naming the slides that do not show in time, or whose picture failed */
export async function print(browser: Browser, paper: Paper, { url, scheme, talk, imprint, limit = LIMIT_MS }: PrintOptions): Promise<Printed> {
  const shown = paper.shown(talk.sections)
  const page = await browser.newPage()
  try {
    await page.emulateMedia({ media: 'screen', colorScheme: scheme, reducedMotion: 'reduce' })
    await page.goto(url + paper.path, { timeout: LIMIT_MS })
    await arrive(page, shown, paper, limit)
    const failed = await page.evaluate(failedPictures, shown.map(({ id }) => id))
    if (failed.length > 0)
      throw new Stop(`In the ${paper.kind} the picture failed of ${paper.paged ? 'page' : 'slide'} ${namesOf(shown, failed)}.`)
    await page.addStyleTag({ content: sheetStyle(paper, imprint) })
    const names = talk.sections.flatMap(({ slides }) => slides.map(({ name }) => name))
    const drawings = await page.evaluate(addTextAlternatives, { names, paged: paper.paged })
    await page.evaluate(settle)
    if (paper.sheet.height !== undefined)
      await page.evaluate(saveLastPages, paper.sheet.height)
    const head = await page.evaluate(readHead)
    if (paper.paged)
      return { pdf: await asPdf(page), head, drawings }
    // A page number is known only once all pages are laid out, and is no wider than its placeholder.
    const pages = await destinations(await asPdf(page))
    await page.evaluate(numberContents, Object.fromEntries([...pages].map(([id, { page: index }]) => [id, index + 1])))
    return { pdf: await asPdf(page), head, drawings }
  }
  finally {
    await page.close()
  }
}
