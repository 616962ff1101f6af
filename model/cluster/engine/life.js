import { createEngine } from './task.ts';
import { timing } from './timing.ts';
/** Begins the life of a process. `initial` is what it knows without asking: everything, if it begins with the cluster. */
export function beginLife({ agenda, recorder, transport, watches, random }, initial) {
    const open = new Set();
    let alive = true;
    const own = {
        ...agenda,
        after: (ms, work, background) => agenda.after(ms, () => alive && work(), background),
    };
    const engine = createEngine(own, recorder, transport, timing.answer);
    return {
        cluster: {
            agenda: own,
            engine: { start: (...work) => alive && engine.start(...work) },
            watches: {
                ...watches,
                open: (watcher) => {
                    const close = watches.open({
                        ...watcher,
                        ended: () => {
                            open.delete(close);
                            watcher.ended?.();
                        },
                    });
                    open.add(close);
                    return () => {
                        open.delete(close);
                        close();
                    };
                },
            },
            random,
            ...(initial && { initial }),
        },
        end: () => {
            alive = false;
            for (const close of open)
                close();
        },
    };
}
