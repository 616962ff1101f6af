import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { leftAt } from '../../components/frame/talk-cut.ts'
import { clicksLeft, clicksShown, cutFor } from '../../deck/talk-cuts.ts'
import { narration } from '../../deck/narration.ts'
import { clicksOf } from '../../deck/navigation.ts'
import { nextSkip, paceAt, secondsOf, timedSteps } from '../../deck/pace.ts'
import { slots, talkMinutes } from '../../deck/programmes.ts'
import { timing } from '../../deck/timing.ts'
import { settings } from '../../settings.ts'
import { slides } from '../../slides/index.ts'
import { isDeeperSlide } from '../../slides/sections.ts'
import type { SlideDefinition } from '../../talk/slide.ts'
import { wordsIn } from '../../talk/words.ts'
import { readTalk } from '../../static/pdf/read-talk.ts'

const leaveOut: string[] = []
const delivered = settings.leaveOut
beforeAll(() => void Object.assign(settings, { leaveOut }))
afterAll(() => void Object.assign(settings, { leaveOut: delivered }))

const order: readonly string[] = slides.map(({ name }) => name)

describe('the budget of a slide', () => {
  test.each(slides.map(slide => [slide.name, slide] as const))('%s: what is said fits it at 100 to 150 words a minute', (name, { seconds }) => {
    const words = wordsIn(narration[name]?.join(' ') ?? '')
    expect(words).toBeGreaterThan(0)
    expect(words / seconds * 60).toBeGreaterThanOrEqual(100)
    expect(words / seconds * 60).toBeLessThanOrEqual(150)
  })

  test('every step has something that can be said', () => {
    const silent = slides.flatMap((slide: SlideDefinition) => slide.steps?.filter(({ narration }) => wordsIn(narration) < 5).map(({ id }) => `${slide.name}@${id}`) ?? [])
    expect(silent).toEqual([])
  })
})

describe.each(slots)('the talk for a slot of %i minutes', (slot) => {
  const shown = clicksShown(slot)
  const names = Object.keys(shown)
  const cut = cutFor(slot, order)

  test('takes the time that there is, and little less', () => {
    const seconds = secondsOf(timedSteps(timing, shown))
    expect(seconds).toBeLessThanOrEqual(talkMinutes[slot] * 60)
    expect(seconds).toBeGreaterThan(talkMinutes[slot] * 60 * 0.95)
  })

  test('has slides and steps in the order of the deck, each once', () => {
    expect(names).toEqual(order.filter(name => names.includes(name)))
    for (const [name, clicks] of Object.entries(shown))
      expect([name, clicks]).toEqual([name, [...new Set(clicks)].sort((one, other) => one - other)])
  })

  test('begins each slide at its first step, so that what follows is understood', () => {
    expect(Object.entries(shown).filter(([, clicks]) => clicks[0] !== 0)).toEqual([])
  })

  test('leaves out what longer ones leave out', () => {
    const longer = slots.filter(each => each > slot)
    for (const each of longer) {
      const more = clicksShown(each)
      expect(names.flatMap(name => (shown[name] ?? []).filter(click => !more[name]?.includes(click)).map(click => `${name}@${click}`))).toEqual([])
    }
  })

  test('is walked from its first step to its last and back, and ends there', () => {
    const positions = names.flatMap(slide => (shown[slide] ?? []).map(click => ({ slide, click })))
    const [first, last] = [positions[0], positions.at(-1)]
    if (!first || !last)
      throw new Error('there is nothing to walk')
    const walked = [first]
    for (const { slide, click } of positions.slice(0, -1)) {
      const { slide: at, click: on } = walked.at(-1) ?? { slide, click }
      walked.push(cut.stepFrom(at, on, 1) ?? { slide, click })
    }
    expect(walked).toEqual(positions)
    expect(cut.stepFrom(last.slide, last.click, 1)).toEqual(last)
    expect(cut.stepFrom(first.slide, first.click, -1)).toEqual(first)
    expect(positions.slice(1).map(({ slide, click }) => cut.stepFrom(slide, click, -1))).toEqual(positions.slice(0, -1))
  })

  test('counts its own slides and steps', () => {
    expect(names.map(name => cut.number(name))).toEqual(names.map((_, index) => String(index + 1)))
    expect(cut.count('hub', clicksOf('hub'))).toBe(`4 · ${(shown['hub']?.length ?? 0) - 1} / ${(shown['hub']?.length ?? 0) - 1}`)
    expect(cut.progress(names.at(-1) ?? '', shown[names.at(-1) ?? '']?.at(-1) ?? 0)).toBe(1)
  })
})

