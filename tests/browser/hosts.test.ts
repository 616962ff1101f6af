import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { addressOf, readSlides, type State, statesOf } from '../support/talk.ts'
import { settleRequests, useStage, type Visitor } from './support/stage.ts'
import { arrive, open, SHOWN, walkForwards } from './support/walk.ts'

declare global {
  interface Window {
    /** What the page's policy refused. */
    refused?: string[]
  }
}

/** Runs in the page before anything else does. */
function keepRefused(): void {
  const refused: string[] = []
  window.refused = refused
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => refused.push(`${violatedDirective}: ${blockedURI}`))
}

const slides = await readSlides()
const states = slides.flatMap(statesOf)
const stage = useStage()

const deepest = states.find(({ slide, click }) => slide.name === 'request' && click === 10)
if (!deepest)
  throw new Error('The request has no tenth click.')

/** Vue, Slidev and the pictures draw with all of these. */
const shown: readonly State[] = [states[0] ?? deepest, deepest, states.at(-1) ?? deepest]

/** What the policy is there to refuse, and the part of it that does. Runs in the page. */
const attempts: readonly (readonly [what: string, directive: string, attempt: () => void])[] = [
  ['a script put into the page', 'script-src-elem', () => document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.refused = undefined' }))],
  // Not from here at once: what a test runs may make code of text.
  ['code made of text', 'script-src', () => void setTimeout(() => Function('return 1')())],
  ['what another host offers', 'connect-src', () => void fetch('https://example.org/').catch(() => undefined)],
  ['a picture of another host', 'img-src', () => void (new Image().src = 'https://example.org/a.png')],
  ['a form that is sent', 'form-action', () => document.body.appendChild(Object.assign(document.createElement('form'), { action: '/elsewhere', method: 'post' })).submit()],
]

describe('the policy of the pages', () => {
  let visitor: Visitor
  let page: Page
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
    page = visitor.page
    await page.addInitScript(keepRefused)
  })

  const refused = (): Promise<string[] | undefined> => page.evaluate(() => window.refused)

  test('refuses nothing that the deck does', async () => {
    for (const state of shown) {
      await open(page, stage.url, state)
      expect(await refused()).toEqual([])
    }
  })

  test.each(['presenter/request', 'overview', 'notes', 'entry', 'print?print', 'no-such-slide'])('refuses nothing at /%s', async (path) => {
    await page.goto(stage.url + path)
    await page.locator('#app *').first().waitFor({ state: 'attached' })
    await settleRequests(page)
    expect(await refused()).toEqual([])
  })

  test('refuses nothing that a reader opens by a key', async () => {
    await open(page, stage.url, deepest)
    for (const key of ['o', 'Escape', 'g', 'Escape', 'd', 'd'])
      await page.keyboard.press(key)
    expect(await refused()).toEqual([])
  })

  test.each(attempts)('refuses %s', async (_, directive, attempt) => {
    await open(page, stage.url, deepest)
    await page.evaluate(attempt)
    await page.waitForTimeout(100)
    expect((await refused())?.map(each => each.split(':')[0])).toContain(directive)
  })
})

describe('storage', () => {
  /** Runs in the page before anything else does: as with all site data blocked. */
  const block = (): void => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(window, name, { configurable: true, get: (): never => { throw new DOMException('blocked', 'SecurityError') } })
  }
  /** Runs in the page before anything else does: there is something of somebody else's, and no room for more. */
  const fill = (): void => {
    localStorage.setItem('slidev-color-schema', '{"of":"somebody else"')
    localStorage.setItem('slidev-sync-directions', 'not JSON')
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  }

  test.each([['blocked', block], ['full and foreign', fill]] as const)('may be %s: the talk runs, from slide to slide and by link', async (_, spoil) => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    const errors: string[] = []
    page.on('pageerror', error => errors.push(error.message))
    await page.addInitScript(spoil)
    await walkForwards(page, stage.url, slides.slice(0, 3), async () => {})
    await open(page, stage.url, deepest)
    await page.keyboard.press('d')
    await page.goto(`${stage.url}presenter/${addressOf(deepest)}`)
    await page.getByText(deepest.step?.narration.slice(0, 40) ?? '').first().waitFor()
    expect(errors).toEqual([])
  })
})

describe('in any folder, with all addresses behind a #', () => {
  const anywhere = useStage('DECK_DIST_PORTABLE', '/some/where/else/')

  test.each([['', states[0]], [`#/${addressOf(deepest)}`, deepest], [`#/${deepest.slide.no}?clicks=10`, deepest]] as const)('/%s opens, and all it asks for is there', async (address, state) => {
    const { page, pageErrors } = await anywhere.visitor({ reducedMotion: 'reduce' })
    expect(new URL(anywhere.url).pathname).toBe('/some/where/else/')
    await page.goto(anywhere.url + address)
    await arrive(page, state ?? deepest)
    expect(pageErrors).toEqual([])
  })

  test('the talk goes on by keys', async () => {
    const { page, pageErrors } = await anywhere.visitor({ reducedMotion: 'reduce' })
    await walkForwards(page, anywhere.url, slides.slice(0, 3), async () => {})
    await expect.poll(() => new URL(page.url()).hash).toBe(`#/${slides[2]?.name}?clicks=${statesOf(slides[2] ?? deepest.slide).length - 1}`)
    expect(pageErrors).toEqual([])
  })

  test('a link to a step is copied, and leads there', async () => {
    const { page, pageErrors } = await anywhere.visitor({ reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(`${anywhere.url}#/${addressOf(deepest)}`)
    await arrive(page, deepest)
    await page.keyboard.press('l')
    await page.getByText('The link to this step is copied.').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).toBe(`${anywhere.url}#/request?step=${deepest.step?.id}`)
    await page.goto('about:blank')
    await page.goto(link)
    await arrive(page, deepest)
    expect(pageErrors).toEqual([])
  })

  test('beside the slides is the talk to be read, with the way there and back', async () => {
    const { page, pageErrors } = await anywhere.visitor({ reducedMotion: 'reduce' })
    const hub = states.find(({ slide }) => slide.name === 'hub') ?? deepest
    await page.goto(`${anywhere.url}#/hub`)
    await arrive(page, hub)
    await page.locator('.reader-bar').waitFor({ state: 'attached' })
    await page.mouse.move(300, 300)
    await page.mouse.move(320, 300)
    await page.getByRole('link', { name: 'Read', exact: true }).click()
    await page.waitForURL(`${anywhere.url}read.html#hub`)
    expect(await page.locator('.read-slide').count()).toBe(slides.length)
    const links = await page.locator('a').evaluateAll(all => all.map(each => (each as HTMLAnchorElement).href))
    const own = [...new Set(links.filter(link => link.startsWith(new URL(anywhere.url).origin)).map(link => link.split('#')[0] ?? ''))]
    expect(own.sort()).toEqual(['checked.html', 'index.html', 'papers.html', 'read.html', 'third-party-notices.txt'].map(file => anywhere.url + file))
    expect(await Promise.all(own.map(async link => (await fetch(link)).status))).toEqual(own.map(() => 200))
    await page.locator('#hub').getByRole('link', { name: /^Slide \d/ }).click()
    await arrive(page, hub)
    expect(pageErrors).toEqual([])
  })

  test('without script all of the talk can be read', async () => {
    const { page } = await anywhere.visitor({ javaScriptEnabled: false })
    await page.goto(anywhere.url)
    expect(await page.locator('.flow h1').allInnerTexts()).toHaveLength(slides.length)
    expect(await page.locator(SHOWN).count()).toBe(0)
  })
})
