import type { Page } from 'playwright-chromium'
import { SHOWN } from './walk.ts'

/** Runs in the page: puts every text into elements as a browser's translator does, its words left as they are. */
export function translate(way: 'around it' | 'for it'): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) {
    const text = walker.currentNode
    if (text instanceof Text && text.data.trim() !== '' && !text.parentElement?.closest('script, style, noscript, font'))
      texts.push(text)
  }
  for (const text of texts) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')]
    outer.append(inner)
    text.replaceWith(outer)
    inner.append(way === 'around it' ? text : text.data)
  }
}

/** Everything that is written: on the slide, below it, and for a screen reader. */
export async function written(page: Page): Promise<readonly string[]> {
  return page.evaluate(shown => [...document.querySelectorAll<HTMLElement>(`${shown}, .narration-panel, [role=status]`)]
    .map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim()), SHOWN)
}
