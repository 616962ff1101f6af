import type { Page } from 'playwright-chromium'
import { beforeAll, describe, expect, test } from 'vitest'
import { captionText } from '../../model/step.ts'
import type { State } from '../support/talk.ts'
import { nameOf, readSlides, statesOf, tellingStates } from '../support/talk.ts'
import { normalisedSlide } from './support/dom.ts'
import { hasten, useStage } from './support/stage.ts'
import { open, walkBackwards, walkForwards } from './support/walk.ts'

/** The live region's contents, one entry a change, kept by the page. */
declare global {
  interface Window {
    announced?: string[]
  }
}

/** Runs in the page: listens as a screen reader does, from before the first key on. */
function listen(): void {
  const region = document.querySelector('[role=status]')
  const announced: string[] = []
  window.announced = announced
  if (region)
    new MutationObserver(changes => announced.push(...changes.map(() => region.textContent?.trim() ?? ''))).observe(region, { childList: true, characterData: true, subtree: true })
}

/** Runs in the page. */
function takeAnnounced(): string[] {
  return window.announced?.splice(0) ?? []
}

const slides = await readSlides()
const states = slides.flatMap(statesOf)
const telling = slides.filter(({ steps }) => steps).flatMap(tellingStates)
const stage = useStage()

describe('by keys alone', () => {
  const forwards = new Map<string, string>()
  const backwards = new Map<string, string>()
  const linked = new Map<string, string>()
  const heard = new Map<State, string[]>()
  let troubles: readonly string[] = ['nobody walked']

  const keep = async (page: Page, state: State, kept: Map<string, string>): Promise<void> => {
    if (telling.some(each => nameOf(each) === nameOf(state)))
      kept.set(nameOf(state), await normalisedSlide(page))
  }

  beforeAll(async () => {
    const walker = await stage.visitor()
    const reader = await stage.visitor()
    const walk = async (): Promise<void> => {
      const { page } = walker
      await hasten(page)
      await walkForwards(page, stage.url, slides, async (state) => {
        if (heard.size === 0)
          await page.evaluate(listen)
        heard.set(state, await page.evaluate(takeAnnounced))
        await keep(page, state, forwards)
      })
      await walkBackwards(page, slides, state => keep(page, state, backwards))
    }
    const read = async (): Promise<void> => {
      for (const state of telling) {
        await open(reader.page, stage.url, state)
        await keep(reader.page, state, linked)
      }
    }
    await Promise.all([walk(), read()])
    troubles = [...walker.troubles, ...reader.troubles]
  })

  test('the talk runs from its first state to its last and back, with motion', () => {
    expect([...heard.keys()].map(nameOf)).toEqual(states.map(nameOf))
    expect(troubles).toEqual([])
  })

  test('each key is announced once: the caption, and the slide where it is a new one', () => {
    const expected = ({ slide, step, click }: State): string => {
      const caption = step ? captionText(step.caption) : ''
      return click > 0 ? caption : `Slide ${slide.no} of ${slides.length}: ${slide.title}. ${caption}`.trim()
    }
    const wrong = [...heard].slice(1).filter(([state, said]) => said.length !== 1 || said[0] !== expected(state))
    expect(wrong.map(([state, said]) => [nameOf(state), said])).toEqual([])
  })

  test.each(telling.map(nameOf))('%s is the same by keys, by going back and by link', (name) => {
    expect(forwards.get(name)).toContain('slidev-layout')
    expect(backwards.get(name)).toBe(forwards.get(name))
    expect(linked.get(name)).toBe(forwards.get(name))
  })
})
