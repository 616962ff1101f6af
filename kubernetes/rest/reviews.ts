import type { Identity } from '../api/identity.ts'
import { json } from './answers.ts'
import { mayDo, mayRead, rulesOf } from './authorization.ts'
import { bodyOf } from './bodies.ts'
import type { Call, Server } from './call.ts'
import { methodNotAllowed } from './errors.ts'
import type { HttpResponse } from './http.ts'
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json.ts'

function isAllowed(server: Server, identity: Identity, spec: JsonObject): boolean {
  const { resourceAttributes, nonResourceAttributes } = spec
  if (isObject(nonResourceAttributes))
    return mayRead(server, identity, textAt(nonResourceAttributes, 'path'))
  const named = (name: string): string => textAt(resourceAttributes, name)
  return mayDo(server, identity, {
    verb: named('verb'),
    group: named('group'),
    resource: named('resource'),
    ...(named('subresource') && { subresource: named('subresource') }),
    ...(named('namespace') && { namespace: named('namespace') }),
    ...(named('name') && { name: named('name') }),
  })
}

/** Answers an access review, of a user's identity or permissions: nothing is stored. */
export function review(server: Server, call: Call): HttpResponse {
  const { resource, identity } = call
  if (call.verb !== 'create')
    throw methodNotAllowed()
  const { object } = bodyOf(server, call, resource)
  const spec = objectAt(object, 'spec')
  const answer = (status: JsonObject, rest: JsonObject = { spec }): HttpResponse => json(201, { kind: resource.kind, apiVersion: `${resource.group}/${resource.version}`, metadata: {}, ...rest, status })
  switch (resource.kind) {
    case 'SelfSubjectReview':
      return json(201, { kind: resource.kind, apiVersion: `${resource.group}/${resource.version}`, metadata: { creationTimestamp: server.time() }, status: { userInfo: { username: identity.user, groups: identity.groups } } })
    case 'SelfSubjectRulesReview':
      return answer(rulesOf(server, identity, textAt(spec, 'namespace')), { spec: {} })
    case 'SelfSubjectAccessReview':
      return answer({ allowed: isAllowed(server, identity, spec) })
    case 'SubjectAccessReview':
    case 'LocalSubjectAccessReview':
      return answer({ allowed: isAllowed(server, { user: textAt(spec, 'user'), groups: listAt(spec, 'groups').map(String) }, spec) })
    default:
      throw methodNotAllowed()
  }
}
