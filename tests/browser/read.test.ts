import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { glossary } from '../../deck/glossary/glossary.ts'
import { sourceOf } from '../../talk/sources.ts'
import { captionText } from '../../talk/step.ts'
import { made } from '../support/require-artifact.ts'
import { readSlides } from '../support/talk.ts'
import { axe } from './support/axe.ts'
import { gatherBeforeAll } from './support/gather.ts'
import { type Scheme, schemes, useStage } from './support/stage.ts'

const WIDTHS = [320, 390, 768, 1280] as const
/** Smallest text and smallest label of a drawing, as large as it is on the screen, in CSS pixels. */
const LEAST = { text: 16, label: 16 } as const

const slides = await readSlides()
const stage = useStage()
const steps = slides.flatMap(({ name, steps }) => steps?.map(step => ({ ...step, slide: name })) ?? [])

/** What is seen of the page at one width. */
interface Sight {
  /** How much wider than the window it is. */
  readonly overhang: number
  /** Texts that are smaller than they may be, or reach out of the window, with what is wrong. */
  readonly faults: readonly string[]
  /** How many texts were looked at, in drawings and elsewhere. */
  readonly labels: number
  readonly texts: number
  readonly captions: readonly string[]
  readonly said: readonly string[]
}

/** The page's own ground, and all colours of its text, shapes and edges. */
interface Colours {
  readonly ground: string
  readonly all: readonly string[]
}

/** Runs in the page. */
function look(least: typeof LEAST): Sight {
  const faults: string[] = []
  const count = { label: 0, text: 0 }
  const width = document.documentElement.clientWidth
  const nodes = document.createTreeWalker(document.querySelector('.read') ?? document.body, NodeFilter.SHOW_TEXT)
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim()
    if (!text || !element?.checkVisibility({ visibilityProperty: true }) || element.closest('title, desc, .k-sr-only'))
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const { left, right } = range.getBoundingClientRect()
    if (right <= left)
      continue
    const kind = element.closest('svg') ? 'label' : 'text'
    count[kind]++
    const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : undefined
    const canvas = element.closest('.canvas')
    const growth = matrix ? Math.hypot(matrix.c, matrix.d) : canvas ? canvas.getBoundingClientRect().width / 980 : 1
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * growth
    const where = `${element.closest('section')?.id ?? 'header'}: “${text.slice(0, 40)}”`
    if (size < least[kind] - 0.01)
      faults.push(`${where} has ${size.toFixed(1)} px`)
    if (left < -1 || right > width + 1)
      faults.push(`${where} reaches from ${left.toFixed(0)} to ${right.toFixed(0)}`)
  }
  const words = (selector: string): string[] => [...document.querySelectorAll<HTMLElement>(selector)].filter(each => each.checkVisibility()).map(each => each.innerText.replace(/\s+/g, ' ').trim())
  return { overhang: document.documentElement.scrollWidth - innerWidth, faults, labels: count.label, texts: count.text, captions: words('li > .caption'), said: words('li > .said') }
}

/** Runs in the page. */
function coloursNow(): Colours {
  const all = [...document.querySelectorAll('.read *')].map((each) => {
    const { color, backgroundColor, borderTopColor, fill, stroke } = getComputedStyle(each)
    return [each.tagName, color, backgroundColor, borderTopColor, fill, stroke].join()
  })
  return { ground: getComputedStyle(document.documentElement).backgroundColor, all }
}

const found = new Map<Scheme, AxeResults>()
const ways = [false, true].flatMap(script => schemes.map(colorScheme => ({ script, colorScheme })))
/** The colours of each scheme, by what had the page drawn them first. */
const drawn = new Map<Scheme, readonly string[]>()

describe.each(ways)('the page to be read, script $script, $colorScheme', ({ script, colorScheme }) => {
  const sights = new Map<number, Sight>()
  let colours: Colours | undefined
  let pageErrors: readonly string[] = ['nobody came']
  gatherBeforeAll(async () => {
    const visitor = await stage.visitor({ javaScriptEnabled: script, colorScheme })
    await visitor.page.goto(`${stage.url}read`)
    await visitor.page.evaluate(() => document.fonts.ready)
    for (const width of WIDTHS) {
      await visitor.page.setViewportSize({ width, height: 844 })
      sights.set(width, await visitor.page.evaluate(look, LEAST))
    }
    colours = await visitor.page.evaluate(coloursNow)
    // Without script axe cannot run; what it would find is the same, as all colours are.
    if (script) {
      await visitor.page.setViewportSize({ width: colorScheme === 'light' ? 390 : 1280, height: 844 })
      found.set(colorScheme, await axe(visitor.page, '.read'))
    }
    pageErrors = visitor.pageErrors
    await visitor.page.context().close()
  })

  test.each(WIDTHS)('at %i px nothing is too small or beside the page', (width) => {
    const sight = sights.get(width)
    expect(sight?.overhang).toBe(0)
    expect(sight?.faults).toEqual([])
    // Most pictures of this page are text; few are drawings with labels.
    expect(sight?.labels).toBeGreaterThan(5)
    expect(sight?.texts).toBeGreaterThan(500)
  })

  test.each(WIDTHS)('at %i px every caption and every narration is there once, in order', (width) => {
    expect(sights.get(width)?.captions).toEqual(steps.map(({ caption }) => captionText(caption)))
    expect(sights.get(width)?.said).toEqual(steps.map(({ narration }) => narration.replace(/\s+/g, ' ')))
  })

  test('has the colours of its scheme, with script and without', () => {
    const { ground, all = [] } = colours ?? {}
    expect(ground).toBe(colorScheme === 'dark' ? 'rgb(11, 18, 32)' : 'rgb(255, 255, 255)')
    expect(all.length).toBeGreaterThan(5000)
    expect(all).toEqual(drawn.get(colorScheme) ?? all)
    drawn.set(colorScheme, all)
  })

  test('asks for nothing that fails, or of another host', () => expect(pageErrors).toEqual([]))
})

