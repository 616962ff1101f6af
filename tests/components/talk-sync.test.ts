import { describe, expect, test } from 'vitest'
import { compareStamps, isMessage, type Position, type Role } from '../../logic/sync/messages.ts'
import { ANSWER_MS, GRACE_MS } from '../../logic/sync/talk.ts'
import { openBrowser } from './talk-windows.ts'

const COVER: Position = { slide: 'cover', clicks: 0 }
const at = (clicks: number, slide = 'request'): Position => ({ slide, clicks })

describe('a window that opens', () => {
  test.each<[Role, Position]>([['stage', COVER], ['stage', at(2, 'hub')], ['presenter', COVER], ['presenter', at(2, 'hub')]])('as %s at %o comes to where the presenter is, and takes nobody along', (role, position) => {
    const { open, settle } = openBrowser()
    const presenter = open('presenter', at(5))
    settle()
    const other = open(role, position)
    settle()
    expect([presenter.shown.position, other.shown.position]).toEqual([at(5), at(5)])
  })

  test('sends nothing but its question until that was answered', () => {
    const { open, wait } = openBrowser()
    const presenter = open('presenter', at(5))
    presenter.go(at(6))
    wait(ANSWER_MS - 3)
    expect(presenter.sent.map(({ kind }) => kind)).toEqual(['ask'])
    wait(3)
    expect(presenter.sent.map(({ kind }) => kind)).toEqual(['ask', 'state'])
  })

  test('starts by its own address where nobody answers', () => {
    const { open, settle } = openBrowser()
    expect([open('presenter', at(5)), open('stage', at(2, 'hub'))].map(({ shown }) => {
      settle()
      return shown.position
    })).toEqual([at(5), at(5)])
  })

  test('a presenter opened at a step moves the open stages there, and one opened without a step moves to theirs', () => {
    const { open, settle } = openBrowser()
    const stage = open('stage', at(5))
    settle()
    const first = open('presenter', at(2, 'hub'))
    settle()
    expect([stage.shown.position, first.shown.position]).toEqual([at(2, 'hub'), at(2, 'hub')])
    first.close()
    const second = open('presenter', COVER)
    settle()
    expect([stage.shown.position, second.shown.position]).toEqual([at(2, 'hub'), at(2, 'hub')])
  })

  test('as presenter goes to the reader who acted last, where its address asks for nothing', () => {
    const { open, settle, wait } = openBrowser()
    const early = open('stage', at(1))
    const late = open('stage', at(1, 'hub'))
    settle()
    early.go(at(2))
    wait(1000)
    late.go(at(2, 'hub'))
    const presenter = open('presenter', COVER)
    settle()
    expect([early, late, presenter].map(({ shown }) => shown.position)).toEqual([at(2, 'hub'), at(2, 'hub'), at(2, 'hub')])
  })
})

describe('a presenter that is loaded again', () => {
  test('comes back to its own step, and the stage stays', () => {
    const { open, settle } = openBrowser()
    const stage = open('stage', COVER)
    const presenter = open('presenter', at(5))
    settle()
    presenter.go(at(6))
    presenter.close()
    const again = open('presenter', at(6), { known: presenter.shown.known })
    settle()
    expect([stage.shown.position, again.shown.position]).toEqual([at(6), at(6)])
    again.go(at(7))
    expect(stage.shown.position).toEqual(at(7))
  })

  test('follows what somebody did on the stage meanwhile', () => {
    const { open, settle, wait } = openBrowser()
    const stage = open('stage', COVER)
    const presenter = open('presenter', at(5))
    settle()
    presenter.close()
    wait(GRACE_MS / 10)
    stage.go(at(6))
    const again = open('presenter', at(5), { known: presenter.shown.known })
    settle()
    expect(again.shown.position).toEqual(at(6))
  })

  test('keeps its timer', () => {
    const { open, settle } = openBrowser()
    const presenter = open('presenter', at(5))
    settle()
    const timer = { status: 'running', slides: {}, startedAt: 7, pausedAt: 0 } as const
    presenter.talk.timed(timer)
    expect(presenter.shown.known.timer?.value).toEqual(timer)
    const second = open('presenter', COVER)
    settle()
    expect(second.shown.timer).toEqual(timer)
  })
})

describe('a second presenter that is loaded again', () => {
  test.each<[what: string, meanwhile: boolean, position: Position]>([
    ['loses no step that was taken before it was answered', false, at(7)],
    ['comes to what the first has shown meanwhile', true, at(2, 'hub')],
  ])('%s', (_, meanwhile, position) => {
    const { open, settle } = openBrowser()
    const first = open('presenter', at(5))
    settle()
    const second = open('presenter', at(5))
    settle()
    second.go(at(6))
    settle()
    second.close()
    if (meanwhile)
      first.go(at(2, 'hub'))
    const again = open('presenter', at(6), { known: second.shown.known })
    again.go(at(7))
    settle()
    expect([first.shown.position, again.shown.position]).toEqual([position, position])
  })
})

