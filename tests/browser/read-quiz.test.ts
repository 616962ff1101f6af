import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { deeperQuestions, questions } from '../../slides/check-yourself/quiz.ts'
import { axe } from './support/axe.ts'
import { tabTo } from './support/keys.ts'
import { schemes, settleRequests, type Stage, useStage, type Visitor } from './support/stage.ts'

const phone = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' } as const
const stage = useStage()

const quiz = (page: Page) => page.locator('#quiz-widget')
const button = (page: Page, name: string) => quiz(page).getByRole('button', { name, exact: true })

/** Comes to the quiz, and waits until the quiz has. */
async function come(page: Page, at: Stage = stage): Promise<void> {
  await page.goto(`${at.url}read.html#check-yourself`)
  await quiz(page).scrollIntoViewIfNeeded()
  await button(page, 'Start').waitFor()
}

/** The question that is asked. */
async function asked(page: Page) {
  const asks = await quiz(page).locator('legend').textContent()
  const question = questions.find(each => each.prompt === asks)
  if (!question)
    throw new Error(`The quiz does not ask “${asks}”.`)
  return question
}

/** Answers by the keys, from the radio button that has the focus, and waits until it is said what that was worth. */
async function answer(page: Page, text: string): Promise<void> {
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement)
  await page.keyboard.press('Space')
  for (let press = 0; await page.evaluate(() => document.querySelector('#quiz-widget input:checked')?.closest('label')?.textContent?.trim()) !== text; press++) {
    if (press > 4)
      throw new Error(`The arrows do not lead to “${text}”.`)
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await quiz(page).locator('.verdict p').waitFor()
}

/** Runs in the page: answers one question after the other right. */
async function answerAll(rights: Readonly<Record<string, string>>): Promise<void> {
  const drawn = (): Promise<unknown> => new Promise(resolve => requestAnimationFrame(resolve))
  const press = async (element: HTMLElement | null | undefined): Promise<void> => {
    element?.click()
    await drawn()
  }
  while (document.querySelector('#quiz-widget legend')) {
    const right = rights[document.querySelector('#quiz-widget legend')?.textContent ?? '']
    const labels = [...document.querySelectorAll<HTMLElement>('#quiz-widget label')]
    await press(labels.find(label => label.textContent?.trim() === right)?.querySelector('input'))
    await press(document.querySelector<HTMLElement>('#quiz-widget button'))
    await press(document.querySelector<HTMLElement>('#quiz-widget button'))
  }
}

describe('by keys alone', () => {
  let visitor: Visitor
  let page: Page
  const asks: string[] = []
  beforeAll(async () => {
    visitor = await stage.visitor(phone)
    page = visitor.page
    page.on('request', request => asks.push(new URL(request.url()).pathname))
    await page.addInitScript(() => {
      const refused: string[] = []
      Object.assign(window, { refused })
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => refused.push(`${violatedDirective}: ${blockedURI}`))
    })
    await page.goto(`${stage.url}read`)
    await settleRequests(page)
  })

  test('no script is loaded before somebody comes near, and never the deck', async () => {
    expect(asks).toContain('/read')
    expect(asks.filter(path => path.endsWith('.js'))).toEqual([])
    await come(page)
    const scripts = asks.filter(path => path.endsWith('.js'))
    expect(scripts.some(path => path.includes('/quiz-'))).toBe(true)
    expect(scripts.filter(path => /stage|index/.test(path))).toEqual([])
  })

  test('the quiz begins, and the question is to be seen', async () => {
    await tabTo(page, 'Start')
    await page.keyboard.press('Enter')
    await quiz(page).locator('legend').waitFor()
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement)
    const top = await quiz(page).locator('legend').evaluate(legend => legend.getBoundingClientRect().top)
    expect(top).toBeGreaterThanOrEqual(0)
    expect(top).toBeLessThan(600)
  })

  test('an answer is told, with why, a source and the way into the talk', async () => {
    const { wrong, right, why, answeredAt } = await asked(page)
    await answer(page, wrong[0])
    expect((await quiz(page).locator('.verdict').textContent())?.replace(/\s+/g, ' ').trim()).toBe(`Not so. ${right}. ${why}`)
    const links = await quiz(page).locator('.links a').evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''))
    expect(links[0]).toBe(`#${answeredAt.slide}.${answeredAt.step}`)
    expect(links[1]).toMatch(/^https:/)
    expect(await page.evaluate(id => document.getElementById(id)?.tagName, links[0]?.slice(1) ?? '')).toBe('LI')
  })

  test('all are answered, and the score is there at the next visit', async () => {
    for (let number = 2; number <= questions.length; number++) {
      await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Next question')
      await page.keyboard.press('Enter')
      await quiz(page).getByText(`Question ${number} of`).waitFor()
      await answer(page, (await asked(page)).right)
    }
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Your score')
    await page.keyboard.press('Enter')
    await quiz(page).getByText(`${questions.length - 1} of ${questions.length}`, { exact: true }).waitFor()
    await page.reload()
    await come(page)
    await quiz(page).getByText(`Last time: ${questions.length - 1} of ${questions.length}.`).waitFor()
  })

  test('the score of the page is also the score on the slide', async () => {
    await page.goto(`${stage.url}check-yourself?step=all`)
    await page.getByText(`Last time: ${questions.length - 1} of ${questions.length}.`).waitFor()
  })

  test('gave no error, asked no other host, and the policy refused nothing', async () => {
    await come(page)
    expect(visitor.pageErrors).toEqual([])
    expect(await page.evaluate(() => (window as unknown as { refused: string[] }).refused)).toEqual([])
  })
})

