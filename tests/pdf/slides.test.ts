import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parts } from '../../slides/parts/index.ts'
import { mapBoxes } from '../../slides/hub/steps.ts'
import { outcomes } from '../../slides/outcomes/outcomes.ts'
import { outcomeView } from '../../slides/outcomes/view.ts'
import { eightBoxes } from '../../slides/eight-steps/steps.ts'
import { captionText } from '../../talk/step.ts'
import { textOf } from '../support/text-of-html.ts'
import { paperFile } from '../../static/pdf/export-pdfs.ts'
import { made } from '../support/require-artifact.ts'
import { holds, readPaper } from '../support/paper.ts'
import { nameOf, printedStates, readSlides } from '../support/talk.ts'

const folder = made('DECK_PAPERS')
const slides = await readSlides()

/** What the picture of a slide has on paper, in its own words: in its last state, or in the step that is named. */
const labels = new Map<string, readonly string[]>([
  ['hub', mapBoxes.map(({ label }) => label)],
  ['eight-steps', eightBoxes.flatMap(({ number, label }) => [`${number}`, label])],
  ...parts.map(({ id, analogy }): [string, readonly string[]] => [id, [analogy]]),
  ...outcomes.map((outcome): [string, readonly string[]] => [`outcomes@${outcome.id}`, outcomeView(outcome).lines.map(({ text }) => text)]),
  ['outcomes@all', outcomes.map(({ brief }) => brief)],
])

describe.each(['slides', 'steps'] as const)('the %s', async (name) => {
  const states = printedStates(slides, name)
  const paper = await readPaper(join(folder, paperFile({ name })))

  test.each(states.map((state, index) => ({ name: nameOf(state), state, index })))('have $name with its title, its labels and its caption', ({ name, state: { slide, step }, index }) => {
    const page = paper.pages[index]
    const isLast = step === slide.steps?.at(-1)
    const wanted = [slide.title, ...labels.get(name) ?? [], ...isLast ? labels.get(slide.name) ?? [] : [], ...step ? [captionText(step.caption)] : []]
    expect(wanted.filter(text => !page || !holds(page, text))).toEqual([])
  })

  test('have one heading a page before all other text but the section', () => {
    const wrong = states.filter(({ slide }, index) => {
      const { roles = [], spoken = '' } = paper.pages[index] ?? {}
      return roles.filter(role => role === 'H1' || (role === 'H2' && slide.name !== 'references')).length !== 1 || !holds({ text: spoken.slice(0, 160) }, slide.title)
    })
    expect(wrong.map(nameOf)).toEqual([])
  })

  test('describe a picture as it is at that step', () => {
    const pages = new Map<string, string>()
    const wrong = states.flatMap((state, index) => (paper.pages[index]?.figures ?? []).flatMap(({ alternative, text }) => {
      // What is drawn may stay while only the words around it change; if its own words change, so does what is said of it.
      const before = pages.get(`${state.slide.name} ${alternative}`) ?? text
      pages.set(`${state.slide.name} ${alternative}`, text)
      return before === text ? [] : [`${nameOf(state)}: ${alternative}`]
    }))
    expect(wrong).toEqual([])
    expect(new Set(paper.pages.flatMap(({ figures }) => figures.map(({ alternative }) => alternative))).size).toBeGreaterThan(slides.length * 0.7)
  })

  test('have the 16:9 of a slide and a strip for the page number', () => {
    expect(paper.pages.filter(({ size: [width, height] }) => Math.abs(width / height - 980 / 576) > 0.01)).toEqual([])
  })
})

describe('the steps', async () => {
  const names = printedStates(slides, 'steps').map(nameOf)

  const paper = await readPaper(join(folder, paperFile({ name: 'steps' })))

  test.each(slides.map(({ name }) => name))('have every label of %s as it is drawn at its end', (name) => {
    const drawn = readFileSync(join(made('DECK_DIST'), `${name}.html`), 'utf8').split('<noscript>').at(-1) ?? ''
    const words = [...drawn.matchAll(/<text[^>]*>([^]*?)<\/text>/g)].map(([, text = '']) => textOf(text)).filter(Boolean)
    const page = paper.pages[names.findLastIndex(each => each.split('@')[0] === name)]
    expect(words.filter(text => !page || !holds(page, text))).toEqual([])
  })

  test('have each outcome at its initial step, and all of them on one picture', () => {
    expect(names.filter(name => name.startsWith('outcomes@'))).toEqual([...outcomes.map(({ id }) => `outcomes@${id}`), 'outcomes@all'])
  })

  test('are neither one for each slide nor all', () => {
    expect(names.length).toBeGreaterThan(2 * slides.length)
    expect(names.length).toBeLessThan(slides.reduce((sum, { steps }) => sum + (steps?.length ?? 1), 0) * 0.7)
  })

  test('have every part of the article on a slide of the talk', () => {
    const known = [...names, ...slides.map(({ name }) => name)]
    expect([...labels.keys()].filter(name => !known.includes(name))).toEqual([])
  })
})
