import { isLost } from '../api/request.ts'
import type { Answer } from '../api/request.ts'
import type { Resource } from '../api/kinds.ts'
import { send, until } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import type { EventId } from '../history/event.ts'
import type { Watches } from '../server/watch.ts'

/** What is waited for: another object of the same name is another one. */
export interface Leaving {
  readonly resource: Resource
  readonly name: string
  readonly uid: string
}

/**
 * Waits until an object is gone, as `kubectl delete` does after it has printed: it looks once more, and then watches;
 * when the watch ends it looks again. Gives the answer that ended the wait if that was none.
 * Recorded from kubectl 1.35. Source: kubectl/pkg/cmd/wait/wait.go (IsDeleted).
 */
export function* awaitRemoval({ resource, name, uid }: Leaving, watches: Watches, thread: Thread): Task<Answer | undefined> {
  const objects = { resource, namespace: 'default' } as const
  for (;;) {
    const there = yield* send({ ...objects, verb: 'get', name })
    if (isLost(there))
      return there
    if (there.object?.metadata.uid !== uid)
      return undefined
    let over: { readonly gone: boolean, readonly cause: EventId | undefined } | undefined
    let tell: ((event: EventId) => void) | undefined
    const end = (gone: boolean, cause: EventId | undefined): void => {
      over ??= { gone, cause }
      tell?.(cause ?? thread.causes[0] ?? 0)
    }
    const close = watches.open({
      name: 'kubectl',
      resource,
      object: name,
      receive: (type, _object, event) => type === 'DELETED' && end(true, event),
      ended: () => end(false, undefined),
    })
    yield* send({ ...objects, verb: 'watch', query: `fieldSelector=metadata.name%3D${name}&watch=true` })
    if (over === undefined) {
      yield* until((go) => {
        tell = go
      })
    }
    close()
    if (isGone(over))
      return undefined
  }
}

function isGone(over: { readonly gone: boolean } | undefined): boolean {
  return over?.gone ?? false
}
