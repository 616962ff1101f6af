import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { questions } from '../../slides/check-yourself/quiz.ts'
import { nameOf, readSlides, type State, statesOf } from '../support/talk.ts'
import { axe } from './support/axe.ts'
import { CANVAS, cutOff, faint, offSlide, overlappingTexts, tooSmall } from './support/judge.ts'
import { tabTo } from './support/keys.ts'
import { measureSlide } from './support/measure-slide.ts'
import { schemes, useStage, type Visitor } from './support/stage.ts'
import { arrive, open, SHOWN } from './support/walk.ts'

const states = (await readSlides()).flatMap(statesOf)
const stage = useStage()
const judges = { offSlide, cutOff, overlappingTexts, tooSmall, faint }

function stateOf(name: string): State {
  const state = states.find(each => nameOf(each) === name)
  if (!state)
    throw new Error(`The talk has no ${name}.`)
  return state
}

const here = stateOf('check-yourself@all')

/** The question that is asked. */
async function asked(page: Page) {
  const asks = await page.locator(`${SHOWN} legend`).textContent()
  const question = questions.find(each => each.prompt === asks)
  if (!question)
    throw new Error(`The quiz does not ask “${asks}”.`)
  return question
}

/** By the arrows, from the radio button that has the focus. */
async function choose(page: Page, answer: string): Promise<void> {
  await page.keyboard.press('Space')
  for (let press = 0; press < 4; press++) {
    if (await page.evaluate(() => document.querySelector('input:checked')?.closest('label')?.textContent?.trim()) === answer)
      return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`The arrows do not lead to “${answer}”.`)
}

const focus = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.tagName || '')

/** What is wrong with how the slide looks now. */
async function faults(page: Page): Promise<string[]> {
  const rendered = await page.evaluate(measureSlide, { shown: SHOWN, width: CANVAS.width })
  return Object.entries(judges).flatMap(([name, judge]) => judge(rendered).map(fault => `${name}: ${fault}`))
}

describe('by keys alone', () => {
  let visitor: Visitor
  let page: Page
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
    page = visitor.page
    await open(page, stage.url, here)
  })

  test('a round begins, and the arrows choose instead of leaving the slide', async () => {
    await tabTo(page, 'Start')
    await page.keyboard.press('Enter')
    await expect.poll(() => focus(page)).toBe('INPUT')
    await choose(page, (await asked(page)).wrong[0])
    await arrive(page, here)
  })

  test('the answer is said once, politely', async () => {
    const question = await asked(page)
    await page.evaluate((region) => {
      const said: string[] = []
      Object.assign(window, { said })
      const live = document.querySelector(region)
      if (live)
        new MutationObserver(() => said.push(live.textContent?.replace(/\s+/g, ' ').trim() ?? '')).observe(live, { childList: true, characterData: true, subtree: true })
    }, `${SHOWN} [aria-live=polite]`)
    await page.keyboard.press('Enter')
    await page.locator(`${SHOWN} .verdict p`).waitFor()
    expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([`Not so. ${question.right}. ${question.why}`])
    expect(await focus(page)).toBe('Next question')
  })

  test('all are answered, each fits on the slide, and the score is kept', async () => {
    const wrong: string[] = []
    for (let number = 2; number <= questions.length; number++) {
      await page.keyboard.press('Enter')
      await page.getByText(`Question ${number} of`).waitFor()
      const question = await asked(page)
      wrong.push(...await faults(page))
      await choose(page, question.right)
      await page.keyboard.press('Enter')
      await page.locator(`${SHOWN} .verdict p`).waitFor()
      wrong.push(...await faults(page))
    }
    expect(wrong).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText(`${questions.length - 1} of ${questions.length}`).waitFor()
    expect(await faults(page)).toEqual([])
    await page.reload()
    await page.getByText(`Last time: ${questions.length - 1} of ${questions.length}.`).waitFor()
  })

  test('the way into the talk leads to where it is told', async () => {
    await tabTo(page, 'Start')
    await page.keyboard.press('Enter')
    const { right, answeredAt } = await asked(page)
    await choose(page, right)
    await page.keyboard.press('Enter')
    await tabTo(page, 'In the talk')
    await page.keyboard.press('Enter')
    await arrive(page, stateOf(`${answeredAt.slide}@${answeredAt.step}`))
  })

  test('gave no error and asked no other host', () => expect(visitor.pageErrors).toEqual([]))
})

describe.each(schemes)('axe, %s', (colorScheme) => {
  test('finds nothing to object to, before an answer and after it', async () => {
    const { page } = await stage.visitor({ colorScheme, reducedMotion: 'reduce' })
    await open(page, stage.url, here)
    await page.getByRole('button', { name: 'Start' }).click()
    const before = await axe(page, `${SHOWN} .slidev-layout`)
    await page.getByRole('radio').first().check()
    await page.getByRole('button', { name: 'Check' }).click()
    const after = await axe(page, `${SHOWN} .slidev-layout`)
    expect(Math.min(before.passes.length, after.passes.length)).toBeGreaterThan(5)
    expect([...before.violations, ...after.violations].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])
    expect(await faults(page)).toEqual([])
  })
})
