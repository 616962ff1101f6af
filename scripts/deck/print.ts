import type { Page } from 'playwright-chromium'

/** A slide at one click. */
export interface PrintedState {
  /** The number of the slide, from 1. */
  readonly slide: number
  /** From 0, which is the slide before any click. */
  readonly click: number
}

/** How to print. */
export interface PrintOptions {
  /** Address of a served deck, with its base. */
  readonly url: string
  /** What to print, a page each, in the order of the talk. */
  readonly states: readonly PrintedState[]
  readonly scheme: 'light' | 'dark'
}

const LIMIT_MS = 120_000

/**
 * All slides are on one page there at every click. What is not wanted would become a page, and so would what is not a
 * slide, and a break after the last one.
 */
const only = (ids: readonly string[]): string => `
.print-slide-container:not(${ids.map(id => `[id="${id}"]`).join()}) { display: none !important }
.print-slide-container[id="${ids.at(-1)}"] { break-after: auto !important }
#twoslash-container, #mermaid-rendering-container { display: none !important }
`

/** How Slidev names a state on its print page. */
function idOf({ slide, click }: PrintedState): string {
  const padded = (number: number, length: number): string => String(number).padStart(length, '0')
  return `${padded(slide, 3)}-${padded(click + 1, 2)}`
}

/**
 * Prints states of a served deck, a page each, tagged.
 * @returns the PDF
 * @throws Error if not all of them show within two minutes
 */
export async function print(page: Page, { url, states, scheme }: PrintOptions): Promise<Uint8Array> {
  const ids = states.map(idOf)
  await page.emulateMedia({ media: 'screen', colorScheme: scheme, reducedMotion: 'reduce' })
  await page.goto(`${url}print?print=clicks`, { timeout: LIMIT_MS })
  await page.waitForFunction(allShow, ids, { timeout: LIMIT_MS })
  await page.addStyleTag({ content: only(ids) })
  const { width, height } = await page.evaluate(settle, ids[0])
  return page.pdf({ width: `${width}px`, height: `${height}px`, printBackground: true, tagged: true, outline: true })
}

/** Runs in the page. Slidev shows that a slide is loading only after a while, so the slide itself is looked for. */
function allShow(ids: readonly string[]): boolean {
  return ids.map(id => document.getElementById(id)).every(page => page?.querySelector('.slidev-layout') && !page.querySelector('.slidev-slide-loading'))
}

/** Runs in the page. Fonts and pictures that a slide asks for only once it is laid out come late. */
async function settle(first: string | undefined): Promise<{ width: number, height: number }> {
  const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)
  await frame()
  await frame()
  await Promise.all([...document.images].map(image => image.decode().catch(() => undefined)))
  await document.fonts.ready
  await frame()
  const { width, height } = document.getElementById(first ?? '')?.getBoundingClientRect() ?? { width: 0, height: 0 }
  return { width, height }
}
