/** Where a window shows the talk. */
export interface Position {
  /** Name or number of the slide, as in the address. */
  readonly slide: string
  readonly clicks: number
  /** Name of the step inside, and moves of the playground, as the address holds them. */
  readonly inside?: string | undefined
  readonly play?: string | undefined
  readonly blank?: boolean | undefined
  /** Whether the QR code for following the talk is shown. */
  readonly code?: boolean | undefined
  readonly captions?: boolean | undefined
  /** The question that the room is asked there, by its permanent name, and how many guesses it has; undefined where no phones follow. */
  readonly question?: string | undefined
  readonly guesses?: number | undefined
  readonly answers?: boolean | undefined
  /** The slot that the talk is cut for, in minutes; undefined where it is given whole. */
  readonly slot?: number | undefined
}

/** The presenter's timer, in Slidev's own words; times are milliseconds since 1970. */
export interface Timer {
  readonly status: 'stopped' | 'running' | 'paused'
  readonly slides: Readonly<Record<number, { readonly start?: number, readonly end?: number }>>
  readonly startedAt: number
  readonly pausedAt: number
}

/** The presenter's pointer on the slide, in per cent. */
export interface Cursor {
  readonly x: number
  readonly y: number
  readonly style?: 'cursor' | 'laser'
}

/** What a window is to the talk: it presents it, or shows it. */
export type Role = 'presenter' | 'stage'

/** The order of all that people do in the talk: each change counts one more than its window knew of; of two at once the presenter's counts. */
export interface Stamp {
  readonly count: number
  readonly role: Role
  readonly by: string
}

/** A value with the change that made it. */
export interface Stamped<T> {
  readonly stamp: Stamp
  readonly value: T
}

/** Asks where the talk is. */
export interface Ask {
  readonly kind: 'ask'
  readonly from: string
  readonly role: Role
}

/** Says where a window stands. */
export interface State {
  readonly kind: 'state'
  readonly from: string
  readonly role: Role
  readonly position: Stamped<Position>
  readonly timer?: Stamped<Timer> | undefined
  /** Whether it answers a window that asked; if not, somebody acted. */
  readonly answer: boolean
  /** Whether the window is in a presented talk, or only belongs to a reader. */
  readonly talk: boolean
  /** When somebody last acted in it, in milliseconds since 1970; 0 for never. */
  readonly acted: number
}

/** Says that a window presents no longer. */
export interface Left {
  readonly kind: 'left'
  readonly from: string
}

/** Says where the presenter points. */
export interface Pointed {
  readonly kind: 'pointed'
  readonly from: string
  readonly cursor: Cursor | undefined
}

/** The speaker's phone asks the presenter's window for a step on, or back. */
export interface Go {
  readonly kind: 'go'
  readonly from: string
  readonly by: 1 | -1
}

/** The speaker's phone asks the presenter's window to show how often each answer was chosen, or to hide it again. */
export interface ShowAnswers {
  readonly kind: 'show-answers'
  readonly from: string
}

/** The server says what phones have answered to the question that the room is asked. */
export interface Answers {
  readonly kind: 'answers'
  readonly from: string
  readonly question: string
  readonly given: number
  /** How many chose each guess; undefined until the speaker shows it. */
  readonly counts?: readonly number[] | undefined
}

/** What windows say to each other, and the server to them. */
export type Message = Ask | State | Left | Pointed | Go | ShowAnswers | Answers

/** Below zero where the first change comes before the second, above where it comes after, zero where they are the same. */
export function compareStamps(one: Stamp, other: Stamp): number {
  const rank = ({ role }: Stamp): number => role === 'presenter' ? 1 : 0
  return one.count - other.count || rank(one) - rank(other) || (one.by < other.by ? -1 : one.by > other.by ? 1 : 0)
}

/** Whether two windows show the same. */
export function samePosition(one: Position, other: Position): boolean {
  return one.slide === other.slide && one.clicks === other.clicks && one.inside === other.inside && one.play === other.play && (one.blank ?? false) === (other.blank ?? false) && one.slot === other.slot && (one.code ?? false) === (other.code ?? false) && (one.captions ?? false) === (other.captions ?? false) && (one.answers ?? false) === (other.answers ?? false)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string'
const isRole = (value: unknown): value is Role => value === 'presenter' || value === 'stage'
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0

function isStamped(value: unknown, isValue: (value: Readonly<Record<string, unknown>>) => boolean): boolean {
  if (!isObject(value) || !isObject(value['stamp']) || !isObject(value['value']))
    return false
  const { count, role, by } = value['stamp']
  return isCount(count) && isRole(role) && typeof by === 'string' && isValue(value['value'])
}

const isPosition = ({ slide, clicks, inside, play, blank, captions, code, slot, question, guesses, answers }: Readonly<Record<string, unknown>>): boolean =>
  typeof slide === 'string' && isCount(clicks) && isText(inside) && isText(play) && isText(question) && [blank, captions, code, answers].every(each => each === undefined || typeof each === 'boolean') && [slot, guesses].every(each => each === undefined || isCount(each))
const isTimer = ({ status, slides, startedAt, pausedAt }: Readonly<Record<string, unknown>>): boolean =>
  ['stopped', 'running', 'paused'].includes(String(status)) && isObject(slides) && isCount(startedAt) && isCount(pausedAt)

/** Whether something that came from outside is a message: another version of the deck, or anybody, may have sent it. */
export function isMessage(value: unknown): value is Message {
  if (!isObject(value) || typeof value['from'] !== 'string')
    return false
  switch (value['kind']) {
    case 'ask':
      return isRole(value['role'])
    case 'state':
      return isRole(value['role']) && isStamped(value['position'], isPosition) && (value['timer'] === undefined || isStamped(value['timer'], isTimer))
        && typeof value['answer'] === 'boolean' && typeof value['talk'] === 'boolean' && isCount(value['acted'])
    case 'left':
    case 'show-answers':
      return true
    case 'go':
      return value['by'] === 1 || value['by'] === -1
    case 'answers':
      return typeof value['question'] === 'string' && isCount(value['given']) && (value['counts'] === undefined || (Array.isArray(value['counts']) && value['counts'].every(isCount)))
    case 'pointed':
      return value['cursor'] === undefined || value['cursor'] === null || (isObject(value['cursor']) && isCount(value['cursor']['x']) && isCount(value['cursor']['y']))
    default:
      return false
  }
}
