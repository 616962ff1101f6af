import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-chromium'

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Looks at a part of the page with axe, by WCAG A and AA. axe is put into the page once and stays.
 *
 * @param contrast whether contrast is judged, too, which takes axe as long as all else
 */
export async function axe(page: Page, part: string, contrast = true): Promise<AxeResults> {
  if (await page.evaluate(() => !('axe' in globalThis)))
    await page.evaluate(script)
  return page.evaluate(async ([selector, levels, contrast]) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    return axe.run(selector, {
      runOnly: [...levels],
      resultTypes: ['violations', 'incomplete'],
      rules: { 'color-contrast': { enabled: contrast } },
      // No rule of these levels reads style sheets, and to fetch and parse them takes time.
      preload: { assets: ['media'] },
    })
  }, [part, LEVELS, contrast] as const)
}
