import { podStatusText } from '../cluster/client/printer.ts'
import type { ApiObject, Pod } from '../cluster/api/objects.ts'
import { factsOf } from '../cluster/history/facts.ts'
import type { ClusterState } from '../cluster/history/state.ts'
import { lastWaiting, stateOf, stepEvents, unorderedNeighbours } from './anchors.ts'
import { arrowsAt } from './arrows.ts'
import { describe } from './describe.ts'
import { gatesAt } from './gates.ts'
import type { EtcdRow, PodView, RequestView, WorkerView } from './picture.ts'
import { requestSteps } from './steps.ts'
import { yamlAt } from './yaml.ts'

const kinds = ['Deployment', 'ReplicaSet', 'Pod'] as const

function isRow(object: ApiObject): object is Extract<ApiObject, { kind: EtcdRow['kind'] }> {
  return kinds.some(kind => kind === object.kind)
}

function etcdRows(state: ClusterState, before: ClusterState): EtcdRow[] {
  const rows = [...state.objects].flatMap(([key, object]): EtcdRow[] => {
    if (!isRow(object))
      return []
    const old = before.objects.get(key)
    const change = !old ? 'new' : old === object ? 'same' : 'changed'
    return [{ kind: object.kind, name: object.metadata.name, revision: Number(object.metadata.resourceVersion), change }]
  })
  return rows.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
}

function others(state: ClusterState): { kind: string, count: number }[] {
  const counts = new Map<string, number>()
  for (const object of state.objects.values()) {
    if (!isRow(object))
      counts.set(object.kind, (counts.get(object.kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => ({ kind, count }))
}

function podsIn(state: ClusterState, node: string | undefined): PodView[] {
  return [...state.objects.values()]
    .filter((object): object is Pod => object.kind === 'Pod' && object.spec.nodeName === node)
    .map(pod => ({ name: pod.metadata.name, status: podStatusText(pod) }))
}

function workers(state: ClusterState): WorkerView[] {
  return [...state.objects.values()]
    .filter(object => object.kind === 'Node')
    .map(({ metadata }) => ({ name: metadata.name, pods: podsIn(state, metadata.name) }))
}

/** What the picture of the request shows at a step. Throws a RangeError for a step that is not there. */
export function requestView(index: number): RequestView {
  const step = requestSteps[index]
  const event = stepEvents[index]
  if (!step || !event)
    throw new RangeError(`There is no step ${index}: the request has ${requestSteps.length}.`)
  const state = stateOf(index)
  const before = stateOf(Math.max(index - 1, 0))
  const { gates, request } = gatesAt(event, state)
  const arrows = arrowsAt(event)
  const shown = {
    step: step.id,
    event: factsOf(event),
    at: state.at,
    terminal: { lines: state.terminal, prompt: state.waiting.length === 0 },
    userWaits: state.waiting.length > 0,
    gates,
    request,
    etcd: { revision: state.revision, rows: etcdRows(state, before), others: others(state) },
    active: arrows.active,
    arrows: arrows.arrows,
    workers: workers(state),
    unbound: podsIn(state, undefined),
    scores: event.kind === 'scored' ? event.scores : [],
    yaml: yamlAt(index),
    atTheSameTime: unorderedNeighbours(index),
    ruler: { index, count: requestSteps.length, lastWaiting },
  }
  return { ...shown, description: describe(shown) }
}
