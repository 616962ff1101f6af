import { describe, expect, it } from 'vitest'
import { leftAt, talkCut } from '../../components/frame/talk-cut.ts'
import { countOfTalk, slideNumber } from '../../components/frame/slide-number.ts'
import { DEEPER, nameOf, stepFrom } from '../../components/frame/next-step.ts'
import { cutFor } from '../../deck/talk-cuts.ts'
import { clickOf, loadDeeperOutline, stepsOf } from '../../deck/navigation.ts'
import { outline } from '../../deck/outline.ts'
import { programmes, slots } from '../../deck/programmes.ts'
import { headingOf, readingOf } from '../../deck/reading.ts'
import { deeperTiming, timing } from '../../deck/timing.ts'
import { resolveAddress } from '../../logic/resolve-address.ts'
import { deeperQuestions, questions } from '../../slides/check-yourself/quiz.ts'
import { slides } from '../../slides/index.ts'
import { deepenedBy } from '../../slides/section-slides.ts'
import { isDeeperSlide } from '../../slides/sections.ts'
import { transcriptOf } from '../../static/transcript.ts'
import { isDeeperSection, sections } from '../../talk/sections.ts'
import type { SlideDefinition } from '../../talk/slide.ts'
import { readSlides } from '../support/talk.ts'

const all: readonly SlideDefinition[] = slides
const deeper = all.filter(({ section }) => section === 'Deeper')
const names = all.map(({ name }) => name)
const heads = await readSlides()

describe('the slides that stand beside the talk', () => {
  it('are there, after the last slide of the talk', () => {
    expect(sections.filter(({ name }) => isDeeperSection(name)).map(({ name }) => name)).toEqual([DEEPER])
    expect(deeper.length).toBeGreaterThan(0)
    expect(names.slice(names.indexOf('thanks') + 1)).toEqual(deeper.map(({ name }) => name))
    expect(names.filter(isDeeperSlide)).toEqual(deeper.map(({ name }) => name))
  })

  it('are in no shorter talk, and take none of the time of the whole one', () => {
    expect(slots.flatMap(slot => Object.keys(programmes[slot])).filter(isDeeperSlide)).toEqual([])
    expect(Object.keys(timing).filter(isDeeperSlide)).toEqual([])
    expect(Object.keys(deeperTiming)).toEqual(deeper.map(({ name }) => name))
  })

  it('each go deeper into slides of the talk, which have links to them', () => {
    for (const { name, deepens = [] } of deeper) {
      expect(deepens.length, name).toBeGreaterThan(0)
      expect(deepens.filter(each => !names.includes(each) || isDeeperSlide(each)), name).toEqual([])
      expect(deepens.every(each => deepenedBy[each]?.includes(name)), name).toBe(true)
    }
  })

  it('have five to eight steps', () => {
    expect(deeper.filter(({ steps }) => !steps || steps.length < 5 || steps.length > 8).map(({ name }) => name)).toEqual([])
  })

  it('have questions of their own, which no round of the talk asks', () => {
    expect(questions.filter(({ answeredAt }) => isDeeperSlide(answeredAt.slide))).toEqual([])
    expect(deeperQuestions.filter(({ answeredAt }) => !isDeeperSlide(answeredAt.slide))).toEqual([])
    expect(deeper.filter(({ name }) => !deeperQuestions.some(({ answeredAt }) => answeredAt.slide === name)).map(({ name }) => name)).toEqual([])
  })

  it('are unknown to navigation until one of them is asked for', async () => {
    expect(Object.keys(outline).filter(isDeeperSlide)).toEqual([])
    await loadDeeperOutline()
    for (const { name, steps } of deeper)
      expect(steps?.map(({ id }) => clickOf(name, id))).toEqual(stepsOf(name)?.map((_, click) => click))
  })
})

