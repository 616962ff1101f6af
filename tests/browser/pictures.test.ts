import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-chromium'
import { afterAll, expect, test } from 'vitest'
import { sourceOf } from '../../talk/sources.ts'
import { slides } from '../../slides/index.ts'
import { mapBoxes } from '../../slides/hub/steps.ts'
import { captionText, posterClick } from '../../talk/step.ts'
import { talk } from '../../deck/slides.ts'
import { idOf, withPictures } from '../../static/pictures/draw.ts'
import { type WantedPicture, wantedPictures } from '../../static/pictures/requested-steps.ts'
import { sharedBrowser } from '../support/browser.ts'
import { gatherBeforeAll } from './support/gather.ts'
import { useStage } from './support/stage.ts'

/** A picture as a file, and as its slide shows it. */
interface Pair {
  readonly picture: WantedPicture
  readonly svg: string
  /** Words that its slide shows, each as it stands on a line. */
  readonly labels: readonly string[]
  /** The slide, as PNG in base 64. */
  readonly shown: string
}

const stage = useStage()
const folder = mkdtempSync(join(tmpdir(), 'pictures-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let pairs: readonly Pair[]

/** Runs in the page: the words of a drawing or a group of words, as whoever looks at them reads them. */
function labelsOf(id: string): string[] {
  const part = document.getElementById(id)?.querySelector('.step-frame > .picture') ?? document.getElementById(id)?.querySelector('.slidev-layout')
  return [...part?.querySelectorAll('text, code, b, td, th') ?? []]
    .filter(each => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !each.closest('[data-undrawn]') && !each.querySelector('text, code, b'))
    // What a terminal has scrolled away is not seen.
    .filter(each => each.getBoundingClientRect().top >= (each.closest('.terminal')?.getBoundingClientRect().top ?? -Infinity))
    .flatMap(each => [...each.querySelectorAll('tspan, span')].length > 0 ? [...each.querySelectorAll('tspan, span')].map(line => line.textContent ?? '') : [each.textContent ?? ''])
    .map(text => text.trim()).filter(Boolean)
}

/** Runs in the page: a picture as a file, and where its slide has it in the window. */
async function take({ id, name }: { id: string, name: string }): Promise<{ svg: string, clip: { x: number, y: number, width: number, height: number } }> {
  const layout = document.getElementById(id)?.querySelector<HTMLElement>('.slidev-layout')
  if (!layout || !window.pictures)
    throw new Error(`${name} is not on the page.`)
  document.querySelectorAll<HTMLElement>('[data-page]').forEach(sheet => sheet.hidden = sheet.id !== id)
  // A button that opens something is no part of the picture.
  layout.querySelectorAll<HTMLElement>('[data-undrawn], .counter').forEach(each => each.style.visibility = 'hidden')
  const svg = await window.pictures.pictureSvg(layout, { name, fonts: true })
  const [x = 0, y = 0, width = 0, height = 0] = /viewBox="([^"]*)"/.exec(svg)?.[1]?.split(' ').map(Number) ?? []
  const { left, top } = layout.getBoundingClientRect()
  return { svg, clip: { x: left + x, y: top + y, width, height } }
}

/** Runs in a page: how many of all pixels of two pictures differ so that it can be seen. */
async function difference([one, other]: readonly [string, string]): Promise<number> {
  const pixels = async (address: string): Promise<ImageData> => {
    const image = Object.assign(new Image(), { src: address })
    await image.decode()
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')
    if (!pen)
      throw new Error('This browser draws on no canvas.')
    pen.drawImage(image, 0, 0)
    return pen.getImageData(0, 0, image.width, image.height)
  }
  const [{ data: mine, width }, { data: theirs }] = [await pixels(one), await pixels(other)]
  if (mine.length !== theirs.length)
    throw new Error(`One picture has ${mine.length / 4} pixels, the other ${theirs.length / 4}.`)
  let apart = 0
  for (let at = 0; at < mine.length; at += 4) {
    // Letters may stand half a pixel higher or lower: what counts is beyond all that is there and just above and below.
    const beyond = [0, 1, 2].reduce((sum, colour) => {
      const near = [-4 * width, 0, 4 * width].map(row => theirs[at + row + colour] ?? theirs[at + colour] ?? 0)
      const value = mine[at + colour] ?? 0
      return sum + Math.max(0, value - Math.max(...near), Math.min(...near) - value)
    }, 0)
    apart += beyond > 150 ? 1 : 0
  }
  return apart / (mine.length / 4)
}

