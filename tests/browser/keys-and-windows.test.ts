import { describe, expect, test } from 'vitest'
import { after, goHere, here, settle, shownState } from './support/shown-state.ts'
import { readSlides } from '../support/talk.ts'
import { useStage } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const stage = useStage()
const slides = await readSlides()

describe('on the stage alone', () => {
  test('a key that opens a dialog opens it again, however soon after it was closed', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await goHere(page, stage.url, '')
    for (const [key, dialog] of [['v', '.recorded-dialog'], ['t', '.goals'], ['?', '.key-help'], ['/', '.search']] as const) {
      await page.keyboard.press(key)
      const open = page.locator(`dialog${dialog}[open]`)
      await open.waitFor()
      // A closed dialog says so in a task of its own, and the key is there first.
      await open.evaluate((each: HTMLDialogElement, key) => {
        each.close()
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }, key)
      await open.waitFor()
      await page.evaluate(() => new Promise(requestAnimationFrame))
      await open.waitFor()
      await page.keyboard.press('Escape')
      // The next key is for another dialog: this one is to be gone, not only closed.
      await expect.poll(() => page.locator('dialog').count()).toBe(0)
    }
  })

  test('a key that comes together with the one that closes a dialog is obeyed', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await goHere(page, stage.url, '')
    const address = page.url()
    for (const [key, dialog, closing] of [['v', '.recorded-dialog', 'v'], ['t', '.goals', 'Escape'], ['?', '.key-help', '?'], ['/', '.search', 'Escape']] as const) {
      await page.keyboard.press(key)
      await page.locator(`dialog${dialog}[open]`).waitFor()
      await Promise.all([page.keyboard.press(closing), page.keyboard.press('ArrowLeft')])
      await page.waitForURL(url => url.href !== address)
      await page.keyboard.press('ArrowRight')
      await page.waitForURL(address)
    }
  })

  test.each([['a key', /\/deferred-input-/], ['a dialog', /\/RecordedDialog-/]])('%s whose code did not come is asked for again by the next press', async (_, file) => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    let asked = 0
    await page.route(file, route => ++asked === 1 ? route.abort() : route.continue())
    await goHere(page, stage.url, '')
    // The same key closes the dialog: it is pressed again only once it had time to come.
    await expect.poll(async () => {
      await page.keyboard.press('v')
      return page.locator('dialog.recorded-dialog[open]').waitFor({ timeout: 2000 }).then(() => 'open', () => 'not open')
    }).toBe('open')
    expect(asked).toBeGreaterThan(1)
  })

  test('keys that are pressed after one whose code has not come are obeyed after it, in their order', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    let release = (): void => undefined
    const released = new Promise<void>(resolve => release = resolve)
    const asked = page.waitForRequest(/\/deferred-input-/)
    await page.route(/\/deferred-input-/, route => released.then(() => route.continue()))
    await page.goto(`${stage.url}hub?clicks=3`)
    await page.locator(`${SHOWN} [data-step]`).waitFor({ state: 'attached' })
    await asked
    for (const key of ['1', '4', 'Enter', 'ArrowRight'])
      await page.keyboard.press(key)
    expect(await page.evaluate(shownState)).toEqual(here)
    release()
    const fourteenth = { ...here, slide: slides[13]?.name ?? '', click: 1 }
    expect(await settle(page, fourteenth)).toEqual(fourteenth)
  })

  test.each(['hub?clicks=3', 'presenter/hub?clicks=3'])('at /%s keys that are pressed while a dialog is loaded are for the dialog', async (path) => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await goHere(page, stage.url, path.replace('hub?clicks=3', ''))
    const late = async (file: RegExp, keys: readonly string[]): Promise<void> => {
      let release = (): void => undefined
      const released = new Promise<void>(resolve => release = resolve)
      await page.route(file, route => released.then(() => route.continue()))
      for (const key of keys)
        await page.keyboard.press(key)
      release()
    }
    await late(/\/SearchDialog-/, ['/', 'd', 'c', 'x'])
    await expect.poll(() => page.locator('dialog.search input').inputValue().catch(() => '')).toBe('dcx')
    await page.keyboard.press('Escape')
    expect(await settle(page, here)).toEqual(here)
    await late(/\/KeyHelp-/, ['?', 'Escape', 'ArrowRight'])
    const next = { ...here, click: 4 }
    expect(await settle(page, next)).toEqual(next)
    await page.keyboard.press('ArrowLeft')
    for (const key of ['g', 'Escape', 'ArrowRight'])
      await page.keyboard.press(key)
    expect(await settle(page, next)).toEqual(next)
  })

  test('F5 is full screen whatever is open, and loads nothing anew', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await goHere(page, stage.url, '')
    for (const [key, opened] of [['o', 'overview'], ['g', 'goto'], ['/', 'search'], ['?', 'help']] as const) {
      await page.keyboard.press(key)
      const there = { ...here, [opened]: true }
      expect(await settle(page, there)).toEqual(there)
      await page.keyboard.press('F5')
      expect(await settle(page, { ...there, full: true })).toEqual({ ...there, full: true })
      await page.evaluate(() => document.exitFullscreen())
      await page.keyboard.press('Escape')
      expect(await settle(page, here)).toEqual(here)
    }
  })

  test('what a key opens stands over a black screen', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await goHere(page, stage.url, '')
    await page.keyboard.press('b')
    for (const [key, opened] of [['g', '#slidev-goto-input'], ['o', '.z-modal > .grid > :first-child']] as const) {
      await page.keyboard.press(key)
      await expect.poll(() => page.evaluate((selector) => {
        const element = document.querySelector(selector)
        const { x = 0, y = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {}
        const top = document.elementFromPoint(x + width / 2, y + height / 2)
        return top !== null && (element?.contains(top) ?? false)
      }, opened)).toBe(true)
      await page.keyboard.press('Escape')
      const black = { ...here, blank: true }
      expect(await settle(page, black)).toEqual(black)
    }
  })

  test('a slash opens the search, which takes every key but its own way out', async () => {
    const { page } = await stage.visitor({ reducedMotion: 'reduce' })
    await goHere(page, stage.url, '')
    await page.keyboard.press('/')
    await page.locator('dialog.search').waitFor()
    await page.keyboard.type('b.d ')
    await page.keyboard.press('PageDown')
    const search = { ...here, search: true }
    expect(await settle(page, search)).toEqual(search)
    await page.keyboard.press('Escape')
    expect(await settle(page, here)).toEqual(here)
  })
})

