import { qualifiedKind, qualifiedResource, type Resource, resourceInfo } from './kinds.ts'
import type { Status } from './objects.ts'
import type { Ask } from './request.ts'

function failure(code: number, reason: string | undefined, message: string): Status {
  return { apiVersion: 'v1', kind: 'Status', status: 'Failure', code, ...(reason && { reason }), message }
}

/** 401: the credentials are not accepted. Source: apiserver/pkg/endpoints/filters/authentication.go. */
export function unauthorized(): Status {
  return failure(401, 'Unauthorized', 'Unauthorized')
}

/** 403 from an authorizer. Source: apiserver/pkg/endpoints/handlers/responsewriters/errors.go. */
export function forbidden(user: string, verb: string, resource: Resource, subresource?: string, namespace?: string, name?: string): Status {
  const { group } = resourceInfo(resource)
  const path = subresource ? `${resource}/${subresource}` : resource
  const scope = namespace ? ` in the namespace "${namespace}"` : ' at the cluster scope'
  return refused(resource, name, `User "${user}" cannot ${verb} resource "${path}" in API group "${group}"${scope}`)
}

/** 403 from an admission plugin. Source: apimachinery/pkg/api/errors/errors.go. */
export function refused(resource: Resource, name: string | undefined, why: string): Status {
  const target = name ? ` "${name}"` : ''
  return failure(403, 'Forbidden', `${qualifiedResource(resource)}${target} is forbidden: ${why}`)
}

const terminating = 'because it is being terminated'

/** 403: nothing new comes into a Namespace that is to go. Source: apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go. */
export function namespaceTerminating(resource: Resource, name: string | undefined, namespace: string): Status {
  return refused(resource, name, `unable to create new content in namespace ${namespace} ${terminating}`)
}

/** Whether a refusal says that: then nobody needs to try again. */
export function isNamespaceTerminating({ code, message }: Status): boolean {
  return code === 403 && message.endsWith(terminating)
}

/** A denial by an admission webhook. Source: apiserver/pkg/admission/plugin/webhook/errors/statuserror.go. */
export function webhookDenied(webhook: string, message: string, code = 400, reason?: string): Status {
  return failure(code, reason, `admission webhook "${webhook}" denied the request: ${message}`)
}

/** 422: validation of the object failed. Source: apimachinery/pkg/api/errors/errors.go. */
export function invalid(resource: Resource, name: string, causes: readonly string[]): Status {
  const list = causes.length === 1 ? causes[0] : `[${causes.join(', ')}]`
  return { ...failure(422, 'Invalid', `${qualifiedKind(resource)} "${name}" is invalid: ${list}`), details: { kind: qualifiedKind(resource).replace(/\..*$/, ''), name, causes } }
}

/** 409: the key is taken. Source: apimachinery/pkg/api/errors/errors.go. */
export function alreadyExists(resource: Resource, name: string): Status {
  return failure(409, 'AlreadyExists', `${qualifiedResource(resource)} "${name}" already exists`)
}

/** 409: the object changed since it was read. Source: apimachinery/pkg/api/errors/errors.go. */
export function conflict(resource: Resource, name: string): Status {
  return failure(409, 'Conflict', `Operation cannot be fulfilled on ${qualifiedResource(resource)} "${name}": the object has been modified; please apply your changes to the latest version and try again`)
}

/** 404: there is no such object. Source: apimachinery/pkg/api/errors/errors.go. */
export function notFound(resource: Resource, name: string): Status {
  return failure(404, 'NotFound', `${qualifiedResource(resource)} "${name}" not found`)
}

/** 410: the server no longer has what came after a revision. Source: apiserver/pkg/storage/cacher/watch_cache.go. */
export function expired(revision: number, oldest: number): Status {
  return failure(410, 'Expired', `too old resource version: ${revision} (${oldest})`)
}

/** What a kubelet says instead of the reason for which a container waits. */
const waitingFor: Readonly<Record<string, string>> = {
  ErrImagePull: 'image can\'t be pulled',
  ImagePullBackOff: 'trying and failing to pull image',
}

/** 400: there is no log yet. Source: pkg/kubelet/kubelet_pods.go (validateContainerLogStatus). */
export function noLogYet(container: string, pod: string, state: string): Status {
  return failure(400, 'BadRequest', `container "${container}" in pod "${pod}" is waiting to start: ${waitingFor[state] ?? state}`)
}

/** 400: the container was not started twice. Source: pkg/kubelet/kubelet_pods.go. */
export function noPreviousLog(container: string, pod: string): Status {
  return failure(400, 'BadRequest', `previous terminated container "${container}" in pod "${pod}" not found`)
}

/** Why no connection comes about: the connection is refused, or it times out. */
export type NoConnection = 'connect: connection refused' | 'i/o timeout'

/** 500: the API server could not reach a kubelet. Source: pkg/registry/core/pod/rest/log.go. */
export function kubeletUnreachable(address: string, path: string, why: NoConnection): Status {
  return failure(500, undefined, `Get "https://${address}${path}": dial tcp ${address}: ${why}`)
}

/** Whether a refusal is that nothing came back from a node. */
export function isDialTimeout({ message }: Status): boolean {
  return message.endsWith(': i/o timeout')
}

/** Whether a refusal is that etcd did not answer. */
export function isEtcdTimeout({ reason }: Status): boolean {
  return reason === 'Timeout'
}

/**
 * 504: etcd did not answer in the time that the API server gives a request; a read is told so by the filter around it, a
 * write by its own deadline. Recorded from a real one that had lost etcd's majority.
 * Sources: apiserver/pkg/server/filters/timeout.go, apiserver/pkg/endpoints/handlers/finisher/finisher.go.
 */
export function etcdTimeout(request: Pick<Ask, 'verb' | 'resource'> = { verb: 'create', resource: 'deployments' }): Status {
  const { verb, resource } = request
  return failure(504, 'Timeout', verb === 'get' || verb === 'list' || verb === 'watch'
    ? `the server was unable to return a response in the time allotted, but may still be processing the request (get ${resource})`
    : 'Timeout: request did not complete within requested timeout - context deadline exceeded')
}
