import { partOf, parts } from '../parts/index.ts'
import { wires } from '../hub/wires.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import type { ClusterState, TerminalLine } from '../../kubernetes/history/state.ts'
import { lastWaiting, stateOf } from '../request/step-events.ts'
import { cast } from '../request/history.ts'
import { type RequestStepId, requestSteps } from '../request/steps.ts'
import { requestView } from '../request/view.ts'
import { defineSteps, stepAt, type StepId } from '../../talk/step.ts'

/** The steps of the whole picture: one layer upon the other. */
export const wholeSteps = defineSteps([
  {
    id: 'shape',
    caption: { lead: 'Two planes, seven parts.', rest: 'Each has one job, said in a word.' },
    narration: 'Now everything on one drawing, layer by layer. First the shape: a control plane that decides, worker nodes that run your programs, seven parts, and for each a single word.',
    source: 'docs:concepts/architecture',
  },
  {
    id: 'wires',
    caption: { lead: 'All wires meet at the API server.', rest: 'Only it dials etcd.' },
    narration: 'Then the wires, from who opens the connection to who accepts it. Everybody dials the API server; it alone dials etcd, and a kubelet only when somebody asks for logs, say, or exec. CRI stays on the node.',
    source: 'docs:concepts/architecture/control-plane-node-communication',
  },
  {
    id: 'request',
    caption: { lead: 'One to four: you wait.', rest: 'Posted, checked, stored, answered.' },
    narration: 'Your command takes four steps: one request, five gates, one write, one answer. For as long as that you wait, and no longer: the answer promises nothing beyond that.',
    source: 'code:staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    page: 'paper',
  },
  {
    id: 'loops',
    caption: { lead: 'Five to seven: loops that watch.', rest: 'Each adds what is missing.' },
    narration: 'From here on nobody waits. One loop sees the Deployment and asks for a ReplicaSet, another sees that and asks for Pods, the scheduler sees Pods without a node. None of them calls the next; all they do is watch.',
    source: 'docs:concepts/architecture/controller',
    page: true,
  },
  {
    id: 'pods',
    caption: { lead: 'Eight and nine: the kubelets.', rest: 'Each has its Pod run, and reports it.' },
    narration: 'And on each node a kubelet sees a Pod of its own, has the runtime start it, and reports back, the way everybody does: with a request to the API server.',
    source: 'docs:reference/glossary/kubelet',
  },
  {
    id: 'whole',
    caption: { lead: 'One API, one memory, many loops.', rest: 'You can draw this yourself now.' },
    narration: 'That is all of it. One API, one memory, many loops. If you take one picture home from this talk, take this one.',
    source: 'docs:concepts/architecture',
  },
])

/** The name of a step of the whole picture. */
export type WholeStepId = StepId<typeof wholeSteps>

const { pods } = cast
const stepIndex = (id: RequestStepId): number => requestSteps.findIndex(step => step.id === id)
const { request: call, gates } = requestView(stepIndex('stored'))
const code = stateOf(stepIndex('answered')).latest?.code

/**
 * The numbered way of the command. Each number stands at a step of the request, which says when it happens and who
 * waits, and appears with a layer of the picture.
 */
const stops = [
  { at: 'sent', from: 'request', says: call?.method ?? '' },
  { at: 'validating', from: 'request', says: `${gates.length} gates` },
  { at: 'stored', from: 'request', says: 'stored' },
  { at: 'answered', from: 'request', says: `${code}` },
  { at: 'replica-set', from: 'loops', says: 'a ReplicaSet' },
  { at: 'three-pods', from: 'loops', says: `${pods.length} Pods` },
  { at: 'all-bound', from: 'loops', says: `${pods.length} nodes` },
  { at: 'started', from: 'pods', says: 'started' },
  { at: 'all-running', from: 'pods', says: 'reported' },
] as const satisfies readonly { readonly at: RequestStepId, readonly from: WholeStepId, readonly says: string }[]

