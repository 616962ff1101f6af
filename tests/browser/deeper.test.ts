import type { Page } from 'playwright-chromium'
import { beforeAll, expect, test } from 'vitest'
import { clicksOf, loadDeeperOutline } from '../../deck/navigation.ts'
import { deepenedBy } from '../../slides/section-slides.ts'
import { readSlides } from '../support/talk.ts'
import { useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

await loadDeeperOutline()
const slides = await readSlides()
const beside = slides.filter(({ isDeeper }) => isDeeper)
const [first] = beside
const name = first?.name ?? ''
const origin = Object.keys(deepenedBy).find(each => deepenedBy[each]?.includes(name)) ?? ''
const stage = useStage()
let page: Page
let pageErrors: readonly string[]

beforeAll(async () => {
  ({ page, pageErrors } = await stage.visitor({ reducedMotion: 'reduce' }))
})

/** Runs in the page: where it stands, as its address has it. */
const positionNow = (): string => `${location.pathname.slice(location.pathname.lastIndexOf('/') + 1)} ${new URLSearchParams(location.search).get('clicks') ?? 0}`
const stands = (expected: string) => expect.poll(() => page.evaluate(positionNow)).toBe(expected)
const opened = async (path: string): Promise<void> => {
  await page.goto(stage.url + path)
  await page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
  await page.locator('.reader-bar').waitFor({ state: 'attached' })
}

test('the talk ends before the slides beside it, whatever key asks for more', async () => {
  await opened('hub')
  await page.keyboard.press('End')
  await stands('thanks 0')
  for (const key of ['ArrowRight', 'PageDown', ' ', 'ArrowDown'])
    await page.keyboard.press(key)
  await page.keyboard.press('ArrowLeft')
  await stands(`references ${clicksOf('references')}`)
  expect(await page.locator('.reader-bar progress').count()).toBe(1)
})

/** Goes from the third step of a slide to one that goes deeper, by the link in the bar. */
const deepen = async (): Promise<void> => {
  await opened(`${origin}?clicks=2`)
  await page.mouse.move(600, 400)
  await page.locator('.deeper-links summary').click()
  const own = page.locator('.deeper-links .own')
  await expect.poll(() => own.count()).toBe(deepenedBy[origin]?.length)
  await own.first().click()
  await stands(`${name} 0`)
}

test('the list of them folds at Escape, at a press elsewhere and at a step', async () => {
  await opened(`${origin}?clicks=2`)
  const fold = page.locator('.deeper-links[open]')
  for (const leave of [() => page.keyboard.press('Escape'), () => page.mouse.click(600, 300), () => page.keyboard.press('ArrowRight')]) {
    await page.mouse.move(600, 400)
    await page.locator('.deeper-links summary').click()
    await expect.poll(() => fold.count()).toBe(1)
    await leave()
    await expect.poll(() => fold.count()).toBe(0)
  }
  await stands(`${origin} 3`)
})

test('a link in the bar leads from a slide to one that goes deeper, and r back to the step it was left at', async () => {
  await deepen()
  await expect.poll(() => page.locator(`${SHOWN} .counter`).allInnerTexts()).toEqual([`Deeper · 0 / ${clicksOf(name)}`])
  await page.keyboard.press('ArrowRight')
  await stands(`${name} 1`)
  await page.keyboard.press('r')
  await stands(`${origin} 2`)
})

test('a step past its last leads back to where the talk was left, and nowhere for who came by its address', async () => {
  await deepen()
  for (let click = 1; click <= clicksOf(name); click++) {
    await page.keyboard.press('ArrowRight')
    await stands(`${name} ${click}`)
  }
  await page.keyboard.press('ArrowRight')
  await stands(`${origin} 2`)
  await opened(`${name}?clicks=${clicksOf(name)}`)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await stands(`${name} ${clicksOf(name) - 1}`)
})

test('a click of it is found by the slide’s number in an address', async () => {
  const number = String(slides.findIndex(slide => slide === first) + 1)
  await opened(`${number}?clicks=2`)
  await stands(`${number} 2`)
})

test('a step of it is found by its name in an address', async () => {
  await opened(`${name}?step=${first?.steps?.at(-1)?.id ?? ''}`)
  await stands(`${name} ${clicksOf(name)}`)
  expect(pageErrors).toEqual([])
})
