import { mergeConditions } from '../api/conditions.ts';
import { send } from '../engine/task.ts';
import { timestamp, timing } from '../engine/timing.ts';
function readyOf(conditions = []) {
    return conditions.find(({ type }) => type === 'Ready')?.status;
}
function lost({ code }) {
    return code === 0 || code >= 500;
}
/** A status manager that knows of no Pod yet. */
export function createStatusManager({ agenda, engine }, actor) {
    const entries = new Map();
    let waiting = false;
    function entryOf(pod) {
        const { uid } = pod.metadata;
        const entry = entries.get(uid) ?? { pod, status: {}, open: false, ended: false, busy: 0, revision: 0 };
        entries.set(uid, entry);
        return entry;
    }
    /** Writes a status; what was left open before goes with it. */
    function* write(entry, status) {
        const { name, namespace = 'default', uid } = entry.pod.metadata;
        const target = { resource: 'pods', name, namespace };
        entry.busy++;
        const current = yield* send({ ...target, verb: 'get' });
        let answer = current;
        if (current.object?.metadata.uid === uid)
            answer = yield* send({ ...target, verb: 'patch', subresource: 'status', body: { kind: 'StatusPatch', status } });
        entry.busy--;
        entry.open = lost(answer);
        entry.revision = Math.max(entry.revision, Number(answer.object?.metadata.resourceVersion ?? 0));
        if (entry.open)
            tryLater();
    }
    function* confirm(entry) {
        const { name, namespace = 'default', uid } = entry.pod.metadata;
        entry.busy++;
        const answer = yield* send({ verb: 'delete', resource: 'pods', name, namespace, body: { kind: 'DeleteOptions', gracePeriodSeconds: 0, uid } });
        entry.busy--;
        if (lost(answer))
            tryLater();
        else
            entries.delete(uid);
    }
    function tryLater() {
        if (waiting)
            return;
        waiting = true;
        agenda.after(timing.statusRetry, () => {
            waiting = false;
            for (const entry of entries.values()) {
                if (entry.busy === 0 && (entry.open || entry.ended))
                    engine.start(actor, [], () => finish(entry));
            }
        }, true);
    }
    function* finish(entry) {
        if (entry.open)
            yield* write(entry, entry.status);
        if (entry.ended && !entry.open)
            yield* confirm(entry);
    }
    return {
        report: function* (pod, status) {
            const entry = entryOf(pod);
            const all = { ...entry.status, ...status, conditions: mergeConditions(entry.status.conditions, status.conditions) };
            entry.status = all;
            yield* write(entry, entry.open ? all : status);
        },
        remove: function* (pod) {
            const entry = entryOf(pod);
            entry.ended = true;
            if (!entry.open)
                yield* confirm(entry);
        },
        compare: (pod, cause) => {
            const entry = entries.get(pod.metadata.uid);
            if (!entry || entry.busy > 0 || entry.open || entry.ended || Number(pod.metadata.resourceVersion) <= entry.revision)
                return;
            if (readyOf(entry.status.conditions) !== undefined && readyOf(pod.status.conditions) !== readyOf(entry.status.conditions)) {
                const time = timestamp(agenda.now());
                entry.status = { ...entry.status, conditions: (entry.status.conditions ?? []).map(condition => condition.type === 'Ready' ? { ...condition, lastTransitionTime: time } : condition) };
                engine.start(actor, [cause], () => write(entry, entry.status));
            }
        },
        forget: uid => entries.delete(uid),
    };
}
