import type { KindName, ObjectOf } from '../api/objects.ts'
import type { EventKind, EventOf, HistoryEvent } from './event.ts'
import type { ClusterState } from './state.ts'

/** The objects of a kind that are stored, in the order in which they came. */
export function objectsIn<K extends KindName>({ objects }: Pick<ClusterState, 'objects'>, kind: K): readonly ObjectOf<K>[] {
  return [...objects.values()].filter((object): object is ObjectOf<K> => object.kind === kind)
}

/** Whether an event is of a kind, and something holds of it. */
export function on<K extends EventKind>(kind: K, holds: (event: EventOf<K>) => boolean = () => true): (event: HistoryEvent) => boolean {
  return event => event.kind === kind && holds(event as EventOf<K>)
}

/** The events of a kind, in order. */
export function eventsOf<K extends EventKind>(events: readonly HistoryEvent[], kind: K): readonly EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}

/** The object that an event stores, if it is of that kind. */
export function storedBy<K extends KindName>(event: HistoryEvent, kind: K): ObjectOf<K> | undefined {
  return event.kind === 'committed' && event.object.kind === kind ? event.object as ObjectOf<K> : undefined
}

/** The first event for which something holds. Throws an Error that says what the history lacks. */
export function findEvent({ events }: { readonly events: readonly HistoryEvent[] }, what: string, holds: (event: HistoryEvent) => boolean): HistoryEvent {
  return present(events.find(holds), what)
}

/** What was looked for in a history. Throws an Error that says what it lacks. */
export function present<T>(found: T | undefined, what: string): T {
  if (found === undefined)
    throw new Error(`The history has no ${what}.`)
  return found
}
