import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { readSlides, statesOf } from '../support/talk.ts'
import { useStage, type Visitor } from './support/stage.ts'
import { arrive, open, SHOWN } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

// What Slidev has that runs on something of ours in place of its own.
describe('with modules stubbed, Slidev still', () => {
  let visitor: Visitor
  let page: Page
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
    page = visitor.page
    await page.goto(`${stage.url}hub`)
    await page.locator(`${SHOWN} h1`, { hasText: 'One hub' }).waitFor()
  })

  /** Opens the dialog once the last one has let go of the keys, and waits until it listens. */
  async function askWhere(): Promise<void> {
    await page.waitForFunction(() => document.activeElement?.tagName !== 'INPUT')
    await page.keyboard.press('g')
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
  }

  test('goes to a slide by its title', async () => {
    await askWhere()
    await page.keyboard.type('kubelet')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/kubelet')
  })

  test('goes to a slide by its number', async () => {
    await askWhere()
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/${slides[6]?.name}`)
    await page.waitForFunction(() => document.activeElement?.tagName !== 'INPUT')
  })

  test('shows all slides', async () => {
    await page.keyboard.press('o')
    await page.locator('.slidev-slide-container').nth(5).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.slidev-slide-container').nth(5).waitFor({ state: 'hidden' })
  })

  test('turns dark and light', async () => {
    const before = await page.locator('html.dark').count()
    await page.keyboard.press('d')
    await page.waitForFunction(dark => document.querySelectorAll('html.dark').length !== dark, before)
  })

  test('names the tab after the slide, and the speaker\'s after the speaker', async () => {
    expect(await page.title()).toBe(`${slides[6]?.title} · Kubernetes Architecture Deep Dive`)
    await page.goto(`${stage.url}presenter/hub`)
    await page.waitForFunction(() => document.title.includes('Presenter'))
  })

  test('shows a step before its address, and then the address', async () => {
    const [first, second] = slides.filter(({ name }) => name === 'hub').flatMap(statesOf)
    if (!first || !second)
      throw new Error('The talk has no hub with a step.')
    await open(page, stage.url, first)
    const whenShown = await page.evaluateHandle(() => {
      const shown: { search?: string } = {}
      new MutationObserver(() => shown.search ??= location.search).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-step'] })
      return shown
    })
    await page.keyboard.press('ArrowRight')
    await arrive(page, second)
    expect(await whenShown.evaluate(({ search }) => search)).toBe('')
    await expect.poll(() => new URL(page.url()).search).toBe('?clicks=1')
  })

  test('does so without an error', () => expect(visitor.pageErrors).toEqual([]))
})
