/** An empty record. `now` gives milliseconds since the start. */
export function createRecorder(now) {
    const events = [];
    return {
        events,
        record: (actor, causes, happening) => {
            const id = events.length;
            if (causes.some(cause => cause >= id))
                throw new RangeError(`Event ${id} (${happening.kind}) cannot come before its cause.`);
            events.push({ ...happening, id, at: now() / 1000, actor, causes });
            return id;
        },
    };
}
