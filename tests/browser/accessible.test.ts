import type { AxeResults, Result } from 'axe-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { State } from '../support/talk.ts'
import { isEdge, nameOf, readSlides, statesOf } from '../support/talk.ts'
import { axe } from './support/axe.ts'
import { hear, says } from './support/hear.ts'
import { CANVAS } from './support/judge.ts'
import { look } from './support/look.ts'
import type { Scheme } from './support/stage.ts'
import { schemes, useStage } from './support/stage.ts'
import { SHOWN, walkForwards } from './support/walk.ts'

const slides = await readSlides()
const states = slides.flatMap(statesOf)
const stage = useStage()

const told = (state: State, results: readonly Result[]): string[] =>
  results.map(({ id, nodes }) => `${nameOf(state)}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)

/** What a screen reader can say at a state, and what can be seen there. */
interface Sight {
  readonly state: State
  readonly shown: readonly string[]
  readonly heard: readonly string[]
}

const found = new Map<Scheme, Map<State, AxeResults>>()
const sights: Sight[] = []

async function walk(colorScheme: Scheme, listening: boolean): Promise<void> {
  const { page } = await stage.visitor({ colorScheme, reducedMotion: 'reduce' })
  const devtools = await page.context().newCDPSession(page)
  const results = new Map<State, AxeResults>()
  found.set(colorScheme, results)
  await walkForwards(page, stage.url, slides, async (state) => {
    if (isEdge(state))
      results.set(state, await axe(page, `${SHOWN} .slidev-layout`))
    if (!listening)
      return
    const { texts } = await page.evaluate(look, { shown: SHOWN, width: CANVAS.width })
    sights.push({ state, shown: texts.map(({ text }) => text), heard: await hear(devtools) })
  })
}

// What is heard is the same in both schemes.
beforeAll(() => Promise.all(schemes.map(scheme => walk(scheme, scheme === 'light'))))

describe.each(schemes)('axe, %s', (scheme) => {
  const all = (): [State, AxeResults][] => [...found.get(scheme) ?? []]

  test('looked at the first and last step of every slide', () => {
    expect(all().map(([state]) => nameOf(state))).toEqual(states.filter(isEdge).map(nameOf))
    expect(all().filter(([, { passes }]) => passes.length === 0).map(([state]) => nameOf(state))).toEqual([])
  })

  test('finds nothing that breaks WCAG A or AA', () => {
    expect(all().flatMap(([state, { violations }]) => told(state, violations))).toEqual([])
  })

  test('leaves nothing undecided but contrast, which the walk measures for all text itself', () => {
    expect(all().flatMap(([state, { incomplete }]) => told(state, incomplete.filter(({ id }) => id !== 'color-contrast')))).toEqual([])
  })
})

describe('a screen reader', () => {
  test('hears the title of every slide', () => {
    expect(sights.map(({ state }) => nameOf(state))).toEqual(states.map(nameOf))
    expect(sights.filter(({ state, heard }) => !heard.includes(state.slide.title)).map(({ state }) => nameOf(state))).toEqual([])
  })

  test('hears nothing of what the picture does not show yet', () => {
    expect(sights.flatMap(({ state, shown, heard }) => {
      const later = sights.filter(each => each.state.slide === state.slide && each.state.click > state.click).flatMap(each => each.shown)
      return [...new Set(later)].filter(text => !says(shown, text) && says(heard, text)).map(text => `${nameOf(state)}: “${text}”`)
    })).toEqual([])
  })
})
