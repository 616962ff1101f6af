import type { BrowserContextOptions, Page } from 'playwright-chromium'
import { describe, expect, test } from 'vitest'
import { readSlides } from '../support/talk.ts'
import { useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()
const SOON = { timeout: 15_000 }
const request = slides.find(({ name }) => name === 'request')
const last = (request?.steps?.length ?? 1) - 1

async function present(path: string, options: BrowserContextOptions = {}): Promise<{ readonly page: Page, readonly pageErrors: readonly string[] }> {
  const visitor = await stage.visitor({ reducedMotion: 'reduce', ...options })
  await visitor.page.goto(`${stage.url}presenter/${path}`)
  await visitor.page.locator('#slideshow .slidev-layout').first().waitFor({ state: 'attached' })
  return visitor
}

/** How far the note of a click lies outside its pane, in pixels: its mark, or the first words where it has none. */
const hidden = (page: Page, click: number): Promise<number> => page.locator('.note').evaluate((section, click) => {
  const note = section.querySelector('.slidev-note')
  const first = click === 0 ? note?.firstElementChild : note?.querySelector(`.slidev-note-click-mark[data-clicks="${click}"]`)
  const range = document.createRange()
  if (first)
    range.selectNodeContents(first)
  const line = [...first ? range.getClientRects() : []].find(({ width }) => width > 0) ?? first?.getBoundingClientRect()
  const pane = note?.getBoundingClientRect()
  return line && pane ? Math.max(0, pane.top - line.top, line.bottom - pane.bottom) : Infinity
}, click)

describe('the note of now is in sight', () => {
  test.each([[1280, 720], [1920, 1080]])('at every step, forwards and back, on %i × %i', async (width, height) => {
    const { page } = await present('request', { viewport: { width, height } })
    const out: string[] = []
    for (const [key, clicks] of [['ArrowRight', Array.from({ length: last }, (_, click) => click + 1)], ['ArrowLeft', Array.from({ length: last }, (_, click) => last - 1 - click)]] as const) {
      for (const click of clicks) {
        await page.keyboard.press(key)
        await page.waitForURL(url => Number(url.searchParams.get('clicks')) === click)
        const far = await hidden(page, click)
        if (far > 0)
          out.push(`${key} ${click}: ${far}`)
      }
    }
    expect(out).toEqual([])
  })

  test('by an address, by a reload, and in larger letters', async () => {
    const { page } = await present('request?clicks=12')
    await expect.poll(() => hidden(page, 12), SOON).toBe(0)
    await page.reload()
    await expect.poll(() => hidden(page, 12), SOON).toBe(0)
    for (let press = 0; press < 8; press++)
      await page.getByTitle('Increase font size').click()
    await expect.poll(() => hidden(page, 12), SOON).toBe(0)
  })
})

describe('the presenter keeps the window', () => {
  const isPresenting = (page: Page): boolean => new URL(page.url()).pathname.includes('/presenter/')

  test('at a key, a finding and a link on the slide', async () => {
    const { page } = await present('request?clicks=5')
    await page.keyboard.press('m')
    await page.waitForURL(/map-of-the-talk/)
    expect(isPresenting(page)).toBe(true)
    await page.goto(`${stage.url}presenter/map-of-the-talk?clicks=3`)
    await page.locator('#slideshow .slidev-page:not([style*="display: none"]) ol a').first().click()
    await page.waitForURL(url => !url.pathname.includes('map-of-the-talk'))
    expect(isPresenting(page)).toBe(true)
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'What are you looking for?' }).fill('etcd')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/presenter\/(?!cold-open)/)
    expect(isPresenting(page)).toBe(true)
  })

  test('when a link leads to another site or to a page beside the slides: those open beside', async () => {
    const { page } = await present('request?clicks=5')
    await page.context().route(/^https/, route => route.fulfill({ body: 'elsewhere' }))
    const here = page.url()
    const opened = page.waitForEvent('popup')
    await page.locator('#slideshow .slidev-page:not([style*="display: none"]) .source a').click()
    const other = await opened
    expect([page.url(), await other.evaluate(() => window.opener)]).toEqual([here, null])
    await page.goto(`${stage.url}presenter/${slides.findLast(({ isDeeper }) => !isDeeper)?.name}`)
    const beside = page.waitForEvent('popup')
    await page.locator('#slideshow .slidev-page:not([style*="display: none"]) nav.beside a').first().click()
    expect(new URL((await beside).url()).pathname).toMatch(/read/)
    expect(isPresenting(page)).toBe(true)
  })

  test('the presenter leaves its window by the browser\'s back button', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await page.goto(`${stage.url}request?clicks=5`)
    await page.locator('#slideshow .slidev-layout').first().waitFor({ state: 'attached' })
    await page.getByTitle('Presenter Mode').first().dispatchEvent('click')
    await page.waitForURL(/presenter/)
    await page.goBack()
    await page.waitForURL(url => !url.pathname.includes('presenter'))
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/request$/)
  })
})

