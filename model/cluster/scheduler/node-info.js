import { milliCpu, quantity } from '../api/quantity.ts';
import { same } from '../api/same.ts';
/** What scoring assumes of a container that requests nothing. Source: pkg/scheduler/util/pod_resources.go. */
export const unrequested = { cpu: 100, memory: 200 * 1024 * 1024 };
const nothing = { cpu: 0, memory: 0 };
/** The sum of two amounts. */
export function plus(a, b) {
    return { cpu: a.cpu + b.cpu, memory: a.memory + b.memory };
}
function amount(requests, otherwise) {
    return {
        cpu: requests?.cpu === undefined ? otherwise.cpu : milliCpu(requests.cpu),
        memory: requests?.memory === undefined ? otherwise.memory : quantity(requests.memory),
    };
}
/** What a Pod requests, with something assumed for containers that request nothing. */
export function requestsOf(pod, otherwise = nothing) {
    return pod.spec.containers.reduce((sum, { resources }) => plus(sum, amount(resources.requests, otherwise)), nothing);
}
/** What a Node says of itself. */
function offered({ spec, status: { allocatable } }) {
    return {
        taints: spec.taints ?? [],
        unschedulable: spec.unschedulable ?? false,
        allocatable: { cpu: milliCpu(allocatable.cpu), memory: quantity(allocatable.memory) },
        maxPods: quantity(allocatable.pods),
    };
}
/** A node with no Pods yet. */
export function nodeInfo(node) {
    return { name: node.metadata.name, ...offered(node), pods: 0, requested: nothing, nonZero: nothing };
}
/** Takes in what has changed about a node. Gives whether Pods that did not fit might now. */
export function renew(info, node) {
    const now = offered(node);
    const helps = !same(now, { taints: info.taints, unschedulable: info.unschedulable, allocatable: info.allocatable, maxPods: info.maxPods });
    Object.assign(info, now);
    return helps;
}
/** Counts a Pod on its node from now on: once it is chosen, before it is bound. */
export function assume(info, pod) {
    info.pods++;
    info.requested = plus(info.requested, requestsOf(pod));
    info.nonZero = plus(info.nonZero, requestsOf(pod, unrequested));
}
/** Takes a Pod off its node's sums again: the binding failed. */
export function forget(info, pod) {
    const less = (a) => ({ cpu: -a.cpu, memory: -a.memory });
    info.pods--;
    info.requested = plus(info.requested, less(requestsOf(pod)));
    info.nonZero = plus(info.nonZero, less(requestsOf(pod, unrequested)));
}
