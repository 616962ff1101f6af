import type { BrowserContextOptions, Page } from 'playwright-chromium'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedDeck, serveDeck } from '../../scripts/serve/server.ts'
import { createSpeakers } from '../../scripts/serve/speakers.ts'
import { talk } from '../../deck/slides.ts'
import { sharedBrowser } from '../support/browser.ts'
import { made } from '../support/require-artifact.ts'
import { SHOWN } from './support/walk.ts'

/** Whoever asks for 127.0.0.1 stands for another machine. */
const speakers = createSpeakers(Date.now, ({ headers: { host } }) => host?.startsWith('localhost') === true)
let deck: ServedDeck
beforeAll(async () => {
  deck = await serveDeck({ dir: made('DECK_DIST'), share: { speakers, names: ['127.0.0.1'] } })
})

const PHONE = { width: 390, height: 844 }
const pages: Page[] = []
afterAll(async () => {
  await Promise.all(pages.map(page => page.context().close()))
})

/** A page in a context of its own: another browser. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const browser = await sharedBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'block', reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  pages.push(page)
  await page.goto(new URL(path, deck.url).href)
  return page
}

/** Runs in the page: where it stands. */
const positionNow = (): string => `${location.pathname.slice(location.pathname.lastIndexOf('/') + 1)} ${new URLSearchParams(location.search).get('clicks') ?? 0}`
const stand = (all: readonly Page[], expected: string) => expect.poll(async () => new Set(await Promise.all(all.map(page => page.evaluate(positionNow)))), { interval: 100 }).toEqual(new Set([expected]))
const back = (page: Page) => page.getByRole('button', { name: 'Back to the talk' })

