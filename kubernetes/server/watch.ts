import { keyOf, type Resource, resourceOf } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import type { ActorName } from '../engine/actor.ts'
import type { Agenda } from '../engine/agenda.ts'
import type { Recorder } from '../engine/recorder.ts'
import { timing } from '../engine/timing.ts'
import type { EventId, WatchType } from '../history/event.ts'

/** A watch that is open on the API server. */
export interface Watcher {
  readonly name: ActorName
  readonly resource: Resource
  /** A kubelet's field selector `spec.nodeName`: it may watch the Pods of its own node only. */
  readonly node?: string
  /** A field selector `metadata.name`: one object only. */
  readonly object?: string
  /** The watch of a cache that several controllers of one process share: its events are not recorded one by one. */
  readonly quiet?: boolean
  /** Told when the watch ends without having been closed from this side. */
  readonly ended?: () => void
  /** Told of every change within the selection, with the event that says so. */
  readonly receive: (type: WatchType, object: ApiObject, event: EventId) => unknown
}

export interface Watches {
  /** Gives a function that closes it. With a revision the watcher first receives what was written after it. */
  readonly open: (watcher: Watcher, from?: number) => () => void
  /** Whether all that was written after a revision can still be sent. */
  readonly remembers: (revision: number) => boolean
  /** The oldest revision of which that holds. */
  readonly oldest: () => number
  /** The revision that every open watch has received at least: a server says it each minute, though nothing may have happened. */
  readonly bookmark: () => number
  /** Forgets what was written so far, as a server does that starts again. */
  readonly forget: () => void
  /** Ends the watches of some clients from the server's side: of all of them, unless given. */
  readonly end: (concerns?: (name: ActorName) => boolean) => void
  /** Sends a commit to the watches that select it; they receive it a little later. */
  readonly spread: (before: ApiObject | undefined, after: ApiObject, commit: EventId, removed?: boolean) => void
}

interface Change {
  readonly at: number
  readonly revision: number
  readonly before: ApiObject | undefined
  readonly after: ApiObject
  readonly commit: EventId
  readonly removed: boolean
}

/** So many changes a server remembers. A real one has a window for each resource, of 100 to 102,400. Source: apiserver/pkg/storage/cacher/watch_cache.go. */
const window = 1000

/** How often a server says how far it is, in milliseconds. Source: apiserver/pkg/storage/cacher/cacher.go (bookmarkFrequency). */
const bookmarkPeriod = 60_000

function podNode(object: ApiObject | undefined): string | undefined {
  return object?.kind === 'Pod' ? object.spec.nodeName : undefined
}

/** No watches yet. Source: apiserver/pkg/storage/cacher/cache_watcher.go. */
export function createWatches(agenda: Agenda, recorder: Recorder): Watches {
  const everywhere = new Map<Resource, Watcher[]>()
  // Kubelets are found by node, or a cluster of 500 nodes would ask 500 watchers about every Pod.
  const byNode = new Map<string, Watcher[]>()
  const delivered = new Map<Watcher, Map<string, EventId>>()

  function append<K>(map: Map<K, Watcher[]>, key: K, watcher: Watcher): void {
    map.set(key, [...map.get(key) ?? [], watcher])
  }

  function close(watcher: Watcher): void {
    delivered.delete(watcher)
    // New lists: a change that is being sent goes through the old ones, and finds no watch.
    if (watcher.node === undefined)
      everywhere.set(watcher.resource, (everywhere.get(watcher.resource) ?? []).filter(each => each !== watcher))
    else
      byNode.set(watcher.node, (byNode.get(watcher.node) ?? []).filter(each => each !== watcher))
  }

  function tell(watcher: Watcher, type: WatchType, object: ApiObject, cached: EventId): void {
    const key = keyOf(object)
    const seen = delivered.get(watcher)
    const { name, namespace, resourceVersion } = object.metadata
    if (!seen || (watcher.object !== undefined && watcher.object !== name))
      return
    if (watcher.quiet) {
      watcher.receive(type, object, cached)
      return
    }
    const previous = seen.get(key)
    const event = recorder.record('kube-apiserver', previous === undefined ? [cached] : [cached, previous], {
      kind: 'watched',
      watcher: watcher.name,
      type,
      ref: { resource: watcher.resource, name, ...(namespace && { namespace }) },
      revision: Number(resourceVersion),
    })
    seen.set(key, event)
    watcher.receive(type, object, event)
  }

  const changes: Change[] = []
  let oldest = 0
  let latest = 0

  /** How a watcher sees a change; undefined if it does not. */
  function seenBy({ resource, node }: Watcher, { before, after, removed }: Change): WatchType | undefined {
    if (resourceOf(after.kind) !== resource || (node !== undefined && podNode(after) !== node))
      return undefined
    return removed ? 'DELETED' : before && (node === undefined || podNode(before) === node) ? 'MODIFIED' : 'ADDED'
  }

  function remember(change: Change): void {
    changes.push(change)
    latest = change.revision
    if (changes.length > window)
      oldest = changes.shift()?.revision ?? oldest
  }

  /** Tells a watcher of what it has missed: of all that was written after a revision. */
  function catchUp(watcher: Watcher, from: number): void {
    const missed = changes.filter(({ revision }) => revision > from)
    agenda.after(timing.watch, () => {
      for (const change of missed) {
        const type = seenBy(watcher, change)
        if (type)
          tell(watcher, type, change.after, change.commit)
      }
    })
  }

  return {
    remembers: revision => revision >= oldest,
    oldest: () => oldest,
    bookmark: () => changes.findLast(({ at }) => at <= Math.floor(agenda.now() / bookmarkPeriod) * bookmarkPeriod)?.revision ?? 0,
    forget: () => {
      changes.length = 0
      oldest = latest
    },
    open: (watcher, from) => {
      delivered.set(watcher, new Map())
      if (watcher.node === undefined)
        append(everywhere, watcher.resource, watcher)
      else
        append(byNode, watcher.node, watcher)
      if (from !== undefined)
        catchUp(watcher, from)
      return () => close(watcher)
    },
    end: (concerns = () => true) => {
      for (const watcher of [...delivered.keys()].filter(({ name }) => concerns(name))) {
        close(watcher)
        watcher.ended?.()
      }
    },
    spread: (before, after, commit, removed = false) => {
      const resource = resourceOf(after.kind)
      const node = podNode(after)
      remember({ at: agenda.now(), revision: Number(after.metadata.resourceVersion), before, after, commit, removed })
      const general = everywhere.get(resource) ?? []
      const onNode = node === undefined ? [] : byNode.get(node) ?? []
      if (general.length + onNode.length === 0)
        return
      agenda.after(timing.watch, () => {
        const { name, namespace, resourceVersion } = after.metadata
        const ref = { resource, name, ...(namespace && { namespace }) }
        const audible = onNode.length > 0 || general.some(watcher => !watcher.quiet)
        const cached = audible ? recorder.record('kube-apiserver', [commit], { kind: 'cached', ref, revision: Number(resourceVersion) }) : commit
        for (const watcher of general)
          tell(watcher, removed ? 'DELETED' : before ? 'MODIFIED' : 'ADDED', after, cached)
        for (const watcher of onNode)
          tell(watcher, removed ? 'DELETED' : podNode(before) === node ? 'MODIFIED' : 'ADDED', after, cached)
      })
    },
  }
}
