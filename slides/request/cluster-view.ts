import { podStatusText } from '../../kubernetes/kubectl/printer.ts'
import type { ApiObject } from '../../kubernetes/api/objects.ts'
import type { EventId, HistoryEvent } from '../../kubernetes/history/event.ts'
import type { History } from '../../kubernetes/history/history.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'
import { arrowsAt } from './connections.ts'
import { describe, shownKinds } from './describe.ts'
import { gatesAt } from './gates.ts'
import type { ClusterView, EtcdRow, PodView, WorkerView } from './view-types.ts'

function isRow(object: ApiObject): object is Extract<ApiObject, { kind: EtcdRow['kind'] }> {
  return shownKinds.some(kind => kind === object.kind)
}

function etcdRows(state: ClusterState, before: ClusterState): EtcdRow[] {
  const rows = [...state.objects].flatMap(([key, object]): EtcdRow[] => {
    if (!isRow(object))
      return []
    const old = before.objects.get(key)
    const change = !old ? 'new' : old === object ? 'same' : 'changed'
    return [{ kind: object.kind, name: object.metadata.name, revision: Number(object.metadata.resourceVersion), change }]
  })
  return rows.sort((a, b) => shownKinds.indexOf(a.kind) - shownKinds.indexOf(b.kind))
}

function podsIn(state: ClusterState, node: string | undefined): PodView[] {
  return objectsIn(state, 'Pod').filter(({ spec }) => spec.nodeName === node)
    .map(pod => ({ name: pod.metadata.name, status: podStatusText(pod) }))
}

function workers(state: ClusterState): WorkerView[] {
  return objectsIn(state, 'Node').map(({ metadata, spec }) => ({
    name: metadata.name,
    pods: podsIn(state, metadata.name),
    taints: (spec.taints ?? []).map(({ key, value }) => value === undefined ? key : `${key}=${value}`),
  }))
}

function eventAt({ events }: History, at: EventId): HistoryEvent {
  const event = events[at]
  if (!event)
    throw new RangeError(`There is no event ${at}.`)
  return event
}

/** What a picture shows besides the event it stands at. */
export interface ClusterViewOptions {
  /** The event with whose state it is compared: what has been stored since is marked. */
  readonly before: EventId
  /** An earlier event whose request is still shown, at the gates and on its way. */
  readonly request?: EventId
  /** An earlier event whose connections are still open. */
  readonly open?: EventId
}

/** What the picture of the cluster shows right after an event. Throws a RangeError for an event that is not there. */
export function clusterView(history: History, at: EventId, { before, request: shownAt = at, open }: ClusterViewOptions): ClusterView {
  const state = history.stateAt(at)
  const event = eventAt(history, at)
  const { gates, request } = gatesAt(eventAt(history, shownAt), history.stateAt(shownAt))
  const { active, arrows } = arrowsAt(eventAt(history, shownAt), history.stateAt(shownAt))
  const earlier = open === undefined ? [] : arrowsAt(eventAt(history, open), history.stateAt(open)).arrows
  const shown = {
    at: state.at,
    terminal: { lines: state.terminal, prompt: state.waiting.length === 0 },
    userWaits: state.waiting.length > 0,
    gates,
    request,
    etcd: { revision: state.revision, rows: etcdRows(state, history.stateAt(before)) },
    active,
    arrows: [...arrows, ...earlier],
    workers: workers(state),
    unbound: podsIn(state, undefined),
    scores: event.kind === 'scored' ? event.scores : [],
  }
  return { ...shown, description: describe(shown) }
}
