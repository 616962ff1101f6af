import { storageKey } from '../api/kinds.ts'
import { apiServerItself, type Server } from './call.ts'

/** For how long an Event is kept after it was written last, in milliseconds. Source: docs, reference/command-line-tools-reference/kube-apiserver (--event-ttl). */
const eventTtl = 3_600_000

/** Removes Events whose time is over: gives what looks for them, to be called whenever time has gone on. */
export function expireEvents({ cache, simulation }: Pick<Server, 'cache' | 'simulation'>): () => void {
  /** When each was written last, as far as that is known, the oldest first. */
  const written = new Map<string, number>()
  for (const { metadata: { namespace, name } } of cache.list('events'))
    written.set(storageKey('events', namespace, name), simulation.now())
  cache.listen(({ resource, object, gone }) => {
    if (resource !== 'events')
      return
    const key = storageKey('events', object.metadata.namespace, object.metadata.name)
    written.delete(key)
    if (!gone)
      written.set(key, simulation.now())
  })
  return () => {
    for (const [key, at] of written) {
      if (at + eventTtl > simulation.now())
        return
      const found = cache.get(key)
      if (found && simulation.ask({ verb: 'delete', resource: 'events', namespace: found.metadata.namespace ?? 'default', name: found.metadata.name, body: { kind: 'DeleteOptions' } }, apiServerItself).code === 0)
        return
      written.delete(key)
    }
    cache.refresh()
  }
}
