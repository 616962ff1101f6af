import { expect, test } from 'vitest'
import { readSlides, statesOf } from '../support/talk.ts'
import { axeWholePage } from './support/axe.ts'
import { useStage } from './support/stage.ts'
import { open } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

// What is around the slide is the same on each. In the light scheme the walk looks at it beside every slide.
test('axe finds nothing at all on the whole page, dark', async () => {
  const { page } = await stage.visitor({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const state = slides.filter(({ name }) => name === 'request').flatMap(statesOf).at(-1)
  if (!state)
    throw new Error('The talk has no request.')
  await open(page, stage.url, state)
  await page.locator('.slidev-icon-btn').first().waitFor({ state: 'attached' })
  await page.locator('.reader-bar').waitFor({ state: 'attached' })
  expect(await axeWholePage(page)).toEqual([])
})

test.each(['presenter/request', 'overview'])('axe finds nothing at all at /%s', async (path) => {
  const { page } = await stage.visitor({ reducedMotion: 'reduce' })
  await page.goto(stage.url + path)
  await page.locator('.slidev-note').first().waitFor()
  await page.locator('head > style[data-deferred]').waitFor({ state: 'attached' })
  // Slidev's labels fade in, and are faint until they have.
  await expect.poll(() => axeWholePage(page)).toEqual([])
})

test.each([[1280, 720], [1366, 768], [1600, 900], [1920, 1080]])('a screen of %i × %i is filled to its edges', async (width, height) => {
  const { page } = await stage.visitor({ reducedMotion: 'reduce', viewport: { width, height } })
  const [state] = slides.flatMap(statesOf)
  if (!state)
    throw new Error('The talk has no slide.')
  await open(page, stage.url, state)
  const leftOver = async (): Promise<number> => {
    const { x, y, right, bottom } = await page.locator('#slide-content').evaluate(element => element.getBoundingClientRect().toJSON() as { x: number, y: number, right: number, bottom: number })
    return Math.max(Math.abs(x), Math.abs(y), Math.abs(width - right), Math.abs(height - bottom))
  }
  // 1366 × 768 is no 16 to 9: a third of a pixel is left above and below.
  await expect.poll(leftOver).toBeLessThan(0.5)
})
