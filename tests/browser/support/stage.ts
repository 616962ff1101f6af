import type { BrowserContextOptions, Page } from 'playwright-chromium'
import { afterAll, beforeAll, onTestFinished, TestRunner } from 'vitest'
import { type Preview, servePreview } from '../../../scripts/serve/static-server.ts'
import { sharedBrowser } from '../../support/browser.ts'
import { made, type Made } from '../../support/require-artifact.ts'
import { endVisit, visitorPage } from './visitor-pages.ts'

/** Both schemes of the deck. */
export const schemes = ['light', 'dark'] as const

/** A scheme of the deck. */
export type Scheme = (typeof schemes)[number]

/** A visitor with a window of their own, and all that went wrong in it. */
export interface Visitor {
  readonly page: Page
  /** Errors, and requests that failed or left the deck's own host; grows while the visitor walks. */
  readonly pageErrors: readonly string[]
}

/** A served deck and a browser to visit it with. */
export interface Stage {
  /** Address of the deck, with its base: ends with '/'. */
  readonly url: string
  /** @param isCached false if no file of the deck may be in the browser's cache */
  readonly visitor: (options?: BrowserContextOptions, isCached?: boolean) => Promise<Visitor>
}

/** One server for each deck that a worker's files ask for: the browser keeps the compiled scripts of an address. It ends with the worker. */
const previews = new Map<string, Promise<Preview>>()

/**
 * Serves a built deck for the test file that calls this, and lets visitors come: how a test of the browser gets its
 * pages. Each visitor has a context of their own until the test has finished, or the file where no test asked for them.
 * What is to be asked of every state of the talk belongs into `visitEveryState`, which is there already.
 *
 * @param base the path to serve it under, where the build leaves that open
 */
export function useStage(dist: Made = 'DECK_DIST', base?: string): Stage {
  let preview: Preview | undefined
  const visitors: Page[] = []
  const served = (): Preview => {
    if (preview === undefined)
      throw new Error('The deck is served only while tests run.')
    return preview
  }
  beforeAll(async () => {
    const key = `${dist} ${base}`
    const serving = previews.get(key) ?? servePreview({ dir: made(dist), ...(base && { base }) })
    previews.set(key, serving)
    preview = await serving
  })
  afterAll(async () => {
    await Promise.all(visitors.map(page => endVisit(page, served().url)))
  })
  return {
    get url() {
      return served().url
    },
    visitor: async (options = {}, isCached) => {
      const { url } = served()
      const page = await visitorPage(await sharedBrowser(), options, isCached)
      if (TestRunner.getCurrentTest())
        onTestFinished(() => endVisit(page, url))
      else
        visitors.push(page)
      return { page, pageErrors: watch(page, new URL(url).origin) }
    },
  }
}

/** What a reader prefers, as their system tells the page. */
export interface Preference {
  readonly colorScheme: Scheme
  readonly reducedMotion?: 'reduce' | 'no-preference'
  readonly contrast?: 'more' | 'no-preference'
  readonly forcedColors?: 'active' | 'none'
}

/** Changes what the reader prefers while the deck is open (what is not named is not asked for), and waits until it has obeyed: one visit can be seen in both schemes. */
export async function prefer(page: Page, preference: Preference): Promise<void> {
  await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'none', ...preference })
  const obeys = (scheme: Scheme): boolean => document.documentElement.classList.contains('dark') === (scheme === 'dark')
  // To wait costs more than to ask, and mostly only what else is preferred has changed.
  if (!await page.evaluate(obeys, preference.colorScheme))
    await page.waitForFunction(obeys, preference.colorScheme)
}

/**
 * Waits until a page has had time to ask for what it loads by itself. Playwright's `networkidle` may never come for a page
 * that an earlier visitor had, as a request of theirs may never be said to have ended.
 */
export async function settleRequests(page: Page): Promise<void> {
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(() => setTimeout(resolve, 500))))
}

/** Lets the page's transitions run as they are, but ten times as fast. */
export async function skipTransitions(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Animation.enable')
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 10 })
}

function watch(page: Page, origin: string): string[] {
  const pageErrors: string[] = []
  page.on('pageerror', error => pageErrors.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // The response itself is judged below, with its address.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      pageErrors.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (protocol.startsWith('http') && asked !== origin)
      pageErrors.push(`another host: ${request.url()}`)
  })
  page.on('response', (response) => {
    // A static host answers a link to a slide with 404.html and its status: the page is there all the same.
    if (response.status() >= 400 && !response.request().isNavigationRequest())
      pageErrors.push(`${response.status()}: ${response.url()}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'failed'
    // What a page still asked for when the visitor left it.
    if (reason !== 'net::ERR_ABORTED')
      pageErrors.push(`${reason}: ${request.url()}`)
  })
  return pageErrors
}
