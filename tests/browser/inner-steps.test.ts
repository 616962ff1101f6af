import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { outcomes } from '../../slides/outcomes/outcomes.ts'
import { innerCaption } from '../../slides/outcomes/outcome.ts'
import { captionText } from '../../talk/step.ts'
import { readSlides, type State, statesOf } from '../support/talk.ts'
import { gatherBeforeAll } from './support/gather.ts'
import { CANVAS, clashingBoxes, cutOff, faint, MOST_WORDS, offSlide, outOfBox, overlappingTexts, tooClose, tooSmallForStage, wordsOf } from './support/judge.ts'
import { measureSlide } from './support/measure-slide.ts'
import type { RenderedSlide } from './support/rendered-slide.ts'
import { prefer, type Scheme, schemes, useStage, type Visitor } from './support/stage.ts'
import { arrive, open, SHOWN } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

function stateOf(id: string): State {
  const state = slides.flatMap(statesOf).find(each => each.slide.name === 'outcomes' && each.step?.id === id)
  if (!state)
    throw new Error(`No outcome "${id}" on the slide.`)
  return state
}

/** Waits until a step inside is shown. */
async function insideIs(page: Page, name: string): Promise<void> {
  await page.locator(`${SHOWN} [data-inside="${name}"]`).waitFor({ timeout: 10_000 })
}

const address = (page: Page): string => new URL(page.url()).search

describe('inside an outcome', () => {
  let visitor: Visitor
  let page: Page
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
    page = visitor.page
  })

  test('Shift and arrows go from step to step, no further than the ends, and Escape back to the initial one', async () => {
    await open(page, stage.url, stateOf('forbidden'))
    await insideIs(page, 'answered')
    for (const [key, name] of [['Shift+ArrowLeft', 'authorization'], ['Shift+ArrowLeft', 'authentication'], ['Shift+ArrowLeft', 'sent'], ['Shift+ArrowLeft', 'sent'], ['Shift+ArrowRight', 'authentication'], ['Escape', 'answered'], ['Shift+ArrowRight', 'answered']] as const) {
      await page.keyboard.press(key)
      await insideIs(page, name)
    }
    await expect.poll(() => address(page)).toBe('?clicks=3')
  })

  test('it is announced, and the address carries it', async () => {
    await open(page, stage.url, stateOf('forbidden'))
    await page.keyboard.press('Shift+ArrowLeft')
    await insideIs(page, 'authorization')
    await expect.poll(() => address(page)).toBe('?clicks=3&inside=authorization')
    await page.locator('[role=status]', { hasText: 'Authorization finds no rule' }).waitFor({ state: 'attached' })
  })

  test('a click of the mouse on a button steps, and leaves the keys to the slide', async () => {
    await open(page, stage.url, stateOf('webhook'))
    await page.locator(SHOWN).getByRole('button', { name: 'One step back inside' }).click()
    await insideIs(page, 'validating')
    await page.keyboard.press('ArrowRight')
    await arrive(page, stateOf('pods-denied'))
    await expect.poll(() => address(page)).toBe('?clicks=5')
  })

  test('the buttons can be reached and pressed by keys alone', async () => {
    await open(page, stage.url, stateOf('webhook'))
    await page.locator(SHOWN).getByRole('button', { name: 'One step back inside' }).focus()
    await page.keyboard.press('Enter')
    await insideIs(page, 'validating')
    await page.keyboard.press('Shift+ArrowLeft')
    await insideIs(page, 'validation')
    await page.keyboard.press('Escape')
    await insideIs(page, 'answered')
  })

  test('the buttons are targets of 24 pixels and more', async () => {
    const boxes = await page.locator(SHOWN).getByRole('button', { name: /inside$/ }).evaluateAll(all => all.map(each => each.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)))
    expect(boxes).toHaveLength(2)
    expect(Math.min(...boxes)).toBeGreaterThanOrEqual(24)
  })

  test('nothing is remembered: on and back again shows the initial step', async () => {
    await open(page, stage.url, stateOf('created'))
    await page.keyboard.press('Shift+ArrowLeft')
    await insideIs(page, 'stored')
    await page.keyboard.press('ArrowRight')
    await arrive(page, stateOf('unauthorized'))
    await page.keyboard.press('ArrowLeft')
    await arrive(page, stateOf('created'))
    await insideIs(page, 'answered')
  })

  test.each([
    ['?step=forbidden&inside=authorization', '?clicks=3&inside=authorization', 'authorization'],
    ['?step=forbidden&inside=nobody', '?clicks=3', 'answered'],
    ['?clicks=3&inside=sent', '?clicks=3&inside=sent', 'sent'],
  ])('/outcomes%s leads there', async (query, ends, name) => {
    await page.goto(`${stage.url}outcomes${query}`)
    await arrive(page, stateOf('forbidden'))
    await insideIs(page, name)
    await expect.poll(() => address(page)).toBe(ends)
  })

  test('elsewhere Shift and arrow go to the next slide, as ever', async () => {
    await open(page, stage.url, stateOf('all'))
    await page.keyboard.press('Shift+ArrowRight')
    await page.waitForURL(`${stage.url}${slides[stateOf('all').slide.no]?.name}**`)
  })

  test('gave no error', () => expect(visitor.pageErrors).toEqual([]))
})

