import { post } from '../controllers/note.ts';
import { sleep } from '../engine/task.ts';
import { timestamp, timing } from '../engine/timing.ts';
import { look, seeEnd, settle } from './health.ts';
import { creatingStatus, endedStatus, notPulledStatus, sandboxStatus } from './pod-status.ts';
/** Time between two pulls after so many failures, in milliseconds. Source: pkg/kubelet/kubelet.go (imageBackOffPeriod, MaxImageBackOff). */
export function pullBackOff(failures) {
    return Math.min(10_000 * 2 ** (failures - 1), 300_000);
}
function refTo({ metadata: { name, namespace } }) {
    return { resource: 'pods', name, ...(namespace && { namespace }) };
}
/** The work of a kubelet on its Pods: CRI calls and status out. Source: pkg/kubelet/kubelet.go. */
export function createPodWork({ agenda, hostIP, runtime, statuses, later }) {
    const now = () => timestamp(agenda.now());
    const { report } = statuses;
    const care = { agenda, runtime, report };
    function say(pod, thread, reason, message, type = 'Normal') {
        thread.fork(post({ about: pod, type, reason, message, component: 'kubelet' }));
    }
    /** False: an image could not be pulled. Its back-off follows when the kubelet looks again. */
    function* startContainers(worker, thread) {
        const { pod } = worker;
        for (const { image } of pod.spec.containers) {
            say(pod, thread, 'Pulling', `Pulling image "${image}"`);
            const error = yield* runtime.pull(pod, thread, image);
            if (error !== undefined) {
                worker.failures++;
                say(pod, thread, 'Failed', `Failed to pull image "${image}": ${error}`, 'Warning');
                say(pod, thread, 'Failed', 'Error: ErrImagePull', 'Warning');
                yield* report(pod, notPulledStatus(pod, 'ErrImagePull', error));
                return false;
            }
            say(pod, thread, 'Pulled', `Successfully pulled image "${image}"`);
            yield* runtime.call('CreateContainer', pod, thread, image);
            say(pod, thread, 'Created', 'Container created');
            yield* runtime.call('StartContainer', pod, thread, image);
            say(pod, thread, 'Started', 'Container started');
        }
        return true;
    }
    /** Sources: pkg/kubelet/images/image_manager.go, docs, concepts/containers/images (ImagePullBackOff). */
    function* holdBack(worker, thread) {
        const { pod } = worker;
        yield* sleep(timing.podRetry);
        if (worker.leaving !== undefined)
            return;
        for (const { image } of pod.spec.containers) {
            const message = `Back-off pulling image "${image}"`;
            say(pod, thread, 'BackOff', message);
            say(pod, thread, 'Failed', 'Error: ImagePullBackOff', 'Warning');
            yield* report(pod, notPulledStatus(pod, 'ImagePullBackOff', message));
        }
        later({ ms: pullBackOff(worker.failures), background: true }, worker, thread.causes, again => runContainers(worker, again));
    }
    function* runContainers(worker, thread) {
        const { pod } = worker;
        if (!(yield* startContainers(worker, thread))) {
            yield* holdBack(worker, thread);
            return;
        }
        worker.started = true;
        yield* settle(care, pod, worker.restarts, thread);
    }
    /** The first new start comes at once; the back-off of later ones (10 s, then twice as long) is left out. */
    function* restart(worker, thread) {
        yield* seeEnd(care, worker.pod, worker.restarts, thread);
        worker.restarts++;
        yield* runContainers(worker, thread);
    }
    function* start(worker, thread) {
        const { pod } = worker;
        thread.record({ kind: 'accepted', pod: refTo(pod), uid: pod.metadata.uid });
        thread.fork(() => report(pod, creatingStatus(pod, hostIP, now())));
        const ip = yield* runtime.runSandbox(pod, thread);
        thread.fork(() => report(pod, sandboxStatus(ip, now())));
        yield* runContainers(worker, thread);
    }
    /** Goes on with a Pod where the last attempt or the last kubelet left it: nothing that runs is started twice. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions). */
    function* resume(worker, thread) {
        const { pod } = worker;
        yield* look(care, pod, thread);
        if (worker.leaving !== undefined)
            return;
        const found = runtime.find(pod.metadata.uid);
        if (!found) {
            worker.restarts += worker.started ? 1 : 0;
            yield* start(worker, thread);
            return;
        }
        const states = found.containers.map(({ state }) => state);
        worker.started = states.length > 0;
        if (states.includes('exited'))
            yield* restart(worker, thread);
        else if (states.length === pod.spec.containers.length && states.every(state => state === 'running'))
            yield* settle(care, pod, worker.restarts, thread);
        else
            yield* runContainers(worker, thread);
    }
    /** Containers first, then the sandbox, then the last report; then the Pod may go for good. Source: docs, concepts/workloads/pods/pod-lifecycle (termination). */
    function* terminate(worker, thread) {
        const { pod } = worker;
        const running = runtime.find(pod.metadata.uid)?.containers.filter(({ state }) => state === 'running') ?? [];
        for (const container of pod.spec.containers.filter(({ image }) => running.some(each => each.image === image))) {
            say(pod, thread, 'Killing', `Stopping container ${container.name}`);
            yield* runtime.call('StopContainer', pod, thread, container.image);
        }
        if (runtime.find(pod.metadata.uid))
            yield* runtime.stopSandbox(pod, thread);
        yield* report(pod, endedStatus(pod, now()));
        yield* statuses.remove(pod);
    }
    return { start, resume, restart, terminate };
}
