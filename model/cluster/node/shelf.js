/** An empty shelf. */
export function createShelf() {
    const boxes = new Map();
    let oldest;
    function put(uid, change) {
        const box = boxes.get(uid);
        if (box)
            boxes.set(uid, change(box));
    }
    return {
        find: uid => boxes.get(uid),
        first: () => boxes.get(oldest ?? ''),
        all: () => [...boxes.values()],
        add: (pod, uid, ip) => {
            oldest ??= uid;
            boxes.set(uid, { pod, uid, ip, containers: [] });
        },
        remove: uid => boxes.delete(uid),
        clear: () => boxes.clear(),
        change: (call, uid, image, now) => put(uid, (box) => {
            const others = box.containers.filter(container => container.image !== image);
            if (call === 'StopContainer')
                return { ...box, containers: others };
            if (call === 'CreateContainer')
                return { ...box, containers: [...others, { image, state: 'created', startedAt: now }] };
            const { settled: _, ended: __, ...rest } = box;
            return { ...rest, containers: [...others, { image, state: 'running', startedAt: now }] };
        }),
        settle: (uid, causes) => put(uid, box => ({ ...box, settled: causes })),
        end: (uid, about, tell) => {
            const box = boxes.get(uid);
            let causes = box?.settled ?? [];
            for (const { image, state } of box?.containers ?? []) {
                if (state === 'running')
                    causes = [tell(causes, about(image))];
            }
            const [ended] = causes;
            if (!box || ended === undefined)
                return undefined;
            const { settled: _, ...rest } = box;
            boxes.set(uid, { ...rest, ended, containers: box.containers.map(container => ({ ...container, state: 'exited' })) });
            return ended;
        },
    };
}
