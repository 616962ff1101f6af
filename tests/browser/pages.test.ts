import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { captionText } from '../../talk/step.ts'
import { made } from '../support/require-artifact.ts'
import { readSlides } from '../support/talk.ts'
import { gatherBeforeAll } from './support/gather.ts'
import { schemes, useStage, type Visitor } from './support/stage.ts'

const slides = await readSlides()
const stage = useStage()
const files = readdirSync(made('DECK_DIST')).filter(file => file.endsWith('.html'))
const named = slides.map(({ name }) => `${name}.html`)

/** What a page without script says. */
interface Told {
  readonly title: string
  readonly description: string
  readonly heading: string
  readonly text: string
  readonly links: readonly string[]
  /** Those of them that lead to the slides before and after. */
  readonly ways: readonly string[]
  /** What is seen beside that page: all of it waits for script. */
  readonly beside: readonly string[]
  /** What of its picture is styled as the words below the picture are. */
  readonly reached: readonly string[]
  /** How much wider than the window it is. */
  readonly overhang: number
}

/** Runs in the page. */
function tell(): Told {
  return {
    title: document.title,
    description: document.querySelector<HTMLMetaElement>('meta[name=description]')?.content ?? '',
    heading: document.querySelector('.flow h1')?.textContent?.trim() ?? '',
    text: document.body.innerText.replace(/\s+/g, ' '),
    links: [...document.querySelectorAll<HTMLAnchorElement>('.flow a')].map(({ href }) => href),
    ways: [...document.querySelectorAll<HTMLAnchorElement>('.flow > nav a')].map(({ href }) => href),
    beside: [...document.body.children].filter(child => !child.matches('noscript, script') && child.checkVisibility()).map(({ id, tagName }) => id || tagName),
    reached: [...document.querySelectorAll('.canvas :is(ol, nav)')].filter(each => getComputedStyle(each).listStyleType === 'decimal' || getComputedStyle(each).justifyContent === 'space-between').map(({ className, tagName }) => className || tagName),
    overhang: document.documentElement.scrollWidth - innerWidth,
  }
}

describe('without script', () => {
  const told = new Map<string, Told>()
  let visitor: Visitor
  gatherBeforeAll(async () => {
    visitor = await stage.visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    for (const file of files) {
      await visitor.page.goto(stage.url + file)
      told.set(file, await visitor.page.evaluate(tell))
    }
  })

  test('every file is a page with a title, a description and words', () => {
    expect(files.length).toBeGreaterThan(2 * slides.length)
    expect(files.filter((file) => {
      const page = told.get(file)
      return !page || page.title.length < 5 || page.description.length < 20 || page.text.length < 40
    })).toEqual([])
    expect(visitor.pageErrors).toEqual([])
  })

  test.each(slides.map(slide => [slide.name, slide] as const))('%s shows its title, captions and narration', (name, slide) => {
    const page = told.get(`${name}.html`)
    expect(page?.heading).toBe(slide.title)
    const words = slide.steps?.flatMap(({ caption, narration }) => [captionText(caption), narration]) ?? []
    expect(words.filter(each => !page?.text.includes(each.replace(/\s+/g, ' ')))).toEqual([])
    expect(page?.overhang).toBe(0)
    expect(page?.reached).toEqual([])
    expect(page?.beside).toEqual([])
  })

  test('titles and descriptions are each page\'s own', () => {
    for (const what of ['title', 'description'] as const)
      expect(new Set(named.map(file => told.get(file)?.[what])).size).toBe(slides.length)
  })

  test('the same slide is found under its number', () => {
    expect(slides.filter(({ no, name }) => told.get(`${no}.html`)?.text !== told.get(`${name}.html`)?.text)).toEqual([])
    expect(told.get('index.html')?.text).toBe(told.get(named[0] ?? '')?.text)
  })

  test('the talk can be walked by its links, there and back', () => {
    const linked = named.map(file => told.get(file)?.ways.map(link => link.slice(stage.url.length)))
    // Those beside the talk lead to each other, and from neither a link leads into the other.
    const ways = [named.filter((_, index) => !slides[index]?.isDeeper), named.filter((_, index) => slides[index]?.isDeeper)]
    expect(ways.map(({ length }) => length > 0)).toEqual([true, true])
    expect(linked).toEqual(ways.flatMap(way => way.map((_, index) => [way[index - 1], way[index + 1]].filter(file => file !== undefined))))
    expect(named.filter(file => !told.get(file)?.links.includes(`${stage.url}404.html`))).toEqual([])
  })

  test.each(named.slice(1))('a link to %s has a card of its own', (file) => {
    const card = readFileSync(join(made('DECK_DIST'), 'social', file.replace('.html', '.png')))
    expect([card.readUInt32BE(16), card.readUInt32BE(20)]).toEqual([1200, 630])
    expect(card.length).toBeLessThan(150 * 1024)
    expect(card.length).toBeGreaterThan(10 * 1024)
  })

  test('every link to the deck is alive', async () => {
    const links = [...new Set([...told.values()].flatMap(page => page.links))].filter(link => link.startsWith(stage.url))
    const answers = await Promise.all(links.map(async link => [link, (await fetch(link)).status] as const))
    expect(links.length).toBeGreaterThan(slides.length)
    expect(answers.filter(([, status]) => status !== 200)).toEqual([])
  })
})

test.each(schemes)('without script a slide is as %s as its reader likes it', async (colorScheme) => {
  const { page } = await stage.visitor({ javaScriptEnabled: false, colorScheme })
  for (const file of [named[3], '404.html']) {
    await page.goto(`${stage.url}${file}`)
    const grounds = await page.evaluate(() => [document.documentElement, document.body, document.querySelector('.flow')].map(each => each && getComputedStyle(each).backgroundColor))
    expect([file, ...grounds]).toEqual([file, ...grounds.map(() => colorScheme === 'dark' ? 'rgb(11, 18, 32)' : 'rgb(255, 255, 255)')])
  }
})

describe('a link', () => {
  test.each([
    ...slides.flatMap(({ no, name }) => [name, `${no}`, `${name}?clicks=1`, `presenter/${name}`]).map(path => [path, 200] as const),
    ['', 200],
    ['overview', 200],
    ['no-such-slide', 404],
    ['no/such/page', 404],
  ] as const)('/%s is answered with %i', async (path, status) => {
    expect((await fetch(stage.url + path)).status).toBe(status)
  })
})
