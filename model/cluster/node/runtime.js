import { runtimeOf } from '../engine/actor.ts';
import { sleep } from '../engine/task.ts';
import { timing } from '../engine/timing.ts';
import { images, missingImages } from './images.ts';
import { createShelf } from './shelf.ts';
const times = {
    CreateContainer: timing.createContainer,
    StartContainer: timing.startContainer,
    StopContainer: timing.stopContainer,
};
/** Nobody answers a call over CRI: whoever made it tries again later. */
export class RuntimeAway extends Error {
}
function work(call, { metadata }, image) {
    const { name, namespace, uid } = metadata;
    return { call, pod: { resource: 'pods', name, ...(namespace && { namespace }) }, uid, ...(image && { image }) };
}
/** What a process that fails leaves behind. */
export const exitCode = 1;
/** The runtime of a node: its Pods get addresses from a range of their own. */
export function createRuntime({ node, index, crashes }, agenda, recorder) {
    const actor = runtimeOf(node);
    const shelf = createShelf();
    const known = new Set();
    let lastAddress = 1;
    let era = 0;
    let awaySince;
    /** Processes that were to end while the first Pod did not run. */
    let overdue = 0;
    let hear = () => { };
    /** Does a piece of work in its own time, whether or not the kubelet that asked still waits for it. */
    function* take(what, thread, time, finish) {
        const called = thread.record({ kind: 'cri-called', ...what });
        if (awaySince !== undefined)
            throw new RuntimeAway();
        const begun = era;
        let returned;
        agenda.after(time, () => {
            if (era === begun)
                returned = finish(called);
        });
        yield* sleep(time);
        if (returned === undefined)
            throw new RuntimeAway();
        thread.from(returned);
    }
    function done(what, cause, error) {
        return recorder.record(actor, [cause], { kind: 'cri-returned', ...what, ...(error !== undefined && { error }) });
    }
    function crash() {
        const box = shelf.first();
        if (!box?.settled) {
            overdue++;
            return;
        }
        const last = shelf.end(box.uid, image => ({ pod: box.pod, uid: box.uid, image, exitCode }), (causes, what) => recorder.record(actor, causes, { kind: 'ended', ...what }));
        if (last !== undefined && awaySince === undefined)
            hear(box.uid, last);
    }
    for (const at of crashes)
        agenda.after(at * 1000, crash);
    return {
        runSandbox: function* (pod, thread) {
            const what = work('RunPodSandbox', pod);
            yield* take(what, thread, timing.sandbox, (called) => {
                if (shelf.find(what.uid))
                    return done(what, called);
                lastAddress++;
                const ip = `10.${244 + Math.floor(index / 256)}.${index % 256}.${lastAddress}`;
                shelf.add(what.pod, what.uid, ip);
                return done(what, recorder.record(actor, [called], { kind: 'networked', pod: what.pod, uid: what.uid, ip }));
            });
            return shelf.find(what.uid)?.ip ?? '';
        },
        pull: function* (pod, thread, image) {
            const what = work('PullImage', pod, image);
            const error = missingImages.includes(image) ? `docker.io/library/${image}: not found` : undefined;
            const time = known.has(image) ? timing.pullKnown : images[image] ?? timing.pullKnown;
            yield* take(what, thread, error === undefined ? time : timing.pullMissing, (called) => {
                if (error === undefined)
                    known.add(image);
                return done(what, called, error);
            });
            return error;
        },
        call: (call, pod, thread, image) => {
            const what = work(call, pod, image);
            return take(what, thread, times[call], (called) => {
                shelf.change(call, what.uid, image, agenda.now());
                return done(what, called);
            });
        },
        stopSandbox: (pod, thread) => {
            const what = work('StopPodSandbox', pod);
            return take(what, thread, timing.stopSandbox, (called) => {
                shelf.remove(what.uid);
                return done(what, called);
            });
        },
        find: shelf.find,
        awayFor: () => awaySince === undefined ? 0 : agenda.now() - awaySince,
        listen: (listener) => {
            hear = listener;
        },
        settled: (uid, causes) => {
            shelf.settle(uid, causes);
            if (overdue === 0 || shelf.first()?.uid !== uid)
                return;
            overdue--;
            agenda.after(0, crash);
        },
        stop: () => {
            era++;
            awaySince ??= agenda.now();
        },
        start: () => {
            awaySince = undefined;
            for (const { uid, ended } of shelf.all()) {
                if (ended !== undefined)
                    hear(uid, ended);
            }
        },
        powerOff: () => {
            era++;
            shelf.clear();
        },
    };
}