describe('the timer', () => {
  const seconds = async (page: Page): Promise<number> => {
    const [minutes, rest] = (await page.getByRole('timer').innerText()).split(':').map(Number)
    return (minutes ?? NaN) * 60 + (rest ?? NaN)
  }

  test('starts with the first step, outlives a reload, and its reset can be taken back', async () => {
    const { page } = await present('request?clicks=5')
    expect(await seconds(page)).toBeNaN()
    // Keys are obeyed once the step is drawn, and what comes after the first slide is there.
    await page.locator(`${SHOWN} [data-step]`).waitFor({ state: 'attached' })
    await page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/clicks=6/)
    await expect.poll(() => seconds(page), SOON).toBeGreaterThanOrEqual(2)
    await page.reload()
    await page.getByRole('timer').waitFor()
    await expect.poll(() => seconds(page), SOON).toBeGreaterThanOrEqual(2)
    await page.getByRole('button', { name: 'Reset the timer' }).click()
    await expect.poll(() => seconds(page), SOON).toBeNaN()
    await page.getByRole('button', { name: 'Undo reset' }).click()
    await expect.poll(() => seconds(page), SOON).toBeGreaterThanOrEqual(2)
    await page.evaluate(() => {
      const now = Date.now.bind(Date)
      Date.now = () => now() - 3600_000
    })
    // It counts on from where it stood, though the clock was put back.
    await expect.poll(() => seconds(page), SOON).toBeGreaterThanOrEqual(4)
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/clicks=7/)
  })

  test('starts with the first step, even where that comes before the code that tells other windows', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    const stepped = Promise.withResolvers<undefined>()
    let held = 0
    await page.route(/\/assets\/start-[^/]*\.js$/, async (route) => {
      held++
      await stepped.promise
      await route.continue()
    })
    await page.goto(`${stage.url}presenter/request?clicks=5`)
    await page.locator(`${SHOWN} [data-step]`).waitFor({ state: 'attached' })
    await page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/clicks=6/)
    await expect.poll(() => held, SOON).toBe(1)
    stepped.resolve(undefined)
    await expect.poll(() => seconds(page), SOON).toBeGreaterThanOrEqual(1)
  })
})

test('Tab never enters the picture of the next slide', async () => {
  const { page } = await present('break-it?clicks=1')
  const inside = await page.locator('.grid-section.next').evaluate(next => next.querySelectorAll('a, button, input, [tabindex]').length)
  expect(inside).toBeGreaterThan(0)
  const entered = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.grid-section.next :is(a, button, input, [tabindex])')].filter((each) => {
    each.focus()
    return document.activeElement === each
  }).length)
  expect(entered).toBe(0)
})

describe('the screen', () => {
  const count = (answer: 'give' | 'refuse'): string => `
    globalThis.asked = 0; globalThis.held = 0
    Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => {
      globalThis.asked++
      if (${answer === 'refuse'}) throw new DOMException('refused', 'NotAllowedError')
      globalThis.held++
      const lock = Object.assign(new EventTarget(), { released: false, release: async () => { lock.released = true; globalThis.held-- } })
      globalThis.lock = lock
      return lock
    } } })`
  const number = (page: Page, name: 'asked' | 'held'): Promise<number> => page.evaluate(name => Number(Reflect.get(globalThis, name)), name)

  test.each(['hub', 'presenter/hub'])('stays on at /%s, also after the browser let it go', async (path) => {
    const { page } = await stage.visitor()
    await page.addInitScript(count('give'))
    await page.goto(stage.url + path)
    await expect.poll(() => number(page, 'held'), SOON).toBe(1)
    await page.evaluate(() => {
      Object.assign(Reflect.get(globalThis, 'lock') as object, { released: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await expect.poll(() => number(page, 'asked'), SOON).toBe(2)
  })

  test('may go dark where the browser says so, without an error', async () => {
    const { page, pageErrors } = await stage.visitor()
    await page.addInitScript(count('refuse'))
    await page.goto(`${stage.url}presenter/hub`)
    await page.locator('#slideshow .slidev-layout').first().waitFor({ state: 'attached' })
    await expect.poll(() => number(page, 'asked'), SOON).toBeGreaterThan(0)
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/clicks=1/)
    expect(pageErrors).toEqual([])
  })
})

test('a button opens the stage at the same step, in one window, over the other screen where the browser knows of one', async () => {
  const { page, pageErrors } = await stage.visitor({ reducedMotion: 'reduce' })
  await page.context().addInitScript(() => {
    const { open } = window
    const placed: unknown[] = []
    Object.assign(globalThis, { placed })
    window.open = (address, name, features) => {
      placed.push(features)
      return open.call(window, address, name, features)
    }
  })
  await page.goto(`${stage.url}presenter/request?clicks=5`)
  const button = page.getByRole('button', { name: 'Stage', exact: true })
  const opens = page.waitForEvent('popup')
  const anywhere = 'popup,width=1280,height=720'
  for (const [press, [what, place]] of ([
    ['two screens', 'popup,left=1440,top=0,width=1920,height=1080'],
    ['one screen', anywhere],
    ['a speaker who forbids it', anywhere],
    ['a browser that knows nothing of screens', anywhere],
  ] as const).entries()) {
    await page.evaluate((what) => {
      const current = { availLeft: 0, availTop: 25, availWidth: 1440, availHeight: 875 }
      const other = { availLeft: 1440, availTop: 0, availWidth: 1920, availHeight: 1080 }
      const getScreenDetails = async () => {
        if (what === 'a speaker who forbids it')
          throw new DOMException('no', 'NotAllowedError')
        return { currentScreen: current, screens: what === 'two screens' ? [current, other] : [current] }
      }
      Object.assign(globalThis, { getScreenDetails: what === 'a browser that knows nothing of screens' ? undefined : getScreenDetails })
    }, what)
    await button.click()
    await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'placed') as unknown[])).toHaveLength(press + 1)
    expect([what, await page.evaluate(() => (Reflect.get(globalThis, 'placed') as unknown[]).at(-1))]).toEqual([what, place])
  }
  const opened = await opens
  await opened.waitForURL(url => `${url.pathname}${url.search}`.endsWith('/request?clicks=5'))
  // The key after the press is a step of the talk's.
  await page.keyboard.press('PageDown')
  await opened.waitForURL(/request\?clicks=6/)
  expect([page.context().pages().length, pageErrors]).toEqual([2, []])
})
