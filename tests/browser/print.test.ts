import { getDocument } from 'unpdf/pdfjs'
import type { Page } from 'playwright-chromium'
import { expect, test } from 'vitest'
import { readSlides, statesOf } from '../support/talk.ts'
import { type Scheme, schemes, useStage } from './support/stage.ts'
import { open } from './support/walk.ts'

const slides = await readSlides()
const stage = useStage()

/** What the largest part of a sheet between margins of 10 mm is, lying, in CSS pixels. */
const sheets = { A4: { width: 1047, height: 718 }, Letter: { width: 980, height: 740 } } as const

/** What is written on each page of what is printed, and what of it does not lie on the sheet. */
async function printed(page: Page, format: keyof typeof sheets): Promise<readonly { readonly text: string, readonly outside: readonly string[] }[]> {
  const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ format })), verbosity: 0 }).promise
  return Promise.all(Array.from({ length: pdf.numPages }, async (_, nth) => {
    const sheet = await pdf.getPage(nth + 1)
    const [, , width = 0] = sheet.view
    const items = (await sheet.getTextContent()).items.filter(item => 'str' in item)
    const outside = items.filter(({ str, transform, width: wide }) => str.trim() !== '' && (Number(transform[4]) <= 0 || Number(transform[4]) + wide >= width))
    return { text: items.map(({ str }) => str).join(' ').replaceAll(/\s+/g, ' '), outside: outside.map(({ str, transform }) => `${str} at ${Number(transform[4])}`) }
  }))
}

/** Shows the page as it is printed on a sheet. */
async function onSheet(page: Page, format: keyof typeof sheets): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(sheets[format])
}

const ways = schemes.flatMap(scheme => (['A4', 'Letter'] as const).map(format => ({ scheme, format })))

async function visit(scheme: Scheme): Promise<Page> {
  const { page } = await stage.visitor({ colorScheme: scheme, reducedMotion: 'reduce' })
  return page
}

test.each(ways)('a slide is printed whole and light on one page, $format, from the $scheme scheme', async ({ scheme, format }) => {
  const page = await visit(scheme)
  for (const name of ['cover', 'request', 'break-it']) {
    const state = slides.filter(slide => slide.name === name).flatMap(statesOf)[0]
    if (!state)
      throw new Error(`The talk has no slide "${name}".`)
    await page.emulateMedia({ media: null })
    await page.setViewportSize({ width: 1280, height: 720 })
    await open(page, stage.url, state)
    await page.locator('head > style[data-deferred]').waitFor({ state: 'attached' })
    const pages = await printed(page, format)
    expect(pages, name).toHaveLength(1)
    expect(pages[0]?.outside, name).toEqual([])
    expect(pages[0]?.text, name).toContain(state.step?.caption.rest.split(' ').at(-1) ?? state.slide.title.split(' ')[0])
    await onSheet(page, format)
    await page.locator('html:not(.dark)').waitFor()
    const { width, height } = sheets[format]
    const slide = await page.locator('#slide-content').evaluate((element) => {
      const { x, y, right, bottom } = element.getBoundingClientRect()
      const ground = getComputedStyle(element.querySelector('.slidev-layout') ?? element).backgroundColor
      return { x, y, right, bottom, ground }
    })
    expect(slide.ground, name).toBe('rgb(255, 255, 255)')
    expect(Math.min(slide.x, slide.y), name).toBeGreaterThanOrEqual(0)
    expect(slide.right, name).toBeLessThanOrEqual(width + 0.5)
    expect(slide.bottom, name).toBeLessThanOrEqual(height + 0.5)
    expect(slide.right - slide.x, name).toBeGreaterThan(width * 0.9)
  }
  await page.emulateMedia({ media: 'screen' })
  await page.waitForFunction(dark => document.documentElement.classList.contains('dark') === dark, scheme === 'dark')
})

test('what is open over a slide or below it is not printed, and the slide is', async () => {
  const page = await visit('dark')
  const [state] = slides.filter(({ name }) => name === 'request').flatMap(statesOf)
  if (!state?.step)
    throw new Error('The talk has no request.')
  await open(page, stage.url, state)
  await page.locator('head > style[data-deferred]').waitFor({ state: 'attached' })
  const [plain] = await printed(page, 'A4')
  for (const [key, opened] of [['c', '.step-captions'], ['?', 'dialog[open]'], ['/', 'dialog[open]']] as const) {
    await page.keyboard.press(key)
    await page.locator(opened).first().waitFor()
    const pages = await printed(page, 'A4')
    expect(pages.map(({ text }) => text), key).toEqual([plain?.text])
    await page.keyboard.press(key === 'c' ? 'c' : 'Escape')
  }
  expect(plain?.text).toContain(state.step.caption.lead)
})

test('a picture for a frame is printed light, with its caption and without its buttons', async () => {
  const page = await visit('dark')
  await page.goto(`${stage.url}embed/request/answered`)
  await page.locator('head > style[data-deferred]').waitFor({ state: 'attached' })
  await page.locator('.embed .caption').waitFor()
  const caption = await page.locator('.embed .caption').innerText()
  const pages = await printed(page, 'A4')
  expect(pages.map(({ text }) => [text.includes(caption), text.includes('In the talk')])).toEqual([[true, false]])
  await onSheet(page, 'A4')
  await page.locator('html:not(.dark)').waitFor()
})

test.each(['overview', 'notes', 'presenter/request'])('/%s prints the notes of all slides', async (path) => {
  const page = await visit('dark')
  await page.goto(stage.url + path)
  await page.locator('.slidev-note').first().waitFor()
  await page.locator('head > style[data-deferred]').waitFor({ state: 'attached' })
  const pages = await printed(page, 'A4')
  const letters = (words: string): string => words.normalize('NFKD').replaceAll(/[^a-z]/gi, '')
  const text = letters(pages.map(each => each.text).join(' '))
  const said = slides.flatMap(({ steps }) => steps?.map(({ narration }) => narration) ?? [])
  expect(said.length).toBeGreaterThan(100)
  expect(said.filter(words => !text.includes(letters(words).slice(0, 24)))).toEqual([])
  expect(pages.flatMap(({ outside }) => outside)).toEqual([])
})
