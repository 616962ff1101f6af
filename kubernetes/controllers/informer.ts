import { keyOf } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'

/** What a client knows from its watch: the newest version it was told of, by key, and by owner. */
export interface Informer<T extends ApiObject> {
  readonly get: (key: string) => T | undefined
  readonly all: () => Iterable<T>
  readonly size: () => number
  /** The objects that an owner made, by the owner's uid. */
  readonly ownedBy: (uid: string) => readonly T[]
  /** Takes in what the watch said. */
  readonly take: (object: T) => void
  /** Forgets what the watch said is gone. */
  readonly drop: (object: T) => void
}

/** The uid of the controller that made an object. */
export function ownerUid(object: ApiObject): string | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller)?.uid
}

/** An informer that knows nothing yet. */
export function createInformer<T extends ApiObject>(): Informer<T> {
  const objects = new Map<string, T>()
  const owned = new Map<string, Map<string, T>>()
  return {
    get: key => objects.get(key),
    all: () => objects.values(),
    size: () => objects.size,
    ownedBy: uid => [...owned.get(uid)?.values() ?? []],
    take: (object) => {
      const key = keyOf(object)
      objects.set(key, object)
      const owner = ownerUid(object)
      if (owner === undefined)
        return
      const siblings = owned.get(owner) ?? new Map<string, T>()
      owned.set(owner, siblings.set(key, object))
    },
    drop: (object) => {
      const key = keyOf(object)
      objects.delete(key)
      owned.get(ownerUid(object) ?? '')?.delete(key)
    },
  }
}