describe.each(schemes)('axe, %s', (colorScheme) => {
  test.each([320, 1280])('finds nothing to object to at %i px, before an answer and after it', async (width) => {
    const { page } = await stage.visitor({ colorScheme, viewport: { width, height: 844 } })
    await come(page)
    // axe looks at the ground of all that there is, and all else has a test of its own.
    await page.evaluate(() => document.querySelectorAll('.read-slide:not(#check-yourself), .on-paper, .read > header').forEach(each => each.remove()))
    const results = [await axe(page, '#quiz-widget')]
    await button(page, 'Start').click()
    results.push(await axe(page, '#quiz-widget'))
    await quiz(page).getByRole('radio').first().check()
    await button(page, 'Check').click()
    await quiz(page).locator('.verdict p').waitFor()
    results.push(await axe(page, '#quiz-widget'))
    expect(Math.min(...results.map(({ passes }) => passes.length))).toBeGreaterThan(2)
    expect(results.flatMap(({ violations }) => violations).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])
    const sizes = await quiz(page).locator('legend, label, .verdict p, .where, a, button').evaluateAll(all => all.map(each => [each.getBoundingClientRect().right, Number.parseFloat(getComputedStyle(each).fontSize)] as const))
    expect(Math.max(...sizes.map(([right]) => right))).toBeLessThanOrEqual(width)
    expect(Math.min(...sizes.map(([, size]) => size))).toBeGreaterThanOrEqual(16)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  })
})

describe('what comes late', () => {
  test.each([320, 390, 1280])('moves nothing at %i px, a score of last time with it', async (width) => {
    const { page } = await stage.visitor({ viewport: { width, height: 844 } })
    await page.addInitScript(() => localStorage.setItem('/ quiz', JSON.stringify({ right: 3, of: 25 })))
    await page.goto(`${stage.url}read`)
    const height = (): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight)
    const before = await height()
    expect(await button(page, 'Start').count()).toBe(0)
    await come(page)
    await quiz(page).getByText('Last time: 3 of 25.').waitFor()
    expect(await height()).toBe(before)
  })

  test('a quiz whose script does not come leaves the list of questions', async () => {
    const { page } = await stage.visitor(phone)
    await page.route(/\/quiz-/, route => route.abort())
    await page.goto(`${stage.url}read`)
    expect(await page.locator('.quiz-list').isVisible()).toBe(false)
    await quiz(page).scrollIntoViewIfNeeded()
    await page.locator('.quiz-list').waitFor({ state: 'visible' })
    expect(await quiz(page).isVisible()).toBe(false)
  })
})

