import { resourceInfo } from '../api/kinds.ts'
import { forbidden } from '../api/status.ts'
import type { Ask } from '../api/request.ts'
import { anonymous, type Identity, type Policy, type Rule, type Verdict } from './policy.ts'

/** Finds out who asks. Undefined: the credential is not accepted. No credential at all makes an anonymous request. */
export function authenticate(policy: Policy, credential: string | undefined): Identity | undefined {
  return credential === undefined ? anonymous : policy.credentials.get(credential)
}

function allows(rule: Rule, identity: Identity, ask: Ask): boolean {
  const target = ask.subresource ? `${ask.resource}/${ask.subresource}` : ask.resource
  return rule.subjects.some(subject => subject === identity.user || identity.groups.includes(subject))
    && rule.verbs.some(verb => verb === '*' || verb === ask.verb)
    && rule.resources.some(resource => resource === '*' || resource === target || (ask.subresource !== undefined && resource === `*/${ask.subresource}`))
    && (rule.groups === undefined || rule.groups.some(group => group === '*' || group === resourceInfo(ask.resource).group))
    && (rule.namespace === undefined || rule.namespace === ask.namespace)
    && (rule.names === undefined || rule.names.includes(ask.name ?? ''))
}

/** Whether an identity may do it: one rule that allows it is enough. `bound` gives the rules that stored objects make, beside the policy's. */
export function authorize(policy: Policy, identity: Identity, ask: Ask, bound: () => readonly Rule[] = () => []): Verdict {
  if (policy.rules.some(rule => allows(rule, identity, ask)) || bound().some(rule => allows(rule, identity, ask)))
    return undefined
  return forbidden(identity.user, ask.verb, ask.resource, ask.subresource, ask.namespace, ask.name)
}