const posters = slides.flatMap(({ name }) => wantedPictures([name])[posterClick(talk.get(name))] ?? [])

gatherBeforeAll(async () => {
  pairs = await withPictures(await sharedBrowser(), [...posters, ...wantedPictures(['break-it@scheduled', 'outcomes@forbidden/authentication'])], { url: stage.url }, async (page, some) => {
    await page.setViewportSize({ width: 980, height: 600 })
    const taken: Pair[] = []
    for (const picture of some) {
      const id = idOf(picture)
      const { svg, clip } = await page.evaluate(take, { id, name: picture.name })
      const labels = await page.evaluate(labelsOf, id)
      taken.push({ picture, svg, labels, shown: (await page.screenshot({ clip })).toString('base64') })
    }
    return taken
  })
})

/** Opens a file alone, where no network is, and gives what is in it. */
async function opened(page: Page, svg: string): Promise<{ texts: string[], fonts: string[], elements: string[], unseen: string[], words: (string | null | undefined)[] }> {
  const file = join(folder, 'alone.svg')
  writeFileSync(file, svg)
  await page.goto(pathToFileURL(file).href)
  return page.evaluate(async () => {
    await document.fonts.ready
    const edge = document.documentElement.getBoundingClientRect()
    const unseen = [...document.querySelectorAll('text:not([clip-path] *)')].filter((text) => {
      const rect = text.getBoundingClientRect()
      return rect.right <= edge.left || rect.left >= edge.right || rect.bottom <= edge.top || rect.top >= edge.bottom
    })
    return {
      unseen: unseen.map(text => text.textContent ?? ''),
      texts: [...document.querySelectorAll('text')].flatMap(text => text.children.length > 0 ? [...text.children].map(line => line.textContent ?? '') : [text.textContent ?? '']).map(text => text.trim()),
      fonts: [...document.fonts].map(({ family, weight, status }) => `${family.replaceAll('"', '')} ${weight} ${status}`),
      elements: [...new Set([...document.querySelectorAll('*')].map(({ tagName }) => tagName))],
      words: ['title', 'desc'].map(name => document.querySelector(`svg > ${name}`)?.textContent),
    }
  })
}

test('each slide has a picture that opens alone: its labels are text in it, its fonts are in it, and it asks nobody for anything', async () => {
  expect(pairs.length).toBeGreaterThan(slides.length)
  const context = await (await sharedBrowser()).newContext({ offline: true })
  try {
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', request => asked.push(request.url().replace(/[^/]*$/, '')))
    for (const { picture, svg, labels } of pairs) {
      const { texts, fonts, elements, unseen, words } = await opened(page, svg)
      const all = texts.join('\n').replace(/\s+/g, '')
      expect({ picture: picture.name, lost: labels.filter(label => !all.includes(label.replace(/\s+/g, ''))) }).toEqual({ picture: picture.name, lost: [] })
      expect({ picture: picture.name, unseen }).toEqual({ picture: picture.name, unseen: [] })
      expect(texts.length).toBeGreaterThan(0)
      expect(elements).not.toContain('foreignObject')
      expect(fonts.length).toBeGreaterThan(0)
      expect(fonts.filter(font => !/^(?:Inter|JetBrains Mono) \d+ loaded$/.test(font))).toEqual([])
      expect(words.every(Boolean)).toBe(true)
    }
    expect(new Set(asked)).toEqual(new Set([`${pathToFileURL(folder).href}/`, 'data:font/', 'data:font/woff2;base64,'].filter(address => asked.includes(address))))
    expect(asked.filter(address => /^https?:/.test(address))).toEqual([])
  }
  finally {
    await context.close()
  }
})

