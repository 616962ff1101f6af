import type { EventId, Happening, HistoryEvent } from '../history/event.ts'
import type { ActorName } from './actor.ts'

/** Where actors write down what they do. */
export interface Recorder {
  readonly events: readonly HistoryEvent[]
  /** Appends an event and gives its id. Throws if a cause has not happened yet. */
  readonly record: (actor: ActorName, causes: readonly EventId[], happening: Happening) => EventId
  /** Lets go of what happened before an event. Ids go on as they were. */
  readonly forget: (before: EventId) => void
}

/** An empty record. `now` gives milliseconds since the start. */
export function createRecorder(now: () => number): Recorder {
  const events: HistoryEvent[] = []
  let forgotten = 0
  return {
    events,
    record: (actor, causes, happening) => {
      const id = forgotten + events.length
      if (causes.some(cause => cause >= id))
        throw new RangeError(`Event ${id} (${happening.kind}) cannot come before its cause.`)
      events.push({ ...happening, id, at: now() / 1000, actor, causes })
      return id
    },
    forget: (before) => {
      forgotten += events.splice(0, before - forgotten).length
    },
  }
}
