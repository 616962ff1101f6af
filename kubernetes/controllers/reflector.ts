import { keyOf, type Resource, resourceOf } from '../api/kinds.ts'
import type { ApiObject, KindName, ObjectOf } from '../api/objects.ts'
import type { ComponentEnv } from '../component-env.ts'
import type { ActorName } from '../engine/actor.ts'
import { send } from '../engine/task.ts'
import type { EventId, WatchType } from '../history/event.ts'
import type { Watcher } from '../server/watch.ts'

/** What a client wants to know of, and what it does with it. */
export interface Selection {
  readonly name: ActorName
  readonly resource: Resource
  readonly node?: string
  readonly object?: string
  /** Its watch feeds a cache that it shares: see the watcher's field of the same name. */
  readonly quiet?: boolean
  /** Told of every change, and of whatever differs when it has had to list again; `cause` is absent for what was there when the cluster began. */
  readonly receive: (type: WatchType, object: ApiObject, cause: EventId | undefined) => unknown
  /** Told after each list, with the store's revision when it was read. */
  readonly listed?: (revision: number) => void
}

/** The objects of one kind, as a selection: those that were there when the cluster began, and every change. */
export function objectsOf<K extends KindName>(name: ActorName, kind: K, receive: (type: WatchType, object: ObjectOf<K>, cause: EventId | undefined) => unknown, more: Partial<Selection> = {}): Selection {
  const isOfKind = (object: ApiObject): object is ObjectOf<K> => object.kind === kind
  return { name, resource: resourceOf(kind), receive: (type, object, cause) => isOfKind(object) && receive(type, object, cause), ...more }
}

/** The changes of the objects of one kind, as a selection: nothing is told of what was there when the cluster began. */
export function changesOf<K extends KindName>(name: ActorName, kind: K, receive: (type: WatchType, object: ObjectOf<K>, cause: EventId) => unknown, more: Partial<Selection> = {}): Selection {
  return objectsOf(name, kind, (type, object, cause) => cause !== undefined && receive(type, object, cause), more)
}

/** From 800 ms, twice as long each time, up to 30 s, in milliseconds. Source: client-go/tools/cache/reflector.go. */
export function listBackOff(failures: number): number {
  return Math.min(800 * 2 ** (failures - 1), 30_000)
}

function fieldSelector({ node, object }: Selection): string {
  const field = node === undefined ? `metadata.name%3D${object}` : `spec.nodeName%3D${node}`
  return node === undefined && object === undefined ? '' : `fieldSelector=${field}&`
}

/** Keeps a client informed: it lists, watches, resumes, and lists again where the server remembers no longer. `synced`: the first list is in. Source: client-go/tools/cache/reflector.go. */
export function reflect({ agenda, engine, watches, initial }: ComponentEnv, selection: Selection, synced: () => void = () => {}): void {
  const { name, resource, node, object, quiet = false, receive, listed: hasListed } = selection
  const known = new Map<string, ApiObject>()
  let connection = 0
  let failures = 0
  let first = true
  /** The last revision that it received; undefined if it has to list. */
  let revision: number | undefined

  function take(type: WatchType, changed: ApiObject, cause: EventId | undefined): void {
    revision = Math.max(revision ?? 0, Number(changed.metadata.resourceVersion))
    if (type === 'DELETED')
      known.delete(keyOf(changed))
    else
      known.set(keyOf(changed), changed)
    receive(type, changed, cause)
  }

  /** Takes in a whole list: a key under which there is another object now was deleted in between. */
  function replace(items: readonly ApiObject[], cause: EventId | undefined): void {
    const listed = new Map(items.map(item => [keyOf(item), item]))
    for (const [key, before] of [...known]) {
      if (listed.get(key)?.metadata.uid !== before.metadata.uid)
        take('DELETED', before, cause)
    }
    for (const [key, item] of listed) {
      const before = known.get(key)
      if (before?.metadata.resourceVersion !== item.metadata.resourceVersion)
        take(before ? 'MODIFIED' : 'ADDED', item, cause)
    }
  }

  function watch(receive: Watcher['receive'], from?: number): () => void {
    const current = ++connection
    return watches.open({
      name,
      resource,
      quiet,
      ...(node !== undefined && { node }),
      ...(object !== undefined && { object }),
      receive,
      ended: () => {
        if (connection !== current)
          return
        if (revision !== undefined)
          revision = Math.max(revision, watches.bookmark())
        again()
      },
    }, from)
  }

  function again(): void {
    connection++
    failures++
    agenda.after(listBackOff(failures), () => revision === undefined ? connect() : resume(revision), true)
  }

  function resume(from: number): void {
    engine.start(name, [], function* () {
      const answer = yield* send({ verb: 'watch', resource, query: `${fieldSelector(selection)}allowWatchBookmarks=true&resourceVersion=${from}&watch=true` })
      if (answer.code === 200) {
        failures = 0
        watch(take, from)
        return
      }
      if (answer.code === 410) {
        revision = undefined
        connect()
        return
      }
      again()
    })
  }

  function connect(): void {
    engine.start(name, [], function* (thread) {
      const missed: Parameters<Watcher['receive']>[] = []
      let listed = false
      // The watch opens in the moment in which the list is read, as it would from the list's revision: nothing falls between the two.
      const close = watch((...change) => listed ? take(...change) : missed.push(change))
      const current = connection
      const answer = yield* send({ verb: 'list', resource, query: `${fieldSelector(selection)}limit=500` })
      if (connection !== current)
        return
      if (!answer.items) {
        close()
        again()
        return
      }
      failures = 0
      const [cause] = thread.causes
      replace(answer.items, cause)
      listed = true
      for (const change of missed)
        take(...change)
      revision = answer.revision
      hasListed?.(answer.revision ?? 0)
      if (first)
        synced()
      first = false
      yield* send({ verb: 'watch', resource, query: `${fieldSelector(selection)}resourceVersion=${answer.revision ?? 0}&watch=true` })
    })
  }

  if (!initial) {
    connect()
    return
  }
  const selected = initial.filter(each => resourceOf(each.kind) === resource && (object === undefined || each.metadata.name === object))
  replace(selected, undefined)
  watch(take)
  synced()
}

/** Keeps a client informed of several things, and says when it has a first list of all of them. */
export function reflectAll(cluster: ComponentEnv, selections: readonly Selection[], ready: () => void): void {
  const open = new Set(selections)
  for (const selection of selections) {
    reflect(cluster, selection, () => {
      if (open.delete(selection) && open.size === 0)
        ready()
    })
  }
}
