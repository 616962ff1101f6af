import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-chromium'
import { sharedBrowser } from '../../support/browser.ts'

/** Calls that change a page or its context for good: what comes after them would not see a new page. */
const LASTING = {
  page: ['addInitScript', 'exposeBinding', 'exposeFunction', 'route', 'setExtraHTTPHeaders'],
  context: ['addCookies', 'addInitScript', 'exposeBinding', 'exposeFunction', 'grantPermissions', 'newCDPSession', 'newPage', 'route', 'setExtraHTTPHeaders', 'setOffline'],
} as const satisfies { page: readonly (keyof Page)[], context: readonly (keyof BrowserContext)[] }

/** A page in a context of its own. */
export interface PooledPage {
  readonly page: Page
  readonly browser: Browser
  /** The options of its context, as a key. */
  readonly key: string
  /** Whether the page was changed for good. */
  changed: boolean
}

/** Pages that a test has left, by the options of their contexts. */
const left = new Map<string, PooledPage[]>()

/** More pages with equal options are not kept: no test has more at once. */
const MOST_KEPT = 3

/** Notes the calls that change a page for good. */
function watchFor(pooled: PooledPage, target: Page | BrowserContext, names: readonly string[]): void {
  for (const name of names) {
    const original: unknown = Reflect.get(target, name)
    if (typeof original !== 'function')
      throw new TypeError(`Playwright has no ${name}: page-pool.ts has to name what changes a page for good.`)
    Reflect.set(target, name, (...args: readonly unknown[]): unknown => {
      pooled.changed = true
      return Reflect.apply(original, target, args)
    })
  }
}

/**
 * A page in a context with these options: one that an earlier test has left, or a new one. To open a new page costs more
 * than twice as much processor time as to load the deck in one that has loaded it before.
 */
export async function takePage(options: BrowserContextOptions): Promise<PooledPage> {
  const key = JSON.stringify(options)
  const browser = await sharedBrowser()
  const kept = left.get(key)?.pop()
  if (kept?.browser === browser && !kept.page.isClosed())
    return kept
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const pooled: PooledPage = { page, browser, key, changed: false }
  watchFor(pooled, page, LASTING.page)
  watchFor(pooled, context, LASTING.context)
  return pooled
}

/** Whether a page that has been used can be made like new. */
function isReusable({ page, browser, key, changed }: PooledPage, options: BrowserContextOptions): boolean {
  return !changed && !page.isClosed() && browser.isConnected() && page.context().pages().length === 1
    && options.javaScriptEnabled !== false && options.serviceWorkers === 'block' && (left.get(key)?.length ?? 0) < MOST_KEPT
}

/**
 * Gives a page back: it is made like new for the next who asks for these options, or closed where it cannot be.
 * @param url the base of the deck that was visited, whose storage is emptied
 */
export async function leavePage(pooled: PooledPage, options: BrowserContextOptions, url: string): Promise<void> {
  const { page, key } = pooled
  const context = page.context()
  if (!isReusable(pooled, options)) {
    await context.close()
    return
  }
  try {
    page.removeAllListeners()
    await page.emulateMedia({
      media: null,
      colorScheme: options.colorScheme ?? 'light',
      reducedMotion: options.reducedMotion ?? 'no-preference',
      forcedColors: options.forcedColors ?? 'none',
      contrast: options.contrast ?? 'no-preference',
    })
    if (options.viewport)
      await page.setViewportSize(options.viewport)
    // The slides must be gone before their storage is emptied, as they may write to it when they go.
    await page.goto(`${url}robots.txt`)
    await page.evaluate(() => {
      localStorage.clear()
      sessionStorage.clear()
    })
    await context.clearCookies()
    await page.goto('about:blank')
    left.set(key, [...left.get(key) ?? [], pooled])
  }
  catch {
    await context.close()
  }
}
