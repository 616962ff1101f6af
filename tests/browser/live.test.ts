import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-chromium'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LiveCluster, startLiveCluster } from '../../scripts/serve/live-cluster.ts'
import { type ServedDeck, serveDeck } from '../../scripts/serve/server.ts'
import { made } from '../support/require-artifact.ts'
import { CANVAS, clashingBoxes, cutOff, faint, offSlide, outOfBox, overlappingTexts, tooSmall } from './support/judge.ts'
import { measureSlide } from './support/measure-slide.ts'
import { prefer, schemes, useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const stage = useStage()
let folder: string
let cluster: LiveCluster
let deck: ServedDeck
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'live-'))
  cluster = await startLiveCluster({ folder, port: 0 })
  deck = await serveDeck({ dir: made('DECK_DIST'), cluster: Promise.resolve(cluster) })
})
afterAll(async () => {
  await deck.close()
  await cluster.close()
  rmSync(folder, { recursive: true })
})

const live = (page: Page) => page.locator(`${SHOWN} .live-cluster`)
const press = (page: Page, name: RegExp | string) => page.locator(SHOWN).getByRole('button', { name })
const i = (page: Page, name: string) => live(page).getByRole('switch', { name, exact: true })

/** Does what `kubectl create deployment` does, in the model itself. */
function create(name: string): void {
  cluster.simulation.type({ run: 'create deployment', name, image: 'nginx', replicas: 3 })
}

describe('the live cluster', () => {
  let page: Page
  let pageErrors: readonly string[]
  beforeAll(async () => {
    ({ page, pageErrors } = await stage.visitor({ reducedMotion: 'reduce' }))
  })

  test('is shown by a switch and by address, and every window turns the same switches', async () => {
    await page.goto(`${deck.url}break-it`)
    await press(page, /^live/).click()
    await i(page, 'Scheduler').waitFor()
    expect(new URL(page.url()).search).toBe('?play=live')
    const { page: other } = await stage.visitor({ reducedMotion: 'reduce' })
    await other.goto(`${deck.url}break-it?live`)
    await i(page, 'Scheduler').click()
    await expect.poll(() => i(other, 'Scheduler').getAttribute('aria-checked')).toBe('false')
    await i(other, 'Scheduler').click()
    await expect.poll(() => i(page, 'Scheduler').getAttribute('aria-checked')).toBe('true')
    await other.close()
  })

  test('shows what somebody does to it, and lights who has a part in it', async () => {
    create('web')
    await live(page).locator('[data-box=kube-scheduler].lit').waitFor()
    await expect.poll(() => live(page).getByRole('button', { name: /^Pod web-.* Running/ }).count(), { timeout: 15_000 }).toBe(3)
    await expect.poll(() => live(page).locator('.lit').count()).toBe(0)
  })

  test('the live cluster pauses and resumes', async () => {
    await press(page, /^pause/).click()
    await live(page).locator('button[aria-pressed=true]', { hasText: 'pause' }).waitFor()
    await press(page, /^1×/).click()
    await live(page).locator('button[aria-pressed=true]', { hasText: '1×' }).waitFor()
  })

  test.each(schemes)('can be read, %s', async (colorScheme) => {
    await prefer(page, { colorScheme, reducedMotion: 'reduce' })
    await expect.poll(() => live(page).locator('.lit').count()).toBe(0)
    const rendered = await page.evaluate(measureSlide, { shown: SHOWN, width: CANVAS.width })
    expect(Object.entries({ offSlide, cutOff, outOfBox, overlappingTexts, tooSmall, clashingBoxes, faint }).flatMap(([judge, judged]) => judged(rendered).map(each => `${judge}: ${each}`))).toEqual([])
  })

  test('is left for the prepared path, by Escape', async () => {
    await page.keyboard.press('Escape')
    await live(page).waitFor({ state: 'detached' })
    await expect.poll(() => new URL(page.url()).search).toBe('')
  })

  test('gave no error', () => expect(pageErrors.filter(each => !each.startsWith('another host'))).toEqual([]))
})

test('is not there where files alone are served, and an address that asks for it says so', async () => {
  const { page } = await stage.visitor({ reducedMotion: 'reduce' })
  await page.goto(`${stage.url}break-it?live`)
  await page.locator('.deck-notice', { hasText: 'here is a healthy one' }).waitFor()
  await press(page, 'undo').waitFor()
  expect(await press(page, /^live/).count()).toBe(0)
})
