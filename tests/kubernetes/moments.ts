import type { EventId, EventOf, HistoryEvent } from '../../kubernetes/history/event.ts'

/** The named moments of one Deployment and one of its Pods: those of the partial order in the documentation of a request. */
export type Moment = keyof typeof moments

/** Whose moments they are. */
export interface Scope {
  readonly command: number
  readonly deployment: string
  readonly replicaSet: string
  readonly pod: string
}

type Test = (event: HistoryEvent, scope: Scope) => boolean

function onCommand(kind: 'typed' | 'configured' | 'built' | 'printed' | 'exited'): Test {
  return (event, { command }) => event.kind === kind && event.command === command
}

function onRequest(kind: 'sent' | 'decoded' | 'answered'): Test {
  return (event, { deployment }) => event.kind === kind && isCommandOf(event.request, deployment)
}

function isCommandOf({ actor, body }: EventOf<'sent'>['request'], deployment: string): boolean {
  return actor === 'kubectl' && body !== undefined && 'metadata' in body && body.metadata.name === deployment
}

function onGate(gate: EventOf<'gate'>['gate']): Test {
  return (event, { deployment }) => event.kind === 'gate' && event.gate === gate && isCommandOf(event.request, deployment)
}

function created(kind: string, name: (scope: Scope) => string): Test {
  return (event, scope) => event.kind === 'committed' && event.request.verb === 'create' && !event.request.subresource
    && event.object.kind === kind && event.object.metadata.name === name(scope)
}

function added(watcher: RegExp, name: (scope: Scope) => string): Test {
  return (event, scope) => event.kind === 'watched' && event.type === 'ADDED' && watcher.test(event.watcher) && event.ref.name === name(scope)
}

function onPod(kind: 'filtered' | 'scored' | 'accepted' | 'networked' | 'observed'): Test {
  return (event, { pod }) => event.kind === kind && event.pod.name === pod
}

function onCri(kind: 'cri-called' | 'cri-returned', call: EventOf<'cri-called'>['call']): Test {
  return (event, { pod }) => event.kind === kind && event.call === call && event.pod.name === pod
}

function reported(what: (pod: Extract<EventOf<'committed'>['object'], { kind: 'Pod' }>) => boolean): Test {
  return (event, { pod }) => event.kind === 'committed' && event.request.subresource === 'status'
    && event.object.kind === 'Pod' && event.object.metadata.name === pod && what(event.object)
}

function bound(event: HistoryEvent, { pod }: Scope): boolean {
  return event.kind === 'committed' && event.request.subresource === 'binding' && event.object.metadata.name === pod
}

/** The first event for which a test holds is the moment. */
const moments = {
  'enter': onCommand('typed'),
  'kubeconfig read': onCommand('configured'),
  'object built': onCommand('built'),
  'request sent': onRequest('sent'),
  'authenticated': onGate('authentication'),
  'authorized': onGate('authorization'),
  'decoded': onRequest('decoded'),
  'mutated': onGate('mutating'),
  'validated': onGate('validation'),
  'admitted': onGate('validating'),
  'Deployment stored': created('Deployment', scope => scope.deployment),
  'answered': onRequest('answered'),
  'printed': onCommand('printed'),
  'prompt back': onCommand('exited'),
  'Deployment seen': added(/^deployment-controller$/, scope => scope.deployment),
  'ReplicaSet stored': created('ReplicaSet', scope => scope.replicaSet),
  'ReplicaSet seen': added(/^replicaset-controller$/, scope => scope.replicaSet),
  'Pod stored': created('Pod', scope => scope.pod),
  'Pod queued': added(/^kube-scheduler$/, scope => scope.pod),
  'filtered': onPod('filtered'),
  'scored': onPod('scored'),
  'bound': bound,
  'Scheduled noted': (event, { pod }) => event.kind === 'committed' && event.object.kind === 'Event' && event.object.reason === 'Scheduled' && event.object.involvedObject.name === pod,
  'kubelet told': added(/^kubelet@/, scope => scope.pod),
  'others told of the binding': (event, { pod }) => event.kind === 'watched' && event.watcher === 'kube-scheduler' && event.type === 'MODIFIED' && event.ref.name === pod,
  'kubelet accepted': onPod('accepted'),
  'creation reported': reported(({ status }) => status.hostIP !== undefined),
  'sandbox asked for': onCri('cri-called', 'RunPodSandbox'),
  'network set up': onPod('networked'),
  'sandbox ready': onCri('cri-returned', 'RunPodSandbox'),
  'sandbox reported': reported(({ status }) => status.conditions?.some(({ type, status: holds }) => type === 'PodReadyToStartContainers' && holds === 'True') ?? false),
  'image pulled': onCri('cri-returned', 'PullImage'),
  'container created': onCri('cri-returned', 'CreateContainer'),
  'container started': onCri('cri-returned', 'StartContainer'),
  'container seen': onPod('observed'),
  'running reported': reported(({ status }) => status.phase === 'Running'),
} as const satisfies Readonly<Record<string, Test>>

/** When the moments came, in one scope. A moment that did not come is absent. */
export function momentsOf(events: readonly HistoryEvent[], scope: Scope): ReadonlyMap<Moment, EventId> {
  const found = new Map<Moment, EventId>()
  for (const event of events) {
    for (const name of Object.keys(moments) as Moment[]) {
      if (!found.has(name) && moments[name](event, scope))
        found.set(name, event.id)
    }
  }
  return found
}
