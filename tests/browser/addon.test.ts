import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-chromium'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run, runNode } from '../../scripts/support/command.ts'
import { ROOT } from '../../scripts/support/project.ts'
import { servePreview } from '../../scripts/serve/static-server.ts'
import { buildDeck } from '../../static/build-deck.ts'
import { elementScript, packPictures, stepNames } from '../../static/element/pack-pictures.ts'
import { ADDON, MODEL, packAddon, packModel } from '../../static/element/packages.ts'
import { captionText } from '../../talk/step.ts'
import { talk } from '../../deck/slides.ts'
import { sharedBrowser } from '../support/browser.ts'
import { useStage } from './support/stage.ts'

/** Those that the example deck of the addon shows. */
const SHOWN = ['cold-open', 'hub', 'request']

const stage = useStage()
const folder = mkdtempSync(join(tmpdir(), 'addon-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let element: string

/** Unpacks an archive as npm does, into a `node_modules` that has all the project's packages. */
async function install(archive: string, name: string, deck: string): Promise<void> {
  const modules = join(deck, 'node_modules')
  mkdirSync(join(modules, name), { recursive: true })
  for (const each of readdirSync(join(ROOT, 'node_modules')).filter(entry => !entry.startsWith('.') && entry !== name))
    symlinkSync(join(ROOT, 'node_modules', each), join(modules, each), 'junction')
  expect(await run('tar', ['-xzf', archive, '-C', join(modules, name), '--strip-components=1'])).toMatchObject({ ok: true })
}

beforeAll(async () => {
  element = await elementScript(await packPictures(await sharedBrowser(), stage.url, [...SHOWN, 'outcomes@forbidden', 'outcomes@forbidden/authentication']))
})

describe('the element on a page that knows nothing of the talk', () => {
  let page: Page
  const asked: string[] = []
  const errors: string[] = []

  beforeAll(async () => {
    writeFileSync(join(folder, 'k8s-picture.js'), element)
    writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><title>Page</title><meta name="color-scheme" content="light dark"><h1>Page</h1>
<k8s-picture id="told" slide="request" step="answered"></k8s-picture>
<k8s-picture id="misspelt" slide="reqest"></k8s-picture>
<k8s-picture id="lost" slide="hub" step="dail-in"></k8s-picture>
<k8s-picture id="inside" slide="outcomes" step="forbidden/authentication"></k8s-picture>
<k8s-picture id="plain" slide="hub" plain scheme="dark"></k8s-picture>
<p>The page goes on.</p><script src="k8s-picture.js"></script></html>`)
    const preview = await servePreview({ dir: folder, base: '/' })
    const context = await (await sharedBrowser()).newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
    page = await context.newPage()
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    page.on('pageerror', error => errors.push(error.message))
    await page.goto(preview.url)
    return async () => {
      await context.close()
      await preview.close()
    }
  })

  const captionOf = (id: string) => page.locator(`#${id} .caption`).textContent()
  const steps = talk.get('request') ?? []
  const answered = steps.findIndex(({ id }) => id === 'answered')
  const captionAt = (index: number): string => captionText(steps[index]?.caption ?? { lead: '', rest: '' })

  test('shows the picture at its step, with its caption, and its description for a screen reader', async () => {
    await expect.poll(() => captionOf('told')).toBe(captionAt(answered))
    const drawing = page.locator('#told').getByRole('img')
    expect(await drawing.getAttribute('aria-label')).toBe('The answer comes before the work')
    expect(await drawing.locator('desc').textContent()).toContain('You have your prompt back')
    expect(await drawing.locator('text').allTextContents()).toContain('API server')
    await expect.poll(() => page.evaluate(() => document.fonts.check('700 20px "k8s-picture Inter"') && [...document.fonts].some(({ status }) => status === 'loaded'))).toBe(true)
  })

  test('steps by its buttons, and by keys while it has the focus', async () => {
    await page.evaluate(() => document.addEventListener('step', event => document.title = event instanceof CustomEvent ? JSON.stringify(event.detail) : ''))
    await page.locator('#told').getByRole('button', { name: 'Next step' }).click()
    await expect.poll(() => captionOf('told')).toBe(captionAt(answered + 1))
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => captionOf('told')).toBe(captionAt(answered))
    await page.keyboard.press('End')
    await expect.poll(() => captionOf('told')).toBe(captionAt(steps.length - 1))
    expect(JSON.parse(await page.title())).toEqual({ slide: 'request', step: steps.at(-1)?.id, index: steps.length - 1, count: steps.length })
    await page.locator('h1').click()
  })

  test('is as wide as a narrow column, with nothing to scroll, and shows the page behind it if it is to', async () => {
    const told = page.locator('#told')
    await told.evaluate((each: HTMLElement) => {
      each.style.width = '280px'
      each.setAttribute('transparent', '')
    })
    await expect.poll(() => told.evaluate(each => [...each.shadowRoot?.querySelectorAll('figure, .drawing, figcaption') ?? []].filter(({ scrollWidth, clientWidth }) => clientWidth === 0 || scrollWidth > clientWidth).length)).toBe(0)
    // A new drawing may just be coming in the old one's place.
    await expect.poll(() => told.locator('svg').evaluate(svg => Math.round(svg.getBoundingClientRect().width))).toBe(280)
    const ground = (): Promise<string> => told.locator('figure').evaluate(figure => getComputedStyle(figure).backgroundColor)
    await expect.poll(ground).toBe('rgba(0, 0, 0, 0)')
    await told.evaluate((each: HTMLElement) => {
      each.style.width = ''
      each.removeAttribute('transparent')
    })
    await expect.poll(ground).toBe('rgb(255, 255, 255)')
  })

  test('is arranged for a column of less than 600 px, at each of its steps, unless it is to be wide', async () => {
    const told = page.locator('#told')
    const drawn = () => told.locator('svg').evaluate((svg: SVGSVGElement) => svg.viewBox.baseVal.width)
    await told.evaluate((each: HTMLElement) => each.style.width = '380px')
    await expect.poll(drawn).toBe(380)
    const smallest = await told.locator('svg').evaluate(svg => Math.min(...[...svg.querySelectorAll('text')].map(text => Number.parseFloat(getComputedStyle(text).fontSize))))
    expect(smallest).toBeGreaterThanOrEqual(14)
    await told.getByRole('button', { name: 'Previous step' }).click()
    await expect.poll(() => captionOf('told')).toBe(captionAt(steps.length - 2))
    expect(await drawn()).toBe(380)
    await told.evaluate(each => each.setAttribute('wide', ''))
    await expect.poll(drawn).toBe(940)
    await told.evaluate((each: HTMLElement) => {
      each.removeAttribute('wide')
      each.style.width = ''
    })
    await expect.poll(drawn).toBe(940)
  })

  test('stands at a step inside another, and steps among those inside', async () => {
    await expect.poll(() => captionOf('inside')).toBe('Who are you? Authentication knows the credentials.')
    await page.locator('#inside').getByRole('button', { name: 'Next step' }).click()
    await expect.poll(() => page.locator('#inside').getAttribute('step')).toBe('forbidden/answered')
    expect(await page.locator('#inside .count').textContent()).toBe('2 / 2')
  })

  test('says in its place that there is no such slide or step, and the page goes on', async () => {
    await expect.poll(() => page.locator('#misspelt [role=alert]').textContent()).toBe('There is no slide “reqest”: did you mean “request”?')
    await expect.poll(() => page.locator('#lost [role=alert]').textContent()).toBe('“hub” has no step “dail-in”: did you mean “dial-in”?')
    expect(await page.getByText('The page goes on.').isVisible()).toBe(true)
    await page.locator('#lost').evaluate(each => each.setAttribute('step', 'dial-in'))
    await expect.poll(() => page.locator('#lost [role=alert]').count()).toBe(0)
  })

  test('follows the scheme of the page unless it is told one, and asks for nothing but its file', async () => {
    const ground = (id: string): Promise<string> => page.locator(`#${id} svg rect`).first().evaluate(rect => getComputedStyle(rect).fill)
    await expect.poll(() => ground('told')).toBe('rgb(255, 255, 255)')
    await expect.poll(() => ground('plain')).toBe('rgb(11, 18, 32)')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(() => ground('told')).toBe('rgb(11, 18, 32)')
    expect(asked.filter(path => path !== '/favicon.ico')).toEqual(['/', '/k8s-picture.js'])
    expect(errors).toEqual([])
  })
})

describe('the addon for Slidev', () => {
  test('is installed from its archive, builds the example deck, and steps with its clicks', async () => {
    const deck = join(folder, 'deck')
    const archive = await packAddon(element, stepNames(SHOWN), folder)
    await install(archive, ADDON, deck)
    cpSync(join(deck, 'node_modules', ADDON, 'example', 'slides.md'), join(deck, 'slides.md'))
    writeFileSync(join(deck, 'package.json'), '{ "private": true, "type": "module" }')
    expect(readFileSync(join(deck, 'node_modules', ADDON, 'README.md'), 'utf8')).toContain('`request`: ')
    await buildDeck({ dir: deck, out: join(folder, 'built'), base: '/' })

    const preview = await servePreview({ dir: join(folder, 'built'), base: '/' })
    const context = await (await sharedBrowser()).newContext({ viewport: { width: 980, height: 552 }, reducedMotion: 'reduce' })
    try {
      const page = await context.newPage()
      const hosts = new Set<string>()
      const errors: string[] = []
      page.on('request', request => hosts.add(new URL(request.url()).host))
      // A browser without windows keeps no screen awake, which is all Slidev's own.
      page.on('pageerror', ({ message }) => message.startsWith('Wake Lock') || errors.push(message))
      await page.goto(preview.url)
      const shown = page.locator('.slidev-page:not([style*="display: none"]) k8s-picture')
      const stands = (slide: string, step: string) => expect.poll(() => shown.evaluateAll(all => all.filter(each => each.checkVisibility()).map(each => `${each.getAttribute('slide')} ${each.getAttribute('step')} ${(each.shadowRoot?.querySelectorAll('text').length ?? 0) > 0}`))).toEqual([`${slide} ${step} true`])
      const hub = stepNames(['hub'])['hub'] ?? []
      const way = hub.slice(hub.indexOf('nodes'), hub.indexOf('dial-in') + 1)
      expect(way.length).toBeGreaterThan(2)
      const ends = (): Promise<readonly boolean[]> => shown.evaluateAll(all => all.filter(each => each.checkVisibility()).map((each) => {
        const [picture, slide] = [each.getBoundingClientRect(), each.closest('.slidev-layout')?.getBoundingClientRect()]
        return picture.height > 100 && slide !== undefined && picture.bottom <= slide.bottom
      }))
      for (const step of way) {
        await stands('hub', step)
        await expect.poll(ends).toEqual([true])
        await page.keyboard.press('ArrowRight')
      }
      await stands('request', 'answered')
      await expect.poll(ends).toEqual([true])
      for (const step of stepNames(['cold-open'])['cold-open'] ?? []) {
        await page.keyboard.press('ArrowRight')
        await stands('cold-open', step)
      }
      expect([...hosts]).toEqual([new URL(preview.url).host])
      expect(errors).toEqual([])
    }
    finally {
      await context.close()
      await preview.close()
    }
  })
})

describe('the package of the small Kubernetes', () => {
  test('does what its README shows, from its archive alone', async () => {
    const place = join(folder, 'model')
    const modules = join(place, 'node_modules', MODEL)
    mkdirSync(modules, { recursive: true })
    expect(await run('tar', ['-xzf', await packModel(folder), '-C', modules, '--strip-components=1'])).toMatchObject({ ok: true })
    const blocks = [...readFileSync(join(modules, 'README.md'), 'utf8').matchAll(/```js\n([^]*?)```/g)].map(([, code = '']) => code)
    expect(blocks).toHaveLength(3)
    writeFileSync(join(place, 'readme.mjs'), blocks.join('\n'))
    const { ok, output } = await runNode([join(place, 'readme.mjs')], { cwd: place })
    expect({ ok, output }).toMatchObject({ ok: true })
    expect(output).toMatch(/'Running on worker-\d', +'Running on worker-\d', +'Running on worker-\d'/)
    expect(output).toMatch(/at [\d.]+ s the scheduler chose worker-\d/)
    expect(output).toMatch(/etcd was at revision \d+ then, and is at \d+ now/)
  })
})
