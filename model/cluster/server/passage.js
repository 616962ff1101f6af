/** A request that was turned away somewhere. */
export class Refusal extends Error {
    status;
    constructor(status) {
        super(status.message);
        this.status = status;
    }
}
/** Sends a request on its way: it follows from the causes. */
export function openPassage(recorder, request, begins) {
    let causes = [recorder.record(request.actor, begins, { kind: 'sent', request })];
    function note(happening, actor = 'kube-apiserver') {
        const id = recorder.record(actor, causes, happening);
        causes = [id];
        return id;
    }
    function refuse(gate, refusal) {
        note({ kind: 'gate', request, gate, refusal });
        throw new Refusal(refusal);
    }
    return {
        request,
        note,
        refuse,
        follow: (events) => {
            causes = [...causes, ...events];
        },
        pass: (gate, refusal, object) => {
            if (refusal)
                refuse(gate, refusal);
            note({ kind: 'gate', request, gate, ...(object && { object }) });
        },
    };
}
