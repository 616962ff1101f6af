import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { nameOf, readSlides, type State, statesOf } from '../support/talk.ts'
import { axe } from './support/axe.ts'
import { schemes, useStage, type Visitor } from './support/stage.ts'
import { arrive, open } from './support/walk.ts'

const states = (await readSlides()).flatMap(statesOf)
const stage = useStage()

function stateOf(name: string): State {
  const state = states.find(each => nameOf(each) === name)
  if (!state)
    throw new Error(`The talk has no ${name}.`)
  return state
}

const field = (page: Page) => page.getByRole('combobox', { name: 'What are you looking for?' })

/** Opens the search by its key and types. */
async function look(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/')
  await field(page).waitFor()
  await page.keyboard.type(words)
  await page.getByRole('option').first().waitFor()
}

/** Closes it by its key, and waits until the keys are the slide's again. */
async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  // By its name, not its role: a dialog that is closed has no role any more, and still takes the keys until it is gone.
  await page.locator('dialog.search').waitFor({ state: 'detached' })
}

/** What a screen reader takes for the chosen option: the one that the field names. */
const active = (page: Page): Promise<string> => field(page).evaluate((input) => {
  const option = document.getElementById(input.getAttribute('aria-activedescendant') ?? '')
  return option?.getAttribute('aria-selected') === 'true' ? option.textContent ?? '' : ''
})

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('title') ?? document.activeElement?.tagName ?? '')

describe('by keys alone', () => {
  let visitor: Visitor
  let page: Page
  const asked: string[] = []
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce' })
    page = visitor.page
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    await open(page, stage.url, stateOf('hub@planes'))
  })

  test('nothing of it is loaded before it is opened', () => {
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.filter(path => /search/i.test(path))).toEqual([])
  })

  test('a slash opens it, the arrows choose, and Enter leads to the step', async () => {
    await look(page, 'only the api server dials etcd')
    expect(asked.some(path => /search/i.test(path))).toBe(true)
    expect(await active(page)).toContain('Only the API server dials etcd.')
    await page.keyboard.press('ArrowDown')
    const second = await active(page)
    expect(second).not.toContain('Only the API server dials etcd.')
    await page.keyboard.press('ArrowUp')
    expect(await active(page)).toContain('Only the API server dials etcd.')
    await page.keyboard.press('ArrowUp')
    expect(await active(page)).toBe(await page.getByRole('option').last().textContent())
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await arrive(page, stateOf('hub@dial-etcd'))
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/\/hub$/)
  })

  test('after the search is closed the arrow keys step again', async () => {
    await page.keyboard.press('ArrowRight')
    await arrive(page, stateOf('hub@exceptions'))
  })

  test('what a real cluster did is told in the list, and Enter opens it at its step', async () => {
    await look(page, 'the kubelet asks back')
    await expect.poll(() => active(page)).toContain('SubjectAccessReview')
    await page.keyboard.press('Enter')
    await page.locator('dialog:not(.search)').getByText('Recorded: the scheduler stopped.').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await arrive(page, stateOf('hub@exceptions'))
  })

  test('Escape closes it, leaves the slide as it was, and gives the focus back', async () => {
    const button = page.getByRole('button', { name: 'Show slide overview' })
    await button.focus()
    await look(page, 'image pull')
    expect(await focused(page)).toBe('INPUT')
    await leave(page)
    expect(await focused(page)).toBe('Show slide overview')
    await arrive(page, stateOf('hub@exceptions'))
    await button.evaluate(element => (element as HTMLElement).blur())
  })

  test('the focus stays within it', async () => {
    await look(page, 'pod')
    for (let press = 0; press < 4; press++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)).toBe(true)
    }
    await leave(page)
  })

  test('how many places were found is said', async () => {
    await look(page, 'sched')
    const said = page.locator('dialog [role=status]')
    expect(await said.textContent()).toMatch(/^\d places found\.$/)
    await page.keyboard.type('xyzxyz')
    await page.getByRole('option').first().waitFor({ state: 'detached' })
    expect(await said.textContent()).toBe('Nothing found. Try another word.')
    await page.keyboard.press('Enter')
    await arrive(page, stateOf('hub@exceptions'))
    await leave(page)
  })

  test('gave no error and asked no other host', () => expect(visitor.pageErrors).toEqual([]))
})

describe.each(schemes)('axe, %s', (colorScheme) => {
  test('finds nothing to object to in it', async () => {
    const { page } = await stage.visitor({ colorScheme, reducedMotion: 'reduce', viewport: { width: 1280, height: 1600 } })
    await open(page, stage.url, stateOf('hub@planes'))
    await look(page, 'pod')
    // High enough for all that is found: of a line that is cut off axe decides nothing.
    await page.addStyleTag({ content: 'dialog { max-height: none !important }' })
    const { violations, incomplete, passes } = await axe(page, 'dialog')
    expect(passes.length).toBeGreaterThan(5)
    expect([...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])
  })
})

describe('on a phone', () => {
  test('a button opens it, all of it is on the screen, and a tap leads there', async () => {
    const { page } = await stage.visitor({ viewport: { width: 390, height: 844 }, hasTouch: true, reducedMotion: 'reduce' })
    await open(page, stage.url, stateOf('hub@planes'))
    await page.getByRole('button', { name: 'Search the talk' }).tap()
    await field(page).fill('does a pod move to another node')
    const option = page.getByRole('option', { name: /Replaced, not moved/ }).first()
    await option.waitFor()
    const sizes = await page.locator('dialog').evaluate((dialog) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect()
      const parts = [...dialog.querySelectorAll('input, button, b, small, p')].map(each => Number.parseFloat(getComputedStyle(each).fontSize))
      return { inside: left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight, wide: dialog.scrollWidth > dialog.clientWidth, least: Math.min(...parts) }
    })
    expect(sizes).toEqual({ inside: true, wide: false, least: 16 })
    await option.tap()
    await arrive(page, stateOf('replaced@replacement'))
  })
})

describe('where nobody searches', () => {
  test.each(['overview', 'hub?print'])('/%s has no search', async (address) => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await page.goto(stage.url + address)
    await page.locator('.slidev-layout').first().waitFor({ state: 'attached' })
    await page.keyboard.press('/')
    await page.waitForFunction(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))))
    expect(await page.locator('dialog.search').count()).toBe(0)
  })
})
