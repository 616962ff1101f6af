import { ApiError } from './http.ts'
import type { JsonObject } from './json.ts'
import { type ApiResource, qualified } from './resources.ts'

/** What is wrong with one field. Source: apimachinery/pkg/util/validation/field/errors.go. */
export interface FieldError {
  readonly reason: 'FieldValueRequired' | 'FieldValueInvalid' | 'FieldValueNotSupported' | 'FieldValueForbidden' | 'FieldValueDuplicate' | 'FieldValueTooLong' | 'FieldValueNotFound' | 'FieldValueTypeInvalid'
  readonly field: string
  readonly message: string
}

/** A refusal as the API writes it. `details` left out is written as none at all. */
export function failure(code: number, reason: string, message: string, details?: JsonObject): ApiError {
  return new ApiError({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, ...(reason && { reason }), ...(details && { details }), code })
}

type Named = Pick<ApiResource, 'group' | 'name' | 'kind'>

function detailsOf({ group }: Named, kind: string, name: string): JsonObject {
  return { ...(name && { name }), ...(group && { group }), kind }
}

/** 404: there is no such object. */
export function notFound(resource: Named, name: string): ApiError {
  return failure(404, 'NotFound', `${qualified(resource, resource.name)} "${name}" not found`, detailsOf(resource, resource.name, name))
}

/** 404: there is no such place. */
export function noSuchPath(): ApiError {
  return failure(404, 'NotFound', 'the server could not find the requested resource', {})
}

/** 405. */
export function methodNotAllowed(): ApiError {
  return failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {})
}

/** 405 for what this cluster does not do, and says why. */
export function notSupported(why: string): ApiError {
  return failure(405, 'MethodNotAllowed', why, {})
}

/** 400. */
export function badRequest(message: string): ApiError {
  return failure(400, 'BadRequest', message)
}

/** 409: the object changed since it was read. */
export function conflict(resource: Named, name: string, why = 'the object has been modified; please apply your changes to the latest version and try again'): ApiError {
  return failure(409, 'Conflict', `Operation cannot be fulfilled on ${qualified(resource, resource.name)} "${name}": ${why}`, detailsOf(resource, resource.name, name))
}

/** 409: the name is taken. */
export function alreadyExists(resource: Named, name: string): ApiError {
  return failure(409, 'AlreadyExists', `${qualified(resource, resource.name)} "${name}" already exists`, detailsOf(resource, resource.name, name))
}

/** 403 with what may not be done. */
export function forbidden(resource: Named, name: string, why: string): ApiError {
  const target = name ? ` "${name}"` : ''
  return failure(403, 'Forbidden', `${qualified(resource, resource.name)}${target} is forbidden: ${why}`, detailsOf(resource, resource.name, name))
}

/** 403: who asks may not see a path. */
export function forbiddenPath(user: string, verb: string, path: string): ApiError {
  return failure(403, 'Forbidden', `forbidden: User "${user}" cannot ${verb} path "${path}"`, {})
}

/** 422: validation of an object failed. */
export function invalid(kind: Pick<ApiResource, 'group' | 'kind'>, name: string, errors: readonly FieldError[]): ApiError {
  const list = errors.map(({ field, message }) => `${field}: ${message}`)
  const causes = errors.map(({ reason, message, field }) => ({ reason, message, field }))
  return failure(422, 'Invalid', `${qualified(kind, kind.kind)} "${name}" is invalid: ${list.length === 1 ? list[0] : `[${list.join(', ')}]`}`, {
    ...(name && { name }),
    ...(kind.group && { group: kind.group }),
    kind: kind.kind,
    causes,
  })
}

/** 422: an option in the query is wrong. */
export function invalidOption(kind: string, error: FieldError): ApiError {
  return invalid({ group: 'meta.k8s.io', kind }, '', [error])
}

/** 410: what is asked for is no longer known. */
export function expired(message: string): ApiError {
  return failure(410, 'Expired', message)
}

/** 401. */
export function unauthorized(): ApiError {
  return failure(401, 'Unauthorized', 'Unauthorized')
}
