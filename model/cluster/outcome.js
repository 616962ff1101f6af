import { podStatusText } from './client/printer.ts';
function heldPod(pod) {
    const condition = pod.status.conditions?.find(({ type }) => type === 'PodScheduled');
    return { name: pod.metadata.name, status: podStatusText(pod), reason: condition?.status === 'False' ? condition.message : undefined };
}
function isPod(object) {
    return object.kind === 'Pod';
}
/** Reads from a state how far the cluster has got with what it was asked for. */
export function outcomeOf({ objects }) {
    const all = [...objects.values()];
    return {
        deployments: all.filter(object => object.kind === 'Deployment').map(({ metadata, spec, status }) => ({
            name: metadata.name,
            wanted: spec.replicas,
            available: status.availableReplicas ?? 0,
            failure: status.conditions?.find(({ type }) => type === 'ReplicaFailure')?.message,
        })),
        held: all.filter(isPod).filter(pod => pod.status.phase !== 'Running').map(heldPod),
    };
}
