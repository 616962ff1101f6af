import type { BrowserContextOptions, Page } from 'playwright-chromium'
import { describe, expect, test } from 'vitest'
import { clickOf } from '../../deck/navigation.ts'
import { readSlides } from '../support/talk.ts'
import { axe } from './support/axe.ts'
import { tabTo } from './support/keys.ts'
import { useStage, type Visitor } from './support/stage.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const
const slides = await readSlides()
const stage = useStage()

/** Comes to an address of the deck, and waits for what helps a reader. */
async function come(path: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await stage.visitor({ reducedMotion: 'reduce', ...options })
  await goTo(visitor.page, path)
  return visitor
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(stage.url + path)
  await page.locator('.reader-bar').waitFor({ state: 'attached' })
}

/** Whether an address is that of a step. */
const at = (slide: string, step: string) => ({ pathname, searchParams }: URL): boolean => pathname.endsWith(`/${slide}`) && searchParams.get('clicks') === `${clickOf(slide, step)}`

const opacity = (page: Page, selector: string): Promise<string> => page.locator(selector).evaluate(each => getComputedStyle(each).opacity)

describe('a projector', () => {
  test('shows nothing for readers until the mouse moves or the focus comes', async () => {
    const { page } = await come('hub')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/clicks=1/)
    expect(await opacity(page, '.reader-bar')).toBe('0')
    await page.mouse.move(300, 300)
    await page.mouse.move(320, 300)
    expect(await opacity(page, '.reader-bar')).toBe('1')
    expect(await page.locator('.narration-panel').count()).toBe(0)
  })

  test('shows nothing of it on paper, and none of it is in the presenter\'s view', async () => {
    const { page } = await come('hub')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.reader-bar').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await page.goto(`${stage.url}presenter/hub`)
    await page.locator('.slidev-layout:visible').first().waitFor()
    expect(await page.locator('.reader').count()).toBe(0)
  })
})

test.each([[980, 552], [1280, 720], [1920, 1080]])('at %i × %i the bar lies on no words of the cover', async (width, height) => {
  const { page } = await come('', { viewport: { width, height } })
  await page.locator('.cover-picture:visible').first().waitFor()
  const covered = await page.evaluate(() => {
    const bar = document.querySelector('.reader-bar')?.getBoundingClientRect()
    const words = [...document.querySelectorAll('#slideshow .slidev-layout :is(h1, p, text)')].filter(each => each.checkVisibility())
    return bar && { count: words.length, under: words.filter(each => each.getBoundingClientRect().bottom > bar.top - 4 && each.getBoundingClientRect().right > bar.left).map(each => each.textContent) }
  })
  expect(covered?.count).toBeGreaterThan(5)
  expect(covered?.under).toEqual([])
})

describe('by keyboard alone', () => {
  test('a link to exactly this step is copied with one key, and leads there', async () => {
    const { page } = await come('request?step=answered', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.keyboard.press('l')
    await page.getByText('The link to this step is copied.').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(link).toBe(`${stage.url}request?step=answered`)
    await page.goto(link)
    await page.waitForURL(at('request', 'answered'))
  })

  test('a return visit goes on where it ended, and offers it no more once it is put away', async () => {
    const { page, pageErrors } = await come('request?step=stored')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(at('request', 'answered'))
    await goTo(page, '')
    await tabTo(page, /^Go on at “The answer comes before the work”/)
    expect(await opacity(page, '.reader-offers')).toBe('1')
    await page.keyboard.press('Enter')
    await page.waitForURL(at('request', 'answered'))
    await goTo(page, '')
    await tabTo(page, 'Do not go on there')
    await page.keyboard.press('Enter')
    await page.getByText('Go on at').waitFor({ state: 'detached' })
    await goTo(page, '')
    expect(await page.getByText('Go on at').count()).toBe(0)
    expect(pageErrors).toEqual([])
  })

  test('every button can be reached, and the map of the talk', async () => {
    const { page } = await come('hub')
    await tabTo(page, 'Next step')
    await page.keyboard.press('Enter')
    await page.waitForURL(/clicks=1/)
    await tabTo(page, 'Map')
    await page.keyboard.press('Enter')
    await page.waitForURL(/map-of-the-talk/)
  })
})

describe('storage', () => {
  test.each([
    ['blocked', () => Object.defineProperty(window, 'localStorage', { configurable: true, get: () => { throw new DOMException('blocked', 'SecurityError') } })],
    ['full', () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }],
    ['foreign', () => { Storage.prototype.getItem = () => '{"slide":"nowhere","step":7}' }],
  ] as const)('that is %s hinders nobody', async (_, spoil) => {
    const { page, pageErrors } = await stage.visitor({ reducedMotion: 'reduce' })
    await page.addInitScript(spoil)
    await goTo(page, 'hub')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/clicks=1/)
    await goTo(page, '')
    await page.mouse.move(300, 300)
    await page.mouse.move(320, 300)
    expect(await page.getByText('Go on at').count()).toBe(0)
    await page.getByRole('button', { name: 'Next step' }).click()
    await page.waitForURL(/cold-open|\/2/)
    // Slidev says so of what it would like to keep itself.
    expect(pageErrors.filter(error => error !== 'console: QuotaExceededError: full')).toEqual([])
  })
})

