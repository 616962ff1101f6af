import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-chromium'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen, type Listening } from '../../scripts/serve/listen.ts'
import { baseOf, type Preview, servePreview, staticFiles } from '../../scripts/serve/static-server.ts'
import { sharedBrowser } from '../support/browser.ts'
import { made } from '../support/require-artifact.ts'
import { addressOf, nameOf, readSlides, statesOf } from '../support/talk.ts'
import { arrive } from './support/walk.ts'

const slides = await readSlides()
const states = slides.flatMap(statesOf)
const SOON = { timeout: 20_000 }

let browser: Browser
let dir: string
let preview: Preview

beforeAll(async () => {
  // A build of its own, under a path: it will be changed.
  dir = mkdtempSync(join(tmpdir(), 'offline-test-'))
  cpSync(made('DECK_DIST_BASE'), dir, { recursive: true })
  preview = await servePreview({ dir })
  browser = await sharedBrowser()
})
afterAll(async () => {
  await preview?.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Opens the deck as for the first time, and stays until the browser has kept all of it. */
async function firstVisit(): Promise<{ context: BrowserContext, page: Page }> {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  // What the browser itself keeps must not stand in for what the worker keeps.
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.goto(preview.url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  return { context, page }
}

describe('what the deck says of its copy', () => {
  /** Serves the deck, but what is asked for to be kept only once it is let through. */
  interface Gate {
    readonly url: string
    readonly port: number
    /** How many requests wait at once. */
    readonly waiting: () => number
    readonly open: () => void
    readonly close: () => Promise<void>
  }

  async function gated(port?: number): Promise<Gate> {
    const base = baseOf(dir)
    const answer = staticFiles(dir, base)
    const held: (() => void)[] = []
    let opened = false
    const server: Listening = await listen((request, response) => {
      // What a page is opened with has another destination.
      if (opened || !(request.url?.endsWith('.html') && request.headers['sec-fetch-dest'] === 'empty'))
        answer(request, response)
      else
        held.push(() => answer(request, response))
    }, port === undefined ? {} : { port })
    return {
      url: `http://localhost:${server.port}${base}`,
      port: server.port,
      waiting: () => held.length,
      open: () => {
        opened = true
        held.splice(0).forEach(go => go())
      },
      close: server.close,
    }
  }

  const later = states.find(({ slide, click }) => slide.no > 10 && click === 2)
  const said = (page: Page): Promise<string> => page.locator('.reader-bar [role=status]').innerText()
  const NOT_YET = 'Not ready offline yet'
  const READY = 'Ready offline'

  test('the copy is called ready only once every file is stored', async () => {
    const gate = await gated()
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(gate.url)
    await expect.poll(() => said(page), SOON).toBe(NOT_YET)
    // One by one there would never be as many.
    await expect.poll(gate.waiting, SOON).toBeGreaterThan(1)
    expect(await said(page)).toBe(NOT_YET)
    gate.open()
    await expect.poll(() => said(page), SOON).toBe(READY)
    await gate.close()
    if (!later)
      throw new Error('The talk has no such state.')
    // First within the page, which asks for the parts of that slide alone, then as a page of its own.
    await page.keyboard.press('m')
    await page.waitForURL(/map-of-the-talk/)
    await page.locator('#slideshow .slidev-page:not([style*="display: none"]) .talk-map').waitFor()
    await page.goto(gate.url + addressOf(later))
    await arrive(page, later)
    expect(await said(page)).toBe(READY)
    await context.close()
  })

  test('the copy is not called ready where the network went too early, and is once the network is back', async () => {
    const gate = await gated()
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(gate.url)
    await expect.poll(gate.waiting, SOON).toBeGreaterThan(0)
    const installing = await page.evaluateHandle(async () => (await navigator.serviceWorker.getRegistration())?.installing)
    await gate.close()
    await expect.poll(() => installing.evaluate(worker => worker?.state), SOON).toBe('redundant')
    expect(await said(page)).toBe(NOT_YET)
    const again = await gated(gate.port)
    again.open()
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect.poll(() => said(page), SOON).toBe(READY)
    await context.close()
    await again.close()
  })
})

describe('after one visit, without network', () => {
  let context: BrowserContext
  let page: Page
  const pageErrors: string[] = []
  beforeAll(async () => {
    ({ context, page } = await firstVisit())
    const { port } = new URL(preview.url)
    await preview.close()
    page.on('pageerror', error => pageErrors.push(error.message))
    // Otherwise nothing would be shown by what follows.
    await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow()
  })
  afterAll(async () => {
    const { port } = new URL(preview.url)
    await context.close()
    preview = await servePreview({ dir, port: Number(port) })
  })

  const first = states.find(({ click }) => click === 0)
  const deep = states.filter(({ slide, click }) => click > 1 && click === statesOf(slide).length - 1)
  const numbered = deep.map(state => [`${state.slide.no}?clicks=${state.click}`, state] as const)

  test.each([
    ['', first],
    ...deep.map(state => [addressOf(state), state] as const),
    ...numbered.slice(0, 2),
  ] as const)('/%s opens', async (address, state) => {
    if (!state)
      throw new Error('The talk has no such state.')
    await page.goto(preview.url + address)
    await arrive(page, state)
    expect(pageErrors, nameOf(state)).toEqual([])
  })

  test('the search finds a slide without network', async () => {
    await page.goto(preview.url)
    // The slide itself, not the still before it: a key is heard only once the deck has started.
    await page.locator('#app .slidev-layout:visible').first().waitFor()
    await page.keyboard.press('/')
    await page.getByRole('combobox').waitFor()
    await page.keyboard.type('who talks to etcd')
    await page.getByRole('option').first().waitFor()
  })

  test.each(['read', 'read.html'])('/%s opens, and its quiz begins', async (address) => {
    await page.goto(`${preview.url}${address}#check-yourself`)
    await page.locator('#quiz-widget').scrollIntoViewIfNeeded()
    await page.locator('#quiz-widget').getByRole('button', { name: 'Start' }).click()
    await page.locator('#quiz-widget legend').waitFor()
  })

  test('kubectl can be typed to the cluster of the picture', async () => {
    await page.goto(`${preview.url}break-it`)
    await page.locator('#app .slidev-page:not([style*="display: none"])').getByRole('button', { name: 'type kubectl commands' }).click()
    const terminal = page.getByRole('dialog', { name: 'Terminal' })
    await terminal.getByLabel(/^A kubectl command/).fill('kubectl get nodes')
    await page.keyboard.press('Enter')
    await terminal.getByRole('log').getByText('worker-3').waitFor()
    expect(pageErrors).toEqual([])
  })

  test('the speaker\'s view opens, with its notes', async () => {
    const told = deep[0]
    await page.goto(`${preview.url}presenter/${told?.slide.name}`)
    await page.getByText(told?.slide.steps?.[0].narration.slice(0, 40) ?? '').first().waitFor()
  })
})

test('what is no page of the talk is not taken for one: the PDFs are offered', async () => {
  const { context, page } = await firstVisit()
  for (const file of ['papers', 'papers.html']) {
    await page.goto(preview.url + file)
    expect(await page.title()).toBe('Kubernetes Architecture Deep Dive on paper')
  }
  const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat())
  expect(kept.length).toBeGreaterThan(slides.length)
  expect(kept.filter(url => /\.pdf|papers|social\//.test(url))).toEqual([])
  await context.close()
})

describe('a newer version', () => {
  /** Chromium lets the old worker end what it does, and then waits for 30 s in which nothing is asked of it. */
  const ONCE_IDLE = { timeout: 75_000 }
  let releases = 0

  /** Puts a newer version on the host, and gives a selector of what only its last slide has. */
  function release(): string {
    releases++
    const renewed = join(dir, 'thanks.html')
    writeFileSync(renewed, readFileSync(renewed, 'utf8').replace('</body>', `<i hidden id="newer-${releases}"></i></body>`))
    const worker = join(dir, 'sw.js')
    writeFileSync(worker, readFileSync(worker, 'utf8').replace(/(url:(["'`])thanks\.html\2,revision:\2)\w+/, `$1newer${releases}`))
    return `#newer-${releases}`
  }

  test('a newer version waits, is offered before the talk and after it, and replaces the old one when asked to, in each tab', async () => {
    const { context, page } = await firstVisit()
    const newer = release()
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      await registration?.update()
    })
    const offer = page.locator('.deck-notice button')
    await offer.waitFor(SOON)

    await page.keyboard.press('ArrowDown')
    await offer.waitFor({ state: 'hidden' })
    await page.goto(`${preview.url}thanks`)
    expect(await page.locator(newer).count()).toBe(0)
    const tab = await context.newPage()
    await tab.goto(`${preview.url}thanks`)
    const offerInTab = tab.locator('.deck-notice button')
    await offerInTab.waitFor(SOON)

    await offer.click()
    await page.getByText('The newer version comes in a moment.').or(page.locator(newer)).waitFor({ state: 'attached' })
    await page.locator(newer).waitFor({ state: 'attached', ...ONCE_IDLE })
    await expect.poll(() => new URL(page.url()).pathname).toBe('/deck/thanks')

    expect(await tab.locator(newer).count()).toBe(0)
    await offerInTab.click()
    await tab.locator(newer).waitFor({ state: 'attached' })
    await context.close()
  })
})

test('the deck can be installed: its manifest is understood, and its icons are there', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto(preview.url)
  const devtools = await context.newCDPSession(page)
  const { url, errors, data } = await devtools.send('Page.getAppManifest')
  expect(errors).toEqual([])
  expect(url).toBe(`${preview.url}manifest.webmanifest`)
  const manifest = JSON.parse(data ?? '{}') as { name: string, icons: { src: string, sizes: string }[] }
  expect(manifest.name).toBe('Kubernetes Architecture Deep Dive')
  const icons = await Promise.all(manifest.icons.map(async ({ src }) => (await fetch(new URL(src, url))).status))
  expect(icons).toEqual(manifest.icons.map(() => 200))
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.filter(({ errorId }) => !/in-incognito/.test(errorId))).toEqual([])
  await context.close()
})
