import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { nameOf, readSlides, statesOf } from '../support/talk.ts'
import { useStage } from './support/stage.ts'
import { open } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()
const script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// All rules of axe, those for good practice too, and all of the page: Slidev's buttons and dialogs with it.
const findings = async (): Promise<string[]> => {
  const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
  const { violations } = await axe.run(document, { resultTypes: ['violations'] })
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(', ')}`)
}

// What is around the slide is the same on each, and the slides themselves are looked at in both schemes by the walk.
test.each([['light', slides], ['dark', slides.filter(({ name }) => name === 'request')]] as const)('axe finds nothing at all on the whole page, %s', async (colorScheme, looked) => {
  expect(looked.length).toBeGreaterThan(0)
  const { page } = await stage.visitor({ colorScheme, reducedMotion: 'reduce' })
  const wrong: string[] = []
  for (const state of looked.flatMap(slide => statesOf(slide).slice(-1))) {
    await open(page, stage.url, state)
    await page.locator('.slidev-icon-btn').first().waitFor({ state: 'attached' })
    await page.locator('.reader-bar').waitFor({ state: 'attached' })
    await page.evaluate(script)
    wrong.push(...(await page.evaluate(findings)).map(each => `${nameOf(state)}: ${each}`))
  }
  expect(wrong).toEqual([])
  await page.context().close()
})

test.each(['presenter/request', 'overview'])('axe finds nothing at all at /%s', async (path) => {
  const { page } = await stage.visitor({ reducedMotion: 'reduce' })
  await page.goto(stage.url + path)
  await page.locator('.slidev-note').first().waitFor()
  await page.locator('head > style[data-deferred]').waitFor({ state: 'attached' })
  await page.evaluate(script)
  // Slidev's labels fade in, and are faint until they have.
  await expect.poll(() => page.evaluate(findings)).toEqual([])
  await page.context().close()
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
  await page.context().close()
})
