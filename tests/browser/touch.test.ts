import type { CDPSession, Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const stage = useStage()

type Point = readonly [x: number, y: number]

const sideways = { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true } as const
const upright = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const

/** Where something is in each window: on the slide, and in the black or the page beside it, between the buttons of the reader's bar. */
const windows = [
  ['a phone held sideways', sideways, { on: [600, 180], left: [150, 180], beside: [806, 62] }],
  ['a phone held upright', upright, { on: [300, 230], left: [50, 230], beside: [300, 90] }],
] as const

async function come(page: Page, path: string): Promise<void> {
  await page.goto(stage.url + path)
  await page.locator(`${SHOWN} [data-step]`).waitFor({ state: 'attached' })
  await page.locator('#slide-container nav').first().waitFor({ state: 'attached' })
  // What waits for the first slide comes in this order: fingers, and then the reader's bar.
  await page.locator('.reader-bar').waitFor({ state: 'attached' })
}

function addressNow(page: Page): string {
  const { pathname, search } = new URL(page.url())
  return pathname.slice(1) + search
}

/** Waits until the page is where it is expected, and gives where it is once it has had the time to go further. */
async function settle(page: Page, expected: string): Promise<string> {
  const before = addressNow(page)
  await page.waitForURL(() => addressNow(page) === expected, { timeout: 5000 }).catch(() => undefined)
  await page.waitForTimeout(before === expected ? 400 : 100)
  return addressNow(page)
}

/** Fingers go from points to points, in some moves. */
async function drag(devtools: CDPSession, from: readonly Point[], to: readonly Point[]): Promise<void> {
  const at = (part: number) => from.map(([x, y], id) => ({ id, x: x + ((to[id]?.[0] ?? x) - x) * part, y: y + ((to[id]?.[1] ?? y) - y) * part }))
  // The second finger comes a little later, as hands do.
  for (let fingers = 1; fingers <= from.length; fingers++)
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0).slice(0, fingers) })
  for (const part of [0.2, 0.4, 0.6, 0.8, 1])
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(part) })
  for (let fingers = from.length - 1; fingers >= 0; fingers--)
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: at(1).slice(0, fingers) })
}

describe.each(windows)('on %s', (_, options, { on, left, beside }) => {
  let page: Page
  let devtools: CDPSession
  beforeAll(async () => {
    page = (await stage.visitor({ reducedMotion: 'reduce', ...options })).page
    devtools = await page.context().newCDPSession(page)
  })
  const by = ([x, y]: Point, across: number, down = 0): Point => [x + across, y + down]

  test('the reader’s bar stands clear of the slide, also on a screen of 16:9', async () => {
    await come(page, 'request?clicks=2')
    /** Whether the bar is there, and neither beside nor below the slide. */
    const covers = (): Promise<string | undefined> => page.evaluate(() => {
      const [slide, bar] = ['#slide-content', '.reader-bar'].map((each) => {
        const { top, bottom, left, right } = document.querySelector(each)?.getBoundingClientRect() ?? new DOMRect()
        return { top, bottom, left, right }
      })
      return slide && bar && bar.bottom > bar.top && (bar.top >= slide.bottom - 1 || bar.left >= slide.right - 1) ? undefined : JSON.stringify({ slide, bar })
    })
    expect(await covers()).toBeUndefined()
    for (const [width, height] of [[667, 375], [1280, 720], [1280, 800]] as const) {
      await page.setViewportSize({ width, height })
      await expect.poll(covers).toBeUndefined()
    }
    await page.setViewportSize(options.viewport)
  })

  test.each<readonly [what: string, from: readonly Point[], to: readonly Point[], click: number]>([
    ['a tap on the slide', [on], [on], 4],
    ['a tap on its left third', [left], [left], 2],
    ['a tap beside the slide', [beside], [beside], 4],
    ['a swipe to the left', [on], [by(on, -150)], 4],
    ['a swipe to the right', [left], [by(left, 150)], 2],
    ['a swipe to the left that begins beside the slide', [beside], [by(beside, -200)], 4],
    ['a swipe to the right that begins beside the slide', [by(beside, -200)], [beside], 2],
    ['a finger that moves too little for a swipe', [on], [by(on, -40)], 3],
    ['two fingers that go apart', [on, by(on, -40)], [by(on, 40), by(on, -200)], 3],
    ['two fingers that come together', [by(on, 30), by(on, -200)], [on, by(on, -60)], 3],
    ['two fingers, one of which stays', [on, by(on, -60)], [on, by(on, -220)], 3],
    ['two fingers that tap', [on, by(on, -60)], [on, by(on, -60)], 3],
    ['two fingers that swipe', [on, by(on, 0, -60)], [by(on, -160), by(on, -160, -60)], 3],
    ['two fingers beside the slide', [beside, by(beside, -60)], [beside, by(beside, -60)], 3],
  ])('%s', async (_, from, to, click) => {
    await come(page, 'hub?clicks=3')
    await drag(devtools, from, to)
    const expected = `hub?clicks=${click}`
    expect(await settle(page, expected)).toBe(expected)
  })

  test('after two fingers one steps again', async () => {
    await come(page, 'hub?clicks=3')
    await drag(devtools, [on, by(on, -60)], [on, by(on, -60)])
    await drag(devtools, [on], [on])
    expect(await settle(page, 'hub?clicks=4')).toBe('hub?clicks=4')
  })
})

