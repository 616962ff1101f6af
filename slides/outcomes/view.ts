import type { EventId } from '../../kubernetes/history/event.ts'
import type { History } from '../../kubernetes/history/history.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import { run } from '../../kubernetes/run.ts'
import { clusterView } from '../request/cluster-view.ts'
import type { TerminalLine } from '../../kubernetes/history/state.ts'
import type { Caption } from '../../talk/step.ts'
import { storedKinds } from '../request/describe.ts'
import type { ClusterView } from '../request/view-types.ts'
import { created } from './accepted.ts'
import { type Anchor, innerCaption, type InnerStep, type Outcome } from './outcome.ts'

/** What the picture shows of a cluster and of the terminal before it. */
export interface ClusterPicture extends ClusterView {
  /** The terminal, without what has scrolled away. */
  readonly lines: readonly TerminalLine[]
  /** The Event that explains it, once it is stored. */
  readonly note: { readonly reason: string, readonly message: string } | undefined
  /** How many objects of each kind of the request are in etcd: `1 Deployment, 3 Pods`, or `no trace of it`. */
  readonly stored: string
}

/** Everything that the picture of an outcome shows at one step inside it. */
export interface OutcomeView extends ClusterPicture {
  readonly inside: InnerStep
  readonly caption: Caption
}

const histories = new Map<string, History>()

/** The history of an outcome's scenario: run when it is first asked for. */
export function historyOf({ id, scenario }: Outcome): History {
  const known = histories.get(id) ?? run(scenario)
  histories.set(id, known)
  return known
}

/** The nth event that an anchor means, counted from 1. Throws if there is none. */
function find({ events }: History, anchor: Anchor, what: string, nth = 1): EventId {
  const event = events.filter(anchor)[nth - 1]
  if (!event)
    throw new Error(`Nothing in the history is "${what}".`)
  return event.id
}

/** The event of each step inside an outcome. */
export function innerEvents(outcome: Outcome): readonly EventId[] {
  const history = historyOf(outcome)
  return outcome.inner.map(({ id, at, nth }) => find(history, at, `${outcome.id}/${id}`, nth))
}

/** The place of a step inside an outcome; of the initial one where there is none of that name. */
function innerIndex({ inner }: Outcome, name: string | undefined): number {
  const index = inner.findIndex(({ id }) => id === name)
  return index >= 0 ? index : inner.findIndex(({ caption }) => !caption)
}

function scrolledBy(lines: readonly TerminalLine[], commands: number): readonly TerminalLine[] {
  const starts = lines.flatMap(({ kind }, index) => kind === 'command' ? [index] : [])
  return lines.slice(starts[commands] ?? 0)
}

function noteOf(history: History, at: EventId, reason: string | undefined): ClusterPicture['note'] {
  const event = objectsIn(history.stateAt(at), 'Event').find(each => each.reason === reason)
  return event && { reason: event.reason, message: event.message }
}

/** What the picture of an outcome shows at a step inside it; at its initial step for a name that is none. */
export function outcomeView(outcome: Outcome, name?: string): OutcomeView {
  const history = historyOf(outcome)
  const events = innerEvents(outcome)
  const index = innerIndex(outcome, name)
  const inside = outcome.inner[index]
  const at = events[index]
  if (!inside || at === undefined)
    throw new Error(`Outcome "${outcome.id}" has no initial step.`)
  const eventOf = (anchor: Anchor | undefined): EventId | undefined => anchor && find(history, anchor, `${outcome.id}/${inside.id}`)
  const view = clusterView(history, at, { before: events[index - 1] ?? -1, request: eventOf(inside.request), open: eventOf(inside.open) })
  return {
    ...view,
    inside,
    caption: innerCaption(outcome, inside),
    lines: scrolledBy(view.terminal.lines, inside.scrolled ?? outcome.scrolled ?? 0),
    note: noteOf(history, at, outcome.event),
    stored: storedKinds(view).join(', ') || 'no trace of it',
  }
}

/** The picture before the first outcome: the command is typed, and nothing has been sent. */
export function openingView(): ClusterPicture {
  const view = clusterView(historyOf(created), 0, { before: -1 })
  return { ...view, lines: view.terminal.lines, note: undefined, stored: '' }
}
