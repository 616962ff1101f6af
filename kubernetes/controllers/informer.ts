import { keyOf } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'

/** What a client knows from its watch: the newest version received, by key, and by owner. */
export interface Informer<T extends ApiObject> {
  readonly get: (key: string) => T | undefined
  readonly all: () => Iterable<T>
  readonly size: () => number
  /** The objects that an owner made, by the owner's uid. */
  readonly ownedBy: (uid: string) => readonly T[]
  readonly orphans: () => readonly T[]
  readonly take: (object: T) => void
  readonly drop: (object: T) => void
}

/** The uid of the controller that made an object. */
export function ownerUid(object: ApiObject): string | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller)?.uid
}

/** What stands for no owner: no uid is empty. */
const noOwner = ''

/** An informer that knows nothing yet. */
export function createInformer<T extends ApiObject>(): Informer<T> {
  const objects = new Map<string, T>()
  const owned = new Map<string, Map<string, T>>()
  const ownedBy = (uid: string): readonly T[] => [...owned.get(uid)?.values() ?? []]

  function forget(object: T | undefined): void {
    if (object)
      owned.get(ownerUid(object) ?? noOwner)?.delete(keyOf(object))
  }

  return {
    get: key => objects.get(key),
    all: () => objects.values(),
    size: () => objects.size,
    ownedBy,
    orphans: () => ownedBy(noOwner).toSorted((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp)),
    take: (object) => {
      const key = keyOf(object)
      const owner = ownerUid(object) ?? noOwner
      const before = objects.get(key)
      if (before && (ownerUid(before) ?? noOwner) !== owner)
        forget(before)
      objects.set(key, object)
      const siblings = owned.get(owner) ?? new Map<string, T>()
      owned.set(owner, siblings.set(key, object))
    },
    drop: (object) => {
      forget(objects.get(keyOf(object)) ?? object)
      objects.delete(keyOf(object))
    },
  }
}
