import type { ApiObject } from '../api/objects.ts'
import type { Scenario } from '../scenario.ts'
import type { HistoryEvent } from './event.ts'
import { apply, copyState, initialState } from './state.ts'
import type { ClusterState } from './state.ts'

/** What happened in a run, and the state at any moment of it. */
export interface History {
  readonly scenario: Scenario
  readonly events: readonly HistoryEvent[]
  /**
   * The state right after an event; -1 gives the state before all of them. Forwards, backwards or by a leap costs the
   * same: the nearest checkpoint before it, and a short replay. Throws a RangeError for an event that is not there.
   */
  readonly stateAt: (index: number) => ClusterState
}

/** Checkpoints lie at least so many events apart, or as many as the state has objects: so all of them take about as much memory as the events. */
const shortest = 64

/** The history of a run that began with these objects stored. */
export function createHistory(scenario: Scenario, initial: readonly ApiObject[], events: readonly HistoryEvent[]): History {
  const checkpoints: { readonly index: number, readonly state: ClusterState }[] = [{ index: -1, state: initialState(initial) }]
  const frontier = { index: -1, state: initialState(initial) }

  /** Folds on as far as the event, leaving checkpoints. */
  function reach(index: number): void {
    while (frontier.index < index) {
      const event = events[frontier.index + 1]
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

  return {
    scenario,
    events,
    stateAt: (index) => {
      if (!Number.isInteger(index) || index < -1 || index >= events.length)
        throw new RangeError(`There is no event ${index}: the history has ${events.length}.`)
      reach(index)
      const from = checkpointBefore(index)
      const state = copyState(from.state)
      for (const event of events.slice(from.index + 1, index + 1))
        apply(state, event)
      return state
    },
  }
}