describe('phones that follow', () => {
  let presenter: Page
  let stage: Page
  let phones: Page[]
  beforeAll(async () => {
    presenter = await open('presenter/hub')
    await presenter.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    stage = await open('hub')
    phones = await Promise.all([1, 2, 3].map(() => open('?follow', { viewport: PHONE })))
  })

  test('comes to the presenter’s step, and stays in step, across slides and a reload', async () => {
    await stand([stage, ...phones], 'hub 0')
    for (const expected of ['hub 1', 'hub 2']) {
      await presenter.keyboard.press('PageDown')
      await stand([stage, ...phones], expected)
    }
    await phones[0]?.reload()
    await presenter.keyboard.press('ArrowDown')
    await stand([presenter, stage, ...phones], 'api-server 0')
    const late = await open('eight-steps?follow', { viewport: PHONE })
    phones.push(late)
    await stand(phones, 'api-server 0')
  })

  test('may wander off, which moves nobody, and comes back by one button', async () => {
    const [wanderer, ...others] = phones
    if (!wanderer)
      throw new Error('no phone follows')
    await wanderer.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await wanderer.keyboard.press('ArrowDown')
    await stand([wanderer], 'scheduler 0')
    await back(wanderer).waitFor()
    await presenter.keyboard.press('PageDown')
    await stand([presenter, stage, ...others], 'api-server 1')
    expect(await wanderer.evaluate(positionNow)).toBe('scheduler 0')
    await back(wanderer).click()
    await stand([wanderer], 'api-server 1')
    await expect.poll(() => back(wanderer).count()).toBe(0)
    await presenter.keyboard.press('PageDown')
    await stand([presenter, stage, ...phones], 'api-server 2')
  })

  test('is each on the slide or on the words, as they like, and in step on both', async () => {
    const [one] = phones
    if (!one)
      throw new Error('no phone follows')
    const words = one.getByRole('region', { name: 'What is said now' })
    const said = (click: number) => talk.get('api-server')?.[click]?.narration.replaceAll('\u00A0', ' ')
    await one.getByRole('button', { name: 'Words', exact: true }).click()
    await expect.poll(() => words.locator('p').last().innerText()).toBe(said(2))
    await presenter.keyboard.press('PageDown')
    await expect.poll(() => words.locator('p').last().innerText()).toBe(said(3))
    await presenter.keyboard.press('PageUp')
    await expect.poll(() => words.locator('p').last().innerText()).toBe(said(2))
    await one.getByRole('button', { name: 'Slide', exact: true }).click()
    await expect.poll(() => words.count()).toBe(0)
    await stand([presenter, stage, ...phones], 'api-server 2')
  })

  test('is led by the speaker’s phone with the password, and by no other', async () => {
    const phone = await open('remote', { viewport: PHONE })
    await phone.getByLabel(/password/).fill('wrong')
    await phone.getByRole('button', { name: 'Speak' }).click()
    await phone.getByText('That is not the password').waitFor()
    const wait = Date.now() + 1000
    await expect.poll(() => Date.now() > wait).toBe(true)
    await phone.getByLabel(/password/).fill(speakers.password)
    await phone.getByRole('button', { name: 'Speak' }).click()
    await phone.getByRole('button', { name: 'Next' }).click()
    await stand([presenter, stage, ...phones], 'api-server 3')
    await expect.poll(() => phone.locator('.words').innerText()).toMatch(/\w+ \w+ \w+/)
    await phone.getByRole('button', { name: 'Back' }).click()
    await stand([presenter, stage, ...phones], 'api-server 2')
  })

  test('is led from another machine by a presenter with the password, which stands in no address then, and not without', async () => {
    const elsewhere = `http://127.0.0.1:${deck.port}/presenter/api-server?clicks=4`
    const [follower, presenterElsewhere] = [await open(elsewhere), await open(`${elsewhere}&password=${speakers.password}`)]
    await stand([presenterElsewhere, presenter, stage, ...phones], 'api-server 2')
    await presenterElsewhere.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await presenterElsewhere.keyboard.press('PageDown')
    await stand([presenterElsewhere, presenter, stage, ...phones], 'api-server 3')
    await presenterElsewhere.reload()
    await presenterElsewhere.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await presenterElsewhere.keyboard.press('PageDown')
    await stand([presenterElsewhere, presenter, stage, ...phones], 'api-server 4')
    expect(presenterElsewhere.url()).not.toContain('password')
    expect(await presenterElsewhere.evaluate(() => document.cookie)).toBe('')
    await follower.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await follower.keyboard.press('ArrowDown')
    await stand([follower], 'scheduler 0')
    await presenterElsewhere.keyboard.press('PageUp')
    await stand([presenterElsewhere, presenter, stage, ...phones], 'api-server 3')
    await presenter.keyboard.press('PageUp')
    await stand([presenterElsewhere, presenter, stage, ...phones], 'api-server 2')
    await Promise.all([follower, presenterElsewhere].map(page => page.context().close()))
  })

  test('is shown the code on the stage by a key of the presenter’s', async () => {
    await presenter.keyboard.press('q')
    await stage.getByRole('dialog', { name: 'Follow this talk' }).getByText(`http://127.0.0.1:${deck.port}/?follow`).waitFor()
    await presenter.keyboard.press('q')
    await expect.poll(() => stage.getByRole('dialog', { name: 'Follow this talk' }).count()).toBe(0)
  })

  test('guesses what it is asked: changed at will, counted once a phone, hidden until the speaker shows it', async () => {
    const [one, other, third] = phones
    if (!one || !other || !third)
      throw new Error('no phone follows')
    const guess = (page: Page, name: string) => page.getByRole('button', { name })
    const counts = () => stage.locator(`${SHOWN} .guesses .count`).allInnerTexts()
    const answered = presenter.getByRole('button', { name: /answered/ })
    await presenter.goto(`${deck.url}presenter/cold-open?clicks=2`)
    await stand([presenter, stage, ...phones], 'cold-open 2')
    expect(await answered.innerText()).toBe('0 answered: show')
    await guess(one, 'A wish is stored').click()
    await guess(other, 'Three Pods exist').click()
    await guess(other, 'Three containers run').click()
    for (const [page, name] of [[one, 'A wish is stored'], [other, 'Three containers run']] as const)
      await expect.poll(() => guess(page, name).getAttribute('aria-pressed')).toBe('true')
    await one.reload()
    await expect.poll(() => guess(one, 'A wish is stored').getAttribute('aria-pressed')).toBe('true')
    await expect.poll(() => answered.innerText()).toBe('2 answered: show')
    expect([await counts(), await third.locator('.audience-guess b').count()]).toEqual([[], 0])
    // A second tab of one browser: the same phone, which is counted once, and each tab shows what the other guessed.
    const tab = await other.context().newPage()
    await tab.goto(`${deck.url}?follow`)
    await expect.poll(() => guess(tab, 'Three containers run').getAttribute('aria-pressed')).toBe('true')
    await guess(tab, 'Three Pods exist').click()
    await expect.poll(() => guess(other, 'Three Pods exist').getAttribute('aria-pressed')).toBe('true')
    await guess(other, 'Three containers run').click()
    await expect.poll(() => guess(tab, 'Three containers run').getAttribute('aria-pressed')).toBe('true')
    await tab.close()

    await presenter.keyboard.press('a')
    await expect.poll(counts).toEqual(['1', '0', '1'])
    for (const page of [one, third])
      await expect.poll(() => page.locator('.audience-guess b').allInnerTexts()).toEqual(['1', '0', '1'])
    expect(await guess(third, 'Three Pods exist').isDisabled()).toBe(true)
    await stage.reload()
    await expect.poll(counts).toEqual(['1', '0', '1'])
    await answered.click()
    await expect.poll(counts).toEqual([])
    await expect.poll(() => guess(third, 'Three Pods exist').isEnabled()).toBe(true)
    const remote = await open('remote', { viewport: PHONE })
    await remote.getByLabel(/password/).fill(speakers.password)
    await remote.getByRole('button', { name: 'Speak' }).click()
    await remote.getByRole('button', { name: 'Show what the room answered' }).click()
    await expect.poll(counts).toEqual(['1', '0', '1'])
    await remote.getByRole('button', { name: 'Hide what the room answered' }).click()
    await expect.poll(counts).toEqual([])
    await remote.context().close()
    await stage.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await stage.keyboard.press('a')
    await expect.poll(counts).toEqual(['1', '0', '1'])
    await presenter.keyboard.press('PageDown')
    await stand([presenter, stage, ...phones], 'map-of-the-talk 0')
    await expect.poll(() => one.locator('.audience-guess').count()).toBe(0)
    expect(await answered.count()).toBe(0)
  })

  test.each([
    ['wrong-arrow', 0, '7 to 8', ['0', '0', '0', '0', '0', '0', '1']],
    ['break-it', 1, 'Wait, with no event', ['0', '0', '1']],
  ] as const)('guesses at %s, click %i, and the stage has the numbers in its picture', async (slide, click, right, numbers) => {
    await presenter.goto(`${deck.url}presenter/${slide}?clicks=${click}`)
    await stand([presenter, stage, ...phones], `${slide} ${click}`)
    const words = () => stage.locator(`${SHOWN} [data-step]`).textContent()
    const before = await words()
    await phones[0]?.getByRole('button', { name: right }).click()
    await presenter.getByRole('button', { name: '1 answered: show' }).click()
    const drawn = () => stage.locator(`${SHOWN} [data-count]`).evaluateAll(all => all.map(each => [...each.querySelectorAll('text, tspan')].at(-1)?.textContent.trim()))
    await expect.poll(drawn).toEqual(numbers)
    await presenter.keyboard.press('a')
    await expect.poll(words).toBe(before)
  })

  test('phones can be stepped by their readers once the server is gone', async () => {
    await presenter.goto(`${deck.url}presenter/api-server?clicks=2`)
    await stand([presenter, stage, ...phones], 'api-server 2')
    await deck.close()
    const [one, other] = phones
    if (!one || !other)
      throw new Error('no phone follows')
    await other.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await other.keyboard.press('PageDown')
    await stand([other], 'api-server 3')
    await stand([one], 'api-server 2')
    await presenter.keyboard.press('PageDown')
    await stand([presenter], 'api-server 3')
  })
})
