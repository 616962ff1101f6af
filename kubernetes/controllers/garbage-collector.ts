import { keyOf, resourceOf, storedResources } from '../api/kinds.ts'
import type { ApiObject, OwnerReference } from '../api/objects.ts'
import type { Cluster } from '../component-env.ts'
import { send } from '../engine/task.ts'
import type { Task } from '../engine/task.ts'
import type { EventId, WatchType } from '../history/event.ts'
import { createWorkQueue } from './queue.ts'
import { reflectAll } from './reflector.ts'

const actor = 'garbage-collector-controller'

/** Where requests about an object go. */
function targetOf({ kind, metadata: { name, namespace } }: ApiObject) {
  return { resource: resourceOf(kind), name, ...(namespace !== undefined && { namespace }) } as const
}

/**
 * Starts the garbage collector: every object in; out goes what has lost all its owners, before its owner or after it,
 * as whoever deleted that one said. Sources: pkg/controller/garbagecollector, docs, concepts/architecture/garbage-collection.
 */
export function startGarbageCollector(cluster: Cluster): void {
  const { agenda, engine } = cluster
  const objects = new Map<string, ApiObject>()
  const uids = new Set<string>()
  /** Keys of what an owner has, by the owner's uid. */
  const dependents = new Map<string, Set<string>>()
  const queue = createWorkQueue(actor, agenda, engine, sync)

  function ownedBy(uid: string): readonly ApiObject[] {
    return [...dependents.get(uid) ?? []].flatMap(key => objects.get(key) ?? [])
  }

  /** Whether an owner is gone, or only waits for what it owns. */
  function isLost({ uid }: OwnerReference): boolean {
    return !uids.has(uid)
  }

  function* remove(object: ApiObject, propagationPolicy?: 'Foreground'): Task<boolean> {
    const answer = yield* send({ ...targetOf(object), verb: 'delete', body: { kind: 'DeleteOptions', ...(propagationPolicy && { propagationPolicy }) } })
    return answer.code === 404 || answer.object !== undefined
  }

  function* finalize(object: ApiObject, done: string): Task<boolean> {
    const finalizers = (object.metadata.finalizers ?? []).filter(each => each !== done)
    const answer = yield* send({ ...targetOf(object), verb: 'patch', body: { kind: 'FinalizerPatch', finalizers } })
    return answer.code === 404 || answer.object !== undefined
  }

  /** An owner that is to go after what it owns. */
  function* clear(owner: ApiObject): Task<boolean> {
    const blocking = ownedBy(owner.metadata.uid)
    for (const each of blocking.filter(({ metadata }) => metadata.deletionTimestamp === undefined)) {
      if (!(yield* remove(each, dependents.has(each.metadata.uid) ? 'Foreground' : undefined)))
        return false
    }
    return blocking.length > 0 || (yield* finalize(owner, 'foregroundDeletion'))
  }

  /** An owner that is to go without what it owns. */
  function* disown(owner: ApiObject): Task<boolean> {
    for (const each of ownedBy(owner.metadata.uid)) {
      const ownerReferences = (each.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid)
      const answer = yield* send({ ...targetOf(each), verb: 'patch', body: { kind: 'OwnerPatch', ownerReferences } })
      if (answer.code !== 404 && !answer.object)
        return false
    }
    return yield* finalize(owner, 'orphan')
  }

  function* sync(key: string): Task<boolean> {
    const object = objects.get(key)
    if (!object)
      return true
    const { ownerReferences = [], finalizers = [], deletionTimestamp } = object.metadata
    if (deletionTimestamp !== undefined && finalizers.includes('foregroundDeletion'))
      return yield* clear(object)
    if (deletionTimestamp !== undefined && finalizers.includes('orphan'))
      return yield* disown(object)
    if (deletionTimestamp === undefined && ownerReferences.length > 0 && ownerReferences.every(isLost))
      return yield* remove(object)
    return true
  }

  function take(type: WatchType, object: ApiObject, cause: EventId | undefined): void {
    const key = keyOf(object)
    const { uid, ownerReferences = [], finalizers = [], deletionTimestamp } = object.metadata
    for (const owner of objects.get(key)?.metadata.ownerReferences ?? [])
      dependents.get(owner.uid)?.delete(key)
    if (type === 'DELETED') {
      objects.delete(key)
      uids.delete(uid)
    }
    else {
      objects.set(key, object)
      uids.add(uid)
      for (const owner of ownerReferences)
        dependents.set(owner.uid, (dependents.get(owner.uid) ?? new Set()).add(key))
    }
    if (cause === undefined)
      return
    if (type === 'DELETED') {
      for (const each of ownedBy(uid))
        queue.add(keyOf(each), cause)
      for (const owner of [...objects.values()].filter(({ metadata }) => metadata.deletionTimestamp !== undefined && ownerReferences.some(({ uid: owned }) => owned === metadata.uid)))
        queue.add(keyOf(owner), cause)
      dependents.delete(uid)
    }
    else if ((deletionTimestamp !== undefined && finalizers.length > 0) || (ownerReferences.length > 0 && ownerReferences.every(isLost))) {
      queue.add(key, cause)
    }
  }

  // Nobody owns Events or Leases, and there are many of them.
  const watched = storedResources.filter(resource => resource !== 'events' && resource !== 'leases')
  reflectAll(cluster, watched.map(resource => ({ name: actor, resource, quiet: true, receive: take })), queue.release)
}
