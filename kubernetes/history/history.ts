import type { ApiObject } from '../api/objects.ts'
import type { Scenario } from '../scenario.ts'
import type { EventId, HistoryEvent } from './event.ts'
import { apply } from './apply-event.ts'
import { type ClusterState, copyState, initialState, type MutableState } from './state.ts'

/** What happened in a run, and the state at any moment of it. */
export interface History {
  readonly scenario: Scenario
  /** Those that are remembered: all of them, unless it was told to begin later. */
  readonly events: readonly HistoryEvent[]
  /** The state right after an event; -1: before all. Any leap costs the same: a checkpoint and a short replay. @throws RangeError for an event that is not there */
  readonly stateAt: (id: EventId) => ClusterState
  /** Remembers states from right before an event on, and none before. To be called while all of its events are there. */
  readonly beginAt: (id: EventId) => void
}

/** Checkpoints lie at least so many events apart, or as many as the state has objects: so all of them take about as much memory as the events. */
const shortest = 64

/** The history of a run that began with these objects stored. */
export function createHistory(scenario: Scenario, initial: readonly ApiObject[], events: readonly HistoryEvent[]): History {
  const checkpoints: { readonly index: number, readonly state: ClusterState }[] = [{ index: -1, state: initialState(initial) }]
  const frontier = { index: -1, state: initialState(initial) }

  const first = (): EventId => events[0]?.id ?? 0

  function reach(index: number): void {
    while (frontier.index < index) {
      const event = events[frontier.index + 1 - first()]
      if (!event)
        return
      apply(frontier.state, event)
      frontier.index++
      const last = checkpoints.at(-1)?.index ?? -1
      if (frontier.index - last >= Math.max(shortest, frontier.state.objects.size))
        checkpoints.push({ index: frontier.index, state: copyState(frontier.state) })
    }
  }

  function checkpointBefore(index: number): typeof checkpoints[number] {
    let low = 0
    let high = checkpoints.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((checkpoints[middle]?.index ?? 0) <= index)
        low = middle
      else
        high = middle - 1
    }
    const found = checkpoints[low]
    if (!found)
      throw new Error('A history always has a first checkpoint.')
    return found
  }

  function stateAt(index: EventId): MutableState {
    if (!Number.isInteger(index) || index < (checkpoints[0]?.index ?? -1) || index >= first() + events.length)
      throw new RangeError(`There is no event ${index}: the history has ${events.length}.`)
    reach(index)
    const from = checkpointBefore(index)
    const state = copyState(from.state)
    for (const event of events.slice(from.index + 1 - first(), index + 1 - first()))
      apply(state, event)
    return state
  }

  return {
    scenario,
    events,
    stateAt,
    beginAt: (id) => {
      const state = stateAt(id - 1)
      checkpoints.splice(0, checkpoints.length, { index: id - 1, state })
    },
  }
}
