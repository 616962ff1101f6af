import { sleep } from '../engine/task.ts';
import { timestamp, timing } from '../engine/timing.ts';
import { failedStatus, runningStatus } from './pod-status.ts';
import { exitCode, RuntimeAway } from './runtime.ts';
function aboutOf({ metadata: { name, namespace, uid } }) {
    return { pod: { resource: 'pods', name, ...(namespace && { namespace }) }, uid };
}
/** The kubelet learns from the runtime's list what has become of its containers, at its next look. Throws {@link RuntimeAway} if there is no list. */
export function* look({ agenda, runtime }, pod, thread) {
    yield* sleep(timing.relist - agenda.now() % timing.relist);
    if (runtime.awayFor() > 0)
        throw new RuntimeAway();
    thread.record({ kind: 'observed', ...aboutOf(pod) });
}
/**
 * Sees that containers run which have just been started, and reports it; with a probe, ready only once it has passed.
 * Sources: pkg/kubelet/kubelet.go, docs, concepts/workloads/pods/pod-lifecycle (probes).
 */
export function* settle(care, pod, restartCount, thread) {
    const { agenda, runtime, report } = care;
    const { uid } = pod.metadata;
    const startedAt = timestamp(Math.max(0, ...(runtime.find(uid)?.containers ?? []).map(container => container.startedAt)));
    const running = (ready) => report(pod, runningStatus(pod, { ready, restartCount, startedAt }, timestamp(agenda.now())));
    yield* look(care, pod, thread);
    const probes = pod.spec.containers.flatMap(({ readinessProbe }) => readinessProbe ?? []);
    yield* running(probes.length === 0);
    for (const { httpGet } of probes) {
        yield* sleep(timing.probe);
        thread.record({ kind: 'probed', ...aboutOf(pod), ...httpGet, code: 200 });
    }
    if (probes.length > 0)
        yield* running(true);
    runtime.settled(uid, thread.causes);
}
/** The containers have ended by themselves: the kubelet sees it, and reports it. */
export function* seeEnd(care, pod, restartCount, thread) {
    const { agenda, report } = care;
    yield* look(care, pod, thread);
    yield* report(pod, failedStatus(pod, exitCode, restartCount, timestamp(agenda.now())));
}
