import type { Gate, HistoryEvent } from '../../kubernetes/history/event.ts'
import { unordered } from '../../kubernetes/history/order.ts'
import { on } from '../../kubernetes/history/query.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'
import { stepAt } from '../../talk/step.ts'
import { binds, reportsRunning } from './object-names.ts'
import { requestHistory, requestNames } from './history.ts'
import { type RequestStepId, requestSteps } from './steps.ts'

/** kubectl's request is the first there is. */
const first = 0

/** Says which event a step stands at. */
type Anchor = (event: HistoryEvent) => boolean

function gate(name: Gate): Anchor {
  return on('gate', ({ request, gate: passed }) => request.id === first && passed === name)
}

function created(name: string): Anchor {
  return on('committed', ({ request, object }) => request.verb === 'create' && !request.subresource && object.metadata.name === name)
}

function seen(watcher: string, name: string): Anchor {
  return on('watched', event => event.watcher === watcher && event.type === 'ADDED' && event.ref.name === name)
}

const lastPod = requestNames.pods.at(-1) ?? requestNames.pod

const anchors: Readonly<Record<RequestStepId, Anchor>> = {
  'typed': on('typed', ({ command }) => command === 0),
  'built': on('built', ({ command }) => command === 0),
  'sent': on('sent', ({ request }) => request.id === first),
  'authentication': gate('authentication'),
  'authorization': gate('authorization'),
  'decoded': on('decoded', ({ request }) => request.id === first),
  'mutating': gate('mutating'),
  'validation': gate('validation'),
  'validating': gate('validating'),
  'stored': created(requestNames.deployment),
  'answered': on('exited', ({ command }) => command === 0),
  'deployment-seen': seen('deployment-controller', requestNames.deployment),
  'replica-set': created(requestNames.replicaSet),
  'replica-set-seen': seen('replicaset-controller', requestNames.replicaSet),
  'first-pod': created(requestNames.pod),
  'three-pods': created(lastPod),
  'pod-seen': seen('kube-scheduler', requestNames.pod),
  'scored': on('scored', ({ pod }) => pod.name === requestNames.pod),
  'bound': on('committed', event => binds(event) && event.object.metadata.name === requestNames.pod),
  'all-bound': on('committed', event => binds(event) && event.object.metadata.name === requestNames.lastBound),
  'kubelet-told': seen(`kubelet@${requestNames.node}`, requestNames.pod),
  'creating': on('committed', ({ request, object }) => request.verb === 'patch' && object.metadata.name === requestNames.pod
    && object.kind === 'Pod' && object.status.phase === 'Pending' && !object.status.conditions?.some(({ type, status }) => type === 'PodReadyToStartContainers' && status === 'True')),
  'sandbox': on('cri-returned', ({ call, pod }) => call === 'RunPodSandbox' && pod.name === requestNames.pod),
  'pulling': on('cri-called', ({ call, pod }) => call === 'PullImage' && pod.name === requestNames.pod),
  'started': on('cri-returned', ({ call, pod }) => call === 'StartContainer' && pod.name === requestNames.pod),
  'running': on('committed', event => reportsRunning(event) && event.object.metadata.name === requestNames.pod),
  'all-running': on('committed', event => reportsRunning(event) && event.object.metadata.name === requestNames.lastRunning),
  'ready-counted': on('committed', ({ object }) => object.kind === 'ReplicaSet' && object.status.readyReplicas === requestNames.pods.length),
  'available': on('committed', ({ object }) => object.kind === 'Deployment' && object.status.availableReplicas === requestNames.pods.length),
  'get-pods': on('exited', ({ command }) => command === 1),
}

/** All events that an anchor names: exactly one, if the step is well anchored. */
export function anchored(id: RequestStepId): readonly HistoryEvent[] {
  return requestHistory.events.filter(anchors[id])
}

/** The event of each step, in the order of the steps. */
export const stepEvents: readonly HistoryEvent[] = requestSteps.map(({ id }) => {
  const [event, ...more] = anchored(id)
  if (!event || more.length > 0)
    throw new Error(`Step "${id}" stands at ${more.length + (event ? 1 : 0)} events.`)
  return event
})

/** The cluster as it is at a step: right after its event. */
export function stateOf(index: number): ClusterState {
  return requestHistory.stateAt(stepAt(stepEvents, index).id)
}

/** Steps that sum up: each stands at the last of these events, and follows all of them. */
const sums: Readonly<Partial<Record<RequestStepId, Anchor>>> = {
  'three-pods': on('committed', ({ request, object }) => request.verb === 'create' && object.kind === 'Pod'),
  'all-bound': on('committed', binds),
  'all-running': on('committed', reportsRunning),
}

/** All events that a step tells of: its own, and those it sums up. */
function eventsUpTo(index: number): readonly HistoryEvent[] {
  const step = requestSteps[index]
  const event = stepEvents[index]
  const sum = step && sums[step.id]
  if (sum)
    return requestHistory.events.filter(sum)
  return event ? [event] : []
}

/** The steps before and after a step that have no order with it, whichever of their events one takes. */
export function unorderedNeighbours(index: number): RequestStepId[] {
  return [index - 1, index + 1].flatMap((neighbour) => {
    const step = requestSteps[neighbour]
    const pairs = eventsUpTo(index).flatMap(here => eventsUpTo(neighbour).map(there => [here.id, there.id] as const))
    return step && pairs.length > 0 && pairs.every(([here, there]) => unordered(requestHistory.events, here, there)) ? [step.id] : []
  })
}

/** The index of the last step at which the user waits for the answer to the first command. */
export const lastWaiting = stepEvents.findIndex(event => event.kind === 'exited') - 1
