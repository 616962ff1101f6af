import { describe, expect, test } from 'vitest'
import { partOf, parts } from '../../model/architecture/anatomy.ts'
import { mapBoxes } from '../../model/architecture/cluster-map.ts'
import { eightBoxes } from '../../model/request/eight-steps.ts'
import { outcomes } from '../../model/outcomes/outcomes.ts'
import { outcomeView } from '../../model/outcomes/view.ts'
import { captionText } from '../../model/step.ts'
import { made } from '../support/made.ts'
import { holds, readPaper } from '../support/paper.ts'
import { nameOf, printedStates, readSlides } from '../support/talk.ts'

const slides = await readSlides()
const states = printedStates(slides)
const paper = await readPaper(made('DECK_PDF'))

/** What the picture of a slide has on paper, in its own words: in its last state, or in the step that is named. */
const labels = new Map<string, readonly string[]>([
  ['hub', mapBoxes.map(({ label }) => label)],
  ['eight-steps', eightBoxes.flatMap(({ number, label }) => [`${number}`, label])],
  ...parts.map(({ id }): [string, readonly string[]] => {
    const { analogy, duties } = partOf(id)
    return [id, [analogy, ...duties.flatMap(({ says, article }) => [says, ...article ? [article] : []])]]
  }),
  ...outcomes.map((outcome): [string, readonly string[]] => [`outcomes@${outcome.id}`, outcomeView(outcome).lines.map(({ text }) => text)]),
  ['outcomes@all', outcomes.map(({ brief }) => brief)],
])

describe('the talk on paper', () => {
  test('has a page for each step that is worth one, none blank', () => {
    expect(states.map(nameOf).filter(name => name.startsWith('outcomes@'))).toEqual([...outcomes.map(({ id }) => `outcomes@${id}`), 'outcomes@all'])
    expect(paper.pages.length).toBe(states.length)
    expect(paper.pages.filter(({ text }) => text.trim() === '')).toEqual([])
  })

  test.each(states.map((state, place) => ({ name: nameOf(state), state, place })))('$name has its title, its labels and its caption', ({ name, state: { slide, step }, place }) => {
    const page = paper.pages[place]
    const isLast = step === slide.steps?.at(-1)
    const wanted = [slide.title, ...labels.get(name) ?? [], ...isLast ? labels.get(slide.name) ?? [] : [], ...step ? [captionText(step.caption)] : []]
    expect(wanted.filter(text => !page || !holds(page, text))).toEqual([])
  })

  test('has every part of the article on a slide of the talk', () => {
    expect([...labels.keys()].filter(name => !states.some(state => nameOf(state) === name || state.slide.name === name))).toEqual([])
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
    const names = (wrong: (page: (typeof paper.pages)[number]) => boolean): string[] => states.filter((_, place) => wrong(paper.pages[place] ?? { text: '', roles: [], alternatives: [] })).map(nameOf)
    expect(names(({ roles }) => roles.filter(role => role === 'H1').length !== 1)).toEqual([])
    expect(names(({ alternatives }) => alternatives.includes(''))).toEqual([])
  })
})
