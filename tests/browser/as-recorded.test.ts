import type { Page } from 'playwright-chromium'
import { beforeAll, expect, test } from 'vitest'
import { recordedTimes } from '../../slides/request/recorded-times.ts'
import { timeWords } from '../../slides/as-recorded/time-words.ts'
import { useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const stage = useStage()
let page: Page
const asked: string[] = []

beforeAll(async () => {
  const visitor = await stage.visitor({ reducedMotion: 'reduce' })
  page = visitor.page
  page.on('request', request => asked.push(request.url()))
  await page.goto(`${stage.url}request?clicks=18`)
  await page.locator(`${SHOWN} .recorded-clock`).waitFor()
  await page.locator('.reader-bar').waitFor({ state: 'attached' })
})

test('a clock on the picture has the time of the recorded run, and what was recorded is not loaded yet', async () => {
  await expect.poll(() => page.locator(`${SHOWN} .recorded-clock`).textContent()).toContain(timeWords(recordedTimes.bound))
  expect(asked.filter(url => /as-recorded-|RecordedDialog-/.test(url))).toEqual([])
})

test('v shows the bytes of the step, and closes them again', async () => {
  await page.keyboard.press('v')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('/binding').waitFor()
  await expect.poll(() => dialog.textContent()).toContain('"kind": "Binding"')
  expect(await dialog.getByRole('heading').first().textContent()).toContain('Bound.')
  await page.keyboard.press('v')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})

test('the clock opens them too, at the step that is shown now, and Escape closes them', async () => {
  await page.keyboard.press('ArrowLeft')
  await page.waitForURL(/clicks=17$/)
  await page.locator(`${SHOWN} .recorded-clock`).click()
  await page.getByRole('dialog').getByText('PodTopologySpread').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(new URL(page.url()).search).toBe('?clicks=17')
})

test('where nothing was recorded it says so', async () => {
  await page.keyboard.press('ArrowDown')
  await page.waitForURL(/paid-back/)
  await page.locator('#slideshow .slidev-page-15 [data-step]').waitFor({ state: 'attached' })
  await expect.poll(async () => {
    if (await page.getByRole('dialog').count() === 0)
      await page.keyboard.press('v')
    return page.getByRole('dialog').getByText('Nothing was recorded').count()
  }).toBe(1)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})
