import type { Page, Route } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { addressOf, readSlides, type State, statesOf } from '../support/talk.ts'
import { useStage, type Visitor } from './support/stage.ts'
import { arrive, open, SHOWN } from './support/walk.ts'

/** What a page kept of its own beginning. */
interface Beginning {
  /** How much moved without anybody's doing, as browsers count it. */
  shift: number
  /** The step that was to be seen on each slide drawn, frame by frame. */
  readonly steps: (string | undefined)[]
  /** Pixels of the largest thing to be seen so far, of the static page's own and of the deck's. */
  readonly largest: { still: number, deck: number }
}

declare global {
  interface Window {
    beginning?: Beginning
  }
}

/** Runs in the page before anything else does. */
function keepBeginning(): void {
  const beginning: Beginning = { shift: 0, steps: [], largest: { still: 0, deck: 0 } }
  window.beginning = beginning
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      beginning.shift += 'value' in entry ? Number(entry.value) : 0
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('size' in entry && 'element' in entry)
        beginning.largest[entry.element instanceof Element && entry.element.closest('#static-slide, #static-words') ? 'still' : 'deck'] = Number(entry.size)
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const look = (): void => {
    const slide = [...document.querySelectorAll('#static-slide .slidev-layout, #slideshow .slidev-layout')].find(each => each.checkVisibility())
    if (slide)
      beginning.steps.push(slide.querySelector<HTMLElement>('[data-step]')?.dataset['step'])
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

const slides = await readSlides()
/** What shows the words beneath the slide, in place of those of the page itself. */
const READER_FILE = '**/assets/reader-*'

const stage = useStage()
const firsts = slides.flatMap(statesOf).filter(({ click }) => click === 0)

/** What fonts that come late may move: next to nothing, as what is drawn before them is about as wide on any machine. */
const FONT_SHIFT = 0.05

describe('a page hands over to the deck: nothing moves, and fonts that come late move next to nothing', () => {
  let visitor: Visitor
  let page: Page
  // Fonts that are held back; undefined while they may come.
  let held: Route[] | undefined
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
    page = visitor.page
    // As long as requests are looked at, no font is taken from the page before.
    await page.route('**/*.woff2', route => held ? void held.push(route) : route.continue())
    await page.addInitScript(keepBeginning)
  })

  /** Opens a state as if fonts came only once the deck has drawn its slide. */
  async function openBeforeFonts(state: State): Promise<{ readonly before: Beginning | undefined, readonly after: Beginning | undefined }> {
    const fonts: Route[] = held = []
    // The page itself counts as loaded only once it has its fonts.
    await page.goto(stage.url + addressOf(state), { waitUntil: 'commit' })
    await page.waitForFunction(shown => document.querySelector(`${shown} .slidev-layout`) && !document.getElementById('static-slide'), SHOWN)
    const beginning = (): Promise<Beginning | undefined> => page.evaluate(() => new Promise<Beginning | undefined>(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.beginning)))))
    const before = await beginning()
    expect(fonts.length).toBeGreaterThan(0)
    held = undefined
    await Promise.all(fonts.map(route => route.continue()))
    await arrive(page, state)
    return { before, after: await beginning() }
  }

  test.each(firsts.map(state => [state.slide.name, state] as const))('%s', async (_, state) => {
    const { before, after } = await openBeforeFonts(state)
    expect(before?.shift).toBe(0)
    expect(after?.shift).toBeLessThanOrEqual(FONT_SHIFT)
    expect(new Set(after?.steps)).toEqual(new Set([state.step?.id]))
  })

  test('a link to a step shows no other step before', async () => {
    const deep = slides.flatMap(statesOf).find(({ click }) => click === 3)
    if (!deep)
      throw new Error('The talk has no slide with three clicks.')
    const { after } = await openBeforeFonts(deep)
    expect(new Set(after?.steps)).toEqual(new Set([deep.step?.id]))
  })

  test('gave no error', () => expect(visitor.pageErrors).toEqual([]))
})

describe('on a phone, what is said is there from the start', () => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await stage.visitor({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
    await visitor.page.addInitScript(keepBeginning)
  })

  test.each(['cover', 'hub', 'request', 'thanks'])('%s', async (name) => {
    const { page } = visitor
    const state = firsts.find(({ slide }) => slide.name === name)
    if (!state)
      throw new Error(`The talk has no ${name}.`)
    const sent = await (await fetch(`${stage.url}${name}`)).text()
    const still = /id="static-words"[^]*?<p [^>]*>([^<]*)<\/p>/.exec(sent)?.[1] ?? ''
    expect(still.length).toBeGreaterThan(20)
    await open(page, stage.url, state)
    await page.locator('.reader:not(#static-words) .narration-panel').waitFor()
    const said = page.locator('.narration-panel > p')
    expect(await said.count()).toBe(1)
    expect(await said.innerHTML()).toBe(still)
    const beginning = await page.evaluate(() => window.beginning)
    expect(beginning?.shift).toBeLessThanOrEqual(FONT_SHIFT)
    // What a reader waits for is on the page itself; in the deck's fonts it may be a little larger.
    expect(beginning?.largest.still).toBeGreaterThan(0)
    expect(beginning?.largest.deck).toBeLessThan(1.05 * (beginning?.largest.still ?? 0))
  })

  test('what is said on a phone is gone at the next step', async () => {
    const { page } = visitor
    const refused = page.waitForEvent('requestfailed', request => request.url().includes('/reader-'))
    await page.route(READER_FILE, route => route.abort('aborted'))
    await page.goto(`${stage.url}hub`)
    await refused
    await page.locator(`${SHOWN} h1`, { hasText: 'One hub' }).waitFor()
    expect(await page.locator('#static-words .narration-panel').isVisible()).toBe(true)
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/clicks=1/)
    await page.locator('#static-words').waitFor({ state: 'detached' })
  })

  test('what is said stays hidden for a reader who put it away', async () => {
    const { page } = visitor
    await page.unroute(READER_FILE)
    await page.goto(`${stage.url}hub`)
    await page.locator('.reader:not(#static-words)').getByRole('button', { name: 'Hide the words' }).press('Enter')
    await page.route(READER_FILE, route => route.abort('aborted'))
    await page.goto(`${stage.url}request`)
    await page.locator('#static-words .narration-panel').waitFor()
    expect(await page.locator('#static-words p').textContent()).not.toBe('')
    expect(await page.locator('#static-words p').isVisible()).toBe(false)
  })
})

describe('a link that leads nowhere', () => {
  test.each([
    ['999', 'There is no slide “999”.', 'ArrowLeft'],
    ['requst', 'There is no slide “requst”.', 'ArrowRight'],
    ['far/away', 'There is no slide “away”.', 'ArrowRight'],
    ['hub?step=nowhere', 'This slide has no step “nowhere”.', 'ArrowRight'],
    ['hub?clicks=999', 'This slide has no click “999”', 'ArrowLeft'],
  ])('/%s shows the nearest place and says so, until the next step', async (address, words, key) => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await page.goto(stage.url + address)
    const notice = page.locator('.deck-notice', { hasText: words })
    await notice.waitFor()
    await page.keyboard.press(key)
    await notice.waitFor({ state: 'hidden' })
  })

  test('a link to a slide that exists shows no message', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await page.goto(`${stage.url}hub.html?clicks=1`)
    await page.locator(`${SHOWN} h1`, { hasText: 'One hub' }).waitFor()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/hub')
    expect(await page.locator('.deck-notice').isVisible()).toBe(false)
  })
})
