import { keyOf, resourceOf } from '../api/kinds.ts';
import { timing } from '../engine/timing.ts';
function podNode(object) {
    return object?.kind === 'Pod' ? object.spec.nodeName : undefined;
}
/** No watches yet. Source: apiserver/pkg/storage/cacher/cache_watcher.go. */
export function createWatches(agenda, recorder) {
    const everywhere = new Map();
    // Kubelets are found by node, or a cluster of 500 nodes would ask 500 watchers about every Pod.
    const byNode = new Map();
    const told = new Map();
    function append(map, key, watcher) {
        map.set(key, [...map.get(key) ?? [], watcher]);
    }
    function close(watcher) {
        told.delete(watcher);
        // New lists: a change that is on its way goes through the old ones, and finds that nobody listens.
        if (watcher.node === undefined)
            everywhere.set(watcher.resource, (everywhere.get(watcher.resource) ?? []).filter(each => each !== watcher));
        else
            byNode.set(watcher.node, (byNode.get(watcher.node) ?? []).filter(each => each !== watcher));
    }
    function tell(watcher, type, object, cached) {
        const key = keyOf(object);
        const seen = told.get(watcher);
        const { name, namespace, resourceVersion } = object.metadata;
        if (!seen || (watcher.object !== undefined && watcher.object !== name))
            return;
        if (watcher.quiet) {
            watcher.receive(type, object, cached);
            return;
        }
        const previous = seen.get(key);
        const event = recorder.record('kube-apiserver', previous === undefined ? [cached] : [cached, previous], {
            kind: 'watched',
            watcher: watcher.name,
            type,
            ref: { resource: watcher.resource, name, ...(namespace && { namespace }) },
            revision: Number(resourceVersion),
        });
        seen.set(key, event);
        watcher.receive(type, object, event);
    }
    return {
        open: (watcher) => {
            told.set(watcher, new Map());
            if (watcher.node === undefined)
                append(everywhere, watcher.resource, watcher);
            else
                append(byNode, watcher.node, watcher);
            return () => close(watcher);
        },
        end: (concerns = () => true) => {
            for (const watcher of [...told.keys()].filter(({ name }) => concerns(name))) {
                close(watcher);
                watcher.ended?.();
            }
        },
        spread: (before, after, commit, removed = false) => {
            const resource = resourceOf(after.kind);
            const node = podNode(after);
            const general = everywhere.get(resource) ?? [];
            const onNode = node === undefined ? [] : byNode.get(node) ?? [];
            if (general.length + onNode.length === 0)
                return;
            agenda.after(timing.watch, () => {
                const { name, namespace, resourceVersion } = after.metadata;
                const ref = { resource, name, ...(namespace && { namespace }) };
                const audible = [...general, ...onNode].some(watcher => !watcher.quiet);
                const cached = audible ? recorder.record('kube-apiserver', [commit], { kind: 'cached', ref, revision: Number(resourceVersion) }) : commit;
                for (const watcher of general)
                    tell(watcher, removed ? 'DELETED' : before ? 'MODIFIED' : 'ADDED', after, cached);
                for (const watcher of onNode)
                    tell(watcher, removed ? 'DELETED' : podNode(before) === node ? 'MODIFIED' : 'ADDED', after, cached);
            });
        },
    };
}
