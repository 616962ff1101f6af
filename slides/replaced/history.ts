import type { EventId, HistoryEvent } from '../../kubernetes/history/event.ts'
import { findEvent, on, storedBy } from '../../kubernetes/history/query.ts'
import { run } from '../../kubernetes/run.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'

const failure = { node: 'worker-3', at: 15, lasts: 480 } as const

/** The Pod that is made by hand, and that nobody replaces. */
export const unownedPod = 'debug'

/** Three Pods of a ReplicaSet and one made by hand; the node of two of them dies, and comes back. */
export const replacementHistory = run({
  seed: 3,
  nodes: threeWorkers,
  services: [{ name: 'web', port: 80 }],
  commands: [
    { run: 'create deployment', at: 0, name: 'web', image: 'nginx', replicas: 3 },
    { run: 'run', at: 5, name: unownedPod, image: 'nginx' },
  ],
  faults: [
    { at: failure.at, stop: `node@${failure.node}` },
    { at: failure.at + failure.lasts, start: `node@${failure.node}` },
  ],
  until: failure.at + failure.lasts + 10,
})

const { events } = replacementHistory

const find = (what: string, holds: (event: HistoryEvent) => boolean): EventId => findEvent(replacementHistory, what, holds).id

function isTaint(effect: string): (event: HistoryEvent) => boolean {
  return event => storedBy(event, 'Node')?.spec.taints?.some(taint => taint.effect === effect) ?? false
}

const died = find('stop', on('stopped'))
const unknown = find('NotReady', event => storedBy(event, 'Node')?.status.conditions.some(({ status }) => status === 'Unknown') ?? false)
const evicting = find('taint that evicts', isTaint('NoExecute'))
const marked = events.flatMap((event, index) => storedBy(event, 'Pod')?.metadata.deletionTimestamp !== undefined ? [index] : [])
const [firstMarked = -1, lastMarked = -1] = marked
const running = find('replacement', event => event.id > lastMarked && storedBy(event, 'Pod')?.status.phase === 'Running')
const gone = events.flatMap((event, index) => event.kind === 'removed' && event.object.kind === 'Pod' ? [index] : [])
const [, lastGone = -1] = gone

/** The event at which each thing has happened. */
export const replacementMoments = {
  before: died - 1,
  died,
  // Its Pods are marked, and Services know of it: the next thing is the taint that evicts.
  notReady: evicting - 1,
  marked: lastMarked,
  replaced: running,
  // The Service has let go of the Pod when it had ended, and the object goes last.
  confirmed: Math.max(lastGone, events.findLastIndex(event => storedBy(event, 'EndpointSlice'))),
} as const

function since(index: number): number {
  return Math.round((events[index]?.at ?? Number.NaN) - failure.at)
}

/** Whole seconds from the node's end to what follows, as the run had them. */
export const replacementSeconds = {
  notReady: since(unknown),
  evicting: since(evicting),
  marked: since(firstMarked),
  replaced: since(running),
  back: since(find('start', on('started'))),
} as const
