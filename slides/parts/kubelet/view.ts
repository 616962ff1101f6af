import { podReadyText, podStatusText } from '../../../kubernetes/kubectl/printer.ts'
import type { CriCall, HistoryEvent } from '../../../kubernetes/history/event.ts'
import { findEvent, objectsIn, on, present, storedBy } from '../../../kubernetes/history/query.ts'
import type { ClusterState, Sandbox } from '../../../kubernetes/history/state.ts'
import { stepAt } from '../../../talk/step.ts'
import { kubeletHistory, node } from './history.ts'
import { type KubeletStepId, kubeletSteps } from './steps.ts'

/** One Pod as the API server has it. */
export interface KnownPod {
  readonly name: string
  /** The part of its name that tells it from the others. */
  readonly suffix: string
  readonly node: string
  /** Its READY and STATUS columns; empty while nobody has reported. */
  readonly status: string
  /** Whether this kubelet may see it. */
  readonly own: boolean
}

/** A call that a kubelet makes, and how it stands at a step. */
export interface CallView {
  readonly call: CriCall
  readonly state: 'pending' | 'active' | 'passed'
}

export interface KubeletView {
  readonly node: string
  readonly pods: readonly KnownPod[]
  /** What goes over its connection to the API server at this step. */
  readonly wire: string | undefined
  readonly calls: readonly CallView[]
  readonly probe: { readonly text: string, readonly state: CallView['state'] }
  readonly sandbox: Sandbox | undefined
  readonly restarts: number
  readonly description: string
}

const calls: readonly CriCall[] = ['RunPodSandbox', 'PullImage', 'CreateContainer', 'StartContainer']

const { events, stateAt } = kubeletHistory

function isOwn(event: HistoryEvent): boolean {
  const pod = 'pod' in event ? event.pod.name : event.kind === 'committed' ? event.object.metadata.name : undefined
  return pod === ownPod
}

const addition = present(events.find(event => event.kind === 'watched' && event.watcher === `kubelet@${node}` && event.type === 'ADDED'), 'ADDED')

const ownPod = addition.kind === 'watched' ? addition.ref.name : ''

const started = events.flatMap((event, index) => event.kind === 'cri-returned' && event.call === 'StartContainer' && isOwn(event) ? [index] : [])

const lastReport = present(events.findLast(event => event.kind === 'committed' && event.request.verb === 'patch' && isOwn(event)), 'report').id

const anchors: Readonly<Record<KubeletStepId, number>> = {
  'analogy': addition.id - 1,
  'own-pods': addition.id,
  'sandbox': findEvent(kubeletHistory, 'sandbox', event => event.kind === 'cri-returned' && event.call === 'RunPodSandbox' && isOwn(event)).id,
  'containers': present(started[0], 'start'),
  // The last moment before the process dies: by then every kubelet has probed and reported.
  'probe': findEvent(kubeletHistory, 'crash', on('ended')).id - 1,
  'restart': present(started[1], 'restart'),
  'report': lastReport,
  'keep': lastReport,
}

function podsIn(state: ClusterState): KnownPod[] {
  return objectsIn(state, 'Pod').map(pod => ({
    name: pod.metadata.name,
    suffix: pod.metadata.name.slice(-5),
    node: pod.spec.nodeName ?? '',
    status: pod.status.hostIP === undefined ? '' : `${podReadyText(pod)} ${podStatusText(pod)}`,
    own: pod.metadata.name === ownPod,
  })).sort((one, other) => one.node < other.node ? -1 : 1)
}

/** How something that happened at some of the events stands at a step. */
function callState(indexes: readonly number[], before: number, now: number): CallView['state'] {
  if (indexes.some(index => index > before && index <= now))
    return 'active'
  return indexes.some(index => index <= before) ? 'passed' : 'pending'
}

/** Whole seconds between the last two renewals of the node's Lease. */
export const leaseInterval = intervalOf()

function intervalOf(): number {
  const times = events.flatMap((event) => {
    const lease = storedBy(event, 'Lease')
    return lease?.metadata.name === node ? [Date.parse(lease.spec.renewTime)] : []
  })
  const [before, last] = times.slice(-2)
  if (before === undefined || last === undefined)
    throw new Error('The Lease was not renewed twice.')
  return (last - before) / 1000
}

const wires: Readonly<Partial<Record<KubeletStepId, string>>> = {
  'own-pods': `watch: ADDED …${ownPod.slice(-5)}`,
  'report': `PATCH Pod status; PUT Lease every ${leaseInterval} s`,
  'keep': `PATCH Pod status; PUT Lease every ${leaseInterval} s`,
}

function describe({ pods, calls: made, probe, sandbox, restarts, wire }: Omit<KubeletView, 'description'>): string {
  const own = pods.find(pod => pod.own)
  const done = made.filter(call => call.state !== 'pending').map(({ call }) => call)
  return [
    `The API server has ${pods.length} Pods on ${new Set(pods.map(pod => pod.node)).size} nodes; the kubelet on ${node} may see one${own?.status ? `, which stands at ${own.status}` : ''}.`,
    wire && `Between them: ${wire}.`,
    done.length > 0 && `Asked of the runtime: ${done.join(', ')}.`,
    sandbox?.ip && `The Pod has the address ${sandbox.ip}.`,
    probe.state !== 'pending' && `The container answered the ${probe.text}.`,
    restarts > 0 && `Its container was started again ${restarts === 1 ? 'once' : `${restarts} times`}, in the same sandbox.`,
  ].filter(Boolean).join(' ')
}

/** What the picture of the kubelet shows at a step. Throws a RangeError for a step that is not there. */
export function kubeletView(index: number): KubeletView {
  const step = stepAt(kubeletSteps, index)
  const now = anchors[step.id]
  const before = index > 0 ? anchors[kubeletSteps[index - 1]?.id ?? step.id] : now
  const state = stateAt(now)
  const indexesOf = (holds: (event: HistoryEvent) => boolean): number[] => events.flatMap((event, i) => isOwn(event) && holds(event) ? [i] : [])
  const probes = indexesOf(event => event.kind === 'probed')
  const probed = events[probes[0] ?? -1]
  const shown = {
    node,
    pods: podsIn(state),
    wire: wires[step.id],
    calls: calls.map(call => ({ call, state: callState(indexesOf(event => event.kind === 'cri-returned' && event.call === call), before, now) })),
    probe: {
      text: probed?.kind === 'probed' ? `probe: ${probed.code}` : '',
      state: callState(probes.slice(0, 1), before, now),
    },
    sandbox: state.runtimes.get(node)?.sandboxes.find(({ pod }) => pod === ownPod),
    restarts: Math.max(started.filter(i => i <= now).length - 1, 0),
  }
  return { ...shown, description: describe(shown) }
}
