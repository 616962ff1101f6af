import { reflect } from '../controllers/reflector.ts';
import { kubeletOf } from '../engine/actor.ts';
import { timing } from '../engine/timing.ts';
import { startHeartbeat } from './heartbeat.ts';
import { outputOf } from './images.ts';
import { createPodWork } from './pod-work.ts';
import { RuntimeAway } from './runtime.ts';
import { createStatusManager } from './status-manager.ts';
/** Starts the kubelet of a node: the Pods bound to it in, CRI calls and status out. Source: pkg/kubelet/kubelet.go. */
export function startKubelet(cluster, { name: node, hostIP, runtime }) {
    const { agenda, engine } = cluster;
    const actor = kubeletOf(node);
    const workers = new Map();
    const statuses = createStatusManager(cluster, actor);
    const podWork = createPodWork({ agenda, hostIP, runtime, statuses, later });
    /** One that starts on a node in use finds out first what runs there. */
    let finding = cluster.initial === undefined;
    function later({ ms, background }, worker, causes, again) {
        agenda.after(ms, () => begin(worker, causes, again), background);
    }
    /** Begins a piece of work for a Pod, unless one is under way. */
    function begin(worker, causes, task) {
        if (!worker.busy && workers.has(worker.pod.metadata.uid))
            engine.start(actor, causes, thread => work(worker, thread, task(thread)));
    }
    /** Does one piece of work for a Pod, and then lets the Pod go if it has to. */
    function* work(worker, thread, task) {
        worker.busy = true;
        try {
            yield* task;
            if (worker.leaving !== undefined && workers.has(worker.pod.metadata.uid)) {
                thread.follow(worker.leaving);
                yield* leave(worker, thread);
            }
        }
        catch (error) {
            if (!(error instanceof RuntimeAway))
                throw error;
            later({ ms: timing.podRetry, background: true }, worker, thread.causes, again => podWork.resume(worker, again));
        }
        worker.busy = false;
    }
    function* leave(worker, thread) {
        yield* podWork.terminate(worker, thread);
        workers.delete(worker.pod.metadata.uid);
    }
    function takeOn(pod, told) {
        const { uid } = pod.metadata;
        const statuses = pod.status.containerStatuses ?? [];
        const worker = {
            pod,
            busy: false,
            started: finding && statuses.some(({ started }) => started),
            failures: 0,
            restarts: Math.max(0, ...statuses.map(({ restartCount }) => restartCount)),
        };
        workers.set(uid, worker);
        if (pod.metadata.deletionTimestamp !== undefined)
            worker.leaving = told;
        const knownToRuntime = finding || runtime.find(uid) !== undefined;
        begin(worker, [told], thread => knownToRuntime ? podWork.resume(worker, thread) : podWork.start(worker, thread));
    }
    function take(type, pod, told) {
        const { uid, deletionTimestamp } = pod.metadata;
        if (type === 'ADDED')
            takeOn(pod, told);
        if (type === 'DELETED')
            statuses.forget(uid);
        const worker = workers.get(uid);
        if (!worker)
            return;
        if (type === 'MODIFIED')
            statuses.compare(pod, told);
        if (worker.leaving !== undefined || (type !== 'DELETED' && deletionTimestamp === undefined))
            return;
        worker.leaving = told;
        begin(worker, [told], thread => leave(worker, thread));
    }
    reflect(cluster, {
        name: actor,
        resource: 'pods',
        node,
        receive: (type, object, told) => object.kind === 'Pod' && told !== undefined && take(type, object, told),
    }, () => {
        finding = false;
    });
    runtime.listen((uid, event) => {
        const worker = workers.get(uid);
        if (worker && worker.leaving === undefined)
            begin(worker, [event], thread => podWork.restart(worker, thread));
    });
    startHeartbeat(cluster, node, runtime);
    return {
        log: (name) => {
            const worker = [...workers.values()].find(({ pod }) => pod.metadata.name === name);
            return worker?.started ? worker.pod.spec.containers.flatMap(({ image }) => outputOf(image)) : undefined;
        },
    };
}
