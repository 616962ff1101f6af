import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-chromium'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { inspect } from '../../static/pdf/check.ts'

/** Runs in the page: its words, a line for each element that has some of its own; what is folded away is with them. */
function wordsOf(): string[] {
  const elements = [...document.body.querySelectorAll('*:not(script, style, noscript)')]
  const own = (element: Element): string => [...element.childNodes].map(node => node.nodeType === Node.TEXT_NODE ? node.textContent : ' ').join('').replace(/\s+/g, ' ').trim()
  return elements.map(own).filter(Boolean)
}

/**
 * All words of the page to be read and of the PDFs beside the deck, by where they stand.
 * @param dir folder with a built deck, absolute
 */
export async function readWords(browser: Browser, dir: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const words = new Map<string, readonly string[]>()
  const preview = await servePreview({ dir })
  const context = await browser.newContext({ serviceWorkers: 'block', javaScriptEnabled: false })
  try {
    const page = await context.newPage()
    await page.goto(`${preview.url}read.html`)
    words.set('read.html', await page.evaluate(wordsOf))
  }
  finally {
    await Promise.all([context.close(), preview.close()])
  }
  for (const file of readdirSync(dir).filter(name => name.endsWith('.pdf'))) {
    const { pages } = await inspect(new Uint8Array(readFileSync(join(dir, file))))
    words.set(file, pages.map(({ text }, index) => `page ${index + 1}: ${text}`))
  }
  return words
}
