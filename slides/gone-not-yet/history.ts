import { collectors } from '../../kubernetes/controllers/collectors.ts'
import type { EventId } from '../../kubernetes/history/event.ts'
import type { History } from '../../kubernetes/history/history.ts'
import { findEvent, on, storedBy } from '../../kubernetes/history/query.ts'
import { runFrom } from '../../kubernetes/run.ts'
import { type Command, threeWorkers } from '../../kubernetes/scenario.ts'

/** What becomes of what a Deployment owns. */
export type Cascade = 'background' | 'foreground' | 'orphan'

const deletion = 20

/** A run, and the event that each step of the slide is drawn at. */
export interface Moment {
  readonly history: History
  readonly id: EventId
}

function played(commands: readonly Command[], until: number): History {
  return runFrom({ controllers: collectors }, { seed: 3, nodes: threeWorkers, commands, until })
}

const deletions = Object.fromEntries((['background', 'foreground', 'orphan'] as const).map(cascade => [cascade, played([
  { run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 2 },
  { run: 'delete deployment', at: deletion, name: 'web', cascade, wait: 'no' },
], deletion + 5)])) as Readonly<Record<Cascade, History>>

/** A ConfigMap that somebody has laid a finalizer on, and a Namespace that has one in it. */
const holding = played([
  { run: 'create namespace', at: 0, name: 'short' },
  { run: 'create deployment', at: 0.5, name: 'web', namespace: 'short', image: 'nginx', replicas: 2 },
  { run: 'create configmap', at: 1, name: 'held', namespace: 'short', finalizers: ['example.com/hold'] },
  { run: 'create configmap', at: 2, name: 'held', finalizers: ['example.com/hold'] },
  { run: 'delete configmap', at: 3, name: 'held', timeout: 2 },
  { run: 'patch configmap', at: 8, name: 'held' },
  { run: 'get configmap', at: 9, name: 'held' },
  { run: 'delete namespace', at: deletion, name: 'short', wait: 'no' },
  { run: 'get namespace', at: deletion + 60, name: 'short' },
], deletion + 61)

/** The Pods of the Deployment by name, in the order in which they were stored: those that are gone can be named, too. */
export const podNames: readonly string[] = [...new Set(deletions.background.events.flatMap(event => storedBy(event, 'Pod')?.metadata.name ?? []))]

const { background, foreground, orphan } = deletions

/** What each step of the slide is drawn from. */
export const moments = {
  owners: { history: background, id: findEvent(background, 'command', event => event.at >= deletion).id - 1 },
  background: { history: background, id: findEvent(background, 'Deployment that is gone', on('removed', ({ object }) => object.kind === 'Deployment')).id },
  collected: { history: background, id: background.events.findLast(event => event.at < deletion + 1)?.id ?? -1 },
  foreground: { history: foreground, id: foreground.events.findLast(event => event.at < deletion + 1)?.id ?? -1 },
  orphan: { history: orphan, id: orphan.events.length - 1 },
  held: { history: holding, id: findEvent(holding, 'patch', event => event.at >= 8).id - 1 },
  freed: { history: holding, id: findEvent(holding, 'second deletion', event => event.at >= deletion).id - 1 },
  namespace: { history: holding, id: holding.events.length - 1 },
} as const satisfies Readonly<Record<string, Moment>>

/** The kinds of what was in the Namespace and is gone at the end of its run, in the order in which they went, each once. */
export const goneFromNamespace: readonly string[] = [...new Set(holding.events.flatMap((event) => {
  const object = event.kind === 'removed' && event.at > deletion ? event.object : undefined
  return object?.metadata.namespace === 'short' && !/Event|Slice/.test(object.kind) ? [object.kind] : []
}))]

/** How long the Namespace has been Terminating at the end of its run, in seconds. */
export const stuckSeconds = 60
