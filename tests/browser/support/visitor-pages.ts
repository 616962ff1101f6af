import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from 'playwright-chromium'

/** A page that one visitor after the other may have, and whether something of a visitor stays in it for good. */
interface VisitorPage {
  readonly page: Page
  /** Of the context: what else can be set is set for each visitor. */
  readonly kind: string
  readonly devtools: CDPSession
  isAltered: boolean
}

const VIEWPORT = { width: 1280, height: 720 }
/** A file of the deck that runs no script. */
const SCRIPTLESS_FILE = 'apple-touch-icon.png'

const all = new Map<Page, VisitorPage>()
const idle: VisitorPage[] = []

/** Whatever cannot be taken back makes the page its last visitor's. */
function noteAlterations(visited: VisitorPage): void {
  const note = <Args extends unknown[], Result>(call: (...args: Args) => Result) => (...args: Args): Result => {
    visited.isAltered = true
    return call(...args)
  }
  const { page } = visited
  const context = page.context()
  for (const target of [page, context]) {
    Object.assign(target, {
      addInitScript: note(target.addInitScript.bind(target)),
      exposeFunction: note(target.exposeFunction.bind(target)),
      route: note(target.route.bind(target)),
    })
  }
  Object.assign(context, {
    grantPermissions: note(context.grantPermissions.bind(context)),
    newCDPSession: note(context.newCDPSession.bind(context)),
    setOffline: note(context.setOffline.bind(context)),
  })
}

async function newPage(browser: Browser, options: BrowserContextOptions, kind: string): Promise<VisitorPage> {
  // A context of its own, not `newPage`: a visitor may open a second tab.
  const context = await browser.newContext({ viewport: VIEWPORT, serviceWorkers: 'block', ...options })
  const page = await context.newPage()
  const visited: VisitorPage = { page, kind, devtools: await context.newCDPSession(page), isAltered: false }
  noteAlterations(visited)
  all.set(page, visited)
  return visited
}

/**
 * A page for somebody who has never been here: nothing is stored, no other tab is open, and what they prefer is set. To
 * start a page and its process, and to compile the deck in it, takes longer than all else of a visit: pages whose visitors
 * have gone are used again, where nothing was done to them that stays.
 *
 * @param isCached whether files of the deck may be in the browser's cache
 */
export async function visitorPage(browser: Browser, { colorScheme = 'light', reducedMotion = 'no-preference', viewport = VIEWPORT, ...options }: BrowserContextOptions, isCached = true): Promise<Page> {
  const kind = JSON.stringify(options)
  const index = !isCached ? -1 : idle.findIndex(each => each.kind === kind && each.page.context().browser() === browser)
  const [found] = index === -1 ? [] : idle.splice(index, 1)
  const { page } = found ?? await newPage(browser, options, kind)
  await page.emulateMedia({ colorScheme, reducedMotion, contrast: 'no-preference', forcedColors: 'none' })
  if (viewport)
    await page.setViewportSize(viewport)
  return page
}

/** Takes a page back from its visitor, and all that they left. @param url of the deck */
export async function endVisit(page: Page, url: string): Promise<void> {
  const visited = all.get(page)
  if (!visited)
    return
  const context: BrowserContext = page.context()
  if (visited.isAltered || page.isClosed() || !page.url().startsWith(url) || !await emptied(visited, url)) {
    all.delete(page)
    await context.close()
    return
  }
  idle.push(visited)
}

/** Leaves the deck, whose pages store where they were when they are left, and clears what was stored. Gives whether that could be done. */
async function emptied({ page, devtools }: VisitorPage, url: string): Promise<boolean> {
  try {
    await Promise.all(page.context().pages().filter(each => each !== page).map(each => each.close()))
    for (const event of ['console', 'dialog', 'domcontentloaded', 'download', 'load', 'pageerror', 'popup', 'request', 'requestfailed', 'response', 'websocket'] as const)
      page.removeAllListeners(event)
    await page.goto(url + SCRIPTLESS_FILE)
    await page.mouse.move(0, 0)
    await page.evaluate(() => sessionStorage.clear())
    await devtools.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' })
    return true
  }
  catch {
    return false
  }
}
