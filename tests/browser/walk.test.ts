import type { AxeResults, Result } from 'axe-core'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { captionText } from '../../talk/step.ts'
import { paperFile } from '../../static/pdf/export-pdfs.ts'
import { made } from '../support/require-artifact.ts'
import { holds, readPaper } from '../support/paper.ts'
import { isEdge, isLast, nameOf, posterStates, printedStates, readSlides, type State, statesOf } from '../support/talk.ts'
import { type EveryState, mediaPreferences, visitEveryState } from './support/every-state.ts'
import { gatherBeforeAll } from './support/gather.ts'
import { containsPhrase } from './support/accessible-texts.ts'
import { charactersOf, clashingBoxes, cutOff, faint, labelsOf, LEAST_AIR, LEAST_CONTRAST, lostChanges, MORE_CONTRAST, MOST_LABELS, MOST_WORDS, movedBoxes, offSlide, outOfBox, overlappingTexts, STAGE_SIZE, tooClose, tooSmall, tooSmallForStage, WORD_SIZE, wordsOf } from './support/judge.ts'
import type { RenderedSlide } from './support/rendered-slide.ts'
import { schemes, useStage } from './support/stage.ts'

const slides = await readSlides()
const states = slides.flatMap(statesOf)
const stage = useStage()
const every: { -readonly [part in keyof EveryState]: EveryState[part] } = {
  visited: [],
  translated: new Map(),
  markup: { forwards: new Map(), backwards: new Map(), linked: new Map() },
  selected: [],
  wholePages: [],
  pageErrors: ['nobody walked'],
}

gatherBeforeAll(async () => {
  Object.assign(every, await visitEveryState(stage, slides))
})

describe.each(schemes)('every slide at every click, %s', (scheme) => {
  const sights = (): { state: State, rendered: RenderedSlide }[] => every.visited.map(({ state, inspections }) => ({ state, rendered: inspections[scheme].rendered }))
  const faults = (judge: (rendered: RenderedSlide) => string[]): string[] => sights().flatMap(({ state, rendered }) => judge(rendered).map(fault => `${nameOf(state)}: ${fault}`))

  test('is rendered, with text on it', () => {
    expect(sights().map(({ state }) => nameOf(state))).toEqual(states.map(nameOf))
    expect(sights().filter(({ rendered }) => rendered.texts.length < 2).map(({ state }) => nameOf(state))).toEqual([])
  })

  test('gave no error and asked no other host', () => expect(every.pageErrors).toEqual([]))
  test('has its text on the slide', () => expect(faults(offSlide)).toEqual([]))
  test('has no text cut off', () => expect(faults(cutOff)).toEqual([]))
  test('has the text of each box in it', () => expect(faults(outOfBox)).toEqual([]))
  test('has no text on other text', () => expect(faults(overlappingTexts)).toEqual([]))
  test('has no small text', () => expect(faults(tooSmall)).toEqual([]))
  test('has boxes apart or within each other', () => expect(faults(clashingBoxes)).toEqual([]))
  test('has text that stands out from its ground', () => expect(faults(faint)).toEqual([]))
  test('has code that can be selected', () => {
    expect(faults(({ texts }) => texts.filter(({ mono, selectable }) => mono && !selectable).map(({ text }) => text))).toEqual([])
  })

  test(`has at most ${MOST_WORDS} words of sentences`, () => {
    expect(faults((rendered) => {
      const words = wordsOf(rendered)
      return words > MOST_WORDS ? [`${words} words`] : []
    })).toEqual([])
  })

  test('leaves every box in its place', () => {
    expect(sights().flatMap(({ state, rendered }, index, all) => {
      const before = state.click > 0 ? all[index - 1]?.rendered.boxes ?? [] : []
      return movedBoxes(before, rendered.boxes, state.step?.moves).map(fault => `${nameOf(state)}: ${fault}`)
    })).toEqual([])
  })
})

// What moves is the same in both schemes: the talk is walked with motion in the light one, and without in the dark one.
test('every slide at every click, dark, does not move where motion is to be reduced', () => {
  expect(every.visited.map(({ state }) => nameOf(state))).toEqual(states.map(nameOf))
  expect(every.visited.flatMap(({ state, inspections }) => inspections.dark.rendered.moving.map(part => `${nameOf(state)}: ${part}`))).toEqual([])
})

/** Slides that may have smaller words: a playground and a table to look things up in, and a poster. */
const LOOKED_UP: readonly string[] = ['break-it', 'whole-picture']

