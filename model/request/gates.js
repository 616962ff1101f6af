import { apiPath } from '../cluster/api/kinds.ts';
import { methodOf } from '../cluster/api/request.ts';
import { gates, requestOf } from '../cluster/history/event.ts';
/** Longest text of a request that a picture has room for. */
const room = 42;
/**
 * The request in a few words: its method, what it is about, and whose it is without the prefixes that all such names
 * share. A long one says only whose it is: the arrow that brings it names the method, the line in etcd the object.
 */
export function requestText({ method, path, user }) {
    const [, resource = '', , subresource] = /(?:namespaces\/[^/]+\/)([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
    const what = subresource ? `${resource}/…/${subresource}` : resource;
    const who = user?.replace(/^system:(serviceaccount:[^:]+:)?/, '');
    const whole = [`${method} ${what}`, who].filter(Boolean).join(' · ');
    return whole.length > room && who ? `as ${who}` : whole;
}
/** The names of the gates on pictures. */
export const gateLabels = {
    authentication: 'authn',
    authorization: 'authz',
    mutating: 'mutate',
    validation: 'validate',
    validating: 'admit',
};
/** The gates in full, as in "refused by authorization". */
export const gateNames = {
    authentication: 'authentication',
    authorization: 'authorization',
    mutating: 'mutating admission',
    validation: 'validation',
    validating: 'validating admission',
};
/** The request that a step is about: that of its event, or, when kubectl has its answer, the answered one. */
function progressAt(event, state) {
    const { latest } = state;
    const id = requestOf(event)?.id;
    return latest && (latest.request.id === id || (event.kind === 'exited' && latest.request.actor === 'kubectl')) ? latest : undefined;
}
/** The gates at an event, and the request that passes them. Between requests all of them are pending. */
export function gatesAt(event, state) {
    const progress = progressAt(event, state);
    const active = event.kind === 'gate' ? event.gate : undefined;
    const views = gates.map((gate) => {
        const passed = progress?.passed.includes(gate) ? 'passed' : 'pending';
        const state = progress?.refusedBy === gate ? 'refused' : gate === active ? 'active' : passed;
        return { gate, label: gateLabels[gate], state };
    });
    if (!progress)
        return { gates: views, request: undefined };
    const { request, user, code, refusal } = progress;
    const { resource, namespace, name, subresource } = request;
    return { gates: views, request: { method: methodOf(request), path: apiPath(resource, namespace, name, subresource), user, code, refusedBy: progress.refusedBy ?? (refusal && 'etcd') } };
}
