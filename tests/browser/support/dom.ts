import type { Page } from 'playwright-chromium'
import { SHOWN } from './walk.ts'

const layout = `${SHOWN} .slidev-layout`

/**
 * The slide that is shown as markup that is equal for equal states: ids that Vue counts up get the number of their
 * first appearance, and classes and styles that only a transition sets are left out.
 */
export async function normalisedSlide(page: Page): Promise<string> {
  const html = await page.locator(layout).evaluate(slide => slide.outerHTML)
  return normalise(html)
}

/** See {@link normalisedSlide}. */
export function normalise(html: string): string {
  const ids: string[] = []
  return html
    .replace(/\bv-\d+(?:-\d+)*\b/g, (id) => {
      if (!ids.includes(id))
        ids.push(id)
      return `id-${ids.indexOf(id)}`
    })
    .replace(/ class="([^"]*)"/g, (_, classes: string) => {
      const kept = classes.split(/\s+/).filter(name => name && !/-(?:enter|leave|move)(?:-(?:active|from|to))?$/.test(name))
      return kept.length > 0 ? ` class="${kept.join(' ')}"` : ''
    })
    .replace(/ style=""/g, '')
    .replace(/></g, '>\n<')
}
