import { setTimeout } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-chromium'

/** What a first visit took, on a slow phone. Times in milliseconds from the start of the navigation. */
export interface Visit {
  readonly firstPaint: number
  readonly largestPaint: number
  /** How much moved by itself, as browsers count it. */
  readonly shift: number
  /** Bytes over the wire until three seconds after nothing was loaded any more. */
  readonly bytes: number
  /** Sum of all tasks of the main thread above 50 ms until then. */
  readonly longTasks: number
}

/** What the page keeps of its own beginning. */
interface Measured {
  firstPaint: number
  largestPaint: number
  shift: number
  longTasks: number
}

declare global {
  interface Window {
    measured?: Measured
  }
}

const SLOW = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 }
const SLOWDOWN = 4
const IDLE_MS = 3000
const LIMIT_MS = 60_000

/** Runs in the page before anything else does. */
function keep(): void {
  const measured: Measured = { firstPaint: 0, largestPaint: 0, shift: 0, longTasks: 0 }
  window.measured = measured
  const watch = (type: string, each: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver(list => list.getEntries().forEach(each)).observe({ type, buffered: true })
  watch('paint', (entry) => {
    if (entry.name === 'first-contentful-paint')
      measured.firstPaint = entry.startTime
  })
  watch('largest-contentful-paint', entry => measured.largestPaint = entry.startTime)
  watch('layout-shift', entry => measured.shift += 'value' in entry ? Number(entry.value) : 0)
  watch('longtask', entry => measured.longTasks += entry.duration)
}

interface Loads {
  readonly bytes: (scriptsOnly: boolean) => number
  /** Milliseconds since the last byte. */
  readonly quiet: () => number
}

async function listen(devtools: CDPSession): Promise<Loads> {
  const kinds = new Map<string, string>()
  const sizes = new Map<string, number>()
  let last = performance.now()
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => kinds.set(requestId, /javascript/.test(response.mimeType) ? 'Script' : type))
  devtools.on('Network.dataReceived', () => last = performance.now())
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sizes.set(requestId, encodedDataLength)
    last = performance.now()
  })
  await devtools.send('Network.enable')
  return {
    bytes: scriptsOnly => [...sizes].reduce((sum, [id, size]) => sum + (!scriptsOnly || kinds.get(id) === 'Script' ? size : 0), 0),
    quiet: () => performance.now() - last,
  }
}

async function slowPage(browser: Browser): Promise<{ page: Page, loads: Loads }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, serviceWorkers: 'block' })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  const loads = await listen(devtools)
  await devtools.send('Network.emulateNetworkConditions', SLOW)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  await page.addInitScript(keep)
  return { page, loads }
}

/** Opens an address as for the first time, and waits until all is loaded. */
export async function visit(browser: Browser, address: string): Promise<Visit> {
  const { page, loads } = await slowPage(browser)
  await page.goto(address, { timeout: LIMIT_MS })
  while (loads.quiet() < IDLE_MS)
    await setTimeout(100)
  const measured = await page.evaluate(() => window.measured)
  await page.context().close()
  if (!measured?.firstPaint || !measured.largestPaint)
    throw new Error(`${address} was never painted.`)
  return { ...measured, bytes: loads.bytes(false) }
}

/** How many bytes of script it takes until a deck goes on at a key. @throws Error if it never does */
export async function scriptUntilKey(browser: Browser, address: string): Promise<number> {
  const { page, loads } = await slowPage(browser)
  await page.goto(address, { timeout: LIMIT_MS, waitUntil: 'commit' })
  const before = page.url()
  const end = performance.now() + LIMIT_MS
  while (page.url() === before || (await page.evaluate(() => document.querySelectorAll('#app .slidev-layout').length)) === 0) {
    if (performance.now() > end)
      throw new Error(`${address} answers no key.`)
    await page.keyboard.press('ArrowDown')
    await setTimeout(50)
  }
  const bytes = loads.bytes(true)
  await page.context().close()
  return bytes
}
