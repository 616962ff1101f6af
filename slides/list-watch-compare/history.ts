import type { EventId, HistoryEvent } from '../../kubernetes/history/event.ts'
import { findEvent } from '../../kubernetes/history/query.ts'
import { run } from '../../kubernetes/run.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'

/** Who keeps a copy: the kubelet of the only worker, of the Pods of its own node. */
export const node = 'worker-1'
export const informer = `kubelet@${node}` as const

/** When the worker is cut off and back, and when the API server is gone and back, in seconds of the run. */
export const times = { cut: 65, back: 90, gone: 135, returned: 160 } as const

/** A worker is cut off while a Pod is made for it; later the API server starts anew and remembers nothing of before. */
export const history = run({
  seed: 3,
  nodes: threeWorkers.slice(0, 1),
  commands: [
    { run: 'create deployment', at: 1, name: 'web', image: 'nginx', replicas: 2 },
    { run: 'scale deployment', at: 70, name: 'web', replicas: 3 },
  ],
  faults: [{ at: times.cut, stop: `link@${node}` }, { at: times.back, start: `link@${node}` }, { at: times.gone, stop: 'kube-apiserver' }, { at: times.returned, start: 'kube-apiserver' }],
  until: times.returned + 40,
})

/** The place of an event after others. */
function after(id: EventId, what: string, holds: (event: HistoryEvent) => boolean): EventId {
  return findEvent(history, what, event => event.id > id && holds(event)).id
}

/** Whether an event is an answer to the informer's own list or watch, with that code. */
const answers = (verb: 'list' | 'watch', code: number) => (event: HistoryEvent): boolean => event.kind === 'answered' && event.request.actor === informer && event.request.verb === verb && event.request.resource === 'pods' && event.code === code

const cut = after(-1, 'cut', event => event.kind === 'stopped')
const resumed = after(cut, 'watch that goes on', answers('watch', 200))
const missed = after(resumed, 'change that was missed', event => event.kind === 'watched' && event.watcher === informer)
const expired = after(resumed, 'watch that is too old', answers('watch', 410))
const listed = after(expired, 'list', answers('list', 200))
const conflict = after(expired - 400, 'conflict', event => event.kind === 'uncommitted' && event.refusal.code === 409 && event.request.resource === 'nodes')

/** The events that the steps are drawn at. */
export const moments = { watching: cut - 1, behind: resumed - 1, resumed: missed, expired, listed, conflict } as const
