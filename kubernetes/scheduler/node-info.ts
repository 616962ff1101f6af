import { milliCpu, quantity } from '../api/quantity.ts'
import { hostnameLabel } from '../api/topology.ts'
import { same } from '../api/same.ts'
import type { Container, Labels, Node, Pod, Requests, Taint } from '../api/objects.ts'
import { ownerUid } from '../controllers/informer.ts'

/** CPU in thousandths of a core, memory in bytes. */
export interface Amount {
  readonly cpu: number
  readonly memory: number
}

/** What the scheduler keeps of a node: its own sums, so that no decision has to walk over Pods. */
export interface NodeInfo {
  readonly name: string
  labels: Labels
  taints: readonly Taint[]
  unschedulable: boolean
  allocatable: Amount
  maxPods: number
  pods: number
  /** Sum of what its Pods request: what filtering looks at. */
  requested: Amount
  /** The same with {@link unrequested} for containers that request nothing: what scoring looks at. */
  nonZero: Amount
  /** How many Pods of each controller are here, by its uid; those that are leaving are not counted. */
  readonly replicas: Map<string, number>
  readonly placed: Map<string, Pod>
  /** How many of them say anything of other Pods. */
  withAffinity: number
}

/** What scoring assumes of a container that requests nothing. Source: pkg/scheduler/util/pod_resources.go. */
export const unrequested: Amount = { cpu: 100, memory: 200 * 1024 * 1024 }

const nothing: Amount = { cpu: 0, memory: 0 }

/** The sum of two amounts. */
export function plus(a: Amount, b: Amount): Amount {
  return { cpu: a.cpu + b.cpu, memory: a.memory + b.memory }
}

function most(a: Amount, b: Amount): Amount {
  return { cpu: Math.max(a.cpu, b.cpu), memory: Math.max(a.memory, b.memory) }
}

function amount(requests: Requests | undefined, otherwise: Amount): Amount {
  return {
    cpu: requests?.cpu === undefined ? otherwise.cpu : milliCpu(requests.cpu),
    memory: requests?.memory === undefined ? otherwise.memory : quantity(requests.memory),
  }
}

/** What a Pod asks for as a whole, where it does: a limit counts where nothing else is said of it. Sources: component-helpers/resource/helpers.go (PodRequests), pkg/apis/core/v1/defaults.go (defaultPodRequests). */
function ofPod({ resources, containers, initContainers = [] }: Pod['spec'], sum: Amount): Amount {
  const isAsked = (name: keyof Amount): boolean => [...containers, ...initContainers].some(each => each.resources.requests?.[name] !== undefined)
  const given = (name: keyof Amount): string | undefined => resources?.requests?.[name] ?? (isAsked(name) ? undefined : resources?.limits?.[name])
  return resources ? amount({ ...given('cpu') !== undefined && { cpu: given('cpu') }, ...given('memory') !== undefined && { memory: given('memory') } } as Requests, sum) : sum
}

/** What a Pod requests, with something assumed for containers that request nothing: of those that run together the sum, or what one needs that runs before, if that is more. Source: component-helpers/resource/helpers.go (PodRequests). */
export function requestsOf({ spec }: Pod, otherwise: Amount = nothing): Amount {
  const { containers, initContainers = [] } = spec
  const of = ({ resources }: Container): Amount => amount(resources.requests, otherwise)
  let staying = nothing
  let before = nothing
  for (const each of initContainers) {
    const needed = plus(staying, of(each))
    before = most(before, needed)
    staying = each.restartPolicy === 'Always' ? needed : staying
  }
  return ofPod(spec, most(before, containers.reduce((sum, each) => plus(sum, of(each)), staying)))
}

function offered({ metadata: { name, labels = {} }, spec, status: { allocatable } }: Node): Pick<NodeInfo, 'labels' | 'taints' | 'unschedulable' | 'allocatable' | 'maxPods'> {
  return {
    // A kubelet labels its Node with its own name.
    labels: { [hostnameLabel]: name, ...labels },
    taints: spec.taints ?? [],
    unschedulable: spec.unschedulable ?? false,
    allocatable: { cpu: milliCpu(allocatable.cpu), memory: quantity(allocatable.memory) },
    maxPods: quantity(allocatable.pods),
  }
}

/** A node with no Pods yet. */
export function nodeInfo(node: Node): NodeInfo {
  return { name: node.metadata.name, ...offered(node), pods: 0, requested: nothing, nonZero: nothing, replicas: new Map(), placed: new Map(), withAffinity: 0 }
}

/** Takes in what has changed about a node. Gives how it was before, if that was otherwise. */
export function renew(info: NodeInfo, node: Node): NodeInfo | undefined {
  const before = { ...info }
  return same(before, Object.assign(info, offered(node))) ? undefined : before
}

/** Counts a Pod for its controller, or with -1 no longer: one that is leaving is no replica any more. */
function countReplica({ replicas }: NodeInfo, pod: Pod, by: 1 | -1): void {
  const owner = ownerUid(pod)
  if (owner !== undefined && pod.metadata.deletionTimestamp === undefined)
    replicas.set(owner, (replicas.get(owner) ?? 0) + by)
}

/** Counts a Pod on its node from now on: once it is chosen, before it is bound. */
export function assume(info: NodeInfo, pod: Pod): void {
  info.pods++
  info.requested = plus(info.requested, requestsOf(pod))
  info.nonZero = plus(info.nonZero, requestsOf(pod, unrequested))
  info.placed.set(pod.metadata.uid, pod)
  info.withAffinity += pod.spec.affinity ? 1 : 0
  countReplica(info, pod, 1)
}

/** Takes a Pod off its node's sums again: the binding failed, or it is gone. */
export function forget(info: NodeInfo, pod: Pod): void {
  const less = (a: Amount): Amount => ({ cpu: -a.cpu, memory: -a.memory })
  info.pods--
  info.requested = plus(info.requested, less(requestsOf(pod)))
  info.nonZero = plus(info.nonZero, less(requestsOf(pod, unrequested)))
  info.placed.delete(pod.metadata.uid)
  info.withAffinity -= pod.spec.affinity ? 1 : 0
  countReplica(info, pod, -1)
}

/** Whether a node has all labels of a Pod's node selector. */
export function isSelected({ spec: { nodeSelector = {} } }: Pick<Pod, 'spec'>, { labels }: Pick<NodeInfo, 'labels'>): boolean {
  return Object.entries(nodeSelector).every(([label, value]) => labels[label] === value)
}
