/** The first event of a kind for which something holds. */
export function on(kind, holds = () => true) {
    return event => event.kind === kind && holds(event);
}
/** The prompt is back after the command of that number. */
export function exited(command) {
    return on('exited', event => event.command === command);
}
function nameIn(body) {
    return body && 'metadata' in body ? body.metadata.name : undefined;
}
/** A request of kubectl: the creation of a Deployment of that name. */
function creates(name) {
    return ({ request }) => request.actor === 'kubectl' && nameIn(request.body) === name;
}
const asked = {
    authentication: { lead: 'Who are you?', rest: 'Authentication knows the credentials.' },
    authorization: { lead: 'May you?', rest: 'Authorization finds a rule that allows it.' },
    mutating: { lead: 'Mutating admission.', rest: 'Nothing to change in a Deployment.' },
    validation: { lead: 'Validation.', rest: 'The object is well formed.' },
    validating: { lead: 'Validating admission.', rest: 'Nobody objects.' },
};
const order = ['authentication', 'authorization', 'mutating', 'validation', 'validating'];
/** The steps of a creation up to the gate that says no, or through all of them. */
export function passage({ name = 'web', refusal } = {}) {
    const last = refusal ? order.indexOf(refusal.gate) : order.length - 1;
    return [
        { id: 'sent', caption: { lead: 'Sent.', rest: 'One POST to the API server.' }, at: on('sent', creates(name)) },
        ...order.slice(0, last + 1).map((gate) => ({
            id: gate,
            caption: refusal?.gate === gate ? refusal.caption : asked[gate],
            at: on('gate', event => event.gate === gate && creates(name)(event)),
        })),
    ];
}
/** The Deployment is stored. */
export const stored = {
    id: 'stored',
    caption: { lead: 'Stored.', rest: 'The Deployment is in etcd.' },
    at: on('committed', ({ object }) => object.kind === 'Deployment'),
};
