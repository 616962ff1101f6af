import type { ActorName } from '../cluster/engine/actor.ts'
import { nodeOf, runtimeOf } from '../cluster/engine/actor.ts'
import type { HistoryEvent } from '../cluster/history/event.ts'

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

/** The part that an actor is shown as. */
export function partOf(actor: ActorName): PartId {
  if (actor === 'user')
    return 'kubectl'
  return isController(actor) ? 'kube-controller-manager' : actor
}

const methods = { create: 'POST', get: 'GET', list: 'GET', update: 'PUT', patch: 'PATCH' } as const

/** Who acts at an event, and which connections are in use. A step inside one part has no arrow. */
export function arrowsAt(event: HistoryEvent): { readonly active: PartId, readonly arrows: readonly Arrow[] } {
  const active = partOf(event.actor)
  const api = 'kube-apiserver'
  switch (event.kind) {
    case 'sent':
      return { active, arrows: [{ from: active, to: api, flow: 'request', label: methods[event.request.verb] }] }
    case 'committed': {
      const client = partOf(event.request.actor)
      const toEtcd: Arrow = { from: api, to: 'etcd', flow: 'request', label: 'Txn' }
      // kubectl's own request has had a step for its way to the API server; a controller's is shown in one.
      return client === 'kubectl'
        ? { active, arrows: [toEtcd] }
        : { active: client, arrows: [{ from: client, to: api, flow: 'request', label: methods[event.request.verb] }, toEtcd] }
    }
    case 'exited':
      return { active, arrows: [{ from: 'kubectl', to: api, flow: 'answer', label: event.command === 0 ? '201' : '200' }] }
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
