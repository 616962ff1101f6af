import { type Resource, resourceOf } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import type { Simulation } from '../simulation.ts'

/** A change of a stored object. */
export interface Change {
  readonly revision: number
  readonly resource: Resource
  /** Undefined for a new object. */
  readonly before: ApiObject | undefined
  /** As it is from then on, or was last. */
  readonly object: ApiObject
  readonly gone: boolean
}

/** What the API server knows without asking etcd: what is stored, and what has changed lately. */
export interface WatchCache {
  /** Takes in the events since, and calls the listeners. */
  readonly refresh: () => void
  readonly revision: () => number
  readonly get: (key: string) => ApiObject | undefined
  readonly list: (resource: Resource, namespace?: string) => readonly ApiObject[]
  /** What has changed after a revision; undefined if that is longer ago than is remembered. */
  readonly since: (revision: number) => readonly Change[] | undefined
  /** Hears of every change from now on; gives what ends it. */
  readonly listen: (listener: (change: Change) => void) => () => void
  /** How many objects are stored, and how large they are together, in bytes and about. */
  readonly count: () => number
  readonly bytes: () => number
}

/** How many changes are remembered, and how large they may be together, in bytes. */
const remembered = 4000
const rememberedBytes = 32 * 1024 * 1024

function sizeOf(value: unknown): number {
  if (typeof value === 'string')
    return value.length
  return typeof value === 'object' && value !== null ? Object.entries(value).reduce((sum, [name, each]) => sum + name.length + sizeOf(each), 16) : 8
}

/** The watch cache of a cluster, which begins with what is stored now. Source: apiserver/pkg/storage/cacher/cacher.go. */
export function createWatchCache(simulation: Simulation): WatchCache {
  const { events } = simulation.history
  const begin = simulation.state()
  const objects = new Map<string, ApiObject>(begin.objects)
  const listeners = new Set<(change: Change) => void>()
  let changes: Change[] = []
  const sizes = new Map<string, number>([...begin.objects].map(([key, object]) => [key, sizeOf(object)]))
  let stored = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  let held = 0
  let seen = events.at(-1)?.id ?? -1
  let revision = begin.revision
  let forgotten = begin.revision
  const sorted = new Map<Resource, readonly (readonly [string, ApiObject])[]>()

  function weigh(key: string, { object, gone }: Change): void {
    const size = gone ? 0 : sizeOf(object)
    stored += size - (sizes.get(key) ?? 0)
    held += size
    if (gone)
      sizes.delete(key)
    else
      sizes.set(key, size)
  }

  function take(key: string, change: Change): void {
    revision = change.revision
    sorted.delete(change.resource)
    changes.push(change)
    weigh(key, change)
    if (held > rememberedBytes) {
      forgotten = changes.at(-2)?.revision ?? forgotten
      changes = changes.slice(-1)
      held = 0
    }
    if (changes.length > 2 * remembered) {
      forgotten = changes[changes.length - remembered - 1]?.revision ?? forgotten
      changes = changes.slice(-remembered)
    }
    for (const listener of listeners)
      listener(change)
  }

  function refresh(): void {
    const first = events[0]?.id ?? 0
    for (const event of events.slice(Math.max(seen + 1 - first, 0))) {
      seen = event.id
      if (event.kind !== 'committed' && event.kind !== 'removed')
        continue
      const gone = event.kind === 'removed'
      const before = objects.get(event.key)
      if (gone)
        objects.delete(event.key)
      else
        objects.set(event.key, event.object)
      take(event.key, { revision: event.revision, resource: resourceOf(event.object.kind), before, object: event.object, gone })
    }
  }

  function all(resource: Resource): readonly (readonly [string, ApiObject])[] {
    const known = sorted.get(resource)
    if (known)
      return known
    const found = [...objects].filter(([, { kind }]) => resourceOf(kind) === resource).sort(([a], [b]) => a < b ? -1 : 1)
    sorted.set(resource, found)
    return found
  }

  return {
    refresh,
    revision: () => revision,
    get: key => objects.get(key),
    list: (resource, namespace) => all(resource).map(([, object]) => object).filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace),
    since: (from) => {
      if (from < forgotten)
        return undefined
      let first = changes.length
      while (first > 0 && (changes[first - 1]?.revision ?? 0) > from)
        first--
      return changes.slice(first)
    },
    count: () => objects.size,
    bytes: () => stored,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