test('below the slide of a phone held upright a swipe steps, too, and a tap does not', async () => {
  const { page } = await stage.visitor({ reducedMotion: 'reduce', ...upright })
  const devtools = await page.context().newCDPSession(page)
  await come(page, 'hub?clicks=3')
  await page.locator('.narration-panel .narrow-picture').waitFor()
  await drag(devtools, [[300, 640]], [[300, 640]])
  expect(await settle(page, 'hub?clicks=3')).toBe('hub?clicks=3')
  await drag(devtools, [[300, 640]], [[100, 650]])
  expect(await settle(page, 'hub?clicks=4')).toBe('hub?clicks=4')
})

describe('for the speaker', () => {
  test.each<readonly [what: string, fingers: number, across: number, click: number]>([
    ['a swipe steps', 1, -150, 4],
    ['a tap does not', 1, 0, 3],
    ['two fingers do not', 2, -150, 3],
  ])('%s', async (_, fingers, across, click) => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce', viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true })
    const devtools = await page.context().newCDPSession(page)
    await page.goto(`${stage.url}presenter/hub?clicks=3`)
    await page.locator(`${SHOWN} [data-step]`).waitFor({ state: 'attached' })
    // Fingers are listened to once this file is there and has run.
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/deferred-input-')))
    await page.evaluate(() => new Promise(done => requestIdleCallback(done)))
    const from: readonly Point[] = [[500, 250], [440, 250]]
    await drag(devtools, from.slice(0, fingers), from.slice(0, fingers).map(([x, y]) => [x + across, y] as const))
    const expected = `presenter/hub?clicks=${click}`
    expect(await settle(page, expected)).toBe(expected)
  })
})

describe('what is seen can be hit, and what is not takes no press', () => {
  test.each([[1280, 720], [1920, 1080], [1024, 600]])('the source of each kind of slide, from its beginning to its end, at %i × %i', async (width, height) => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce', viewport: { width, height } })
    for (const path of ['hub?clicks=3', 'request?clicks=4', 'outcomes?clicks=3']) {
      await come(page, path)
      const missed = await page.locator(`${SHOWN} .source a`).evaluate((link) => {
        const { left, width, top, height } = link.getBoundingClientRect()
        return Array.from({ length: 40 }, (_, index) => left + (index + 0.5) * width / 40)
          .flatMap(x => [top + 3, top + height / 2, top + height - 3].filter(y => document.elementFromPoint(x, y)?.closest('a') !== link).map(y => [x, y]))
      })
      expect(missed, path).toEqual([])
    }
  })

  test('the reader’s buttons give way to a source that is pointed at, and come again', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await come(page, 'hub?clicks=3')
    const seen = () => page.locator('.reader-bar').evaluate(bar => [getComputedStyle(bar).opacity, getComputedStyle(bar).pointerEvents])
    for (const time of ['once', 'again']) {
      await page.mouse.move(640, 300)
      await expect.poll(seen, { message: time }).toEqual(['1', 'auto'])
      await page.locator(`${SHOWN} .source a`).hover({ position: { x: 4, y: 8 } })
      await expect.poll(seen, { message: time }).toEqual(['0', 'none'])
    }
  })

  test('the mouse has Slidev’s buttons in the margin, and they do what they say', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await come(page, 'hub?clicks=3')
    const bar = page.locator('#slide-container > div:has(> nav)')
    await page.mouse.move(15, 700)
    expect(await bar.evaluate(each => getComputedStyle(each).opacity)).toBe('1')
    const { right, left } = await page.evaluate(() => ({ right: document.querySelector('#slide-container > div:has(> nav)')?.getBoundingClientRect().right ?? 0, left: document.querySelector('.slidev-page:not([style*="none"]) h1')?.getBoundingClientRect().left ?? 0 }))
    expect(right).toBeLessThanOrEqual(left)
    await page.getByTitle('Switch to dark mode theme').click()
    await expect.poll(() => page.locator('html.dark').count()).toBe(1)
  })

  test('a finger at the foot of a phone held sideways presses nothing that it cannot see', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce', ...sideways })
    await come(page, 'hub?clicks=3')
    const hidden = await page.evaluate(() => {
      const found: string[] = []
      for (let x = 4; x < innerWidth; x += 8) {
        for (let y = innerHeight - 100; y < innerHeight; y += 6) {
          const control = document.elementFromPoint(x, y)?.closest('a, button, input')
          if (control && !control.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
            found.push(`${x} ${y} ${control.getAttribute('title') ?? control.textContent}`)
        }
      }
      return found
    })
    expect(hidden).toEqual([])
    await page.touchscreen.tap(30, 360)
    await page.waitForURL(/clicks=2/)
  })

  test('an offer that is not seen takes no press', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await page.addInitScript(() => localStorage.setItem('deck / place', '{"slide":"hub"}'))
    await page.goto(stage.url)
    await page.locator('.reader-offers p').waitFor({ state: 'attached' })
    const { opacity, events } = await page.locator('.reader-offers p').evaluate(each => ({ opacity: getComputedStyle(each.parentElement ?? each).opacity, events: getComputedStyle(each).pointerEvents }))
    expect([opacity, events]).toEqual(['0', 'none'])
  })
})
