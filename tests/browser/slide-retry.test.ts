import type { Page, Route } from 'playwright-chromium'
import { expect, test } from 'vitest'
import { readSlides, type State, statesOf } from '../support/talk.ts'
import { useStage } from './support/stage.ts'
import { arrive, open, SHOWN } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()
/** A slide whose code comes with the deck, and one that is asked for when somebody goes there, three slides further on. */
const [first, far] = [firstStateOf(0), firstStateOf(3)]

/** @throws Error if the talk has no such slide */
function firstStateOf(index: number): State {
  const state = slides.flatMap(slide => statesOf(slide).slice(0, 1))[index]
  if (!state)
    throw new Error('The talk has too few slides.')
  return state
}

/** Opens the first slide, and waits for what stands for slides that do not come. */
async function openFirst(): Promise<Page> {
  const { page } = await stage.visitor({ reducedMotion: 'reduce' }, false)
  await open(page, stage.url, first)
  await page.locator('head > style[data-deferred]').waitFor({ state: 'attached' })
  return page
}

/** Answers the page's requests in another way, and waits until the page is told: a busy one sends a few more as before. */
async function intercept(page: Page, pattern: string | RegExp, answer: (route: Route) => Promise<void>): Promise<void> {
  await page.route(pattern, answer)
  await waitUntilRefused(page)
}

async function waitUntilRefused(page: Page): Promise<void> {
  await page.waitForFunction(() => fetch('/nobody-asks-for-it.js', { cache: 'no-store' }).then(() => false, () => true))
}

async function pressTowardsFar(page: Page): Promise<void> {
  for (let press = 0; press < 3; press++)
    await page.keyboard.press('ArrowDown')
}

test('a slide that did not come says why, and comes once there is network', async () => {
  const page = await openFirst()
  await page.context().setOffline(true)
  await waitUntilRefused(page)
  await pressTowardsFar(page)
  await page.locator(SHOWN).getByText('There is no network.').waitFor()
  expect(await page.getByText('Failed to fetch this slide').count()).toBe(0)
  await page.context().setOffline(false)
  await arrive(page, far)
  await page.context().close()
})

test('a slide that did not come because nobody answered says so, and comes when somebody goes back to it', async () => {
  const page = await openFirst()
  await intercept(page, '**/*', route => route.abort())
  await pressTowardsFar(page)
  await page.locator(SHOWN).getByText('The deck’s server does not answer.').waitFor()
  // The slides between have not come either.
  await page.keyboard.press('Home')
  await arrive(page, first)
  await page.unroute('**/*')
  await pressTowardsFar(page)
  await arrive(page, far)
  await page.context().close()
})

test('a slide whose file the browser does not ask for again comes with the deck, which is loaded anew once', async () => {
  const page = await openFirst()
  let loads = 0
  page.on('domcontentloaded', () => loads++)
  await intercept(page, /\.js$/, route => loads === 0 ? route.abort() : route.continue())
  await pressTowardsFar(page)
  await page.locator(SHOWN).getByText('The server answers, but not with this slide').waitFor()
  await page.locator(SHOWN).getByRole('button', { name: 'Try again' }).click()
  await arrive(page, far)
  expect(loads).toBe(1)
  await page.context().close()
})

test('a slide whose file is gone does not load the deck anew time and again', async () => {
  const page = await openFirst()
  let loads = 0
  page.on('domcontentloaded', () => loads++)
  await page.waitForLoadState('networkidle')
  const there = new Set(await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)))
  await intercept(page, /\.js$/, route => there.has(route.request().url()) ? route.continue() : route.abort())
  await pressTowardsFar(page)
  const button = page.locator(SHOWN).getByRole('button', { name: 'Try again' })
  await button.click()
  await expect.poll(() => loads).toBe(1)
  await button.click()
  await page.locator(SHOWN).getByText('The server answers, but not with this slide').waitFor()
  await button.click()
  await button.click()
  expect(loads).toBe(1)
  await page.context().close()
})
