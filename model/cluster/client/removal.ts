import { send, until } from '../engine/task.ts'
import type { Task } from '../engine/task.ts'
import type { EventId } from '../history/event.ts'
import type { Watches } from '../server/watch.ts'

/**
 * Waits until a Pod is gone, as `kubectl delete` does after it has printed: it looks once more, and then watches.
 * Recorded from kubectl 1.35. Source: kubectl/pkg/cmd/delete/delete.go (--wait).
 */
export function* awaitRemoval(name: string, watches: Watches): Task {
  const pods = { resource: 'pods', namespace: 'default' } as const
  const there = yield* send({ ...pods, verb: 'get', name })
  if (!there.object)
    return
  let gone: EventId | undefined
  let tell: ((event: EventId) => void) | undefined
  const close = watches.open({
    name: 'kubectl',
    resource: 'pods',
    object: name,
    receive: (type, _object, event) => {
      if (type !== 'DELETED')
        return
      gone = event
      tell?.(event)
    },
  })
  yield* send({ ...pods, verb: 'watch', query: `fieldSelector=metadata.name%3D${name}&watch=true` })
  if (gone === undefined) {
    yield* until((go) => {
      tell = go
    })
  }
  close()
}