test('a window that is given no frames follows the presenter, and shows the new slide', async () => {
  const { page: presenter } = await stage.visitor()
  const audience = await presenter.context().newPage()
  await goHere(audience, stage.url, '')
  await audience.locator('#static-slide').waitFor({ state: 'detached' })
  await goHere(presenter, stage.url, 'presenter/')
  await audience.evaluate(() => {
    window.requestAnimationFrame = () => 0
  })
  await presenter.keyboard.press('ArrowDown')
  await audience.waitForURL(`**/${after}`)
  const shown = () => audience.evaluate(shown => [...document.querySelectorAll(shown)].map(page => getComputedStyle(page)).filter(({ display }) => display !== 'none').map(({ opacity }) => opacity), SHOWN)
  await expect.poll(shown).toEqual(['1'])
})

test('the speaker’s b makes the stage black, at the same step, and shows it again; so does a b on the stage', async () => {
  const { page: presenter, pageErrors } = await stage.visitor({ reducedMotion: 'reduce' })
  const audience = await presenter.context().newPage()
  await goHere(presenter, stage.url, 'presenter/')
  await goHere(audience, stage.url, '')
  await presenter.keyboard.press('ArrowRight')
  await audience.waitForURL(/clicks=4/)
  for (const [page, key, blank] of [[presenter, 'b', true], [presenter, 'b', false], [presenter, '.', true], [audience, 'b', false], [audience, 'b', true], [presenter, 'PageDown', false]] as const) {
    await page.keyboard.press(key)
    const there = { ...here, click: 4, blank }
    expect([key, await settle(audience, there), await settle(presenter, there)]).toEqual([key, there, there])
  }
  expect(pageErrors).toEqual([])
})
