import type { ActorName } from '../engine/actor.ts'
import type { Agenda } from '../engine/agenda.ts'
import type { Engine, Task, Thread } from '../engine/task.ts'
import { timing } from '../engine/timing.ts'
import type { EventId } from '../history/event.ts'

/** The work queue of a controller: keys to look at, each once however often it is put in, never twice at a time. */
export interface WorkQueue {
  /** Puts a key in because of an event. */
  readonly add: (key: string, cause: EventId) => void
  /** Puts a key in after so many milliseconds, whatever happens until then: this alone keeps no cluster from resting. */
  readonly addLater: (key: string, ms: number) => void
  /** Lets the work begin: not before the controller has a first list of everything it looks at. */
  readonly release: () => void
}

/** Looks at one key and does what is needed. False: it did not work out, and is to be tried again later. */
export type Sync = (key: string, thread: Thread) => Task<boolean>

interface Entry {
  causes: EventId[]
  working: boolean
  waiting: boolean
  failures: number
  /** Where the last look ended: one that tries again follows it. */
  last: readonly EventId[]
  /** And when, in milliseconds. */
  ended: number
}

/** Retries start at 5 ms and double up to 1,000 s. Source: client-go/util/workqueue/default_rate_limiters.go. */
function backOff(failures: number): number {
  return Math.min(5 * 2 ** (failures - 1), 1_000_000)
}

/** How long after a look the same key is looked at again at the earliest, in milliseconds: when the watch has told of what was written. */
const aware = timing.watch + timing.work

/** The queue of a controller. A retry counts as background work: it alone keeps no cluster from resting. */
export function createWorkQueue(actor: ActorName, agenda: Agenda, engine: Engine, sync: Sync): WorkQueue {
  const entries = new Map<string, Entry>()
  /** When a key comes by itself, in milliseconds: the earliest time alone counts. */
  const later = new Map<string, number>()
  let held = true

  function schedule(key: string, entry: Entry, delay: number, background: boolean): void {
    entry.waiting = true
    if (held)
      return
    agenda.after(delay, () => begin(key, entry), background)
  }

  function begin(key: string, entry: Entry): void {
    if (!entry.waiting || entry.working)
      return
    const causes = entry.causes.length > 0 ? entry.causes : [...entry.last]
    entry.causes = []
    entry.waiting = false
    entry.working = true
    engine.start(actor, causes, function* (thread) {
      const done = yield* sync(key, thread)
      entry.working = false
      entry.last = thread.causes
      entry.failures = done ? 0 : entry.failures + 1
      entry.ended = agenda.now()
      if (entry.causes.length > 0)
        schedule(key, entry, aware, false)
      else if (!done)
        schedule(key, entry, Math.max(backOff(entry.failures), aware), true)
    })
  }

  function entryOf(key: string): Entry {
    const entry = entries.get(key) ?? { causes: [], working: false, waiting: false, failures: 0, last: [], ended: -Infinity }
    entries.set(key, entry)
    return entry
  }

  return {
    addLater: (key, ms) => {
      const due = agenda.now() + ms
      if ((later.get(key) ?? Infinity) <= due)
        return
      later.set(key, due)
      agenda.after(ms, () => {
        if (later.get(key) !== due)
          return
        later.delete(key)
        const entry = entryOf(key)
        if (!entry.waiting && !entry.working)
          schedule(key, entry, 0, true)
      }, true)
    },
    add: (key, cause) => {
      const entry = entryOf(key)
      const first = entry.causes.length === 0
      entry.causes.push(cause)
      if (first && !entry.working)
        schedule(key, entry, Math.max(timing.work, entry.ended + aware - agenda.now()), false)
    },
    release: () => {
      held = false
      for (const [key, entry] of entries) {
        if (entry.waiting)
          schedule(key, entry, timing.work, false)
      }
    },
  }
}
