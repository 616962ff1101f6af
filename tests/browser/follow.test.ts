import type { BrowserContextOptions, Page } from 'playwright-chromium'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ServedDeck } from '../../scripts/serve/server.ts'
import { serveDeck } from '../../scripts/serve/server.ts'
import { createSpeakers } from '../../scripts/serve/speakers.ts'
import { sharedBrowser } from '../support/browser.ts'
import { made } from '../support/require-artifact.ts'

const speakers = createSpeakers()
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
  await page.goto(`${deck.url}${path}`)
  return page
}

/** Runs in the page: where it stands. */
const standing = (): string => `${location.pathname.slice(location.pathname.lastIndexOf('/') + 1)} ${new URLSearchParams(location.search).get('clicks') ?? 0}`
const stand = (all: readonly Page[], place: string) => expect.poll(async () => new Set(await Promise.all(all.map(page => page.evaluate(standing)))), { interval: 100 }).toEqual(new Set([place]))
const back = (page: Page) => page.getByRole('button', { name: 'Back to the talk' })

describe('a room that follows', () => {
  let presenter: Page
  let stage: Page
  let room: Page[]
  beforeAll(async () => {
    presenter = await open('presenter/hub')
    await presenter.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    stage = await open('hub')
    room = await Promise.all([1, 2, 3].map(() => open('?follow', { viewport: PHONE })))
  })

  test('comes to the presenter’s step, and stays in step, across slides and a reload', async () => {
    await stand([stage, ...room], 'hub 0')
    for (const place of ['hub 1', 'hub 2']) {
      await presenter.keyboard.press('PageDown')
      await stand([stage, ...room], place)
    }
    await room[0]?.reload()
    await presenter.keyboard.press('ArrowDown')
    await stand([presenter, stage, ...room], 'api-server 0')
    const late = await open('eight-steps?follow', { viewport: PHONE })
    room.push(late)
    await stand(room, 'api-server 0')
  })

  test('may wander off, which moves nobody, and comes back by one button', async () => {
    const [wanderer, ...others] = room
    if (!wanderer)
      throw new Error('nobody is in the room')
    await wanderer.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await wanderer.keyboard.press('ArrowDown')
    await stand([wanderer], 'scheduler 0')
    await back(wanderer).waitFor()
    await presenter.keyboard.press('PageDown')
    await stand([presenter, stage, ...others], 'api-server 1')
    expect(await wanderer.evaluate(standing)).toBe('scheduler 0')
    await back(wanderer).click()
    await stand([wanderer], 'api-server 1')
    await expect.poll(() => back(wanderer).count()).toBe(0)
    await presenter.keyboard.press('PageDown')
    await stand([presenter, stage, ...room], 'api-server 2')
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
    await stand([presenter, stage, ...room], 'api-server 3')
    await expect.poll(() => phone.locator('.words').innerText()).toMatch(/\w+ \w+ \w+/)
    await phone.getByRole('button', { name: 'Back' }).click()
    await stand([presenter, stage, ...room], 'api-server 2')
  })

  test('is shown the code on the stage by a key of the presenter’s', async () => {
    await presenter.keyboard.press('q')
    await stage.getByRole('dialog', { name: 'Follow this talk' }).getByText(`http://127.0.0.1:${deck.port}/?follow`).waitFor()
    await presenter.keyboard.press('q')
    await expect.poll(() => stage.getByRole('dialog', { name: 'Follow this talk' }).count()).toBe(0)
  })

  test('goes on alone, each for itself, once the server is gone', async () => {
    await deck.close()
    const [one, other] = room
    if (!one || !other)
      throw new Error('nobody is in the room')
    await other.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    await other.keyboard.press('PageDown')
    await stand([other], 'api-server 3')
    await stand([one], 'api-server 2')
    await presenter.keyboard.press('PageDown')
    await stand([presenter], 'api-server 3')
  })
})
