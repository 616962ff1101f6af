import type { ApiObject } from '../api/objects.ts'

/** What etcd is to the API server: keys, values, and one revision that rises with every write. */
export interface Store {
  readonly revision: () => number
  readonly get: (key: string) => ApiObject | undefined
  /** All objects whose keys begin so, in the order of their keys' first write. */
  readonly list: (prefix: string) => readonly ApiObject[]
  /** Stores an object if its key was last written at `expected` (0: never); undefined if the key has moved on. Source: apiserver/pkg/storage/etcd3/store.go. */
  readonly put: (key: string, object: ApiObject, expected: number) => ApiObject | undefined
  /** Takes a key out. Gives its last object at the revision of that, or undefined if there was none. */
  readonly remove: (key: string) => ApiObject | undefined
}

/** An empty store whose next write gets revision `start + 1`. */
export function createStore(start: number): Store {
  const objects = new Map<string, ApiObject>()
  let revision = start
  return {
    revision: () => revision,
    get: key => objects.get(key),
    list: prefix => [...objects].filter(([key]) => key.startsWith(prefix)).map(([, object]) => object),
    put: (key, object, expected) => {
      if (Number(objects.get(key)?.metadata.resourceVersion ?? 0) !== expected)
        return undefined
      revision++
      const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } }
      objects.set(key, stored)
      return stored
    },
    remove: (key) => {
      const last = objects.get(key)
      if (!last)
        return undefined
      revision++
      objects.delete(key)
      return { ...last, metadata: { ...last.metadata, resourceVersion: String(revision) } }
    },
  }
}