test.each(schemes)('the page to be read breaks nothing of WCAG A and AA, %s', (scheme) => {
  expect(found.get(scheme)?.passes.length).toBeGreaterThan(15)
  expect(found.get(scheme)?.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
})

describe('a reader without script', () => {
  let page: Page
  beforeAll(async () => {
    ({ page } = await stage.visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } }))
    await page.goto(`${stage.url}read`)
  })

  test('finds each slide by a link, and the way to each slide', async () => {
    const ids = await page.evaluate(() => [...document.querySelectorAll('header[id], section[id]')].map(({ id }) => id))
    expect(ids).toEqual([...slides.map(({ name }) => name), 'glossary'])
    const ways = await page.evaluate(() => [...document.querySelectorAll<HTMLAnchorElement>('.ways a:last-child')].map(({ href }) => href))
    expect(ways).toEqual(slides.slice(1).map(({ name }) => `${stage.url}${name}.html`))
    const inside = await page.evaluate(() => [...document.querySelectorAll('.read a[href^="#"]')].flatMap(link => document.getElementById(link.getAttribute('href')?.slice(1) ?? '') ? [] : [link.outerHTML]))
    expect(inside).toEqual([])
    const lost = await page.evaluate(() => [...document.querySelectorAll('.read a[href^="/"]')].map(link => link.outerHTML))
    expect(lost).toEqual([])
  })

  test('finds each step by a link', async () => {
    const ids = await page.evaluate(() => [...document.querySelectorAll('li[id]')].map(({ id }) => id))
    expect(ids).toEqual(steps.map(({ slide, id }) => `${slide}.${id}`))
  })

  test('finds what each slide stands on, once each', async () => {
    const named = await page.evaluate(() => [...document.querySelectorAll('section.read-slide')].map(section => [section.id, [...section.querySelectorAll<HTMLAnchorElement>(':scope > .sources a')].map(({ href }) => href)] as const))
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries([
      ...slides.slice(1).map(({ name, steps }) => [name, [...new Set(steps?.map(({ source }) => new URL(sourceOf(source).url).href))]]),
      ['glossary', []],
    ]))
  })

  test('finds every term of the glossary, where it stands and at the end', async () => {
    const summary = page.locator('#glossary summary')
    await summary.focus()
    await page.keyboard.press('Enter')
    await page.locator('#glossary dl').waitFor({ state: 'visible' })
    const terms = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('#glossary dt')].map(term => [term.innerText, (term.nextElementSibling as HTMLElement).innerText]))
    expect(terms).toEqual(glossary.map(({ name, official, sentence, source }) => [official ? `${name}, officially ${official}` : name, `${sentence} ${sourceOf(source).short}`]))
    const buttons = await page.evaluate(() => [...document.querySelectorAll('button.term')].map(button => document.getElementById(button.getAttribute('popovertarget') ?? '')?.textContent ?? ''))
    expect(new Set(buttons).size).toBeGreaterThan(glossary.length * 0.8)
    expect(buttons.filter(card => !glossary.some(({ sentence }) => card.includes(sentence)))).toEqual([])
    expect(await page.locator('.term-card').count()).toBe(glossary.length)
    await page.keyboard.press('Enter')
    await page.locator('#glossary dl').waitFor({ state: 'hidden' })
  })

  test('has a term explained by keys alone', async () => {
    const term = page.locator('#hub .term').first()
    const card = page.locator(`[id="${await term.getAttribute('popovertarget')}"]`)
    await term.focus()
    expect(await card.isVisible()).toBe(false)
    await page.keyboard.press('Enter')
    await card.waitFor({ state: 'visible' })
    expect((await card.innerText()).length).toBeGreaterThan(40)
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'hidden' })
  })
})

test('the deck itself shows the same page where its host has no file for it', async () => {
  const { page, pageErrors } = await stage.visitor({ viewport: { width: 390, height: 844 } })
  await page.route(`${stage.url}read`, async route => route.fulfill({ body: await readFile(join(made('DECK_DIST'), 'app.html'), 'utf8'), contentType: 'text/html' }))
  await page.goto(`${stage.url}read#hub@nothing`)
  await page.locator('#references').waitFor()
  await expect.poll(() => page.locator('#hub').evaluate(slide => Math.abs(Math.round(slide.getBoundingClientRect().top)))).toBeLessThan(100)
  const sight = await page.evaluate(look, LEAST)
  expect(sight.captions).toEqual(steps.map(({ caption }) => captionText(caption)))
  expect(sight.overhang).toBe(0)
  expect(pageErrors).toEqual([])
})
