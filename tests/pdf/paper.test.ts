import { describe, expect, test } from 'vitest'
import { partOf, parts } from '../../model/architecture/anatomy.ts'
import { mapBoxes } from '../../model/architecture/cluster-map.ts'
import { eightBoxes } from '../../model/request/eight-steps.ts'
import { captionText } from '../../model/step.ts'
import { made } from '../support/made.ts'
import { holds, readPaper } from '../support/paper.ts'
import { readSlides } from '../support/talk.ts'

const slides = await readSlides()
const paper = await readPaper(made('DECK_PDF'))

/** What the picture of a slide has in its last state, in its own words. */
const labels = new Map<string, readonly string[]>([
  ['hub', mapBoxes.map(({ label }) => label)],
  ['eight-steps', eightBoxes.flatMap(({ number, label }) => [`${number}`, label])],
  ...parts.map(({ id }): [string, readonly string[]] => {
    const { analogy, duties } = partOf(id)
    return [id, [analogy, ...duties.flatMap(({ says, article }) => [says, ...article ? [article] : []])]]
  }),
])

describe('the talk on paper', () => {
  test('has a page for each slide, none blank', () => {
    expect(paper.pages.length).toBe(slides.length)
    expect(paper.pages.filter(({ text }) => text.trim() === '')).toEqual([])
  })

  test.each(slides)('$name has its title, its labels and its last caption', ({ no, name, title, steps }) => {
    const page = paper.pages[no - 1]
    const wanted = [title, ...labels.get(name) ?? [], ...steps ? [captionText(steps.at(-1)?.caption ?? steps[0].caption)] : []]
    expect(wanted.filter(text => !page || !holds(page, text))).toEqual([])
  })

  test('has every part of the article on a slide of the talk', () => {
    expect([...labels.keys()].filter(name => !slides.some(slide => slide.name === name))).toEqual([])
  })

  test('carries its fonts with it, all as outlines', () => {
    expect(paper.fonts.map(({ name }) => name).filter(name => /Inter|JetBrains/.test(name))).not.toEqual([])
    expect(paper.fonts.filter(({ embedded, kind }) => !embedded || kind === 'Type3')).toEqual([])
  })

  test('carries no font but those of the deck', () => {
    expect(paper.fonts.map(({ name }) => name).filter(name => !/Inter|JetBrains/.test(name))).toEqual([])
  })

  test('says its title and its language', () => {
    expect(paper.title).toBe(slides[0]?.title)
    expect(paper.language).toMatch(/^en\b/)
  })

  test('is tagged, with a heading on each page and words for each picture', () => {
    expect(paper.tagged).toBe(true)
    const names = (wrong: (page: (typeof paper.pages)[number]) => boolean): string[] => slides.filter(({ no }) => wrong(paper.pages[no - 1] ?? { text: '', roles: [], alternatives: [] })).map(({ name }) => name)
    expect(names(({ roles }) => roles.filter(role => role === 'H1').length !== 1)).toEqual([])
    expect(names(({ alternatives }) => alternatives.includes(''))).toEqual([])
  })
})
