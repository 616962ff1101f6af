import type { NodeScore } from '../../kubernetes/history/event.ts'
import type { TerminalLine } from '../../kubernetes/history/state.ts'
import type { Arrow, PartId } from './connections.ts'
import type { GateView, RequestLine } from './gates.ts'
import type { RequestStepId } from './steps.ts'
import type { Yaml } from './yaml.ts'

export interface EtcdRow {
  readonly kind: 'Deployment' | 'ReplicaSet' | 'Pod'
  readonly name: string
  readonly revision: number
  /** What became of it since the step before. */
  readonly change: 'new' | 'changed' | 'same'
}

/** A Pod as `kubectl get pods` would print it. */
export interface PodView {
  readonly name: string
  /** The STATUS column, which is no phase. */
  readonly status: string
}

export interface WorkerView {
  readonly name: string
  readonly pods: readonly PodView[]
  /** What keeps Pods off it: `key=value`. */
  readonly taints: readonly string[]
}

/** What the picture of the cluster shows at one moment of a history, whatever the command. */
export interface ClusterView {
  /** Seconds since Enter, in the model's time: only the order of moments is meant. */
  readonly at: number
  readonly terminal: { readonly lines: readonly TerminalLine[], readonly prompt: boolean }
  readonly userWaits: boolean
  readonly gates: readonly GateView[]
  /** The request at the gates, if there is one. */
  readonly request: RequestLine | undefined
  readonly etcd: { readonly revision: number, readonly rows: readonly EtcdRow[] }
  readonly active: PartId
  readonly arrows: readonly Arrow[]
  readonly workers: readonly WorkerView[]
  readonly unbound: readonly PodView[]
  /** The scores of the nodes, at the step that scores them. */
  readonly scores: readonly NodeScore[]
  readonly description: string
}

export interface RequestView extends ClusterView {
  readonly step: RequestStepId
  /** The object in focus; absent while there is none. */
  readonly yaml: Yaml | undefined
  /** Neighbouring steps that could as well have come in the other order. */
  readonly atTheSameTime: readonly RequestStepId[]
  readonly ruler: {
    readonly index: number
    readonly count: number
    /** The last step at which the user waits for the answer. */
    readonly lastWaiting: number
  }
}