describe.each(schemes)('from the last row, %s', (scheme) => {
  const sights = (): { state: State, rendered: RenderedSlide }[] => every.visited.map(({ state, inspections }) => ({ state, rendered: inspections[scheme].rendered }))
  const faults = (judge: (rendered: RenderedSlide) => readonly string[]): string[] => sights().flatMap(({ state, rendered }) => judge(rendered).map(fault => `${nameOf(state)}: ${fault}`))
  const crossed = ({ crossings }: RenderedSlide): readonly string[] => crossings

  test(`nothing is smaller than ${STAGE_SIZE} px but the source and the number of the page`, () => {
    expect(sights().map(({ state }) => nameOf(state))).toEqual(states.map(nameOf))
    expect(faults(tooSmallForStage)).toEqual([])
  })
  test(`text has ${LEAST_AIR} px of air in its box`, () => expect(faults(tooClose)).toEqual([]))
  test('no arrow crosses a text', () => expect(faults(crossed)).toEqual([]))

  test(`a picture has at most ${MOST_LABELS} labels at once, but for the matrix and the poster`, () => {
    const counts = sights().filter(({ state }) => state.slide.name !== 'whole-picture' && nameOf(state) !== 'break-it@matrix').map(({ state, rendered }) => ({ name: nameOf(state), labels: labelsOf(rendered) }))
    expect(counts.length).toBeGreaterThan(0)
    expect(counts.filter(({ labels }) => labels > MOST_LABELS)).toEqual([])
  })

  test(`a tenth of all characters at most is smaller than ${WORD_SIZE} px`, () => {
    const counts = sights().filter(({ state: { slide } }) => !LOOKED_UP.includes(slide.name)).map(({ rendered }) => charactersOf(rendered))
    const sum = (of: 'all' | 'small'): number => counts.reduce((total, count) => total + count[of], 0)
    expect(sum('all')).toBeGreaterThan(0)
    expect(sum('small') / sum('all')).toBeLessThanOrEqual(0.1)
  })
})

