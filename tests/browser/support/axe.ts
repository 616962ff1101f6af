import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-chromium'

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Looks at a part of the page with axe, by WCAG A and AA. axe is put into the page once and stays.
 *
 * Contrast, and the slides that were visited before, take axe as long as all else, each.
 *
 * @param options.contrast whether contrast is judged, too
 * @param options.visited whether the slides that were visited before stay in the page
 */
export async function axe(page: Page, part: string, { contrast = true, visited = true } = {}): Promise<AxeResults> {
  if (await page.evaluate(() => !('axe' in globalThis)))
    await page.evaluate(script)
  return page.evaluate(async ([selector, levels, contrast, visited]) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const shown = document.querySelector(selector)
    const others = visited ? [] : [...document.querySelectorAll('#slideshow .slidev-page')].filter(slide => !slide.contains(shown)).map(slide => [slide, new Comment()] as const)
    for (const [slide, place] of others)
      slide.replaceWith(place)
    try {
      return await axe.run(selector, {
        runOnly: [...levels],
        resultTypes: ['violations', 'incomplete'],
        rules: { 'color-contrast': { enabled: contrast } },
        // No rule of these levels reads style sheets, and to fetch and parse them takes time.
        preload: { assets: ['media'] },
      })
    }
    finally {
      for (const [slide, place] of others)
        place.replaceWith(slide)
    }
  }, [part, LEVELS, contrast, visited] as const)
}

/** What axe finds by all its rules, those for good practice too, on all of the page: Slidev's buttons and dialogs with it. One line each. */
export async function axeWholePage(page: Page): Promise<readonly string[]> {
  if (await page.evaluate(() => !('axe' in globalThis)))
    await page.evaluate(script)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, { resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(', ')}`)
  })
}