test('a picture looks as its slide does', async () => {
  const page = await (await sharedBrowser()).newPage()
  try {
    const differences: Record<string, number> = {}
    for (const { picture, svg, shown } of pairs)
      differences[picture.name] = await page.evaluate(difference, [`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, `data:image/png;base64,${shown}`] as const)
    expect(Object.entries(differences).filter(([, share]) => share > 0.015)).toEqual([])
  }
  finally {
    await page.close()
  }
})

test('the map of the cluster has every box of the map, by its name and its label, and says in words what it shows', () => {
  const { svg } = pairs.find(({ picture }) => picture.slide === 'hub') ?? { svg: '' }
  const boxes = mapBoxes.filter(({ original }) => original)
  expect(boxes.length).toBeGreaterThan(5)
  expect(boxes.filter(({ id }) => !svg.includes(`data-box="${id}"`)).map(({ id }) => id)).toEqual([])
  const step = talk.get('hub')?.[posterClick(talk.get('hub'))]
  const [, description = ''] = /<desc[^>]*>([^<]*)<\/desc>/.exec(svg) ?? []
  expect(step && description.startsWith(captionText(step.caption))).toBe(true)
  expect(description.length).toBeGreaterThan(step ? captionText(step.caption).length : 0)
  expect(step && description.includes(sourceOf(step.source).short)).toBe(false)
})

test('a step inside an outcome has a picture of its own, with its own caption', () => {
  const of = (name: string): string => pairs.find(({ picture }) => picture.name === name)?.svg ?? ''
  const [inside, told] = [of('outcomes-forbidden-authentication'), of(posters.find(({ slide }) => slide === 'outcomes')?.name ?? '')]
  expect(/<desc[^>]*>([^<]*)/.exec(inside)?.[1]).toMatch(/^Who are you\? Authentication knows the credentials\./)
  expect(inside.slice(inside.indexOf('<rect'))).not.toBe(told.slice(told.indexOf('<rect')))
})

test('a reader saves the picture of the step, as a file that is named by slide and step', async () => {
  const { page, pageErrors } = await stage.visitor({ reducedMotion: 'reduce', acceptDownloads: true })
  await page.goto(`${stage.url}request?step=answered`)
  await page.locator('.reader-bar').waitFor({ state: 'attached' })
  await page.locator('#slideshow [data-step="answered"]').waitFor({ state: 'attached' })
  await page.mouse.move(600, 400)
  const save = page.getByRole('button', { name: 'Save this picture' })
  const coming = page.waitForEvent('download')
  await save.click()
  const file = await coming
  expect(file.suggestedFilename()).toBe('request-answered.svg')
  const path = join(folder, 'saved.svg')
  await file.saveAs(path)
  const saved = readFileSync(path, 'utf8')
  expect(saved).toContain('You have your prompt back.')
  expect(saved).toContain('<title id="request-answered-title">The answer comes before the work</title>')
  expect(saved).not.toContain('http://localhost')
  expect(saved).toContain('src:url(data:font/woff2;base64,')
  await page.goto(`${stage.url}outcomes?step=forbidden&inside=sent`)
  await page.locator('#slideshow [data-inside="sent"]').waitFor({ state: 'attached' })
  await page.locator('.reader-bar').waitFor({ state: 'attached' })
  await page.mouse.move(610, 400)
  const inside = page.waitForEvent('download')
  await save.click()
  expect((await inside).suggestedFilename()).toBe('outcomes-forbidden-sent.svg')
  expect(pageErrors).toEqual([])
})
