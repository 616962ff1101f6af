import { keyOf } from '../api/kinds.ts'
import type { ApiObject, Draft, Event } from '../api/objects.ts'
import type { ComponentEnv } from '../component-env.ts'
import { fnv32 } from '../engine/random.ts'
import { send, type Work } from '../engine/task.ts'
import { nanoseconds, timestamp } from '../engine/timing.ts'

/** What a component says about an object. */
export interface Note {
  readonly about: ApiObject
  readonly type?: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly component: string
  readonly container?: string
}

/** An Event that was recorded: under which name, how often, and whether it was ever written. */
interface Said {
  readonly name: string
  count: number
  isWritten: boolean
}

interface Theme {
  /** Different messages of late. */
  readonly messages: Set<string>
  /** When it was said last, in milliseconds. */
  at: number
}

/**
 * So many Events about one object may follow one another at once; then there is one in five minutes. Recorded: a
 * kubelet counts Normal and Warning apart: 25 of Pulling, Pulled, Created, Started and Killing together, and 22 of
 * Unhealthy and BackOff beside them. What is not written is counted all the same, and the next that is written says how often
 * it was. Source: client-go/tools/record/events_cache.go (defaultSpamBurst, defaultSpamQPS, EventCorrelate).
 */
const burst = 25
const refill = 300_000

/** From so many different messages on, in ten minutes, they are said together. Source: as above (defaultAggregateMaxEvents, defaultAggregateIntervalInSeconds). */
const together = 10
const period = 600_000

/** What is counted together: all that is said of an object, or what is said of it as Normal and as Warning. */
export type SpamKey = 'object' | 'type'

/** Posts Events for one process; a lost one is not written again, and what was said before has its count raised. Sources: client-go/tools/record/events_cache.go, event.go (recordToSink). */
export function createPoster({ agenda }: Pick<ComponentEnv, 'agenda'>, spamKey: SpamKey = 'object'): (note: Note) => Work {
  const said = new Map<string, Said>()
  const themes = new Map<string, Theme>()
  const buckets = new Map<string, { tokens: number, at: number }>()
  let posted = 0

  function isSpam(theme: string): boolean {
    const now = agenda.now()
    const bucket = buckets.get(theme) ?? { tokens: burst, at: now }
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / refill)
    bucket.at = now
    buckets.set(theme, bucket)
    if (bucket.tokens < 1)
      return true
    bucket.tokens--
    return false
  }

  /** What counts as the same, and the message as it is said. */
  function aggregate(theme: string, message: string): { readonly key: string, readonly message: string } {
    const now = agenda.now()
    const known = themes.get(theme)
    const { messages } = known && now - known.at <= period ? known : { messages: new Set<string>() }
    messages.add(message)
    themes.set(theme, { messages, at: now })
    if (messages.size < together)
      return { key: `${theme}|${message}`, message }
    messages.delete([...messages][0] ?? '')
    return { key: theme, message: `(combined from similar events): ${message}` }
  }

  return (note) => {
    const { about, type = 'Normal', reason, component } = note
    const theme = `${component}|${keyOf(about)}|${about.metadata.uid}|${type}|${reason}|${note.container ?? ''}`
    const { key, message } = aggregate(theme, note.message)
    const { name, draft } = eventOf({ ...note, message }, agenda.now(), posted++)
    const known = said.get(key) ?? { name, count: 0, isWritten: false }
    said.set(key, known)
    known.count++
    if (isSpam(`${component}|${about.metadata.uid}${spamKey === 'type' ? `|${type}` : ''}`))
      return function* () {}
    const { count, isWritten } = known
    known.isWritten = true
    const lastTimestamp = timestamp(agenda.now())
    if (!isWritten)
      return creating(count > 1 ? { ...draft, metadata: { ...draft.metadata, name: known.name }, count, lastTimestamp } : draft)
    const { namespace = 'default' } = about.metadata
    return function* () {
      yield* send({ verb: 'patch', resource: 'events', namespace, name: known.name, body: { kind: 'EventPatch', message, count, lastTimestamp } })
    }
  }
}

function creating(draft: Draft<Event>): Work {
  const { namespace } = draft.metadata
  return function* () {
    yield* send({ verb: 'create', resource: 'events', ...(namespace !== undefined && { namespace }), body: draft })
  }
}

/** Whether a container is one of those that come before the others. */
function isFirst(about: ApiObject, container: string): boolean {
  return about.kind === 'Pod' && (about.spec.initContainers ?? []).some(({ name }) => name === container)
}

/**
 * A new Event about an object, named by the object and the time, so that a list has Events in the order in which they were
 * made. Of which version of an object it tells it says, but for that of a Node. Source: client-go/tools/record/event.go
 * (makeEvent); recorded.
 *
 * @param now in milliseconds of the model
 * @param count how many the same process posted before: several come in one millisecond
 */
export function eventOf({ about, type = 'Normal', reason, message, component, container }: Note, now: number, count = 0): { readonly name: string, readonly draft: Draft<Event> } {
  const { name: of, namespace = 'default', uid, resourceVersion } = about.metadata
  const name = `${of}.${nanoseconds(now, count % 10_000 * 100 + fnv32(component) % 100).toString(16)}`
  const draft: Draft<Event> = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace },
    type,
    reason,
    message,
    involvedObject: { kind: about.kind, name: of, ...uid && { uid }, ...about.kind !== 'Node' && resourceVersion && { resourceVersion }, ...(container !== undefined && { fieldPath: `spec.${isFirst(about, container) ? 'initContainers' : 'containers'}{${container}}` }) },
    source: { component },
  }
  return { name, draft }
}

/** Posts an Event that is said once, as the scheduler's are, which keep other books. Source: client-go/tools/events/event_broadcaster.go. */
export function post(note: Note, now: number): Work {
  return creating(eventOf(note, now).draft)
}
