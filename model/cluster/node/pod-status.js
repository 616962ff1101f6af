function condition(type, holds, time, unless) {
    return { type, status: holds ? 'True' : 'False', ...(!holds && unless), lastTransitionTime: time };
}
function waiting(pod) {
    return pod.spec.containers.map(({ name, image }) => ({
        name,
        image,
        ready: false,
        started: false,
        restartCount: 0,
        state: { waiting: { reason: 'ContainerCreating' } },
    }));
}
function readiness(pod, ready, time) {
    const names = pod.spec.containers.map(container => container.name).join(' ');
    const unless = { reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` };
    return [condition('Ready', ready, time, unless), condition('ContainersReady', ready, time, unless)];
}
/** What a kubelet reports first, when it has taken a Pod on. Source: pkg/kubelet/kubelet.go (SyncPod), pkg/kubelet/status/generate.go. */
export function creatingStatus(pod, hostIP, time) {
    return {
        hostIP,
        startTime: time,
        conditions: [
            condition('PodReadyToStartContainers', false, time),
            condition('Initialized', true, time),
            ...readiness(pod, false, time),
        ],
        containerStatuses: waiting(pod),
    };
}
/** What it reports once the sandbox has its network. */
export function sandboxStatus(podIP, time) {
    return { podIP, conditions: [condition('PodReadyToStartContainers', true, time)] };
}
/** What it reports when an image could not be pulled: the two reasons take turns. Source: pkg/kubelet/images/types.go. */
export function notPulledStatus(pod, reason, message) {
    return { containerStatuses: waiting(pod).map(status => ({ ...status, state: { waiting: { reason, message } } })) };
}
/** What it reports when a Pod that had to go has ended well: nginx does when asked to. Source: docs, concepts/workloads/pods/pod-lifecycle. */
export function endedStatus(pod, time) {
    return {
        phase: 'Succeeded',
        conditions: [condition('Ready', false, time, { reason: 'PodCompleted', message: '' }), condition('ContainersReady', false, time, { reason: 'PodCompleted', message: '' })],
        containerStatuses: waiting(pod).map(status => ({ ...status, state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: time } } })),
    };
}
/** What it reports once all containers run. */
export function runningStatus(pod, { ready, restartCount, startedAt }, time) {
    return {
        phase: 'Running',
        conditions: readiness(pod, ready, time),
        containerStatuses: waiting(pod).map(status => ({ ...status, ready, started: true, restartCount, state: { running: { startedAt } } })),
    };
}
/** What it reports when the containers have failed, before it starts them again. Source: pkg/kubelet/kubelet_pods.go. */
export function failedStatus(pod, exitCode, restartCount, time) {
    return {
        conditions: readiness(pod, false, time),
        containerStatuses: waiting(pod).map(status => ({ ...status, restartCount, state: { terminated: { exitCode, reason: 'Error', finishedAt: time } } })),
    };
}