describe('what the presenter chooses inside', () => {
  test('shows on the stage, from step to step, and goes with the click', async () => {
    const { page: presenter } = await stage.visitor({ reducedMotion: 'reduce' })
    const audience = await presenter.context().newPage()
    await open(audience, stage.url, stateOf('forbidden'))
    await presenter.goto(`${stage.url}presenter/outcomes?clicks=3`)
    await insideIs(presenter, 'answered')
    await presenter.keyboard.press('Shift+ArrowLeft')
    await insideIs(audience, 'authorization')
    await presenter.keyboard.press('Shift+ArrowLeft')
    await insideIs(audience, 'authentication')
    await presenter.keyboard.press('Escape')
    await insideIs(audience, 'answered')
    await presenter.keyboard.press('Shift+ArrowLeft')
    await insideIs(audience, 'authorization')
    await presenter.keyboard.press('ArrowRight')
    await arrive(audience, stateOf('webhook'))
    await insideIs(audience, 'answered')
  })
})

describe('every step inside', () => {
  const judges = { offSlide, cutOff, outOfBox, cramped: tooClose, overlappingTexts, tooSmallForStage, clashingBoxes, faint, crossed: ({ crossings }: RenderedSlide) => crossings }
  const faults: Record<Scheme, string[]> = { light: [], dark: [] }
  const captions: string[] = []
  let pageErrors: readonly string[] = ['nobody looked']

  gatherBeforeAll(async () => {
    const visitor = await stage.visitor({ reducedMotion: 'reduce' })
    const { page } = visitor
    for (const kept of [captions, ...Object.values(faults)])
      kept.length = 0
    for (const outcome of outcomes) {
      for (const step of outcome.inner) {
        if (step === outcome.inner[0])
          await page.goto(`${stage.url}outcomes?step=${outcome.id}&inside=${step.id}`)
        else
          await page.keyboard.press('Shift+ArrowRight')
        await arrive(page, stateOf(outcome.id))
        await insideIs(page, step.id)
        const told = captionText(innerCaption(outcome, step))
        captions.push((await page.locator(`${SHOWN} .caption`).innerText()).replace(/\s+/g, ' '))
        for (const colorScheme of schemes) {
          await prefer(page, { colorScheme })
          const rendered = await page.evaluate(measureSlide, { shown: SHOWN, width: CANVAS.width })
          const fault = (what: string): void => void faults[colorScheme].push(`${outcome.id}/${step.id}: ${what}`)
          Object.entries(judges).forEach(([judge, judged]) => judged(rendered).forEach(each => fault(`${judge}: ${each}`)))
          if (wordsOf(rendered) > MOST_WORDS)
            fault(`${wordsOf(rendered)} words`)
          const words = rendered.texts.filter(({ text }) => told.endsWith(text))
          if (words.length === 0 || words.some(({ lines }) => lines.length > 1))
            fault('caption not on one line')
        }
      }
    }
    ;({ pageErrors } = visitor)
  })

  test('has its caption', () => {
    expect(captions).toEqual(outcomes.flatMap(outcome => outcome.inner.map(step => captionText(innerCaption(outcome, step)))))
  })

  test.each(schemes)('has its caption on one line, its text readable, and its words counted, %s', scheme => expect(faults[scheme]).toEqual([]))
  test('gave no error', () => expect(pageErrors).toEqual([]))
})