describe('what somebody does', () => {
  test('in any window of the talk shows in all, with what is open inside and what was played', () => {
    const { open, settle } = openBrowser()
    const presenter = open('presenter', at(5))
    const [stage, other] = [open('stage', COVER), open('stage', COVER)]
    settle()
    const position = { ...at(3, 'break-it'), play: 'x.y' }
    stage.go(position)
    expect([presenter, other].map(({ shown }) => shown.position)).toEqual([position, position])
    expect(presenter.shown.stepped).toBe(1)
    presenter.go({ ...at(3, 'outcomes'), inside: 'sent' })
    expect(stage.shown.position).toEqual({ ...at(3, 'outcomes'), inside: 'sent' })
  })

  test('a reader\'s steps reach no window, and no window moves a reader', () => {
    const { open, settle } = openBrowser()
    const [one, other] = [open('stage', at(1)), open('stage', at(2, 'hub'))]
    settle()
    one.go(at(2))
    settle()
    expect(other.shown.position).toEqual(at(2, 'hub'))
    expect(one.sent.map(({ kind }) => kind)).toEqual(['ask'])
  })

  test('is a reader\'s own again once the presenter has left', () => {
    const { open, settle, wait } = openBrowser()
    const [one, other] = [open('stage', COVER), open('stage', COVER)]
    const presenter = open('presenter', at(5))
    settle()
    presenter.close()
    wait(GRACE_MS + 1)
    one.go(at(6))
    expect(other.shown.position).toEqual(at(5))
  })

  test('changes nothing when it comes late or again', () => {
    const { open, settle } = openBrowser()
    const stage = open('stage', COVER)
    const presenter = open('presenter', at(5))
    settle()
    presenter.go(at(6))
    presenter.go(at(7))
    for (const message of presenter.sent)
      stage.talk.receive(message)
    expect([presenter.shown.position, stage.shown.position]).toEqual([at(7), at(7)])
  })

  test('at once in two windows ends at one position, the presenter\'s', () => {
    const { open, settle } = openBrowser()
    const stage = open('stage', COVER)
    const presenter = open('presenter', at(5))
    settle()
    stage.cut()
    stage.go(at(4))
    presenter.go(at(6))
    const sent = stage.sent.at(-1)
    stage.reconnect()
    if (sent)
      presenter.talk.receive(sent)
    settle()
    expect([presenter.shown.position, stage.shown.position]).toEqual([at(6), at(6)])
  })
})

describe('a window that was cut off', () => {
  test('comes to the presenter, whatever was done in it, and does not take the presenter along', () => {
    const { open, settle } = openBrowser()
    const stage = open('stage', COVER)
    const presenter = open('presenter', at(5))
    settle()
    stage.cut()
    for (const clicks of [6, 7, 8, 9])
      stage.go(at(clicks))
    presenter.go(at(6))
    stage.reconnect()
    settle()
    expect([presenter.shown.position, stage.shown.position]).toEqual([at(6), at(6)])
    stage.go(at(7))
    expect(presenter.shown.position).toEqual(at(7))
  })

  test.each([['stage first', true], ['presenter first', false]])('as are all when the server ends: %s', (_, stageFirst) => {
    const { open, settle } = openBrowser()
    const stage = open('stage', COVER)
    const presenter = open('presenter', at(5))
    settle()
    stage.cut()
    presenter.cut()
    stage.go(at(1))
    stage.go(at(2))
    presenter.go(at(6))
    for (const window of stageFirst ? [stage, presenter] : [presenter, stage]) {
      window.reconnect()
      settle()
    }
    expect([presenter.shown.position, stage.shown.position]).toEqual([at(6), at(6)])
    presenter.go(at(7))
    expect(stage.shown.position).toEqual(at(7))
  })
})

test('of two changes with the same number the presenter\'s is the later, and else one and the same everywhere', () => {
  const stamp = (count: number, role: Role, by: string) => ({ count, role, by })
  expect(compareStamps(stamp(3, 'stage', 'z'), stamp(3, 'presenter', 'a'))).toBeLessThan(0)
  expect(compareStamps(stamp(4, 'stage', 'a'), stamp(3, 'presenter', 'z'))).toBeGreaterThan(0)
  expect(compareStamps(stamp(3, 'stage', 'a'), stamp(3, 'stage', 'b'))).toBeLessThan(0)
  expect(compareStamps(stamp(3, 'stage', 'a'), stamp(3, 'stage', 'a'))).toBe(0)
})

test.each([undefined, null, 'x', 7, [], {}, { kind: 'state', from: 'x' }, { kind: 'ask', from: 'x', role: 'king' }, { kind: 'state', from: 'x', role: 'stage', position: { stamp: { count: -1, role: 'stage', by: 'x' }, value: { slide: 'hub', clicks: 0 } }, answer: false, talk: true, acted: 0 }, { kind: 'pointed', from: 'x', cursor: { x: 'far' } }])('%j is no message', value => expect(isMessage(value)).toBe(false))
