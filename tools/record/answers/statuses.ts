import type { JsonObject } from '../types.ts'
import { namespace, user, webhook } from '../names.ts'

/** A refusal: the HTTP code and the Status object that comes with it. */
export interface Refusal {
  readonly code: number
  readonly body: JsonObject
}

function failure(code: number, reason: string, message: string, details?: JsonObject): Refusal {
  return {
    code,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, ...reason && { reason }, ...details && { details }, code },
  }
}

/** Nobody knows this token. Wording: authentication.go. */
export function unauthorized(): Refusal {
  return failure(401, 'Unauthorized', 'Unauthorized')
}

/** No RBAC rule allows it. Wording: responsewriters/errors.go inside NewForbidden of apimachinery's errors.go. */
export function forbidden(verb: string, group: string, resource: string): Refusal {
  const qualified = group ? `${resource}.${group}` : resource
  const message = `${qualified} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" in the namespace "${namespace}"`
  return failure(403, 'Forbidden', message, { ...group && { group }, kind: resource })
}

/** An admission webhook says no. A webhook that gives no code gets 400, and one that gives no reason has none. Wording: statuserror.go. */
export function deniedByWebhook(message: string, given?: { readonly code: number, readonly reason: string }): Refusal {
  return failure(given?.code ?? 400, given?.reason ?? '', `admission webhook "${webhook}" denied the request: ${message}`)
}

/** The name is no DNS subdomain. Wording: NewInvalid of apimachinery's errors.go around validation.go. */
export function invalidName(group: string, kind: string, name: string): Refusal {
  const rule = 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character'
  const pattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'
  const cause = `Invalid value: ${JSON.stringify(name)}: ${rule} (e.g. 'example.com', regex used for validation is '${pattern}')`
  return failure(422, 'Invalid', `${kind}.${group} ${JSON.stringify(name)} is invalid: metadata.name: ${cause}`, {
    name,
    group,
    kind,
    causes: [{ reason: 'FieldValueInvalid', message: cause, field: 'metadata.name' }],
  })
}

/** There is one of that name. Wording: NewAlreadyExists of apimachinery's errors.go. */
export function alreadyExists(group: string, resource: string, name: string): Refusal {
  return failure(409, 'AlreadyExists', `${resource}.${group} "${name}" already exists`, { name, group, kind: resource })
}

/** An error without a reason of its own, passed on as it came: from etcd, or from a kubelet that cannot be reached. */
export function passedOn(message: string): Refusal {
  return failure(500, '', message)
}
