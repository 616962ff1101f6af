import type { Pod } from '../api/objects.ts'
import type { Service } from '../api/services.ts'
import { ownerUid } from '../controllers/informer.ts'
import type { NodeScore } from '../history/event.ts'
import type { Constraints } from './filter.ts'
import { zoneLabel } from '../api/topology.ts'
import { type Amount, type NodeInfo, plus, requestsOf, unrequested } from './node-info.ts'
import { affinityPoints } from './pod-affinity.ts'
import { untolerated } from './taints.ts'

/** The best score a plugin can give. Source: pkg/scheduler/framework/interface.go (MaxNodeScore). */
const best = 100

/** Weights of the modelled plugins. Source: pkg/scheduler/apis/config/v1/default_plugins.go. */
const weights = { leastAllocated: 1, balancedAllocation: 1, taintToleration: 3, topologySpread: 2, interPodAffinity: 2, nodeAffinity: 2 }

/** What the built-in constraints on host names and on zones let pass. Source: pkg/scheduler/framework/plugins/podtopologyspread/plugin.go (systemDefaultConstraints). */
const hostSkew = 3
const zoneSkew = 5

/** The free share of a resource, in whole points of a hundred. Source: pkg/scheduler/framework/plugins/noderesources/least_allocated.go. */
export function freeShare(requested: number, allocatable: number): number {
  return allocatable === 0 || requested > allocatable ? 0 : Math.floor((allocatable - requested) * best / allocatable)
}

/** NodeResourcesFit with the strategy LeastAllocated: the mean over CPU and memory, rounded down. */
function leastAllocated(wanted: Amount, node: NodeInfo): number {
  const cpu = freeShare(node.nonZero.cpu + wanted.cpu, node.allocatable.cpu)
  const memory = freeShare(node.nonZero.memory + wanted.memory, node.allocatable.memory)
  return Math.floor((cpu + memory) / 2)
}

/** How alike the shares of CPU and of memory are that are requested, in points from 50 to 100. Source: as below (balancedResourceScorer). */
function balance(requested: Amount, { allocatable }: NodeInfo): number {
  const share = (of: keyof Amount): number => Math.min(requested[of] / allocatable[of], 1)
  const deviation = allocatable.cpu === 0 || allocatable.memory === 0 ? 0 : Math.abs(share('cpu') - share('memory')) / 2
  return Math.floor((1 - deviation) * best)
}

/** NodeResourcesBalancedAllocation: 75, and half of what the Pod does to the balance. Sources: pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go, kubernetes/kubernetes#135573 (since 1.36). */
export function balancedAllocation(wanted: Amount, node: NodeInfo): number {
  return Math.floor((best + best / 2 + balance(plus(node.requested, wanted), node) - balance(node.requested, node)) / 2)
}

/** Turns counts around, so that the node with the fewest gets all points. Source: pkg/scheduler/framework/plugins/helper/normalize_score.go. */
function fewest(counts: readonly number[]): number[] {
  const most = Math.max(0, ...counts)
  return counts.map(count => most === 0 ? best : best - Math.floor(count * best / most))
}

/**
 * PodTopologySpread with the two built-in constraints: the more Pods that are counted, those of its controller, say, are on
 * a node, and in its zone, the fewer points. A node without a zone is asked about its name alone.
 * Source: pkg/scheduler/framework/plugins/podtopologyspread/scoring.go (Score, NormalizeScore, scoreForCount).
 *
 * @param all all nodes: in a zone those count, too, on which the Pod does not fit
 */
export function topologySpread(count: (node: NodeInfo) => number, nodes: readonly NodeInfo[], all: readonly NodeInfo[] = nodes): number[] {
  const zones = new Map(nodes.map(({ labels }) => [labels[zoneLabel], 0]))
  for (const node of all) {
    const sum = zones.get(node.labels[zoneLabel])
    if (sum !== undefined)
      zones.set(node.labels[zoneLabel], sum + count(node))
  }
  const raw = nodes.map((node) => {
    const { labels } = node
    const byHost = count(node) * Math.log(nodes.length + 2) + hostSkew - 1
    const byZone = labels[zoneLabel] === undefined ? 0 : (zones.get(labels[zoneLabel]) ?? 0) * Math.log(zones.size + 2) + zoneSkew - 1
    return Math.round(byHost + byZone)
  })
  const most = Math.max(...raw)
  const least = Math.min(...raw)
  return raw.map(points => Math.floor(best * (most + least - points) / most))
}

/**
 * Scores the nodes that fit with the default score plugins whose inputs the model has: NodeResourcesFit (LeastAllocated),
 * TaintToleration, which counts soft taints that the Pod does not tolerate, PodTopologySpread for Pods that a controller
 * made or a Service selects, NodeResourcesBalancedAllocation for Pods that request something, InterPodAffinity where Pods wish for others, and
 * what Pods say themselves of nodes where that is looked at. A plugin that has nothing to say of a Pod is skipped, as in Kubernetes. Source: pkg/scheduler/apis/config/v1/default_plugins.go.
 */
export function scoreNodes(pod: Pod, nodes: readonly NodeInfo[], all: readonly NodeInfo[] = nodes, constraints?: Constraints, services: Iterable<Service> = []): NodeScore[] {
  const wanted = requestsOf(pod, unrequested)
  const requests = requestsOf(pod)
  const owner = ownerUid(pod)
  const count = owner === undefined ? constraints?.countBehind(pod, services) : ({ replicas }: NodeInfo) => replicas.get(owner) ?? 0
  const tolerated = fewest(nodes.map(node => untolerated(node.taints, pod.spec.tolerations).filter(taint => taint.effect === 'PreferNoSchedule').length))
  const spread = pod.spec.topologySpreadConstraints ? constraints?.spreadPoints(pod, nodes, all) : count && topologySpread(count, nodes, all)
  const affinity = affinityPoints(pod, nodes, all)
  const liked = constraints?.nodeAffinityPoints(pod, nodes)
  return nodes.map((node, index) => {
    const points = {
      leastAllocated: weights.leastAllocated * leastAllocated(wanted, node),
      taintToleration: weights.taintToleration * (tolerated[index] ?? 0),
      ...(spread && { topologySpread: weights.topologySpread * (spread[index] ?? 0) }),
      ...(requests.cpu + requests.memory > 0 && { balancedAllocation: weights.balancedAllocation * balancedAllocation(requests, node) }),
      ...(liked && { nodeAffinity: weights.nodeAffinity * (liked[index] ?? 0) }),
      ...(affinity && { interPodAffinity: weights.interPodAffinity * (affinity[index] ?? 0) }),
    }
    return { node: node.name, ...points, total: Object.values(points).reduce((sum, each) => sum + each, 0) }
  })
}