/** A step of the request that the picture numbers. */
export type StopId = (typeof stops)[number]['at']

/** A numbered stop on the way of the command. */
export interface RequestStop {
  readonly id: StopId
  readonly number: number
  /** What happens there, in a word or two. */
  readonly says: string
  /** Whether the user still waits. */
  readonly waits: boolean
}

/** A Pod of the picture. */
export interface WholePod {
  readonly name: string
  readonly node: string
  /** Its address, once it has one. */
  readonly ip: string | undefined
  readonly running: boolean
}

/** Everything that the whole picture shows at a step. */
export interface WholeView {
  readonly step: WholeStepId
  readonly terminal: readonly TerminalLine[]
  readonly stops: readonly RequestStop[]
  readonly etcd: {
    readonly revision: number
    /** How many objects lie under each prefix of the command's kinds. */
    readonly keys: readonly { readonly prefix: string, readonly count: number }[]
  } | undefined
  readonly pods: readonly WholePod[]
}

/** The moment of the request whose cluster each layer shows; before the first nothing was asked for. */
const moments: Readonly<Record<WholeStepId, RequestStepId | undefined>> = {
  shape: undefined,
  wires: undefined,
  request: 'answered',
  loops: 'all-bound',
  pods: 'available',
  whole: 'available',
}

function keysOf({ objects }: ClusterState): { prefix: string, count: number }[] {
  return (['deployments', 'replicasets', 'pods'] as const).flatMap((resource) => {
    const prefix = `/registry/${resource}/`
    const count = [...objects.keys()].filter(key => key.startsWith(prefix)).length
    return count > 0 ? [{ prefix, count }] : []
  })
}

function podsOf(state: ClusterState): readonly WholePod[] {
  return objectsIn(state, 'Pod').flatMap(({ metadata: { name }, spec: { nodeName: node }, status }) => node === undefined ? [] : [{ name, node, ip: status.podIP, running: status.phase === 'Running' }])
}

/** What the whole picture shows at a step. Throws a RangeError for a step that is not there. */
export function wholeView(index: number): WholeView {
  const step = stepAt(wholeSteps, index).id
  const moment = moments[step]
  const state = moment && stateOf(stepIndex(moment))
  const reached = wholeSteps.slice(0, index + 1).map(({ id }): string => id)
  return {
    step,
    terminal: state?.terminal ?? [],
    // The answer itself ends the wait.
    stops: stops.flatMap(({ at, from, says }, i) => reached.includes(from) ? [{ id: at, number: i + 1, says, waits: stepIndex(at) <= lastWaiting + 1 }] : []),
    etcd: state && { revision: state.revision, keys: keysOf(state) },
    pods: state ? podsOf(state) : [],
  }
}

/** What the whole picture shows, in sentences for whoever does not see it. */
export function describeWhole({ step, stops, etcd, pods: placed }: WholeView): string {
  const shown = parts.map(({ name, verb, plane }) => `${name} ${verb}${plane === 'worker' ? ', on each of three nodes' : ''}`)
  const dials = wires.map(({ from, to, speaks, onDemand }) => `${partOf(from).name} dials ${partOf(to).name}${onDemand ? ' on demand' : ''}, ${speaks}`)
  return [
    `Seven parts: ${shown.join('; ')}.`,
    step !== 'shape' && `Wires: ${dials.join('; ')}.`,
    stops.length > 0 && `The way of the command: ${stops.map(({ number, says, waits }) => `${number} ${says}${waits ? ', you wait' : ''}`).join('; ')}.`,
    etcd && `etcd is at revision ${etcd.revision}, with ${etcd.keys.map(({ prefix, count }) => `${count} below ${prefix}`).join(', ')}.`,
    placed.length > 0 && `Pods: ${placed.map(({ node, ip, running }) => `${running ? `running at ${ip}` : 'not yet running'} on ${node}`).join(', ')}.`,
  ].filter(Boolean).join(' ')
}
