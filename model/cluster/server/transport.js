import { credentialOf } from './identities.ts';
/** The way of requests to the API server and back. One that does not get through is answered with code 0. */
export function createTransport({ server, reaches, recorder, credential }) {
    let requests = 0;
    return (ask, actor, causes) => {
        const shown = actor === 'kubectl' ? credential : credentialOf(actor);
        const request = { ...ask, id: requests++, actor, ...(shown !== null && { credential: shown }) };
        return reaches(actor)
            ? server.handle(request, causes)
            : { answer: { code: 0 }, event: recorder.record(actor, causes, { kind: 'unreachable', request }) };
    };
}
