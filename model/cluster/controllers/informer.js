import { keyOf } from '../api/kinds.ts';
/** The uid of the controller that made an object. */
export function ownerUid(object) {
    return object.metadata.ownerReferences?.find(owner => owner.controller)?.uid;
}
/** An informer that knows nothing yet. */
export function createInformer() {
    const objects = new Map();
    const owned = new Map();
    return {
        get: key => objects.get(key),
        all: () => objects.values(),
        size: () => objects.size,
        ownedBy: uid => [...owned.get(uid)?.values() ?? []],
        take: (object) => {
            const key = keyOf(object);
            objects.set(key, object);
            const owner = ownerUid(object);
            if (owner === undefined)
                return;
            const siblings = owned.get(owner) ?? new Map();
            owned.set(owner, siblings.set(key, object));
        },
        drop: (object) => {
            const key = keyOf(object);
            objects.delete(key);
            owned.get(ownerUid(object) ?? '')?.delete(key);
        },
    };
}