describe.each(schemes)('axe, %s', (scheme) => {
  const results = (): (readonly [State, AxeResults])[] => every.visited.flatMap(({ state, inspections }) => {
    const { axe } = inspections[scheme]
    return axe ? [[state, axe] as const] : []
  })
  const told = (state: State, found: readonly Result[]): string[] =>
    found.map(({ id, nodes }) => `${nameOf(state)}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)

  test(scheme === 'light' ? 'looked at every slide at every click' : 'looked at the first and last step of every slide', () => {
    expect(results().map(([state]) => nameOf(state))).toEqual((scheme === 'light' ? states : states.filter(isEdge)).map(nameOf))
    expect(results().filter(([, { passes }]) => passes.length === 0).map(([state]) => nameOf(state))).toEqual([])
  })

  test('finds nothing that breaks WCAG A or AA', () => {
    expect(results().flatMap(([state, { violations }]) => told(state, violations))).toEqual([])
  })

  test('leaves nothing undecided but contrast, which is measured for all text above', () => {
    expect(results().flatMap(([state, { incomplete }]) => told(state, incomplete.filter(({ id }) => id !== 'color-contrast')))).toEqual([])
  })
})

test('axe finds nothing at all on the whole page of any slide', () => {
  expect(every.wholePages.map(({ state }) => nameOf(state)).toSorted()).toEqual(states.filter(isLast).map(nameOf).toSorted())
  expect(every.wholePages.flatMap(({ state, violations }) => violations.map(violation => `${nameOf(state)}: ${violation}`))).toEqual([])
})

describe.each(mediaPreferences)('a reader who prefers %s', (preference) => {
  test.each(schemes)('reads all text of every slide at its last step, %s', (scheme) => {
    const sights = every.visited.flatMap(({ state, preferred }) => preferred ? [{ state, rendered: preferred[preference][scheme] }] : [])
    expect(sights.map(({ state }) => nameOf(state))).toEqual(states.filter(isLast).map(nameOf))
    expect(sights.flatMap(({ state, rendered }) => faint(rendered, preference === 'more contrast' ? MORE_CONTRAST : LEAST_CONTRAST).map(fault => `${nameOf(state)}: ${fault}`))).toEqual([])
  })
})

test('what a step changes can be seen where the system gives the colours: nothing is told by colour alone', () => {
  const compared = every.visited.flatMap(({ state, sketches }, index) => {
    const before = every.visited[index - 1]
    return before && before.state.slide === state.slide ? [{ state, faults: lostChanges(before.sketches, sketches) }] : []
  })
  expect(compared.map(({ state }) => nameOf(state))).toEqual(states.filter(({ click }) => click > 0).map(nameOf))
  expect(compared.flatMap(({ state, faults }) => faults.map(fault => `${nameOf(state)}: ${fault}`))).toEqual([])
})

test('a translated page shows at every step what any other does', () => {
  const shown = every.visited.filter(({ state }) => !state.slide.isDeeper)
  expect([...every.translated.keys()]).toEqual(shown.map(({ state }) => nameOf(state)))
  expect(shown.flatMap(({ state, written }) => {
    const translated = every.translated.get(nameOf(state)) ?? []
    return written.flatMap((text, nth) => text === translated[nth] ? [] : [`${nameOf(state)}: “${translated[nth]}”, not “${text}”`])
  })).toEqual([])
})

describe('a screen reader', () => {
  test('every slide has its title in the accessibility tree', () => {
    expect(every.visited.map(({ state }) => nameOf(state))).toEqual(states.map(nameOf))
    expect(every.visited.filter(({ state, accessible }) => !accessible.includes(state.slide.title)).map(({ state }) => nameOf(state))).toEqual([])
  })

  test('hidden labels are not in the accessibility tree', () => {
    const sights = every.visited.map(({ state, accessible, inspections }) => ({ state, accessible, shown: inspections.light.rendered.texts.map(({ text }) => text) }))
    expect(sights.flatMap(({ state, shown, accessible }) => {
      const later = sights.filter(each => each.state.slide === state.slide && each.state.click > state.click).flatMap(each => each.shown)
      return [...new Set(later)].filter(text => !containsPhrase(shown, text) && containsPhrase(accessible, text)).map(text => `${nameOf(state)}: “${text}”`)
    })).toEqual([])
  })
})

describe('by keys alone', () => {
  test('the talk runs from its first state to its last and back, with motion', () => {
    expect(every.visited.map(({ state }) => nameOf(state))).toEqual(states.map(nameOf))
    expect(every.pageErrors).toEqual([])
  })

  test('each key is announced once: the caption, and the slide where it is a new one', () => {
    const expected = ({ slide, step, click }: State): string => {
      const caption = step ? captionText(step.caption) : ''
      return click > 0 ? caption : `Slide ${slide.no} of ${slides.filter(({ isDeeper }) => !isDeeper).length}: ${slide.title}. ${caption}`.trim()
    }
    // The first state of a walk was opened, by no key.
    const pressed = every.visited.slice(1).filter(({ state: { slide, click } }) => !slide.isDeeper || click > 0)
    expect(pressed.length).toBeGreaterThan(0)
    const wrong = pressed.filter(({ state, announced }) => announced.length !== 1 || announced[0] !== expected(state))
    expect(wrong.map(({ state, announced }) => [nameOf(state), announced])).toEqual([])
  })

  test.each(slides.filter(({ steps }) => steps).flatMap(posterStates).map(nameOf))('%s is the same by keys, by going back and by link', (name) => {
    const { forwards, backwards, linked } = every.markup
    expect(forwards.get(name)).toContain('slidev-layout')
    // Nothing comes after the last state of a slide beside the talk, from where one could go back to it.
    const isEnd = states.some(state => nameOf(state) === name && state.slide.isDeeper && isLast(state))
    expect(backwards.get(name)).toBe(isEnd ? undefined : forwards.get(name))
    expect(linked.get(name)).toBe(forwards.get(name))
  })
})

describe('code on a slide', () => {
  test('can be selected with the mouse, without leaving the slide', () => {
    expect(every.selected.length).toBeGreaterThan(0)
    expect(every.selected.filter(({ code, selection }) => !selection.includes(code)).map(({ state, code, selection }) => [nameOf(state), code, selection])).toEqual([])
  })
})

test('what a click shows that is worth a page is on that page of the PDF', async () => {
  const { pages } = await readPaper(join(made('DECK_PAPERS'), paperFile({ name: 'steps' })))
  const printed = printedStates(slides, 'steps').map(nameOf)
  const sights = every.visited.filter(({ state }) => printed.includes(nameOf(state)))
  expect(sights.map(({ state }) => nameOf(state))).toEqual(printed)
  expect(sights.flatMap(({ state, inspections }, index) => {
    const page = pages[index]
    return inspections.light.rendered.texts.filter(({ text, control }) => !control && !(page && holds(page, text))).map(({ text }) => `${nameOf(state)}: “${text}”`)
  })).toEqual([])
})
