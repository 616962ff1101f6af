import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chapters } from '../../slides/map-of-the-talk/chapters.ts'
import { isDeeperSlide, slidesIn } from '../../slides/sections.ts'
import { paperFile } from '../../static/pdf/export-pdfs.ts'
import { imprintLine, pageLine, papers } from '../../static/pdf/papers.ts'
import { headingOf } from '../../deck/reading.ts'
import { readTalk } from '../../static/pdf/read-talk.ts'
import { made } from '../support/require-artifact.ts'
import { holds, readPaper } from '../support/paper.ts'

const folder = made('DECK_PAPERS')
const talk = await readTalk()
const slides = talk.sections.flatMap(({ slides }) => slides)
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const all = await Promise.all(papers.map(async paper => ({ name: paper.name, paper, read: await readPaper(join(folder, paperFile(paper))) })))

describe.each(all)('$name', ({ paper, read }) => {
  const pageOf = (name: string): number | undefined => {
    const slide = slides.find(slide => slide.name === name)
    return read.outline.find(({ title }) => title === `${slide?.no} ${slide?.title}`)?.page
  }

  test('has the pages that the deck says, none blank', () => {
    if (paper.paged)
      expect(read.pages.length).toBe(paper.shown(talk.sections).length)
    expect(read.pages.length).toBeGreaterThanOrEqual(slides.length)
    expect(read.pages.flatMap(({ spoken }, index) => spoken.trim() ? [] : [index + 1])).toEqual([])
  })

  test('has on every page its number, the version and the day', () => {
    const day = /\d{1,2} [A-Z][a-z]+ 20\d\d/.exec(read.pages[0]?.text ?? '')?.[0] ?? 'no day'
    expect(Math.abs(Date.parse(`${day} UTC`) - Date.now())).toBeLessThan(2 * 24 * 60 * 60 * 1000)
    const wanted = (index: number): string[] => [imprintLine(paper, { title: talk.title, version, date: day }), pageLine(index + 1, read.pages.length)]
    expect(read.pages.flatMap((page, index) => wanted(index).filter(line => !holds(page, line)))).toEqual([])
  })

  test('does not read them aloud', () => {
    expect(read.pages.filter((_, index) => holds({ text: read.pages[index]?.spoken ?? '' }, pageLine(index + 1, read.pages.length)))).toEqual([])
  })

  test('says what it is, by whom and in which language, to readers and to archives', () => {
    expect(read.title).toBe(`${talk.title}: ${paper.kind}`)
    expect(read.author).toContain('Anubhav Gain')
    expect(read.language).toBe('en')
    for (const words of [read.title, read.author, 'http://purl.org/dc/elements/1.1/', '<rdf:li>en</rdf:li>', `<xmp:CreatorTool>${talk.title} ${version}</xmp:CreatorTool>`])
      expect(read.xmp).toContain(words)
    expect(read.xmp).not.toContain('pdfuaid')
  })

  test('carries its fonts with it, as outlines, and none but those of the deck', () => {
    expect(read.fonts.map(({ name }) => name).filter(name => !/\+(Inter|JetBrainsMono)-/.test(name))).toEqual([])
    expect(read.fonts.length).toBeGreaterThan(3)
    expect(read.fonts.filter(({ embedded, kind }) => !embedded || kind === 'Type3')).toEqual([])
  })

  test('draws with lines and letters, never with pixels, and is no larger than a library would take', () => {
    expect(read.images).toBe(0)
    expect(read.size).toBeLessThanOrEqual(paper.limit)
  })

  test('is tagged, with headings in order', () => {
    expect(read.tagged).toBe(true)
    const levels = read.pages.flatMap(({ roles }) => roles.flatMap(role => /^H(\d)$/.exec(role)?.[1] ?? [])).map(Number)
    expect(levels[0]).toBe(1)
    expect(levels.length).toBeGreaterThanOrEqual(slides.length)
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([])
  })

  test('describes every figure', () => {
    const words = read.pages.flatMap(({ figures }) => figures.map(({ alternative }) => alternative))
    expect(words.length).toBeGreaterThan(slides.length)
    expect(words.filter(text => !text.trim())).toEqual([])
  })

  test('has an outline of sections and slides that leads to their pages', () => {
    const titles = read.outline.map(({ title }) => title)
    expect(talk.sections.filter(({ name }) => name && !titles.includes(name))).toEqual([])
    expect(slides.filter(slide => !titles.includes(headingOf(slide))).map(({ name }) => name)).toEqual([])
    const missing = slides.filter((slide) => {
      const page = read.pages[(read.outline.find(entry => entry.title === headingOf(slide))?.page ?? 0) - 1]
      return !page || !holds(page, slide.title)
    })
    expect(missing.map(({ name }) => name)).toEqual([])
    expect(read.outline.filter(({ page }) => page === undefined)).toEqual([])
    const order = read.outline.map(({ page = 0 }) => page)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  test('leads from the map of the talk to the first slide of each chapter, and to each beside the talk', () => {
    const [map] = read.pages.slice((pageOf('map-of-the-talk') ?? 0) - 1)
    const led = new Set(map?.links.flatMap(({ page }) => page ?? []))
    const firsts = chapters.map(chapter => slidesIn(chapter.sections)[0] ?? '')
    const beside = slides.filter(({ name }) => isDeeperSlide(name)).map(slide => read.outline.find(({ title }) => title === headingOf(slide))?.page)
    expect(beside.length).toBeGreaterThan(0)
    expect([...led]).toEqual([...firsts.map(pageOf), ...beside])
  })

  test('has links that lead to a page or to an address, and none to where it was printed', () => {
    const links = read.pages.flatMap(({ links }) => links)
    expect(links.length).toBeGreaterThan(slides.length)
    expect(links.filter(({ page, url }) => page === undefined && !/^https:\/\//.test(url ?? ''))).toEqual([])
  })
})
