import { forbidden } from '../api/status.ts';
import { anonymous } from './policy.ts';
/** Finds out who asks. Undefined: the credential is not accepted. No credential at all makes an anonymous request. */
export function authenticate(policy, credential) {
    return credential === undefined ? anonymous : policy.credentials.get(credential);
}
/** Whether a rule lets an identity do it. */
function allows(rule, identity, ask) {
    const target = ask.subresource ? `${ask.resource}/${ask.subresource}` : ask.resource;
    return rule.subjects.some(subject => subject === identity.user || identity.groups.includes(subject))
        && rule.verbs.some(verb => verb === '*' || verb === ask.verb)
        && rule.resources.some(resource => resource === '*' || resource === target);
}
/** Whether an identity may do it: one rule that allows it is enough, for there are no rules that forbid. */
export function authorize(policy, identity, ask) {
    if (policy.rules.some(rule => allows(rule, identity, ask)))
        return undefined;
    return forbidden(identity.user, ask.verb, ask.resource, ask.subresource, ask.namespace, ask.name);
}
