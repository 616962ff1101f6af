import { milliCpu, quantity } from '../api/quantity.ts'
import type { Node, Pod, Requests, Taint } from '../api/objects.ts'

/** CPU in thousandths of a core, memory in bytes. */
export interface Amount {
  readonly cpu: number
  readonly memory: number
}

/** What the scheduler keeps of a node: its own sums, so that no decision has to walk over Pods. */
export interface NodeInfo {
  readonly name: string
  readonly taints: readonly Taint[]
  readonly unschedulable: boolean
  readonly allocatable: Amount
  readonly maxPods: number
  pods: number
  /** Sum of what its Pods request: what filtering looks at. */
  requested: Amount
  /** The same with {@link unrequested} for containers that request nothing: what scoring looks at. */
  nonZero: Amount
}

/** What scoring assumes of a container that requests nothing. Source: pkg/scheduler/util/pod_resources.go. */
export const unrequested: Amount = { cpu: 100, memory: 200 * 1024 * 1024 }

const nothing: Amount = { cpu: 0, memory: 0 }

/** The sum of two amounts. */
export function plus(a: Amount, b: Amount): Amount {
  return { cpu: a.cpu + b.cpu, memory: a.memory + b.memory }
}

function amount(requests: Requests | undefined, otherwise: Amount): Amount {
  return {
    cpu: requests?.cpu === undefined ? otherwise.cpu : milliCpu(requests.cpu),
    memory: requests?.memory === undefined ? otherwise.memory : quantity(requests.memory),
  }
}

/** What a Pod requests, with something assumed for containers that request nothing. */
export function requestsOf(pod: Pod, otherwise: Amount = nothing): Amount {
  return pod.spec.containers.reduce((sum, { resources }) => plus(sum, amount(resources.requests, otherwise)), nothing)
}

/** A node with no Pods yet. */
export function nodeInfo(node: Node): NodeInfo {
  const { cpu, memory, pods } = node.status.allocatable
  return {
    name: node.metadata.name,
    taints: node.spec.taints ?? [],
    unschedulable: node.spec.unschedulable ?? false,
    allocatable: { cpu: milliCpu(cpu), memory: quantity(memory) },
    maxPods: quantity(pods),
    pods: 0,
    requested: nothing,
    nonZero: nothing,
  }
}

/** Counts a Pod on its node from now on: once it is chosen, before it is bound. */
export function assume(info: NodeInfo, pod: Pod): void {
  info.pods++
  info.requested = plus(info.requested, requestsOf(pod))
  info.nonZero = plus(info.nonZero, requestsOf(pod, unrequested))
}

/** Takes a Pod off its node's sums again: the binding failed. */
export function forget(info: NodeInfo, pod: Pod): void {
  const less = (a: Amount): Amount => ({ cpu: -a.cpu, memory: -a.memory })
  info.pods--
  info.requested = plus(info.requested, less(requestsOf(pod)))
  info.nonZero = plus(info.nonZero, less(requestsOf(pod, unrequested)))
}
