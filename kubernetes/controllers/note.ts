import { keyOf } from '../api/kinds.ts'
import type { ApiObject, Draft, Event } from '../api/objects.ts'
import { fnv32 } from '../engine/random.ts'
import { send } from '../engine/task.ts'
import type { Work } from '../engine/task.ts'

/** What a component says about an object. */
export interface Note {
  readonly about: ApiObject
  readonly type?: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly component: string
}

/**
 * Posts an Event about an object, as a piece of work to fork: nobody waits for Events, and one that is lost is lost.
 * Its name is the object's and something of its own; the real one takes the time in hexadecimal.
 */
export function post({ about, type = 'Normal', reason, message, component }: Note): Work {
  const { name, namespace = 'default', uid, resourceVersion } = about.metadata
  const own = fnv32([keyOf(about), resourceVersion, reason, message].join('|')).toString(16).padStart(8, '0')
  const body: Draft<Event> = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${own}`, namespace },
    type,
    reason,
    message,
    involvedObject: { kind: about.kind, name, uid },
    source: { component },
  }
  return function* () {
    yield* send({ verb: 'create', resource: 'events', namespace, body })
  }
}
