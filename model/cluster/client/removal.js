import { send, until } from '../engine/task.ts';
/**
 * Waits until a Pod is gone, as `kubectl delete` does after it has printed: it looks once more, and then watches; when
 * the watch ends it looks again. Gives the answer that ended the wait if that was none.
 * Recorded from kubectl 1.35. Source: kubectl/pkg/cmd/wait/wait.go (IsDeleted).
 */
export function* awaitRemoval({ name, uid }, watches, thread) {
    const pods = { resource: 'pods', namespace: 'default' };
    for (;;) {
        const there = yield* send({ ...pods, verb: 'get', name });
        if (there.code === 0 || there.code >= 500)
            return there;
        if (there.object?.metadata.uid !== uid)
            return undefined;
        let over;
        let tell;
        const end = (gone, cause) => {
            over ??= { gone, cause };
            tell?.(cause ?? thread.causes[0] ?? 0);
        };
        const close = watches.open({
            name: 'kubectl',
            resource: 'pods',
            object: name,
            receive: (type, _object, event) => type === 'DELETED' && end(true, event),
            ended: () => end(false, undefined),
        });
        yield* send({ ...pods, verb: 'watch', query: `fieldSelector=metadata.name%3D${name}&watch=true` });
        if (over === undefined) {
            yield* until((go) => {
                tell = go;
            });
        }
        close();
        if (isGone(over))
            return undefined;
    }
}
function isGone(over) {
    return over?.gone ?? false;
}
