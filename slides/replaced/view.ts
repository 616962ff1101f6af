import type { Pod } from '../../kubernetes/api/objects.ts'
import { podStatusText } from '../../kubernetes/kubectl/printer.ts'
import { objectsIn } from '../../kubernetes/history/query.ts'
import type { ClusterState } from '../../kubernetes/history/state.ts'
import { captionText, stepAt, type StepId, stepStateAt } from '../../talk/step.ts'
import { replacementHistory, replacementMoments, replacementSeconds, unownedPod } from './history.ts'
import { replacementSteps } from './steps.ts'

type ReplacementStepId = StepId<typeof replacementSteps>

const anchors: Readonly<Record<ReplacementStepId, number>> = {
  'running': replacementMoments.before,
  'node-dies': replacementMoments.died,
  'not-ready': replacementMoments.notReady,
  'terminating': replacementMoments.marked,
  'replacement': replacementMoments.replaced,
  'bare': replacementMoments.replaced,
  'node-back': replacementMoments.confirmed,
}

export interface ReplacementPod {
  /** Its name, without the middle that all Pods of its ReplicaSet share. */
  readonly name: string
  readonly uid: string
  readonly ip: string
  readonly owner: string | undefined
  /** STATUS as kubectl prints it; undefined once the object is gone. */
  readonly status: string | undefined
  readonly lit: boolean
  /** What the stage says of it at this step, below its name: what the step is about. A narrow column has room for all. */
  readonly fields: readonly ('ip' | 'uid' | 'owner')[]
}

export interface ReplacementNode {
  readonly name: string
  readonly status: 'Ready' | 'NotReady'
  readonly lost: boolean
  /** Whether the stage says its status and those of its Pods: what has always been as it should be says nothing. */
  readonly told: boolean
  /** In the order in which they came; each keeps its place. */
  readonly pods: readonly ReplacementPod[]
}

/** A Pod's name without the hash that all Pods of its ReplicaSet share. */
function shortName(name: string, owner: string | undefined): string {
  return owner === undefined ? name : `${owner.slice(0, owner.lastIndexOf('-'))}-…${name.slice(owner.length + 1)}`
}

/** What a step says of a Pod: a Pod that is replaced, and the one that replaces it, by all that is new. */
function fieldsAt(step: ReplacementStepId | undefined, isChanging: boolean): ReplacementPod['fields'] {
  switch (step) {
    case 'running': return ['ip', 'owner']
    case 'replacement': return isChanging ? ['ip', 'uid'] : []
    case 'bare': return ['owner']
    default: return ['ip']
  }
}

function shown(pod: Pod, state: ClusterState, lit: boolean, step: ReplacementStepId | undefined): ReplacementPod {
  const { name, uid, ownerReferences } = pod.metadata
  const now = objectsIn(state, 'Pod').find(each => each.metadata.uid === uid)
  const owner = ownerReferences?.[0]?.name
  return {
    name: shortName(name, owner),
    uid: uid.slice(0, 4),
    ip: pod.status.podIP ?? '',
    owner,
    status: now && podStatusText(now),
    lit,
    fields: fieldsAt(step, lit || (owner !== undefined && now?.metadata.deletionTimestamp !== undefined)),
  }
}

function isLit({ metadata: { name } }: Pod, since: number, step: ReplacementStepId | undefined): boolean {
  return step === 'replacement' ? since === replacementMoments.replaced : step === 'bare' && name === unownedPod
}

function nodesAt(index: number, state: ClusterState): ReplacementNode[] {
  const indexes = replacementSteps.slice(0, index + 1).map(({ id }) => anchors[id])
  const seen = new Map<string, { readonly pod: Pod, readonly since: number }>()
  for (const i of indexes) {
    for (const pod of objectsIn(replacementHistory.stateAt(i), 'Pod'))
      seen.set(pod.metadata.uid, { pod, since: seen.get(pod.metadata.uid)?.since ?? i })
  }
  const step = replacementSteps[index]?.id
  const hasDied = new Set([...replacementHistory.stateAt(replacementMoments.died).stopped])
  return objectsIn(state, 'Node').map(({ metadata: { name }, status }) => ({
    name,
    told: step !== 'running' && hasDied.has(`node@${name}`),
    status: status.conditions.some(condition => condition.status === 'True') ? 'Ready' : 'NotReady',
    lost: state.stopped.has(`node@${name}`),
    pods: [...seen.values()]
      .filter(({ pod }) => pod.spec.nodeName === name)
      .map(({ pod, since }) => shown(pod, state, isLit(pod, since, step), step)),
  }))
}

function describePod({ name, status, ip, uid, owner, fields, lit }: ReplacementPod, isTold: boolean): string {
  const words = {
    ip: `address ${ip}`,
    uid: `UID ${uid}…`,
    owner: owner === undefined ? 'no ReplicaSet' : `of ReplicaSet ${owner}`,
  }
  return `Pod ${[name, ...isTold || lit ? [status ?? 'gone'] : [], ...fields.map(each => words[each])].join(', ')}.`
}

function describe(nodes: readonly ReplacementNode[]): string {
  return nodes.flatMap(({ name, status, lost, told, pods }) => [told ? `${name}${lost ? ', dead,' : ''} is reported ${status}.` : `On ${name}:`, ...pods.map(pod => describePod(pod, told))]).join(' ')
}

/** What the picture shows at a step. Throws a RangeError for a step that is not there. */
export function replacementView(index: number) {
  const step = stepAt(replacementSteps, index)
  const { reached } = stepStateAt(replacementSteps, index)
  const nodes = nodesAt(index, replacementHistory.stateAt(anchors[step.id]))
  const mark = (id: ReplacementStepId, seconds: number, label: string) => ({ id, seconds, label, reached: reached(id) })
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
