import type { Gate, HistoryEvent } from '../../kubernetes/history/event.ts'
import type { Scenario } from '../../kubernetes/scenario.ts'
import type { SourceId } from '../../talk/sources.ts'
import type { Caption } from '../../talk/step.ts'

/** Where on the picture a command ends: at a gate of the API server, at etcd, or at a part beyond. */
export type Component = Gate | 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kubelet'

/** Says whether an event is meant. */
export type Anchor = (event: HistoryEvent) => boolean

export interface InnerStep {
  /** Kebab case, unique within its outcome; a link carries it. */
  readonly id: string
  /** Absent from the initial step, which has that of its outcome. */
  readonly caption?: Caption
  /** The event it stands at: the first that is meant, or the `nth`, counted from 1. */
  readonly at: Anchor
  readonly nth?: number
  /** An earlier event whose request is still shown. */
  readonly request?: Anchor
  /** An earlier event whose connections are still open. */
  readonly open?: Anchor
  /** How many commands have scrolled out of the terminal by then. */
  readonly scrolled?: number
}

export interface Outcome {
  readonly id: string
  /** What the row of all outcomes calls it, in at most eight characters. */
  readonly short: string
  readonly title: string
  readonly component: Component
  /** Where it ends, in a few words. */
  readonly where: string
  /** HTTP code and reason of the answer to the user, as in `403 Forbidden`. */
  readonly answer: string
  /** What the whole picture says of it, in a few words. */
  readonly brief: string
  readonly scenario: Scenario
  /** The reason of the Event that explains it, where one does. */
  readonly event?: string
  /** Commands that have scrolled away when it begins: those that set the scene. */
  readonly scrolled?: number
  /** The one sentence to remember: the caption of the initial step. */
  readonly caption: Caption
  readonly narration: string
  readonly source: SourceId
  /** In the order of the history. The one without a caption is shown first, and on paper. */
  readonly inner: readonly InnerStep[]
}

/** What the line under the picture says at a step inside. */
export function innerCaption(outcome: Outcome, { caption = outcome.caption }: InnerStep): Caption {
  return caption
}

/** Whether a command did what its user wanted: it was accepted, and no Event says why nothing comes of it. */
export function isGood({ answer, event }: Outcome): boolean {
  return answer.startsWith('2') && event === undefined
}
