import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { clicksOf } from '../../deck/navigation.ts'
import { readSlides } from '../support/talk.ts'
import { elsewhere, keysHere, others, plain, reset } from './support/pressed-keys.ts'
import { after, goHere, here, settle, shownState } from './support/shown-state.ts'
import { useStage, type Visitor } from './support/stage.ts'
import { SHOWN } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

describe.each([['the stage', ''], ['the presenter', 'presenter/']])('on %s', (_, path) => {
  let visitor: Visitor
  let page: Page
  beforeAll(async () => {
    visitor = await stage.visitor({ reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] })
    page = visitor.page
    await goHere(page, stage.url, path)
  })

  test.each(plain)('%s', async (key, change) => {
    await reset(page, stage.url, path)
    await page.keyboard.press(key)
    expect(await settle(page, { ...here, ...change })).toEqual({ ...here, ...change })
  })

  test.each(elsewhere)('%s: %s at %s', async (_, key, code, change) => {
    await reset(page, stage.url, path)
    await page.evaluate(([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey: /[\d/?.]/.test(key), bubbles: true, cancelable: true })), [key, code] as const)
    expect(await settle(page, { ...here, ...change })).toEqual({ ...here, ...change })
  })

  test('with Ctrl, Alt or Meta held, nothing of the deck’s happens', async () => {
    await reset(page, stage.url, path)
    const wrong: unknown[] = []
    for (const key of others) {
      // What the browser itself would do is not asked for.
      const handled = await page.evaluate((pressed) => {
        const [held, key = ''] = pressed.split('+')
        const event = new KeyboardEvent('keydown', { key: key === 'Space' ? ' ' : key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key, ctrlKey: held === 'Control', altKey: held === 'Alt', metaKey: held === 'Meta', bubbles: true, cancelable: true })
        document.body.dispatchEvent(event)
        document.body.dispatchEvent(new KeyboardEvent('keyup', { key: event.key, code: event.code, bubbles: true }))
        return event.defaultPrevented
      }, key)
      await page.waitForTimeout(30)
      const now = await page.evaluate(shownState)
      if (handled || JSON.stringify(now) !== JSON.stringify(here)) {
        wrong.push([key, handled, now])
        await goHere(page, stage.url, path)
      }
    }
    expect(wrong).toEqual([])
  })

  test.each<readonly [what: string, init: Pick<KeyboardEventInit, 'key' | 'code' | 'isComposing' | 'modifierAltGraph' | 'repeat'>]>([
    ['what an input method composes', { key: 'd', code: 'KeyD', isComposing: true }],
    ['AltGr', { key: 'd', code: 'KeyD', modifierAltGraph: true }],
    ['a letter that is held', { key: 'd', code: 'KeyD', repeat: true }],
    ['a step that is held too short', { key: 'ArrowRight', code: 'ArrowRight', repeat: true }],
  ])('%s does nothing', async (_, init) => {
    await reset(page, stage.url, path)
    await page.evaluate((init) => {
      if (init.repeat)
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', code: 'ShiftLeft', bubbles: true }))
      if (init.repeat && init.key === 'ArrowRight')
        document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, repeat: false, bubbles: true }))
      document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }))
    }, init)
    const expected = { ...here, click: init.key === 'ArrowRight' ? 4 : 3 }
    expect(await settle(page, expected)).toEqual(expected)
  })

  test('a step that is held goes on', async () => {
    await reset(page, stage.url, path)
    await page.evaluate(async () => {
      for (let time = 0; time < 14; time++) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', repeat: time > 0, bubbles: true }))
        await new Promise(resolve => setTimeout(resolve, 100))
      }
    })
    expect((await page.evaluate(shownState)).click).toBeGreaterThan(4)
  })

  test('b, steps and Escape: the black goes, and the step is the same', async () => {
    await reset(page, stage.url, path)
    for (const [key, blank] of [['b', true], ['b', false], ['.', true], ['Escape', false], ['b', true], ['PageDown', false]] as const) {
      await page.keyboard.press(key)
      expect([key, await settle(page, { ...here, blank })]).toEqual([key, { ...here, blank }])
    }
    await page.keyboard.press('PageDown')
    expect((await settle(page, { ...here, click: 4 })).click).toBe(4)
  })

  test('a text takes its letters', async () => {
    await reset(page, stage.url, path)
    await page.keyboard.press('g')
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    await page.keyboard.type('dofmlb. ')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('PageDown')
    const goto = { ...here, goto: true }
    expect(await settle(page, goto)).toEqual(goto)
    await page.keyboard.press('Escape')
    expect(await settle(page, here)).toEqual(here)
  })

  test('digits and Enter go to a slide, however fast they are typed', async () => {
    await reset(page, stage.url, path)
    const typed = [...'14', 'Enter', ...keysHere, ...'14', 'Enter', 'PageDown', 'PageDown']
    await Promise.all(typed.map(key => page.keyboard.press(key)))
    const there = { ...here, slide: slides[13]?.name ?? '', click: 2 }
    expect(await settle(page, there)).toEqual(there)
  })

  test('letters, digits and signs can be switched off, for the next visit too, and other keys still step', async () => {
    await goHere(page, stage.url, path)
    await page.keyboard.press('?')
    await page.getByRole('checkbox', { name: /Letters, digits and signs/ }).uncheck()
    await page.getByRole('dialog', { name: 'Keys' }).getByRole('button', { name: 'Close' }).click()
    const expectNothing = async (): Promise<void> => {
      for (const key of ['b', '.', 'd', 'o', 'g', '/', '1', '?', 'm'])
        await page.keyboard.press(key)
      expect(await settle(page, here)).toEqual(here)
    }
    await expectNothing()
    await goHere(page, stage.url, path)
    await expectNothing()
    await page.keyboard.press('Space')
    expect(await settle(page, { ...here, click: 4 })).toEqual({ ...here, click: 4 })
    await page.getByTitle('Keys').first().dispatchEvent('click')
    await page.getByRole('checkbox', { name: /Letters, digits and signs/ }).check()
    await page.keyboard.press('Escape')
    expect(await settle(page, { ...here, click: 4 })).toEqual({ ...here, click: 4 })
    await page.keyboard.press('b')
    expect(await settle(page, { ...here, click: 4, blank: true })).toEqual({ ...here, click: 4, blank: true })
    await goHere(page, stage.url, path)
  })

  test('a button that was pressed with the mouse leaves the keys to the talk', async () => {
    await reset(page, stage.url, path)
    const title = path === '' ? 'Switch to dark mode theme' : 'Increase font size'
    const button = page.locator(`button[title="${title}"]`).first()
    if (path === '')
      await page.mouse.move(20, 690)
    await button.click()
    const dark = path === ''
    expect((await settle(page, { ...here, dark })).dark).toBe(dark)
    for (const [key, click] of [['PageDown', 4], ['Space', 5], ['ArrowLeft', 4], ['Enter', 5]] as const) {
      await page.keyboard.press(key)
      expect([key, await settle(page, { ...here, dark, click })]).toEqual([key, { ...here, dark, click }])
    }
  })

  test('a button that has the focus by Tab is pressed by Enter and Space, and the arrows step', async () => {
    await reset(page, stage.url, path)
    const button = page.locator('button[title="Switch to dark mode theme"], button[title="Switch to light mode theme"]').first()
    await button.focus()
    for (const [key, dark, click] of [['Enter', true, 3], ['Space', false, 3], ['ArrowRight', false, 4], ['PageUp', false, 3]] as const) {
      await page.keyboard.press(key)
      expect([key, await settle(page, { ...here, dark, click })]).toEqual([key, { ...here, dark, click }])
    }
  })

  test('a switch on a slide has the keys that press it, and the terminal all of them, until Escape gives them back', async () => {
    await page.goto(`${stage.url}${path}break-it`)
    const part = page.locator(SHOWN).getByRole('switch', { name: 'Scheduler', exact: true })
    await part.waitFor()
    await page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
    const at = () => page.evaluate(() => [new URLSearchParams(location.search).get('clicks'), new URLSearchParams(location.search).has('play')])
    for (const press of ['mouse', 'Space', 'Enter']) {
      const on = await part.getAttribute('aria-checked')
      if (press === 'mouse') {
        await part.click()
      }
      else {
        await part.focus()
        await page.keyboard.press(press)
      }
      await expect.poll(async () => [press, await part.getAttribute('aria-checked'), ...await at()]).toEqual([press, on === 'true' ? 'false' : 'true', null, true])
      await page.keyboard.press('PageDown')
      await expect.poll(at).toEqual(['1', false])
      await page.keyboard.press('PageUp')
      await expect.poll(at).toEqual([null, false])
    }
    await page.locator(SHOWN).getByRole('button', { name: 'type kubectl commands' }).click()
    const field = page.getByRole('dialog', { name: 'Terminal' }).getByLabel(/^A kubectl command/)
    await field.waitFor()
    await expect.poll(() => field.evaluate(each => each === document.activeElement)).toBe(true)
    await page.keyboard.type('b.d /?')
    for (const key of ['PageDown', 'ArrowRight', 'End'])
      await page.keyboard.press(key)
    await expect.poll(() => field.inputValue()).toBe('b.d /?')
    expect(await page.evaluate(shownState)).toMatchObject({ slide: 'break-it', click: 0, search: false, help: false, blank: false, dark: false })
    await page.keyboard.press('Escape')
    await expect.poll(() => field.count()).toBe(0)
    await page.keyboard.press('PageDown')
    await expect.poll(at).toEqual(['1', false])
    await goHere(page, stage.url, path)
  })

  test('three presses in a row are three steps, across a change of slide, however slow the machine', async () => {
    const devtools = await page.context().newCDPSession(page)
    for (const [from, key, slide, click] of [[`hub?clicks=${clicksOf('hub')}`, 'ArrowRight', after, 2], [`hub?clicks=${clicksOf('hub')}`, 'PageDown', after, 2], [after, 'ArrowLeft', 'hub', clicksOf('hub') - 2]] as const) {
      await page.goto(`${stage.url}${path}${from}`)
      await page.locator(`${SHOWN} [data-step]`).waitFor({ state: 'attached' })
      await page.locator('#slidev-goto-dialog').waitFor({ state: 'attached' })
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      await Promise.all([1, 2, 3].flatMap(() => [page.keyboard.down(key), page.keyboard.up(key)]))
      await page.waitForFunction(([slide, click]) => location.pathname.endsWith(`/${slide}`) && Number(new URLSearchParams(location.search).get('clicks') ?? 0) === click, [slide, click] as const, { timeout: 8000 }).catch(() => undefined)
      // What should not happen comes all the sooner once the machine is quick.
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
      await page.waitForTimeout(500)
      expect([key, await page.evaluate(shownState)]).toMatchObject([key, { slide, click }])
    }
    await goHere(page, stage.url, path)
  })

  describe('while the overview is open', () => {
    const marked = (): Promise<number> => page.evaluate(() => [...document.querySelectorAll('.z-modal > .grid > div > .border')].findIndex(each => each.classList.contains('border-primary')) + 1)
    const no = slides.findIndex(({ name }) => name === 'hub') + 1

    test('keys stay with it, and the talk where it is', async () => {
      await reset(page, stage.url, path)
      await page.keyboard.press('o')
      await page.locator('.z-modal > .grid').waitFor()
      await expect.poll(marked).toBe(no)
      for (const [key, card] of [['PageDown', no + 1], ['Space', no + 2], ['Shift+Space', no + 1], ['PageUp', no], ['ArrowRight', no + 1], ['ArrowLeft', no], ['End', slides.length], ['Home', 1], ['m', 1], ['b', 1]] as const) {
        await page.keyboard.press(key)
        await expect.poll(async () => [key, await marked(), await page.evaluate(shownState)]).toEqual([key, card, { ...here, overview: true }])
      }
    })

    test('Tab stays with it, and Enter on its button presses that', async () => {
      for (let press = 0; press < 6; press++) {
        await page.keyboard.press('Tab')
        const focused = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? '')
        expect(focused, `press ${press + 1}`).toMatch(/^<body|^<div class="fixed [^"]*z-modal|title="(?:Close|Slides Overview)"/)
      }
      await page.locator('.z-modal button[title=Close]').focus()
      await page.keyboard.press('Enter')
      expect(await settle(page, here)).toEqual(here)
    })

    test('it opens at the slide that is shown, in sight, and goes to the marked one at Enter', async () => {
      await reset(page, stage.url, path)
      await page.keyboard.press('o')
      await page.locator('.z-modal > .grid').waitFor()
      await expect.poll(marked).toBe(no)
      await page.keyboard.press('End')
      await page.waitForFunction(() => {
        const box = document.querySelector('.z-modal > .grid .border-primary')?.getBoundingClientRect()
        return box !== undefined && box.top >= 0 && box.bottom <= innerHeight
      })
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Enter')
      const there = { ...here, slide: slides.at(-2)?.name ?? '', click: 0 }
      expect(await settle(page, there)).toEqual(there)
      await page.keyboard.press('ArrowRight')
      await goHere(page, stage.url, path)
    })
  })

  test('gave no error', () => expect(visitor.pageErrors).toEqual([]))
})
