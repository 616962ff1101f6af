import { objectsIn } from '../../kubernetes/history/query.ts'
import type { ClusterState, TerminalLine } from '../../kubernetes/history/state.ts'
import { lastWaiting, stateOf } from '../request/step-events.ts'
import { requestNames } from '../request/history.ts'
import { type RequestStepId, requestSteps } from '../request/steps.ts'
import { requestView } from '../request/view.ts'
import { stepAt } from '../../talk/step.ts'
import { type WholeStepId, wholeSteps } from './steps.ts'

const { pods } = requestNames
const stepIndex = (id: RequestStepId): number => requestSteps.findIndex(step => step.id === id)
const { request: call, gates } = requestView(stepIndex('stored'))
const code = stateOf(stepIndex('answered')).latest?.code

/** The numbered way of the command: each number stands at a step of the request, and appears with a layer of the picture. */
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
  readonly says: string
  /** Whether the user still waits. */
  readonly waits: boolean
}

export interface WholePod {
  readonly name: string
  readonly node: string
  readonly ip: string | undefined
  readonly running: boolean
}

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
