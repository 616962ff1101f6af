import { compareStamps, type Cursor, type Message, type Position, type Role, samePosition, type Stamp, type Stamped, type State, type Timer } from './messages.ts'

/** How long a window that opens waits for an answer, in milliseconds. */
export const ANSWER_MS = 300

/** How long after its presenter has left a talk goes on, in milliseconds: a reload takes less. */
export const GRACE_MS = 10_000

/** What a window knows of the talk, its place aside. */
export interface Known {
  readonly count: number
  readonly timer?: Stamped<Timer> | undefined
  readonly position?: Position
}

/** A window, as the talk sees it. */
export interface TalkWindow {
  readonly id: string
  readonly role: Role
  readonly position: Position
  /** Whether its address asks for more than the talk's beginning. */
  readonly asksForPosition: boolean
  /** What it knew before it was loaded again. */
  readonly known: Known
  /** Whether somebody has acted in it already. */
  readonly hasActed: boolean
  readonly send: (message: Message) => void
  readonly show: (position: Position) => void
  readonly showTimer: (timer: Timer) => void
  readonly point: (cursor: Cursor | undefined) => void
  /** Somebody acted on another window, and this one presents the talk. */
  readonly stepped: () => void
  /** Keeps what is known for when the window is loaded again. */
  readonly save: (known: Known) => void
  /** Calls back after some milliseconds. */
  readonly later: (milliseconds: number, then: () => void) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A window's part in the talk. */
export interface Talk {
  readonly receive: (message: Message) => void
  readonly moved: (position: Position) => void
  readonly timed: (timer: Timer) => void
  readonly pointed: (cursor: Cursor | undefined) => void
  /** The window presents from now on, or no longer. */
  readonly become: (role: Role, position: Position) => void
  /** The window was cut off from others, and is not any more. */
  readonly rejoin: () => void
  readonly leave: () => void
}

/**
 * Keeps windows at one place of the talk. Where the talk is, its presenter's window says; what somebody does in any
 * other window that shows the talk is followed by all, the presenter's included.
 *
 * - A window that opens asks, and sends nothing else until it was answered, or no answer has come for a while.
 * - A window that only shows slides belongs to a talk once a presenter was heard. Until then its reader is alone:
 *   it neither tells nor follows.
 * - Late and repeated messages change nothing, as each change has a number.
 */
export function joinTalk(window: TalkWindow): Talk {
  const { id, send } = window
  let { role, position } = window
  let stamp: Stamp = { count: window.known.count, role, by: id }
  let { timer } = window.known
  let acted = window.hasActed ? window.now() : 0
  let leftAt = -Infinity
  /** Answers to a window that opens, until it has chosen; undefined once it belongs where it is. */
  let opening: State[] | undefined
  /** The most changes heard of since the window is no longer cut off; undefined once that is settled. */
  let rejoining: number | undefined
  const presenters = new Set<string>()
  const lastStamps = new Map<string, Stamp>()

  const isTalk = (): boolean => role === 'presenter' || presenters.size > 0 || window.now() - leftAt < GRACE_MS

  function sendState(answer: boolean): void {
    send({ kind: 'state', from: id, role, position: { stamp, value: position }, timer, answer, talk: isTalk(), acted })
  }

  const save = (): void => window.save({ count: stamp.count, timer, position })

  function count(least = 0): void {
    stamp = { count: Math.max(stamp.count, least) + 1, role, by: id }
    save()
  }

  function forget(presenter: string): void {
    if (!presenters.delete(presenter) || presenters.size > 0)
      return
    leftAt = window.now()
    window.point(undefined)
  }

  function adopt({ position: { stamp: newer, value } }: State): void {
    stamp = newer
    const isShown = samePosition(position, value)
    position = value
    save()
    if (!isShown)
      window.show(value)
  }

  function adoptTimer(other: State): void {
    if (!other.timer || !other.talk || !isTalk() || (timer && compareStamps(other.timer.stamp, timer.stamp) <= 0))
      return
    timer = other.timer
    save()
    window.showTimer(timer.value)
  }

  /** What a presenter goes by where no other presents: the talk's windows, and before there was one its readers'. */
  function latestState(answers: readonly State[]): State | undefined {
    const inTalk = answers.filter(({ talk }) => talk).toSorted((one, other) => compareStamps(other.position.stamp, one.position.stamp))
    const [latest] = inTalk
    if (window.known.count > 0)
      return latest && latest.position.stamp.count > stamp.count ? latest : undefined
    if (window.asksForPosition)
      return undefined
    return latest ?? answers.toSorted((one, other) => other.acted - one.acted)[0]
  }

  function settle(): void {
    if (!opening)
      return
    const answers = opening
    opening = undefined
    if (role !== 'presenter')
      return
    const latestAnswer = acted > 0 ? undefined : latestState(answers)
    if (latestAnswer)
      adopt(latestAnswer)
    for (const answer of answers)
      adoptTimer(answer)
    count(Math.max(0, ...answers.map(({ position: { stamp: { count } } }) => count)))
    sendState(false)
  }

  function ask(): void {
    opening = []
    send({ kind: 'ask', from: id, role })
    window.later(ANSWER_MS, settle)
  }

  function receiveOpening(state: State, answers: State[]): void {
    // Who was loaded again may have taken a step before this answer came, from where the other still is.
    const ahead = window.known.count - state.position.stamp.count
    const knowsMore = role === 'presenter' && (ahead > 0 || (ahead === 0 && acted > 0))
    if (state.role !== 'presenter' || knowsMore) {
      answers.push(state)
      return
    }
    opening = undefined
    adopt(state)
  }

  function receiveState(state: State): void {
    const isNewcomer = state.role === 'presenter' && !presenters.has(state.from)
    const isFirst = isNewcomer && presenters.size === 0
    if (state.role === 'presenter')
      presenters.add(state.from)
    else
      forget(state.from)
    if (opening) {
      receiveOpening(state, opening)
      adoptTimer(state)
      return
    }
    adoptTimer(state)
    const last = lastStamps.get(state.from)
    if (rejoining === undefined && last && compareStamps(state.position.stamp, last) <= 0)
      return
    lastStamps.set(state.from, state.position.stamp)
    const order = compareStamps(state.position.stamp, stamp)
    if (role === 'presenter')
      hearAsPresenter(state, order)
    else
      hearAsStage(state, order, isFirst)
  }

  function hearAsStage(state: State, order: number, isFirst: boolean): void {
    if (state.role === 'stage') {
      if (isTalk() && state.talk && !state.answer && order > 0)
        adopt(state)
      return
    }
    // Who was cut off comes back to the presenter, whatever was done meanwhile.
    if (order > 0 || isFirst || rejoining !== undefined)
      adopt(state)
    else if (order < 0 && !state.answer)
      sendState(true)
  }

  function hearAsPresenter(state: State, order: number): void {
    if (state.role === 'stage' && state.answer) {
      if (rejoining !== undefined) {
        rejoining = Math.max(rejoining, state.position.stamp.count)
      }
      else if (order > 0) {
        count(state.position.stamp.count)
        sendState(true)
      }
      return
    }
    if (order > 0) {
      const steps = !state.answer && !samePosition(position, state.position.value)
      adopt(state)
      if (steps)
        window.stepped()
    }
    else if (order < 0) {
      sendState(true)
    }
  }

  ask()
  return {
    receive: (message) => {
      if (message.from === id)
        return
      if (message.kind === 'state')
        receiveState(message)
      else if (message.kind === 'ask' && !opening && (role === 'presenter' || message.role === 'presenter'))
        sendState(true)
      else if (message.kind === 'left')
        forget(message.from)
      else if (message.kind === 'pointed' && isTalk())
        window.point(message.cursor)
    },
    moved: (to) => {
      if (samePosition(position, to))
        return
      position = to
      acted = window.now()
      if (opening || !isTalk())
        return
      count()
      sendState(false)
    },
    timed: (value) => {
      timer = { stamp: { count: (timer?.stamp.count ?? 0) + 1, role, by: id }, value }
      save()
      if (!opening && isTalk())
        sendState(false)
    },
    pointed: (cursor) => {
      if (role === 'presenter' && !opening)
        send({ kind: 'pointed', from: id, cursor })
    },
    become: (next, to) => {
      if (next === role)
        return
      if (role === 'presenter') {
        send({ kind: 'left', from: id })
        leftAt = window.now()
      }
      role = next
      position = to
      acted = window.now()
      if (role === 'presenter' && !opening) {
        count()
        sendState(false)
      }
    },
    rejoin: () => {
      if (opening)
        return
      rejoining = 0
      send({ kind: 'ask', from: id, role })
      window.later(ANSWER_MS, () => {
        const most = rejoining ?? 0
        rejoining = undefined
        if (role !== 'presenter')
          return
        if (most >= stamp.count)
          count(most)
        sendState(true)
      })
    },
    leave: () => {
      if (role === 'presenter')
        send({ kind: 'left', from: id })
    },
  }
}
