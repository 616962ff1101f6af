/** No expectations yet. */
export function createExpectations() {
    /** By owner and the uid of the object: the revision of the write. */
    const open = new Map();
    return {
        await: (owner, type, { metadata: { uid, resourceVersion } }) => {
            const own = open.get(owner) ?? new Map();
            open.set(owner, own.set(`${type} ${uid}`, Number(resourceVersion)));
        },
        see: (owner, type, { metadata: { uid, deletionTimestamp } }) => {
            const own = open.get(owner);
            own?.delete(`ADDED ${uid}`);
            if (type === 'DELETED' || deletionTimestamp !== undefined)
                own?.delete(`DELETED ${uid}`);
        },
        listed: (revision) => {
            for (const own of open.values()) {
                for (const [write, at] of own) {
                    if (at <= revision)
                        own.delete(write);
                }
            }
        },
        met: owner => (open.get(owner)?.size ?? 0) === 0,
    };
}
