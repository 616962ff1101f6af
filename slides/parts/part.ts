import type { SourceId } from '../../talk/sources.ts'
import type { Caption } from '../../talk/step.ts'

/** Where a part lives. */
export type Plane = 'control' | 'worker'

/** Ids of the parts of a cluster that have a slide of their own, in the order of the talk. */
export type PartId
  = | 'api-server' | 'scheduler' | 'controller-manager' | 'etcd'
    | 'kubelet' | 'container-runtime' | 'kube-proxy'

/** A sentence of the article about a part, and what holds. */
export interface Duty {
  /** Permanent name of the step that shows it. */
  readonly id: string
  /** What the slide says: one line, correct as it stands. */
  readonly says: string
  /** What the article says where that misleads or is outdated; the slide names it first. */
  readonly article?: string
  /** The line under the picture while it is new. */
  readonly caption: Caption
  /** What the speaker adds. */
  readonly narration: string
  readonly source: SourceId
}

/** One part of the cluster. */
export interface Part {
  readonly id: PartId
  /** Name of the component as Kubernetes writes it, such as `kube-apiserver`. */
  readonly official: string
  /** Name in a sentence and on a drawing. */
  readonly name: string
  /** Name where there is little room. */
  readonly short: string
  readonly plane: Plane
  /** The article's picture of it, in three to six words. */
  readonly analogy: string
  /** What it does, in a word. */
  readonly verb: string
  /** What it is for, in one plain sentence. */
  readonly job: string
  /** What the speaker makes of the analogy. */
  readonly opening: string
  /** What the audience should keep: a lead, then the rest. */
  readonly takeaway: Caption
  readonly duties: readonly [Duty, Duty, ...Duty[]]
  readonly optional?: boolean
  readonly source: SourceId
}
