import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { paperFile } from '../../scripts/paper/export-papers.ts'
import { made } from '../support/made.ts'
import { holds, readPaper } from '../support/paper.ts'
import type { State } from '../support/talk.ts'
import { nameOf, printedStates, readSlides, statesOf } from '../support/talk.ts'
import { CANVAS, clashingBoxes, cutOff, faint, MOST_WORDS, movedBoxes, offSlide, outOfBox, overlappingTexts, tooSmall, wordsOf } from './support/judge.ts'
import type { Seen } from './support/seen.ts'
import { look } from './support/look.ts'
import type { Scheme } from './support/stage.ts'
import { schemes, useStage } from './support/stage.ts'
import { SHOWN, walkForwards } from './support/walk.ts'

interface Walk {
  readonly sights: readonly { readonly state: State, readonly seen: Seen }[]
  readonly troubles: readonly string[]
}

const slides = await readSlides()
const stage = useStage()
const walks = new Map<Scheme, Walk>()

beforeAll(() => Promise.all(schemes.map(async (colorScheme) => {
  const { page, troubles } = await stage.visitor({ colorScheme, reducedMotion: 'reduce' })
  const sights: { state: State, seen: Seen }[] = []
  await walkForwards(page, stage.url, slides, async (state) => {
    sights.push({ state, seen: await page.evaluate(look, { shown: SHOWN, width: CANVAS.width }) })
  })
  walks.set(colorScheme, { sights, troubles })
})))

describe.each(schemes)('every slide at every click, %s', (scheme) => {
  let sights: Walk['sights'] = []
  let troubles: Walk['troubles'] = ['nobody walked']

  beforeAll(() => {
    ({ sights, troubles } = walks.get(scheme) ?? { sights, troubles })
  })

  const faults = (judge: (seen: Seen) => string[]): string[] => sights.flatMap(({ state, seen }) => judge(seen).map(fault => `${nameOf(state)}: ${fault}`))

  test('was seen, with text on it', () => {
    expect(sights.map(({ state }) => nameOf(state))).toEqual(slides.flatMap(statesOf).map(nameOf))
    expect(sights.filter(({ seen }) => seen.texts.length < 2).map(({ state }) => nameOf(state))).toEqual([])
  })

  test('gave no error and asked no other host', () => expect(troubles).toEqual([]))
  test('has its text on the slide', () => expect(faults(offSlide)).toEqual([]))
  test('has no text cut off', () => expect(faults(cutOff)).toEqual([]))
  test('has the text of each box in it', () => expect(faults(outOfBox)).toEqual([]))
  test('has no text on other text', () => expect(faults(overlappingTexts)).toEqual([]))
  test('has no small text', () => expect(faults(tooSmall)).toEqual([]))
  test('has boxes apart or within each other', () => expect(faults(clashingBoxes)).toEqual([]))
  test('has text that stands out from its ground', () => expect(faults(faint)).toEqual([]))
  test('does not move where motion is to be reduced', () => expect(faults(({ moving }) => [...moving])).toEqual([]))
  test('has code that can be selected', () => {
    expect(faults(({ texts }) => texts.filter(({ mono, selectable }) => mono && !selectable).map(({ text }) => text))).toEqual([])
  })

  test(`has at most ${MOST_WORDS} words of sentences`, () => {
    expect(faults((seen) => {
      const words = wordsOf(seen)
      return words > MOST_WORDS ? [`${words} words`] : []
    })).toEqual([])
  })

  test('leaves every box in its place', () => {
    expect(sights.flatMap(({ state, seen }, place) => {
      const before = state.click > 0 ? sights[place - 1]?.seen.boxes ?? [] : []
      return movedBoxes(before, seen.boxes, state.step?.moves).map(fault => `${nameOf(state)}: ${fault}`)
    })).toEqual([])
  })
})

test('what a click shows that is worth a page is on that page of the PDF', async () => {
  const { pages } = await readPaper(join(made('DECK_PAPERS'), paperFile({ name: 'steps' })))
  const printed = printedStates(slides, 'steps').map(nameOf)
  const sights = walks.get('light')?.sights.filter(({ state }) => printed.includes(nameOf(state))) ?? []
  expect(sights.map(({ state }) => nameOf(state))).toEqual(printed)
  expect(sights.flatMap(({ state, seen }, place) => {
    const page = pages[place]
    return seen.texts.filter(({ text, control }) => !control && !(page && holds(page, text))).map(({ text }) => `${nameOf(state)}: “${text}”`)
  })).toEqual([])
})
