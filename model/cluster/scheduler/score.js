import { requestsOf, unrequested } from './node-info.ts';
import { untolerated } from './taints.ts';
/** The best score a plugin can give. Source: pkg/scheduler/framework/interface.go (MaxNodeScore). */
const best = 100;
/** Weights of the modelled plugins. Source: pkg/scheduler/apis/config/v1/default_plugins.go. */
const weights = { leastAllocated: 1, taintToleration: 3 };
/**
 * The share of a resource that stays free, in whole points of a hundred, rounded down.
 * Source: pkg/scheduler/framework/plugins/noderesources/least_allocated.go.
 */
export function freeShare(requested, allocatable) {
    return allocatable === 0 || requested > allocatable ? 0 : Math.floor((allocatable - requested) * best / allocatable);
}
/** NodeResourcesFit with the strategy LeastAllocated: the mean over CPU and memory, rounded down. */
function leastAllocated(wanted, node) {
    const cpu = freeShare(node.nonZero.cpu + wanted.cpu, node.allocatable.cpu);
    const memory = freeShare(node.nonZero.memory + wanted.memory, node.allocatable.memory);
    return Math.floor((cpu + memory) / 2);
}
/**
 * Scores the nodes that fit: NodeResourcesFit (LeastAllocated) and TaintToleration, which counts soft taints that the
 * Pod does not tolerate and turns the count around, so that the node with the fewest gets 100.
 * Sources: pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go, pkg/scheduler/framework/plugins/helper/normalize_score.go.
 */
export function scoreNodes(pod, nodes) {
    const wanted = requestsOf(pod, unrequested);
    const soft = nodes.map(node => untolerated(node.taints, pod.spec.tolerations).filter(taint => taint.effect === 'PreferNoSchedule').length);
    const most = soft.reduce((highest, count) => Math.max(highest, count), 0);
    return nodes.map((node, index) => {
        const taintToleration = weights.taintToleration * (most === 0 ? best : best - Math.floor((soft[index] ?? 0) * best / most));
        const least = weights.leastAllocated * leastAllocated(wanted, node);
        return { node: node.name, leastAllocated: least, taintToleration, total: least + taintToleration };
    });
}
