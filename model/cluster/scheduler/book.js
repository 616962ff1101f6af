import { assume, forget, nodeInfo, renew } from './node-info.ts';
/** An empty book. */
export function createBook() {
    const nodes = [];
    const byName = new Map();
    const counted = new Map();
    return {
        nodes,
        take: (node) => {
            const known = byName.get(node.metadata.name);
            if (known)
                return renew(known, node);
            const info = nodeInfo(node);
            byName.set(info.name, info);
            nodes.push(info);
            return true;
        },
        remove: ({ metadata: { name } }) => {
            const place = nodes.findIndex(each => each.name === name);
            if (place >= 0)
                nodes.splice(place, 1);
            byName.delete(name);
        },
        count: (pod, name) => {
            const node = byName.get(name);
            if (!node || counted.has(pod.metadata.uid))
                return;
            counted.set(pod.metadata.uid, { pod, node });
            assume(node, pod);
        },
        has: uid => counted.has(uid),
        drop: (uid) => {
            const there = counted.get(uid);
            if (!there)
                return false;
            counted.delete(uid);
            forget(there.node, there.pod);
            return true;
        },
    };
}
