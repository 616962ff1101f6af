import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-chromium'

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Looks at a part of the page with axe, by WCAG A and AA. axe is put into the page once and stays.
 *
 * @param isEdge whether contrast is judged, too, and with the slides around that were visited before: each of the two
 * takes axe as long as all else
 */
export async function axe(page: Page, part: string, isEdge = true): Promise<AxeResults> {
  if (await page.evaluate(() => !('axe' in globalThis)))
    await page.evaluate(script)
  return page.evaluate(async ([selector, levels, isEdge]) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const shown = document.querySelector(selector)
    const others = isEdge ? [] : [...document.querySelectorAll('#slideshow .slidev-page')].filter(slide => !slide.contains(shown)).map(slide => [slide, new Comment()] as const)
    for (const [slide, place] of others)
      slide.replaceWith(place)
    try {
      return await axe.run(selector, {
        runOnly: [...levels],
        resultTypes: ['violations', 'incomplete'],
        rules: { 'color-contrast': { enabled: isEdge } },
        // No rule of these levels reads style sheets, and to fetch and parse them takes time.
        preload: { assets: ['media'] },
      })
    }
    finally {
      for (const [slide, place] of others)
        place.replaceWith(slide)
    }
  }, [part, LEVELS, isEdge] as const)
}
