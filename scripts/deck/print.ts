import type { Page } from 'playwright-chromium'

/** How to print. */
export interface PrintOptions {
  /** Address of a served deck, with its base. */
  readonly url: string
  /** How many slides must be there. */
  readonly slides: number
  readonly scheme: 'light' | 'dark'
}

const LIMIT_MS = 120_000

/** All slides are on one page there, each in its final state; what is not a slide would become a page more. */
const ONLY_SLIDES = `
.print-slide-container:last-child { break-after: auto !important }
#twoslash-container, #mermaid-rendering-container { display: none !important }
`

/**
 * Prints a served deck: one page a slide, in its final state, tagged.
 * @returns the PDF
 * @throws Error if not all slides show within two minutes
 */
export async function print(page: Page, { url, slides, scheme }: PrintOptions): Promise<Uint8Array> {
  await page.emulateMedia({ media: 'screen', colorScheme: scheme, reducedMotion: 'reduce' })
  await page.goto(`${url}print?print`, { timeout: LIMIT_MS })
  await page.waitForFunction(allSlidesShow, slides, { timeout: LIMIT_MS })
  await page.addStyleTag({ content: ONLY_SLIDES })
  const { width, height } = await page.evaluate(settle)
  return page.pdf({ width: `${width}px`, height: `${height}px`, printBackground: true, tagged: true, outline: true })
}

/** Runs in the page. Slidev shows that a slide is loading only after a while, so the slide itself is looked for. */
function allSlidesShow(slides: number): boolean {
  const pages = [...document.querySelectorAll('.print-slide-container')]
  return pages.length === slides && pages.every(page => page.querySelector('.slidev-layout') && !page.querySelector('.slidev-slide-loading'))
}

/** Runs in the page. Fonts and pictures that a slide asks for only once it is laid out come late. */
async function settle(): Promise<{ width: number, height: number }> {
  const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)
  await frame()
  await frame()
  await Promise.all([...document.images].map(image => image.decode().catch(() => undefined)))
  await document.fonts.ready
  await frame()
  const { width, height } = document.querySelector('.print-slide-container')?.getBoundingClientRect() ?? { width: 0, height: 0 }
  return { width, height }
}
