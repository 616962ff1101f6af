import { type Answer, isLost } from '../api/request.ts'
import type { Resource } from '../api/kinds.ts'
import { send, type Task, type Thread, until } from '../engine/task.ts'
import type { EventId } from '../history/event.ts'
import type { ComponentEnv } from '../component-env.ts'

/** What is waited for: another object of the same name is another one. */
export interface AwaitedObject {
  readonly resource: Resource
  readonly namespace?: string
  readonly name: string
  readonly uid: string
  /** For how many seconds; for ever unless given. */
  readonly timeout?: number
}

/** How a wait ends: with the object, in time, or with the watch. */
interface WaitEnd {
  readonly how: 'gone' | 'late' | 'again'
  readonly cause: EventId | undefined
}

/** Waits until an object is gone, as `kubectl delete` does: looks, watches, looks again; `late` if for long enough. Recorded from kubectl 1.35. Source: kubectl/pkg/cmd/wait/wait.go (IsDeleted). */
export function* awaitRemoval({ resource, namespace, name, uid, timeout }: AwaitedObject, { watches, agenda }: Pick<ComponentEnv, 'watches' | 'agenda'>, thread: Thread): Task<Answer | 'late' | undefined> {
  const objects = { resource, ...(namespace !== undefined && { namespace }) } as const
  const start = agenda.now()
  for (;;) {
    const there = yield* send({ ...objects, verb: 'get', name })
    if (isLost(there))
      return there
    if (there.object?.metadata.uid !== uid)
      return undefined
    let over: WaitEnd | undefined
    let notify: ((event: EventId) => void) | undefined
    const end = (how: WaitEnd['how'], cause: EventId | undefined): void => {
      over ??= { how, cause }
      notify?.(cause ?? thread.causes[0] ?? 0)
    }
    const close = watches.open({
      name: 'kubectl',
      resource,
      object: name,
      receive: (type, _object, event) => type === 'DELETED' && end('gone', event),
      ended: () => end('again', undefined),
    })
    if (timeout !== undefined)
      agenda.after(Math.max(start + timeout * 1000 - agenda.now(), 0), () => end('late', undefined))
    yield* send({ ...objects, verb: 'watch', query: `fieldSelector=metadata.name%3D${name}&watch=true` })
    if (over === undefined) {
      yield* until((go) => {
        notify = go
      })
    }
    close()
    const how = howOf(over)
    if (how !== 'again')
      return how === 'late' ? 'late' : undefined
  }
}

function howOf(over: WaitEnd | undefined): WaitEnd['how'] {
  return over?.how ?? 'again'
}
