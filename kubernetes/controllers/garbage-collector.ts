import { keyOf, resourceOf, storedResources } from '../api/kinds.ts'
import type { ApiObject, OwnerReference } from '../api/objects.ts'
import type { ComponentEnv } from '../component-env.ts'
import { send, type Task, type Thread } from '../engine/task.ts'
import type { EventId, WatchType } from '../history/event.ts'
import { createWorkQueue } from './queue.ts'
import { reflectAll } from './reflector.ts'

const actor = 'garbage-collector-controller'

function targetOf({ kind, metadata: { name, namespace } }: ApiObject) {
  return { resource: resourceOf(kind), name, ...(namespace !== undefined && { namespace }) } as const
}

/** Starts the garbage collector: what has lost all its owners is deleted. Sources: pkg/controller/garbagecollector, docs, concepts/architecture/garbage-collection. */
export function startGarbageCollector(cluster: ComponentEnv): void {
  const { agenda, engine } = cluster
  const objects = new Map<string, ApiObject>()
  const uids = new Map<string, string>()
  /** Keys of what an owner has, by the owner's uid. */
  const dependents = new Map<string, Set<string>>()
  const queue = createWorkQueue(actor, agenda, engine, sync)

  function ownedBy(uid: string): readonly ApiObject[] {
    return [...dependents.get(uid) ?? []].flatMap(key => objects.get(key) ?? [])
  }

  function* remove(object: ApiObject, propagationPolicy?: 'Foreground' | 'Orphan'): Task<boolean> {
    const answer = yield* send({ ...targetOf(object), verb: 'delete', body: { kind: 'DeleteOptions', ...(propagationPolicy && { propagationPolicy }) } })
    return answer.code === 404 || answer.object !== undefined
  }

  function* own(object: ApiObject, ownerReferences: readonly OwnerReference[]): Task<boolean> {
    const answer = yield* send({ ...targetOf(object), verb: 'patch', body: { kind: 'OwnerPatch', ownerReferences } })
    return answer.code === 404 || answer.object !== undefined
  }

  function* finalize(object: ApiObject, done: string): Task<boolean> {
    const finalizers = (object.metadata.finalizers ?? []).filter(each => each !== done)
    const answer = yield* send({ ...targetOf(object), verb: 'patch', body: { kind: 'FinalizerPatch', finalizers } })
    return answer.code === 404 || answer.object !== undefined
  }

  /** Whether an object waits until what it owns is gone. */
  function isClearing({ metadata: { deletionTimestamp, finalizers = [] } }: ApiObject): boolean {
    return deletionTimestamp !== undefined && finalizers.includes('foregroundDeletion')
  }

  /** An owner that is to go after what it owns: each of that is looked at by itself. Source: garbagecollector.go (processDeletingDependentsItem). */
  function* clear(owner: ApiObject, thread: Thread): Task<boolean> {
    const left = ownedBy(owner.metadata.uid)
    if (left.length === 0)
      return yield* finalize(owner, 'foregroundDeletion')
    // In no order that is promised: what owns something itself goes first.
    const owns = ({ metadata: { uid } }: ApiObject): number => Math.min(ownedBy(uid).length, 1)
    for (const each of left.filter(({ metadata }) => metadata.deletionTimestamp === undefined).toSorted((a, b) => owns(b) - owns(a)))
      queue.add(keyOf(each), thread.causes[0] ?? 0)
    return true
  }

  /** What stands against the deletion of an object: of its owners those that are there and stay. Those that wait for it, and whether it has lost any, too. */
  function ownersOf({ metadata: { ownerReferences = [] } }: ApiObject): { readonly solid: readonly OwnerReference[], readonly isAwaited: boolean, readonly hasLost: boolean } {
    const [there, solid]: [OwnerReference[], OwnerReference[]] = [[], []]
    for (const owner of ownerReferences) {
      const object = objects.get(uids.get(owner.uid) ?? '')
      if (object)
        there.push(owner)
      if (object && !isClearing(object))
        solid.push(owner)
    }
    return { solid, isAwaited: there.length > solid.length, hasLost: solid.length < ownerReferences.length }
  }

  /** Deletes an object without remaining owners; where owners remain, removes the references to those that are gone. Source: garbagecollector.go (attemptToDeleteItem). */
  function* attempt(object: ApiObject): Task<boolean> {
    const { solid, isAwaited, hasLost } = ownersOf(object)
    if (!hasLost)
      return true
    if (solid.length > 0)
      return yield* own(object, solid)
    const { finalizers = [] } = object.metadata
    const policy = (isAwaited && ownedBy(object.metadata.uid).length > 0) || finalizers.includes('foregroundDeletion') ? 'Foreground' : finalizers.includes('orphan') ? 'Orphan' : undefined
    return yield* remove(object, policy)
  }

  /** An owner that is to go without what it owns. */
  function* disown(owner: ApiObject): Task<boolean> {
    for (const each of ownedBy(owner.metadata.uid)) {
      if (!(yield* own(each, (each.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid))))
        return false
    }
    return yield* finalize(owner, 'orphan')
  }

  function* sync(key: string, thread: Thread): Task<boolean> {
    const object = objects.get(key)
    if (!object)
      return true
    const { finalizers = [], deletionTimestamp } = object.metadata
    if (isClearing(object))
      return yield* clear(object, thread)
    if (deletionTimestamp !== undefined)
      return finalizers.includes('orphan') ? yield* disown(object) : true
    return yield* attempt(object)
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
      uids.set(uid, key)
      for (const owner of ownerReferences)
        dependents.set(owner.uid, (dependents.get(owner.uid) ?? new Set()).add(key))
    }
    if (cause === undefined)
      return
    if (type === 'DELETED') {
      for (const each of ownedBy(uid))
        queue.add(keyOf(each), cause)
      for (const { uid: owner } of ownerReferences) {
        const there = objects.get(uids.get(owner) ?? '')
        if (there?.metadata.deletionTimestamp !== undefined)
          queue.add(keyOf(there), cause)
      }
      dependents.delete(uid)
    }
    else if ((deletionTimestamp !== undefined && finalizers.length > 0) || ownersOf(object).hasLost) {
      queue.add(key, cause)
    }
  }

  // Nobody owns Events, and there are many of them.
  const watched = storedResources.filter(resource => resource !== 'events')
  reflectAll(cluster, watched.map(resource => ({ name: actor, resource, quiet: true, receive: take })), queue.release)
}