describe('the path through the talk', () => {
  const routes = ['one', 'two', 'end', 'deep', 'deeper'].map((name, index) => ({ no: index + 1, meta: { slide: { frontmatter: { routeAlias: name, ...(index > 2 && { section: DEEPER }) } } } }))
  const way = (no: number, click: number, by: number, bySlide = false) => stepFrom({ slides: routes, no, click, clicks: 2 }, by, bySlide)

  it('knows a slide without a name by its number, so that two of them are not taken for one', () => {
    expect([7, 8].map(no => nameOf({ no, meta: { slide: { frontmatter: {} } } }))).toEqual(['7', '8'])
  })

  it('is Slidev’s own within the talk, and ends at its end', () => {
    expect([way(1, 0, 1), way(1, 2, 1), way(2, 0, -1), way(2, 1, 1, true), way(3, 1, 1), way(3, 0, -1)]).toEqual(Array.from({ length: 6 }, () => undefined))
    expect([way(3, 2, 1), way(3, 0, 1, true)]).toEqual([{ slide: 'end', click: 2 }, { slide: 'end', click: 0 }])
  })

  it('from a deeper slide it returns to the step at which the talk was left, and nowhere if it was not', () => {
    expect([way(4, 0, 1), way(4, 2, -1)]).toEqual([undefined, undefined])
    expect([way(4, 2, 1), way(4, 0, -1), way(5, 2, 1)]).toEqual([{ slide: 'deep', click: 2 }, { slide: 'deep', click: 0 }, { slide: 'deeper', click: 2 }])
    leftAt.value = { slide: 'two', click: 1 }
    expect([way(4, 2, 1), way(4, 0, -1), way(5, 2, 1)]).toEqual(Array.from({ length: 3 }, () => ({ slide: 'two', click: 1 })))
    expect([way(4, 1, 1), way(4, 1, -1)]).toEqual([undefined, undefined])
    leftAt.value = undefined
  })

  it('moves between deeper slides when whole slides are asked for', () => {
    expect([way(4, 1, 1, true), way(5, 1, -1, true)]).toEqual([{ slide: 'deeper', click: 0 }, { slide: 'deep', click: 0 }])
    expect([way(5, 1, 1, true), way(4, 1, -1, true)]).toEqual([{ slide: 'deeper', click: 1 }, { slide: 'deep', click: 1 }])
  })

  it('numbers the slides of the talk alone', () => {
    const heads = routes.map(({ no, meta }) => ({ no, frontmatter: meta.slide.frontmatter }))
    expect(heads.map(slideNumber)).toEqual(['1', '2', '3', 'Deeper', 'Deeper'])
    expect(countOfTalk(routes)).toBe(3)
  })

  it.each(slots)('is the same beside the talk for %i minutes', (slot) => {
    talkCut.value = cutFor(slot, names)
    expect([way(4, 2, 1), way(4, 1, 1), slideNumber({ no: 4, frontmatter: { routeAlias: 'deep', section: DEEPER } })]).toEqual([{ slide: 'deep', click: 2 }, undefined, 'Deeper'])
    talkCut.value = undefined
  })
})

describe('what is read', () => {
  const read = readingOf(heads.map(({ name, title }) => ({ name, title })))
  const readDeeper = read.find(({ name }) => name === 'Deeper')?.slides ?? []

  it('has them as its last section, without numbers', () => {
    expect(read.at(-1)?.name).toBe('Deeper')
    expect(readDeeper.map(headingOf)).toEqual(readDeeper.map(({ title }) => title))
    expect(readDeeper.map(({ name }) => name)).toEqual(deeper.map(({ name }) => name))
  })

  it('lists them in the transcript after the end of the talk', () => {
    const { text, vtt } = transcriptOf(read, { ...timing, ...deeperTiming })
    const [first] = deeper
    const said = first?.steps?.[0].narration ?? '?'
    expect(text.indexOf(said)).toBeGreaterThan(text.lastIndexOf(all.find(({ name }) => name === 'conclusion')?.steps?.at(-1)?.narration ?? '?'))
    expect(vtt).toContain(said.replaceAll('&', '&amp;'))
  })
})

it('a number beyond the last opens the last slide of the talk', () => {
  const inTalk = names.length - deeper.length
  expect(resolveAddress({ path: '/99', query: {} }, names, undefined, inTalk)).toMatchObject({ path: '/thanks', missed: `There is no slide “99”. This is slide ${inTalk} of ${inTalk}, “thanks”.` })
})
