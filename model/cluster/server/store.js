/** An empty store whose next write gets revision `start + 1`. */
export function createStore(start) {
    const objects = new Map();
    let revision = start;
    return {
        revision: () => revision,
        get: key => objects.get(key),
        list: prefix => [...objects].filter(([key]) => key.startsWith(prefix)).map(([, object]) => object),
        put: (key, object, expected) => {
            if (Number(objects.get(key)?.metadata.resourceVersion ?? 0) !== expected)
                return undefined;
            revision++;
            const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
            objects.set(key, stored);
            return stored;
        },
        remove: (key) => {
            const last = objects.get(key);
            if (!last)
                return undefined;
            revision++;
            objects.delete(key);
            return { ...last, metadata: { ...last.metadata, resourceVersion: String(revision) } };
        },
    };
}