test.each([
  ['blocked', () => Object.defineProperty(window, 'localStorage', { configurable: true, get: () => { throw new DOMException('blocked', 'SecurityError') } })],
  ['full', () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }],
  ['foreign', () => { Storage.prototype.getItem = () => '{"right":"all","of":[]}' }],
] as const)('storage that is %s hinders no quiz', async (_, spoil) => {
  const { page, pageErrors } = await stage.visitor(phone)
  await page.addInitScript(spoil)
  await come(page)
  await button(page, 'Start').click()
  await quiz(page).locator('legend').waitFor()
  await page.evaluate(answerAll, Object.fromEntries(questions.map(({ prompt, right }) => [prompt, right])))
  await quiz(page).getByText(`${questions.length} of ${questions.length}`, { exact: true }).waitFor()
  expect(pageErrors).toEqual([])
})

test('without script all questions are there, each with its answer folded away', async () => {
  const { page } = await stage.visitor({ ...phone, javaScriptEnabled: false })
  await page.goto(`${stage.url}read`)
  expect(await quiz(page).isVisible()).toBe(false)
  expect(await page.locator('.quiz-list legend').allInnerTexts()).toEqual(questions.map(({ prompt }) => prompt))
  const answers = page.locator('.quiz-list details p')
  expect(await answers.first().isVisible()).toBe(false)
  for (const summary of await page.locator('.quiz-list summary').all()) {
    await summary.focus()
    await page.keyboard.press('Enter')
  }
  await answers.last().waitFor({ state: 'visible' })
  const told = await answers.allInnerTexts()
  expect(questions.filter(({ right, why }, index) => !told[index]?.startsWith(`${right}. ${why}`))).toEqual([])
  expect(await page.locator('.quiz-list details a[href^="https:"]').count()).toBe(questions.length)
})

test.each([true, false])('paper has all questions, and the answers at the end, script %s', async (javaScriptEnabled) => {
  const { page } = await stage.visitor({ ...phone, javaScriptEnabled })
  await page.goto(`${stage.url}read#check-yourself`)
  if (javaScriptEnabled) {
    await come(page)
    await button(page, 'Start').click()
    await quiz(page).locator('legend').waitFor()
  }
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.page-quiz').isVisible()).toBe(false)
  const all = [...questions, ...deeperQuestions]
  expect(await page.locator('.on-paper .quiz > li > p').allInnerTexts()).toEqual(all.map(({ prompt }) => prompt))
  const answers = await page.locator('.on-paper .answers > li').allInnerTexts()
  expect(all.filter(({ right, why }, index) => !answers[index]?.includes(`${right}. ${why}`))).toEqual([])
  const terms = await page.evaluate(() => [...document.querySelectorAll('#glossary dt')].filter(term => term.checkVisibility({ contentVisibilityAuto: true })).length)
  expect(terms).toBeGreaterThan(20)
})

test('paper is light, whatever the scheme', async () => {
  const { page } = await stage.visitor({ ...phone, colorScheme: 'dark' })
  await page.goto(`${stage.url}read`)
  const ink = (): Promise<string> => page.evaluate(() => getComputedStyle(document.querySelector('.read') ?? document.body).color)
  expect(await ink()).toBe('rgb(233, 239, 251)')
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await ink()).toBe('rgb(14, 26, 51)')
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await ink()).toBe('rgb(233, 239, 251)')
})

describe('elsewhere', () => {
  const based = useStage('DECK_DIST_BASE')
  const anywhere = useStage('DECK_DIST_PORTABLE', '/some/where/else/')

  test.each([['under a path', based], ['in any folder', anywhere]] as const)('%s the quiz comes too', async (_, at) => {
    const { page, pageErrors } = await at.visitor(phone)
    await come(page, at)
    await button(page, 'Start').click()
    await quiz(page).locator('legend').waitFor()
    expect(pageErrors).toEqual([])
  })

  test('in any folder, slide and page lead to each other', async () => {
    const { page, pageErrors } = await anywhere.visitor(phone)
    await page.goto(`${anywhere.url}read.html#hub`)
    await page.getByRole('link', { name: /^Slide 4,/ }).click()
    await page.waitForURL(url => url.hash.startsWith('#/hub'))
    const way = page.locator('.reader-bar').getByRole('link', { name: 'Read' })
    await way.waitFor({ state: 'attached' })
    expect(await way.evaluate(link => (link as HTMLAnchorElement).href)).toBe(`${anywhere.url}read.html#hub`)
    expect(pageErrors).toEqual([])
  })
})
