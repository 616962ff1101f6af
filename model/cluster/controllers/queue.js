import { timing } from '../engine/timing.ts';
/** Retries start at 5 ms and double up to 1,000 s. Source: client-go/util/workqueue/default_rate_limiters.go. */
function backOff(failures) {
    return Math.min(5 * 2 ** (failures - 1), 1_000_000);
}
/** The queue of a controller. A retry counts as background work: it alone keeps no cluster from resting. */
export function createWorkQueue(actor, agenda, engine, sync) {
    const entries = new Map();
    let held = true;
    function schedule(key, entry, delay, background) {
        entry.waiting = true;
        if (held)
            return;
        agenda.after(delay, () => begin(key, entry), background);
    }
    function begin(key, entry) {
        if (!entry.waiting || entry.working)
            return;
        const causes = [...entry.causes, ...entry.last];
        entry.causes = [];
        entry.waiting = false;
        entry.working = true;
        engine.start(actor, causes, function* (thread) {
            const done = yield* sync(key, thread);
            entry.working = false;
            entry.last = thread.causes;
            entry.failures = done ? 0 : entry.failures + 1;
            if (entry.causes.length > 0)
                schedule(key, entry, timing.work, false);
            else if (!done)
                schedule(key, entry, backOff(entry.failures), true);
        });
    }
    return {
        add: (key, cause) => {
            const entry = entries.get(key) ?? { causes: [], working: false, waiting: false, failures: 0, last: [] };
            entries.set(key, entry);
            const first = entry.causes.length === 0;
            entry.causes.push(cause);
            if (first && !entry.working)
                schedule(key, entry, timing.work, false);
        },
        release: () => {
            held = false;
            for (const [key, entry] of entries) {
                if (entry.waiting)
                    schedule(key, entry, timing.work, false);
            }
        },
    };
}
