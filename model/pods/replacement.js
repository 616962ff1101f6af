import { defineSteps } from '../step.ts';
/**
 * Default times of a node failure, in seconds after the last heartbeat that the control plane saw.
 * Sources: the default `--node-monitor-grace-period` (50 s since 1.32) and the 300 s tolerations that admission adds.
 */
export const nodeFailure = { notReady: 50, evicted: 50 + 300 };
/** A node dies: what happens to its Pods, and when. */
export const replacementSteps = defineSteps([
    {
        id: 'running',
        caption: { lead: 'Two Pods on one node.', rest: 'A ReplicaSet wants one of them.' },
        narration: 'Two Pods run on worker 1. Behind the first stands a ReplicaSet that wants one such Pod at all times. The second was made by hand; nobody stands behind it.',
        source: 'docs:concepts/workloads/controllers/replicaset',
    },
    {
        id: 'node-dies',
        caption: { lead: 'The node dies.', rest: 'The API still says Running.' },
        narration: 'The node loses power. The Pods are gone at once, but the API repeats what was last reported: Running.',
        source: 'docs:reference/node/node-status',
    },
    {
        id: 'not-ready',
        caption: { lead: `${nodeFailure.notReady} s: NotReady.`, rest: 'No heartbeat for too long.' },
        narration: `The kubelet renewed its Lease every ten seconds. After at least ${nodeFailure.notReady} seconds without one, the node controller marks the node NotReady and taints it. Services stop sending it traffic.`,
        source: 'code:pkg/controller/nodelifecycle/config/v1alpha1/defaults.go',
    },
    {
        id: 'terminating',
        caption: { lead: `${nodeFailure.evicted} s: marked for deletion.`, rest: 'Both say Terminating.' },
        narration: 'A Pod tolerates such a node for 300 seconds by default. Then both Pods are marked for deletion. They stay Terminating until the node confirms that they are gone, or somebody removes them.',
        source: 'code:pkg/controller/tainteviction/taint_eviction.go',
    },
    {
        id: 'replacement',
        caption: { lead: 'Replaced, not moved:', rest: 'new name, new UID, new IP.' },
        narration: 'The ReplicaSet no longer counts the Pod on its way out, and asks for another. It is a new Pod with a new name, a new UID and a new address, on a healthy node. No Pod ever moves.',
        source: 'docs:concepts/workloads/pods/pod-lifecycle',
    },
    {
        id: 'bare',
        caption: { lead: 'The bare Pod is not replaced.', rest: 'Nobody asked for another.' },
        narration: 'And the Pod that somebody made by hand? It is not replaced. The article calls Pods ephemeral and recreated as needed; the one who recreates them is a controller, and this Pod has none.',
        source: 'docs:concepts/workloads/pods',
    },
]);
/** The Pods of the drawing. */
export const replacementPods = [
    {
        id: 'first',
        node: 'worker-1',
        name: 'web-x7k2p',
        uid: '3f9a…',
        ip: '10.244.1.7',
        owner: 'ReplicaSet web',
        status: [{ from: 'running', says: 'Running' }, { from: 'terminating', says: 'Terminating' }],
    },
    {
        id: 'bare',
        node: 'worker-1',
        name: 'debug',
        uid: '81c4…',
        ip: '10.244.1.9',
        status: [{ from: 'running', says: 'Running' }, { from: 'terminating', says: 'Terminating' }],
    },
    {
        id: 'second',
        node: 'worker-2',
        name: 'web-m4tqz',
        uid: 'd07e…',
        ip: '10.244.2.4',
        owner: 'ReplicaSet web',
        status: [{ from: 'replacement', says: 'Running' }],
    },
];
