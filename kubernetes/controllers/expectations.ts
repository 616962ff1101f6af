import type { ApiObject, Pod } from '../api/objects.ts'
import type { WatchType } from '../history/event.ts'

/** What a controller has done and not yet seen on its watch: until then its count of Pods is not to be trusted. Source: pkg/controller/controller_utils.go (UIDTrackingControllerExpectations). */
export interface Expectations {
  /** Waits until the watch reports an object of this owner that was just created, or is just being deleted. */
  readonly await: (owner: string, type: 'ADDED' | 'DELETED', object: ApiObject) => void
  readonly see: (owner: string, type: WatchType, pod: Pod) => void
  /** A whole list was read at a revision: what was written before is in it, or gone again. */
  readonly listed: (revision: number) => void
  readonly met: (owner: string) => boolean
}

/** No expectations yet. */
export function createExpectations(): Expectations {
  /** By owner and the uid of the object: the revision of the write. */
  const open = new Map<string, Map<string, number>>()
  return {
    await: (owner, type, { metadata: { uid, resourceVersion } }) => {
      const own = open.get(owner) ?? new Map<string, number>()
      open.set(owner, own.set(`${type} ${uid}`, Number(resourceVersion)))
    },
    see: (owner, type, { metadata: { uid, deletionTimestamp } }) => {
      const own = open.get(owner)
      own?.delete(`ADDED ${uid}`)
      if (type === 'DELETED' || deletionTimestamp !== undefined)
        own?.delete(`DELETED ${uid}`)
    },
    listed: (revision) => {
      for (const own of open.values()) {
        for (const [write, at] of own) {
          if (at <= revision)
            own.delete(write)
        }
      }
    },
    met: owner => (open.get(owner)?.size ?? 0) === 0,
  }
}