describe('a slide that is not in the talk', () => {
  const cut = cutFor(10, order)

  test('says so in place of its number, and has all its clicks', () => {
    expect(cut.count('etcd', 2)).toBe(`Backup · 2 / ${clicksOf('etcd')}`)
    expect(cut.stepFrom('etcd', 2, 1)).toBeUndefined()
    expect(cut.stepFrom('etcd', 2, -1)).toBeUndefined()
  })

  test('returns to the step at which the talk was left, or else to the next slide of the talk', () => {
    expect(cut.stepFrom('etcd', clicksOf('etcd'), 1)).toEqual({ slide: 'request', click: 0 })
    expect(cut.stepFrom('etcd', 0, -1)).toEqual({ slide: 'hub', click: clicksShown(10)['hub']?.at(-1) })
    leftAt.value = { slide: 'hub', click: 3 }
    expect(cut.stepFrom('etcd', clicksOf('etcd'), 1)).toEqual({ slide: 'hub', click: 3 })
    leftAt.value = undefined
  })

  test('a left-out step of a slide in the talk resolves to the steps next to it', () => {
    // The hub's "left-out" comes between "one-arrow" and "dial-in".
    expect(cut.stepFrom('hub', 8, 1)).toEqual({ slide: 'hub', click: 9 })
    expect(cut.stepFrom('hub', 8, -1)).toEqual({ slide: 'hub', click: 7 })
  })
})

test('the shortest talk stands alone: the hub, the request and one failure, and nothing that asks for more', () => {
  expect(Object.keys(clicksShown(10))).toEqual(['cover', 'cold-open', 'map-of-the-talk', 'hub', 'request', 'paid-back', 'break-it', 'thanks'])
})

describe('the pace', () => {
  const positions = [60, 120, 30, 90].map((seconds, click) => ({ slide: click < 2 ? 'one' : 'two', click, seconds }))

  test.each([
    // The second step is meant to be shown from 1:00 to 3:00.
    [1, 0, { verdict: 'ahead', by: 60, due: 0 }],
    [1, 50, { verdict: 'on time', by: 0, due: 0 }],
    [1, 60, { verdict: 'on time', by: 0, due: 1 }],
    [1, 179, { verdict: 'on time', by: 0, due: 1 }],
    [1, 190, { verdict: 'on time', by: 0, due: 2 }],
    [1, 240, { verdict: 'late', by: 60, due: 3 }],
    [3, 100, { verdict: 'ahead', by: 110, due: 1 }],
    [3, 1000, { verdict: 'late', by: 700, due: 3 }],
  ])('at step %i after %i seconds', (here, elapsed, pace) => expect(paceAt(positions, here, elapsed)).toEqual(pace))

  test('what can be left out next is what a shorter talk does without, slide by slide', () => {
    expect(nextSkip(positions, 0, ({ click }) => click !== 1 && click !== 2)).toEqual({ from: 1, to: 1, seconds: 120 })
    expect(nextSkip(positions, 1, ({ click }) => click < 2)).toEqual({ from: 2, to: 3, seconds: 120 })
    expect(nextSkip(positions, 1, ({ click }) => click !== 1)).toBeUndefined()
  })
})

test.each(slots)('on paper the talk for %i minutes has its slides, numbered, each at steps that it shows', async (slot) => {
  const shown = clicksShown(slot)
  const paper = (await readTalk(slot)).sections.flatMap(each => each.slides)
  expect(paper.map(({ name, no }) => [name, no])).toEqual(Object.keys(shown).map((name, index) => [name, index + 1]))
  expect(paper.filter(({ name, posterClick, pages }) => !pages.includes(posterClick) || pages.some(click => !shown[name]?.includes(click))).map(({ name }) => name)).toEqual([])
})

describe('slides that settings.ts leaves out', () => {
  const out = ['wrong-arrow', 'pod-life', 'break-it']
  const inTalk = order.filter(name => !isDeeperSlide(name))
  afterEach(() => void leaveOut.splice(0))

  test('without left-out slides the talk is whole', () => {
    expect(clicksLeft()).toBeUndefined()
    expect(Object.keys(clicksShown())).toEqual(inTalk)
  })

  test('are in no talk, whole or cut, and all else is', () => {
    const before = [undefined, ...slots].map(slot => clicksShown(slot))
    leaveOut.push(...out)
    for (const [place, slot] of [undefined, ...slots].entries())
      expect(clicksLeft(slot)).toEqual(Object.fromEntries(Object.entries(before[place] ?? {}).filter(([name]) => !out.includes(name))))
  })

  test('are stepped over, stay behind the talk, and the others are numbered without them', () => {
    leaveOut.push(...out)
    const cut = cutFor(undefined, order)
    expect(cut.stepFrom('eight-steps', clicksOf('eight-steps'), 1)).toEqual({ slide: 'request', click: 0 })
    expect(cut.stepFrom('request', 0, -1)).toEqual({ slide: 'eight-steps', click: clicksOf('eight-steps') })
    expect(cut.number('request')).toBe(String(inTalk.indexOf('request')))
    expect(cut.number('wrong-arrow')).toBe('Backup')
    expect(cut.progress('thanks', 0)).toBe(1)
  })

  test('are not on paper', async () => {
    leaveOut.push(...out)
    const paper = (await readTalk()).sections.flatMap(each => each.slides)
    expect(paper.map(({ name, no }) => [name, no])).toEqual(inTalk.filter(name => !out.includes(name)).map((name, place) => [name, place + 1]))
  })
})
