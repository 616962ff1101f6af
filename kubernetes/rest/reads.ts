import { keyOf, storageKey } from '../api/kinds.ts'
import type { EndpointSlice, Pod } from '../api/objects.ts'
import { listResponse, objectResponse } from './answers.ts'
import { ask, type Call, isStored, numberOf, type Server, storedName } from './call.ts'
import { badRequest, expired, failure, notFound } from './errors.ts'
import { parseJson } from './bodies.ts'
import { ApiError, type HttpResponse } from './http.ts'
import { isObject, type JsonObject, objectAt, textAt } from './json.ts'
import { withManagers } from './managers.ts'
import { endpointsOf } from './endpoints-json.ts'
import { fieldSelector, labelSelector, type Selector } from './selectors.ts'

/** What a list or a watch selects by its query. */
export function selectorOf({ query, resource, name }: Call): Selector {
  const labels = labelSelector(query.get('labelSelector') ?? '')
  const fields = fieldSelector(query.get('fieldSelector') ?? '', resource.kind)
  return object => labels(object) && fields(object) && (name === undefined || textAt(object, 'metadata', 'name') === name)
}

/** Events as their newer group has them. Source: pkg/apis/events/v1/conversion.go. */
function asNewEvent(event: JsonObject): JsonObject {
  const { involvedObject, message, source, firstTimestamp, lastTimestamp, count, reportingComponent, reportingInstance, ...rest } = event
  return { ...rest, apiVersion: 'events.k8s.io/v1', ...(reportingComponent !== '' && { reportingController: reportingComponent }), ...(reportingInstance !== '' && { reportingInstance }), regarding: involvedObject, note: message, deprecatedSource: source, deprecatedFirstTimestamp: firstTimestamp, deprecatedLastTimestamp: lastTimestamp, deprecatedCount: count }
}

/** An autoscaler as its older version has it. Source: pkg/apis/autoscaling/v1/conversion.go. */
function asOldAutoscaler(object: JsonObject): JsonObject {
  const { metrics: _, ...spec } = objectAt(object, 'spec')
  return { ...object, apiVersion: 'autoscaling/v1', spec: { ...spec, targetCPUUtilizationPercentage: 80 } }
}

/** An object in the version that a call asks for. */
export function inVersion({ resource: { group, version, kind } }: Pick<Call, 'resource'>, object: JsonObject): JsonObject {
  if (group === 'events.k8s.io')
    return asNewEvent(object)
  return kind === 'HorizontalPodAutoscaler' && version === 'v1' ? asOldAutoscaler(object) : object
}

/** The parts of the control plane, which say that they are well. */
function componentStatuses(): readonly JsonObject[] {
  return ['etcd-0', 'scheduler', 'controller-manager'].map(name => ({ apiVersion: 'v1', kind: 'ComponentStatus', metadata: { name }, conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }] }))
}

/** All objects that a path names, in the order of their names; those of kinds that are not kept are none. */
export function objectsAt(server: Server, { resource, namespace }: Pick<Call, 'resource' | 'namespace'>): readonly JsonObject[] {
  const { cache, show } = server
  if (resource.name === 'componentstatuses')
    return componentStatuses()
  if (resource.name === 'endpoints') {
    const pods = cache.list('pods', namespace).filter((each): each is Pod => each.kind === 'Pod')
    const slices = cache.list('endpointslices', namespace).filter((each): each is EndpointSlice => each.kind === 'EndpointSlice')
    return cache.list('services', namespace).flatMap(service => service.kind === 'Service' ? [endpointsOf(service, pods, slices)] : [])
  }
  if (resource.name === 'events')
    return cache.list('events', namespace).map(show).map(each => inVersion({ resource }, each))
  return isStored(resource) ? cache.list(storedName(resource), namespace).map(show).map(each => inVersion({ resource }, each)) : []
}

/** The object that a path names. @throws ApiError (404) if there is none */
export function objectAtPath(server: Server, call: Pick<Call, 'resource' | 'namespace' | 'name'>): JsonObject {
  const { resource, namespace, name = '' } = call
  const { cache, show } = server
  if (isStored(resource)) {
    const stored = cache.get(storageKey(storedName(resource), resource.namespaced ? namespace : undefined, name))
    if (stored)
      return inVersion(call, show(stored))
  }
  else {
    const found = objectsAt(server, call).find(each => textAt(each, 'metadata', 'name') === name)
    if (found)
      return found
  }
  throw notFound(resource, name)
}

/** Answers a get. */
export function get(server: Server, call: Call): HttpResponse {
  if (isStored(call.resource))
    ask(server, call, { verb: 'get' })
  const warnings = deprecation(call)
  return objectResponse(server, call, 200, withManagers(objectAtPath(server, call)), warnings)
}

