import type { Page } from 'playwright-chromium'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedDeck, serveDeck } from '../../scripts/serve/server.ts'
import { DEEPER } from '../../components/frame/next-step.ts'
import { BACKUP, clicksShown } from '../../deck/talk-cuts.ts'
import { sharedBrowser } from '../support/browser.ts'
import { made } from '../support/require-artifact.ts'
import { SHOWN } from './support/walk.ts'

const shown = clicksShown(10)
const names = Object.keys(shown)
const positions = names.flatMap(slide => (shown[slide] ?? []).map(click => `${slide} ${click}`))

/** Runs in the page: where it stands, as its address has it. */
const positionNow = (): string => `${location.pathname.slice(location.pathname.lastIndexOf('/') + 1) || 'cover'} ${new URLSearchParams(location.search).get('clicks') ?? 0}`

let deck: ServedDeck
beforeAll(async () => {
  deck = await serveDeck({ dir: made('DECK_DIST'), slot: 10 })
})
afterAll(() => deck.close())

async function open(path: string): Promise<Page> {
  const browser = await sharedBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'block', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${deck.url}${path}`)
  await page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
  return page
}
const stands = (page: Page, expected: string) => expect.poll(() => page.evaluate(positionNow)).toBe(expected)
/** What the corner of the slide says; while one slide gives way to the next, that of both. */
const corner = async (page: Page) => (await page.locator(`${SHOWN} .counter`).allInnerTexts()).join('\n')

describe('the talk for ten minutes', () => {
  test('is walked by the keys of a clicker, on and back, and counts itself', async () => {
    const page = await open('')
    const walked = positions.slice(0, 1)
    const corners = new Map<string, string>()
    for (const position of positions.slice(1)) {
      await page.keyboard.press('PageDown')
      await stands(page, position)
      walked.push(position)
      const [slide = ''] = position.split(' ')
      if (slide !== 'thanks') {
        await expect.poll(() => corner(page)).not.toContain('\n')
        corners.set(slide, (await corner(page)).split(' ')[0] ?? '')
      }
    }
    expect(walked).toEqual(positions)
    expect([...corners.values()]).toEqual(names.slice(1, -1).map((_, index) => String(index + 2)))
    await page.keyboard.press('PageDown')
    for (const position of positions.slice(-4, -1).reverse()) {
      await page.keyboard.press('PageUp')
      await stands(page, position)
    }
    await page.keyboard.press('Home')
    await stands(page, positions[0] ?? '')
    await page.keyboard.press('End')
    await stands(page, positions.at(-1) ?? '')
    await page.context().close()
  })

  test('has the stations and the slides of its own on the map, and goes to a slide by its own number', async () => {
    const page = await open('map-of-the-talk?step=failure')
    await expect.poll(() => page.locator(`${SHOWN} .talk-map ol a`).allInnerTexts()).toEqual(['Who talks to whom?', 'What happens after Enter?', 'What if a part dies?'])
    await page.keyboard.type(String(names.indexOf('request') + 1))
    await expect.poll(() => page.locator('#slidev-goto-dialog li').count()).toBeGreaterThan(0)
    await page.keyboard.press('Enter')
    await stands(page, 'request 0')
    await page.context().close()
  })

  test('has its own numbers in the overview, which goes to the one that is typed', async () => {
    const page = await open('hub')
    await page.keyboard.press('o')
    const numbers = async () => (await page.locator('.z-modal > .grid > div > .absolute').allInnerTexts()).map(text => text.trim())
    await expect.poll(async () => (await numbers()).filter(number => ![BACKUP, DEEPER].includes(number))).toEqual(names.map((_, index) => String(index + 1)))
    expect((await numbers()).length).toBeGreaterThan(names.length)
    await page.keyboard.press(String(names.indexOf('request') + 1))
    await stands(page, 'request 0')
    await page.context().close()
  })

  test('has the other slides behind it: a link leads there, and a key back', async () => {
    const page = await open('hub?clicks=4')
    await page.keyboard.press('g')
    await page.waitForFunction(() => document.activeElement?.id === 'slidev-goto-input')
    await page.keyboard.type('etcd')
    await expect.poll(() => page.locator('#slidev-goto-dialog li').first().innerText()).toContain('Backup')
    await page.keyboard.press('Enter')
    await stands(page, 'etcd 0')
    await expect.poll(() => corner(page)).toMatch(/^Backup · 0/)
    await page.keyboard.press('PageDown')
    await stands(page, 'etcd 1')
    await page.keyboard.press('r')
    await stands(page, 'hub 4')
    await page.context().close()
  })

  test('a shorter talk chosen in the presenter renumbers the stage at the same step, and says what to leave out', async () => {
    const stage = await open('hub')
    const presenter = await stage.context().newPage()
    await presenter.goto(`${deck.url}presenter/hub`)
    const choice = presenter.getByLabel('Which part of the talk is given')
    await choice.waitFor()
    await presenter.keyboard.press('PageDown')
    await stands(stage, 'hub 1')
    expect(await presenter.getByText('Skip').count()).toBe(0)
    await choice.selectOption('30')
    await expect.poll(() => corner(stage)).toBe('4 · 1 / 10')
    await presenter.evaluate(() => document.body.focus())
    const skip = presenter.getByTitle(/^Leave out next/)
    await expect.poll(async () => (await skip.innerText()).replace(/\s+/g, ' ')).toMatch(/^Skip API server −\d:\d\d$/)
    // However long the title is, what it saves is whole.
    expect(await skip.evaluate((button) => {
      const [title, saved] = button.children
      if (title)
        title.textContent = `Skip ${'What breaks when this breaks? '.repeat(3)}`
      return saved && [saved.scrollWidth <= saved.clientWidth + 1, saved.getBoundingClientRect().right <= button.getBoundingClientRect().right]
    })).toEqual([true, true])
    await presenter.getByTitle(/^Leave out next/).click()
    await expect.poll(() => stage.evaluate(positionNow)).not.toContain('hub')
    await choice.selectOption('')
    await expect.poll(async () => (await corner(stage)).split(' ')[0]).not.toBe('Backup')
    const [download] = await Promise.all([presenter.waitForEvent('download'), presenter.getByTitle(/^What was shown/).click()])
    expect(download.suggestedFilename()).toBe('shown.csv')
    const csv = await (await download.createReadStream()).toArray()
    expect(Buffer.concat(csv as Buffer[]).toString()).toMatch(/^shown at,slide,step,seconds,budget in seconds\r\n(?:[^\r]+,hub,planes,\d+,15\r\n)?[^\r]+,hub,api-server,\d+,8\r\n/)
    await stage.context().close()
  })
})
