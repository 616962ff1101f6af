import { type ActorName, nodeOf, runtimeOf } from '../../kubernetes/engine/actor.ts'
import { methodOf } from '../../kubernetes/api/request.ts'
import type { EventOf, HistoryEvent } from '../../kubernetes/history/event.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'

/** A part as the picture has it: the controllers are all kube-controller-manager. */
export type PartId
  = | 'kubectl'
    | 'kube-apiserver'
    | 'etcd'
    | 'kube-controller-manager'
    | 'kube-scheduler'
    | 'registry'
    | `kubelet@${string}`
    | `container-runtime@${string}`
    | `kube-proxy@${string}`

/** A connection in use: from who opened it to who accepted it. */
export interface Arrow {
  readonly from: PartId
  readonly to: PartId
  /** What goes over it: a request from the opener, an answer back to it, or news on a watch it holds open. */
  readonly flow: 'request' | 'answer' | 'watch'
  /** A few characters: a method, a code, a type of event, a CRI call. */
  readonly label: string
}

function isController(actor: ActorName): actor is Extract<ActorName, `${string}-controller`> {
  return actor.endsWith('-controller')
}

function partOf(actor: ActorName): PartId {
  if (actor === 'user')
    return 'kubectl'
  return isController(actor) ? 'kube-controller-manager' : actor
}

const api = 'kube-apiserver'

/** kubectl's own request has had a step for its way to the API server; a controller's is shown in one with its write. */
function writeArrows({ actor, request }: EventOf<'committed' | 'uncommitted' | 'removed'>): Arrows {
  const client = partOf(request.actor)
  const toEtcd: Arrow = { from: api, to: 'etcd', flow: 'request', label: 'Txn' }
  return client === 'kubectl'
    ? { active: partOf(actor), arrows: [toEtcd] }
    : { active: client, arrows: [{ from: client, to: api, flow: 'request', label: methodOf(request) }, toEtcd] }
}

interface Arrows {
  readonly active: PartId
  readonly arrows: readonly Arrow[]
}

/** Who acts at an event, and which connections are in use. A step inside one part has no arrow. */
export function arrowsAt(event: HistoryEvent, { latest }: ClusterState): Arrows {
  const active = partOf(event.actor)
  switch (event.kind) {
    case 'sent':
      return { active, arrows: [{ from: active, to: api, flow: 'request', label: methodOf(event.request) }] }
    case 'committed':
    case 'uncommitted':
    case 'removed':
      return writeArrows(event)
    case 'answered':
      return { active: partOf(event.request.actor), arrows: [{ from: partOf(event.request.actor), to: api, flow: 'answer', label: `${event.code}` }] }
    case 'exited':
      return { active, arrows: latest?.request.actor === 'kubectl' && latest.code !== undefined ? [{ from: 'kubectl', to: api, flow: 'answer', label: `${latest.code}` }] : [] }
    case 'dialled':
      return { active, arrows: [{ from: api, to: partOf(event.kubelet), flow: 'request', label: 'GET :10250' }] }
    case 'streamed':
      return { active, arrows: [{ from: api, to: active, flow: 'answer', label: 'log' }] }
    case 'watched': {
      const watcher = partOf(event.watcher)
      return { active: watcher, arrows: [{ from: watcher, to: api, flow: 'watch', label: event.type }] }
    }
    case 'cri-called': {
      const runtime = runtimeOf(nodeOf(event.actor) ?? '')
      const call: Arrow = { from: active, to: runtime, flow: 'request', label: event.call }
      return { active: runtime, arrows: event.call === 'PullImage' ? [call, { from: runtime, to: 'registry', flow: 'request', label: 'pull' }] : [call] }
    }
    case 'cri-returned':
      return { active, arrows: [{ from: `kubelet@${nodeOf(event.actor) ?? ''}`, to: active, flow: 'answer', label: event.call }] }
    default:
      return { active, arrows: [] }
  }
}