/** The warning that comes with kinds that are on their way out. */
function deprecation({ resource: { name, group } }: Pick<Call, 'resource'>): Readonly<Record<string, string>> {
  if (group !== '')
    return {}
  if (name === 'endpoints')
    return { warning: '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"' }
  return name === 'componentstatuses' ? { warning: '299 - "v1 ComponentStatus is deprecated in v1.19+"' } : {}
}

/** Where a list goes on: after which object, and of which revision; of none where that is forgotten. */
interface Continuation {
  readonly revision: number | undefined
  readonly after: string
}

/** The text of a token of a client; undefined if it is none. */
export function continuationText(text: string): string | undefined {
  return /[^\w-]/.test(text) || text.length % 4 === 1 ? undefined : atob(text.replaceAll('-', '+').replaceAll('_', '/'))
}

/** Reads the token of a client. */
function readContinuation(text: string): Continuation {
  const token = parseJson(continuationText(text) ?? '')
  const { rv, start } = isObject(token) ? token : {}
  if (typeof rv !== 'number' || typeof start !== 'string')
    throw badRequest('invalid continue token')
  return { revision: rv > 0 ? rv : undefined, after: start.replace(/^\//, '').replace(/\0$/, '') }
}

function writeContinuation(rv: number, start: string): string {
  return btoa(JSON.stringify({ v: 'meta.k8s.io/v1', rv, start: `${start}\0` })).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A revision of the query; undefined if it is not given. @throws ApiError if it is none */
export function revisionOf(query: URLSearchParams): number | undefined {
  const text = query.get('resourceVersion') ?? ''
  if (text === '')
    return undefined
  if (!/^\d+$/.test(text))
    throw badRequest(`invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`)
  return Number(text)
}

function checkRevision(server: Server, query: URLSearchParams): void {
  const revision = revisionOf(query)
  const now = server.cache.revision()
  if (revision !== undefined && revision > now)
    throw failure(504, 'Timeout', `Timeout: Too large resource version: ${revision}, current: ${now}`, { causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }], retryAfterSeconds: 1 })
}

/** Where an object stands below a path: by its name, and where the path names no Namespace by that first. */
function continueKeyOf({ namespace: within }: Pick<Call, 'namespace'>, object: JsonObject): string {
  const namespace = textAt(object, 'metadata', 'namespace')
  return `${namespace && within === undefined ? `${namespace}/` : ''}${textAt(object, 'metadata', 'name')}`
}

/** All objects that a path names, as they were at a revision; undefined if that is forgotten. */
function objectsAsOf(server: Server, call: Call, revision: number): readonly JsonObject[] | undefined {
  const { resource, namespace } = call
  if (!isStored(resource))
    return objectsAt(server, call)
  const changes = server.cache.since(revision)
  if (!changes)
    return undefined
  const objects = new Map(server.cache.list(storedName(resource), namespace).map(each => [keyOf(each), each]))
  for (const { resource: changed, before, object } of changes.toReversed()) {
    if (changed !== storedName(resource) || (namespace !== undefined && object.metadata.namespace !== namespace))
      continue
    if (before)
      objects.set(keyOf(before), before)
    else
      objects.delete(keyOf(object))
  }
  return [...objects].sort(([a], [b]) => a < b ? -1 : 1).map(([, object]) => inVersion(call, server.show(object)))
}

function tooOld(after: string): ApiError {
  return new ApiError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: { continue: writeContinuation(-1, after) },
    status: 'Failure',
    message: 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    reason: 'Expired',
    code: 410,
  })
}

/** Answers a list, a part at a time where that is wanted: each part is of the same revision. */
export function list(server: Server, call: Call): HttpResponse {
  const { query, resource } = call
  const select = selectorOf(call)
  const limit = numberOf(query, 'limit') ?? 0
  numberOf(query, 'timeoutSeconds')
  checkRevision(server, query)
  const from = query.get('continue') ? readContinuation(query.get('continue') ?? '') : undefined
  if (isStored(resource))
    ask(server, call, { verb: 'list' })
  const exact = query.get('resourceVersionMatch') === 'Exact' ? revisionOf(query) : undefined
  const revision = from?.revision ?? exact ?? server.cache.revision()
  const all = revision === server.cache.revision() ? objectsAt(server, call) : objectsAsOf(server, call, revision)
  if (!all)
    throw from ? tooOld(from.after) : expired('The resourceVersion for the provided list is too old.')
  const selected = all.filter(select).filter(object => !from || continueKeyOf(call, object) > from.after)
  const page = limit > 0 ? selected.slice(0, limit) : selected
  const last = page.at(-1)
  const narrowed = query.get('labelSelector') || query.get('fieldSelector')
  const answer = listResponse(server, call, page.map(withManagers), {
    resourceVersion: String(revision),
    ...(last && page.length < selected.length && { continue: writeContinuation(revision, `${call.namespace === undefined ? '' : '/'}${continueKeyOf(call, last)}`), ...(!narrowed && { remainingItemCount: selected.length - page.length }) }),
  })
  return { ...answer, headers: { ...answer.headers, ...deprecation(call) } }
}
