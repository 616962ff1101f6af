import type { Node, Pod } from '../../kubernetes/api/objects.ts'
import { podStatusText } from '../../kubernetes/client/printer.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'
import { captionText } from '../../talk/step.ts'
import type { StepId } from '../../talk/step.ts'
import { unownedPod, replacementHistory, replacementMoments, replacementSeconds } from './history.ts'
import { replacementSteps } from './steps.ts'

type ReplacementStepId = StepId<typeof replacementSteps>

/** The event at which each step stands. */
const anchors: Readonly<Record<ReplacementStepId, number>> = {
  'running': replacementMoments.before,
  'node-dies': replacementMoments.died,
  'not-ready': replacementMoments.notReady,
  'terminating': replacementMoments.marked,
  'replacement': replacementMoments.replaced,
  'bare': replacementMoments.replaced,
  'node-back': replacementMoments.confirmed,
}

/** A Pod of the picture. */
export interface ReplacementPod {
  /** Its name, without the middle that all Pods of its ReplicaSet share. */
  readonly name: string
  /** The first digits of its UID. */
  readonly uid: string
  readonly ip: string
  /** The ReplicaSet that asks for it, if any does. */
  readonly owner: string | undefined
  /** STATUS as kubectl prints it; undefined once the object is gone. */
  readonly status: string | undefined
  /** Whether this step is about it. */
  readonly lit: boolean
}

/** A node of the picture. */
export interface ReplacementNode {
  readonly name: string
  /** STATUS as kubectl prints it. */
  readonly status: 'Ready' | 'NotReady'
  /** Whether its machine is off. */
  readonly lost: boolean
  /** In the order in which they came; each keeps its place. */
  readonly pods: readonly ReplacementPod[]
}

/** A moment on the picture's line, in seconds since the node died. */
export interface ReplacementMark {
  readonly id: ReplacementStepId
  readonly seconds: number
  readonly label: string
  readonly reached: boolean
}

/** Everything that the picture shows at one step. */
export interface ReplacementView {
  readonly nodes: readonly ReplacementNode[]
  readonly marks: readonly ReplacementMark[]
  /** What the picture shows, in sentences. */
  readonly description: string
}

function podsOf({ objects }: ClusterState): Pod[] {
  return [...objects.values()].filter(object => object.kind === 'Pod')
}

/** A Pod's name without the hash that all Pods of its ReplicaSet share. */
function shortName(name: string, owner: string | undefined): string {
  return owner === undefined ? name : `${owner.slice(0, owner.lastIndexOf('-'))}-…${name.slice(owner.length + 1)}`
}

function shown(pod: Pod, state: ClusterState, lit: boolean): ReplacementPod {
  const { name, uid, ownerReferences } = pod.metadata
  const now = podsOf(state).find(each => each.metadata.uid === uid)
  const owner = ownerReferences?.[0]?.name
  return {
    name: shortName(name, owner),
    uid: uid.slice(0, 4),
    ip: pod.status.podIP ?? '',
    owner,
    status: now && podStatusText(now),
    lit,
  }
}

function isLit({ metadata: { name } }: Pod, since: number, step: ReplacementStepId | undefined): boolean {
  return step === 'replacement' ? since === replacementMoments.replaced : step === 'bare' && name === unownedPod
}

function nodesAt(index: number, state: ClusterState): ReplacementNode[] {
  const indexes = replacementSteps.slice(0, index + 1).map(({ id }) => anchors[id])
  const seen = new Map<string, { readonly pod: Pod, readonly since: number }>()
  for (const i of indexes) {
    for (const pod of podsOf(replacementHistory.stateAt(i)))
      seen.set(pod.metadata.uid, { pod, since: seen.get(pod.metadata.uid)?.since ?? i })
  }
  return [...state.objects.values()].filter((object): object is Node => object.kind === 'Node').map(({ metadata: { name }, status }) => ({
    name,
    status: status.conditions.some(condition => condition.status === 'True') ? 'Ready' : 'NotReady',
    lost: state.stopped.has(`node@${name}`),
    pods: [...seen.values()]
      .filter(({ pod }) => pod.spec.nodeName === name)
      .map(({ pod, since }) => shown(pod, state, isLit(pod, since, replacementSteps[index]?.id))),
  }))
}

function describePod({ name, status, ip, owner }: ReplacementPod): string {
  return `Pod ${name}, ${status ?? 'gone'}, address ${ip}, ${owner === undefined ? 'without a ReplicaSet' : `of ReplicaSet ${owner}`}.`
}

function describe(nodes: readonly ReplacementNode[]): string {
  return nodes.flatMap(({ name, status, lost, pods }) => [`${name}${lost ? ', dead,' : ''} is reported ${status}.`, ...pods.map(describePod)]).join(' ')
}

/** What the picture shows at a step. Throws a RangeError for a step that is not there. */
export function replacementView(index: number): ReplacementView {
  const step = replacementSteps[index]
  if (!step)
    throw new RangeError(`There is no step ${index}: the picture has ${replacementSteps.length}.`)
  const nodes = nodesAt(index, replacementHistory.stateAt(anchors[step.id]))
  const reached = (id: ReplacementStepId): boolean => replacementSteps.findIndex(each => each.id === id) <= index
  const mark = (id: ReplacementStepId, seconds: number, label: string): ReplacementMark => ({ id, seconds, label, reached: reached(id) })
  return {
    nodes,
    marks: [
      mark('node-dies', 0, 'dies'),
      mark('not-ready', replacementSeconds.notReady, 'NotReady'),
      mark('terminating', replacementSeconds.marked, 'Terminating'),
      mark('node-back', replacementSeconds.back, 'node back'),
    ],
    description: `${captionText(step.caption)} ${describe(nodes)}`,
  }
}
