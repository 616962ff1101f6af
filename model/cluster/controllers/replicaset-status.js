/** Whether a Pod's Ready condition is True. */
export function isReady(pod) {
    return pod.status.conditions?.some(condition => condition.type === 'Ready' && condition.status === 'True') ?? false;
}
/** A Pod counts while it has not finished and is not being deleted. Source: pkg/controller/controller_utils.go (IsPodActive). */
export function isActive(pod) {
    return pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed' && pod.metadata.deletionTimestamp === undefined;
}
/** The status that a ReplicaSet should have, given its Pods. Source: pkg/controller/replicaset/replica_set_utils.go. */
export function replicaSetStatus(replicaSet, pods, refusal, time) {
    const active = pods.filter(isActive);
    const ready = active.filter(isReady).length;
    return {
        replicas: active.length,
        ...(active.length > 0 && { fullyLabeledReplicas: active.length }),
        ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
        observedGeneration: replicaSet.metadata.generation ?? 1,
        ...conditions(replicaSet, refusal, time),
    };
}
function conditions({ status }, refusal, time) {
    if (!refusal)
        return {};
    const before = status.conditions?.find(condition => condition.type === 'ReplicaFailure');
    const failure = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: refusal.message, lastTransitionTime: time };
    return { conditions: [before ?? failure] };
}
