import type { ObservedRequest } from '../../kubernetes/rest/api.ts'
import type { ApiRequest } from '../../kubernetes/api/request.ts'
import type { HistoryEvent } from '../../kubernetes/history/event.ts'
import { isChange, type Simulation } from '../../kubernetes/simulation.ts'
import type { LiveChange, LiveRequest, LiveView, RequestPath, Speed } from './live.ts'
import { clusterView } from './nodes.ts'

const most = { requests: 7, changes: 6 } as const

const longestPath = 300

/** Follows a cluster that goes on by itself, for windows that show it. */
export interface LiveFollower {
  /** To be told of each request from outside, once it is answered. */
  readonly onRequest: (request: ObservedRequest) => void
  /** Takes in what has happened since, and gives the ways that were gone. */
  readonly follow: () => readonly RequestPath[]
  /** What is shown now: the same object for as long as it is the same. */
  readonly view: (speed: Speed) => LiveView
}

/** The box of whoever asks. Controllers are one program. */
function boxOf(actor: string): string {
  return actor.endsWith('-controller') ? 'kube-controller-manager' : actor === 'kubectl' ? 'terminal' : actor
}

/** What an event says of how far its request came: to etcd, or on to a kubelet. */
function reached(event: HistoryEvent): string | undefined {
  switch (event.kind) {
    case 'committed':
    case 'removed':
    case 'uncommitted':
    case 'unchanged':
    case 'read':
      return 'etcd'
    case 'dialled':
      return event.kubelet
    default:
      return undefined
  }
}

/** A request of the cluster's own parts that is worth a look: none that only keeps it going. */
function isWork({ resource, verb }: ApiRequest): boolean {
  return resource !== 'leases' && resource !== 'events' && verb !== 'get' && verb !== 'list' && verb !== 'watch'
}

/** Short names of those that change something, and of kinds, as kubectl has them. */
const names: Readonly<Record<string, string>> = { 'kube-controller-manager': 'manager', 'kube-scheduler': 'scheduler', 'terminal': 'you' }
const kinds: Readonly<Record<string, string>> = { Pod: 'po', ReplicaSet: 'rs', Deployment: 'deploy', Service: 'svc', EndpointSlice: 'slice', Namespace: 'ns', ConfigMap: 'cm', ServiceAccount: 'sa' }

function changeText(event: HistoryEvent): string | undefined {
  if (!isChange(event) || (event.kind !== 'committed' && event.kind !== 'removed') || event.object.kind === 'Event')
    return undefined
  const { request: { actor, verb, subresource }, object: { kind, metadata: { name } } } = event
  const box = boxOf(actor)
  const what = event.kind === 'removed' ? 'gone' : subresource === 'binding' ? 'bound' : subresource === 'status' ? 'status' : verb === 'create' ? 'made' : verb === 'delete' ? 'to go' : 'changed'
  // What is drawn at the end tells it from its like; the rest is the name of its owner.
  const short = kind === 'Pod' ? name.split('-').at(-1) ?? name : kind === 'ReplicaSet' ? `…${name.slice(-5)}` : name
  return `${names[box] ?? box.split('@')[0] ?? box}: ${kinds[kind] ?? kind}/${short} ${what}`
}

/** Begins to follow a cluster, from now on. */
export function followCluster(simulation: Simulation): LiveFollower {
  const { events } = simulation.history
  const begun = simulation.now()
  let seen = events.at(-1)?.id ?? -1
  let requests: readonly LiveRequest[] = []
  let changes: readonly LiveChange[] = []
  let paths: RequestPath[] = []
  let count = 0
  /** How far the requests came that are not answered yet, and the last one from outside. */
  const under = new Map<number, string[]>()
  let outside: string[] = []
  let shown: { readonly key: string, readonly view: LiveView } | undefined

  function take(event: HistoryEvent): void {
    const text = changeText(event)
    if (text !== undefined)
      changes = [...changes.filter(change => change.text !== text), { id: event.id, text }].slice(-most.changes)
    if (!('request' in event))
      return
    const { request } = event
    const on = reached(event)
    if (request.actor === 'kubectl')
      outside = on === undefined || outside.includes(on) ? outside : [...outside, on]
    else if (event.kind === 'answered' && isWork(request))
      paths.push([boxOf(request.actor), 'kube-apiserver', ...under.get(request.id) ?? []])
    else if (on !== undefined)
      under.set(request.id, [on])
    if (event.kind === 'answered')
      under.delete(request.id)
  }

  function takeAll(): void {
    for (const event of events.slice(Math.max(seen + 1 - (events[0]?.id ?? 0), 0))) {
      seen = event.id
      take(event)
    }
  }

  return {
    onRequest: ({ verb, path, user, code }) => {
      takeAll()
      requests = [...requests, { id: count++, verb, path: path.slice(0, longestPath), ...(user !== undefined && { user }), code }].slice(-most.requests)
      paths.push(['terminal', 'kube-apiserver', ...outside])
      outside = []
    },
    follow: () => {
      takeAll()
      const gone = paths
      paths = []
      return gone
    },
    view: (speed) => {
      takeAll()
      const seconds = Math.floor((simulation.now() - begun) / 1000)
      const key = [seen, seconds, count, speed].join(' ')
      if (shown?.key !== key)
        shown = { key, view: { ...clusterView(simulation.state(), simulation.leaders(), seconds), speed, requests, changes } }
      return shown.view
    },
  }
}
