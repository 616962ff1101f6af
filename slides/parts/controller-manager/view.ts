import { podStatusText } from '../../../kubernetes/kubectl/printer.ts'
import { isActive } from '../../../kubernetes/controllers/replicaset-status.ts'
import type { EventId } from '../../../kubernetes/history/event.ts'
import { objectsIn } from '../../../kubernetes/history/query.ts'
import type { ClusterState } from '../../../kubernetes/history/state.ts'
import { stepAt } from '../../../talk/step.ts'
import { controllerHistory, figures, givenBetween, moments, quietSeconds, stored } from './history.ts'
import { type ControllerStepId, controllerSteps } from './steps.ts'

/** A Pod as the API server has it, or had it. */
export interface OwnedPod {
  /** The part of its name that tells it from the others. */
  readonly suffix: string
  /** The node that is written into it; empty until then. */
  readonly node: string
  /** The STATUS column, or that it is gone. */
  readonly status: string
  readonly restarts: number
  /** Whether the loop counts it. */
  readonly counts: boolean
  readonly lit: boolean
}

/** One pass of the loop: what it was told, what it counted, what it asked for. */
export interface Pass {
  /** What it was told: the last part of a Pod's name and what has become of it; a pass of silence has no Pod. */
  readonly change: { readonly pod?: string, readonly has: string }
  /** How many Pods there are that count. */
  readonly there: number
  /** How many are missing, and how many it asked for and got; undefined until it has compared. */
  readonly missing: number | undefined
  readonly got: number | undefined
  readonly lit: boolean
}

/** Everything that the picture of the controller manager shows at a step. */
export interface ControllerView {
  readonly step: ControllerStepId
  readonly wanted: number
  readonly pods: readonly OwnedPod[]
  /** What goes over its connection to the API server at this step. */
  readonly wire: string | undefined
  readonly passes: readonly Pass[]
}

/** Loops that the slide names, of many more. Source: docs, reference/glossary/kube-controller-manager. */
export const loops = ['Deployment', 'ReplicaSet', 'Node', 'Job'] as const

/** The one that it follows. */
export const followed: (typeof loops)[number] = 'ReplicaSet'

const anchors: Readonly<Record<ControllerStepId, EventId>> = {
  'analogy': moments.rest,
  'loops': moments.rest,
  'settled': moments.rest,
  'watch': moments.observedDeletion,
  'gap': moments.answered,
  'starts-nothing': moments.running,
  'crash': moments.end,
  'keep': moments.end,
}

function suffixOf(pod: string): string {
  return pod.slice(-5)
}

/** The Pod that a step is about, and what goes over the wire. */
const newsAt: Readonly<Partial<Record<ControllerStepId, { readonly pod?: string, readonly wire: string }>>> = {
  'settled': { wire: `watch: silent for ${quietSeconds()} s` },
  'watch': { pod: figures.victim, wire: `watch: MODIFIED …${suffixOf(figures.victim)}` },
  'gap': { pod: figures.replacement, wire: `POST pods: 201, …${suffixOf(figures.replacement)}` },
  'starts-nothing': { pod: figures.replacement, wire: `watch: MODIFIED …${suffixOf(figures.replacement)}` },
  'crash': { pod: figures.survivor, wire: `watch: MODIFIED …${suffixOf(figures.survivor)}` },
}

/** A pass: from which step on it is told, from which on acted upon, and the events from its first to the next one's. */
interface LoopRun {
  readonly shownAt: ControllerStepId
  readonly actedAt: ControllerStepId
  readonly change: Pass['change']
  readonly from: EventId
  readonly to: EventId
}

const loopRuns: readonly LoopRun[] = [
  { shownAt: 'settled', actedAt: 'settled', change: { has: 'silence' }, from: moments.rest, to: moments.observedDeletion },
  { shownAt: 'watch', actedAt: 'gap', change: { pod: suffixOf(figures.victim), has: 'leaves' }, from: moments.observedDeletion, to: moments.running },
  { shownAt: 'starts-nothing', actedAt: 'starts-nothing', change: { pod: suffixOf(figures.replacement), has: 'runs' }, from: moments.running, to: moments.crashed },
  { shownAt: 'crash', actedAt: 'crash', change: { pod: suffixOf(figures.survivor), has: 'crashed' }, from: moments.crashed, to: moments.end },
]

function wantedIn(state: ClusterState): number {
  return objectsIn(state, 'ReplicaSet')[0]?.spec.replicas ?? 0
}

function passesAt(index: number): Pass[] {
  const reached = new Set(controllerSteps.slice(0, index + 1).map(({ id }): ControllerStepId => id))
  const now = controllerSteps[index]?.id
  return loopRuns.filter(({ shownAt }) => reached.has(shownAt)).map(({ shownAt, actedAt, change, from, to }) => {
    const state = controllerHistory.stateAt(from)
    const there = objectsIn(state, 'Pod').filter(isActive).length
    const done = reached.has(actedAt)
    return { change, there, missing: done ? wantedIn(state) - there : undefined, got: done ? givenBetween(from, to) : undefined, lit: now === shownAt || now === actedAt }
  })
}

function podsAt(step: ControllerStepId): OwnedPod[] {
  const there = new Map(objectsIn(controllerHistory.stateAt(anchors[step]), 'Pod').map(pod => [pod.metadata.name, pod]))
  return [...stored].filter(([, event]) => event <= anchors[step]).map(([name]) => {
    const pod = there.get(name)
    return {
      suffix: suffixOf(name),
      node: pod?.spec.nodeName ?? '',
      status: pod ? podStatusText(pod) : 'gone',
      restarts: pod?.status.containerStatuses?.[0]?.restartCount ?? 0,
      counts: pod !== undefined && isActive(pod),
      lit: newsAt[step]?.pod === name,
    }
  })
}

/** What the picture of the controller manager shows at a step. Throws a RangeError for a step that is not there. */
export function controllerView(index: number): ControllerView {
  const step = stepAt(controllerSteps, index).id
  return {
    step,
    wanted: wantedIn(controllerHistory.stateAt(anchors[step])),
    pods: podsAt(step),
    wire: newsAt[step]?.wire,
    passes: passesAt(index),
  }
}