describe('on a phone', () => {
  test('taps on the slide step on, and back on its left', async () => {
    const { page } = await come('hub?clicks=2', phone)
    await page.touchscreen.tap(300, 230)
    await page.waitForURL(/clicks=3/)
    await page.touchscreen.tap(60, 230)
    await page.waitForURL(/clicks=2/)
  })

  test('the page to be read is offered in one line, at the same slide, and can be refused for good', async () => {
    const { page } = await come('hub', phone)
    const offer = page.getByRole('link', { name: 'Easier to read as a page' })
    expect(await offer.getAttribute('href')).toBe('/read#hub')
    expect((await offer.boundingBox())?.height).toBeLessThan(50)
    await page.getByRole('button', { name: 'Stay with the slides' }).tap()
    await offer.waitFor({ state: 'detached' })
    await goTo(page, 'hub')
    expect(await offer.count()).toBe(0)
  })

  test('what is said stands beneath the slide, step by step', async () => {
    const { page } = await come('hub', phone)
    for (const step of slides.find(({ name }) => name === 'hub')?.steps?.slice(0, 3) ?? []) {
      await page.locator('.narration-panel > p', { hasText: step.narration }).waitFor()
      await page.keyboard.press('ArrowRight')
    }
    await page.getByRole('button', { name: 'Hide the words' }).tap()
    await expect.poll(() => page.locator('.narration-panel > p').count()).toBe(0)
  })

  test('beneath the words a phone has the picture once more, in letters of 16 px or more, step by step; a screen reader and a large window have it once', async () => {
    const { page, pageErrors } = await come('hub?clicks=1', phone)
    const picture = page.locator('.narration-panel .narrow-picture')
    await picture.getByText('API server', { exact: true }).waitFor()
    expect(await picture.getByText('Scheduler', { exact: true }).count()).toBe(0)
    await page.keyboard.press('ArrowRight')
    await picture.getByText('Scheduler', { exact: true }).waitFor()
    expect(await picture.evaluate(each => [each.hasAttribute('inert'), each.ariaHidden])).toEqual([true, 'true'])
    // References have no steps, and what is to be operated is so on the slide alone.
    const drawn = slides.filter(({ name, steps }) => steps && !['break-it', 'check-yourself'].includes(name))
    expect(drawn.length).toBeGreaterThan(20)
    for (const { name, steps = [] } of drawn) {
      await page.evaluate(path => void (document.querySelector('#app') as unknown as { __vue_app__: { config: { globalProperties: { $router: { push: (to: string) => void } } } } }).__vue_app__.config.globalProperties.$router.push(path), `/${name}?clicks=${steps.length - 1}`)
      await page.locator('.narration-panel > p', { hasText: steps.at(-1)?.narration ?? '' }).waitFor()
      await picture.locator(':scope > *').first().waitFor()
      const wrong = await picture.evaluate((root) => {
        const texts = [...root.querySelectorAll('*')].filter(each => each.checkVisibility() && [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
        const edge = root.getBoundingClientRect().right
        return { count: texts.length, texts: texts.filter(each => Number.parseFloat(getComputedStyle(each).fontSize) < 16 || each.getBoundingClientRect().right > edge + 1).map(each => each.textContent) }
      })
      expect([name, wrong.texts]).toEqual([name, []])
      expect(wrong.count, name).toBeGreaterThan(2)
    }
    await page.setViewportSize({ width: 1280, height: 720 })
    await picture.waitFor({ state: 'detached' })
    expect(pageErrors).toEqual([])
  })

  test('the bar keeps to one line where its count is longest', async () => {
    const counted = slides.map(({ no, name, steps }) => ({ name, clicks: (steps?.length ?? 1) - 1, count: `${no} · ${(steps?.length ?? 1) - 1} / ${(steps?.length ?? 1) - 1}` }))
    const [longest] = counted.toSorted((one, other) => other.count.length - one.count.length)
    const { page } = await come(`${longest?.name}?clicks=${longest?.clicks}`, phone)
    expect(await page.locator('.reader-bar .count').textContent()).toBe(longest?.count)
    const tops = await page.locator('.reader-bar > :is(a, button)').evaluateAll(all => all.filter(each => each.checkVisibility()).map(each => Math.round(each.getBoundingClientRect().top)))
    expect(tops.length).toBeGreaterThan(5)
    expect(new Set(tops).size).toBe(1)
    expect(await page.getByRole('button', { name: 'Save this picture' }).isVisible()).toBe(true)
  })

  test.each([['a phone', phone], ['a large window', { viewport: { width: 1280, height: 720 } }]] as const)('targets have 24 px or more, and nothing breaks WCAG A and AA, on %s', async (_, options) => {
    const { page } = await come('hub', options)
    await page.mouse.move(300, 300)
    await page.mouse.move(320, 300)
    const sizes = await page.locator('.reader :is(a, button)').evaluateAll(all => all.filter(each => each.checkVisibility()).map(each => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height)))
    expect(sizes.length).toBeGreaterThan(4)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24)
    const { violations, passes } = await axe(page, '.reader')
    expect(passes.length).toBeGreaterThan(5)
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([])
  })
})
