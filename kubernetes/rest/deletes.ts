import { storageKey } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import type { DeleteOptions } from '../api/request.ts'
import { timestamp } from '../engine/timing.ts'
import { checkNamespace } from '../server/admission.ts'
import { listResponse, objectResponse } from './answers.ts'
import { valueOf } from './bodies.ts'
import { ask, type Call, isDryRun, isStored, numberOf, refusalOf, type Server, storedName } from './call.ts'
import { failure, invalidOption, notFound } from './errors.ts'
import type { ApiError, HttpResponse } from './http.ts'
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json.ts'
import { withManagers } from './managers.ts'
import { objectsAt, selectorOf } from './reads.ts'

/** How to delete, by body and query. @throws ApiError for what there is not */
function deleteOptions(server: Server, call: Call): DeleteOptions & { readonly preconditions: JsonObject, readonly dry: boolean } {
  const { query, http } = call
  const value = http.body.trim() === '' ? {} : valueOf(server, call)
  const body = isObject(value) ? value : {}
  const policy = textAt(body, 'propagationPolicy') || query.get('propagationPolicy') || (body.orphanDependents === true ? 'Orphan' : '')
  if (policy !== '' && policy !== 'Foreground' && policy !== 'Background' && policy !== 'Orphan') {
    throw invalidOption('DeleteOptions', { reason: 'FieldValueNotSupported', field: 'propagationPolicy', message: `Unsupported value: ${JSON.stringify(policy)}: supported values: "Foreground", "Background", "Orphan", "nil"` })
  }
  const grace = typeof body.gracePeriodSeconds === 'number' ? body.gracePeriodSeconds : numberOf(query, 'gracePeriodSeconds')
  return {
    kind: 'DeleteOptions',
    ...(grace !== undefined && { gracePeriodSeconds: grace < 0 ? 1 : grace }),
    ...(policy !== '' && { propagationPolicy: policy }),
    preconditions: objectAt(body, 'preconditions'),
    dry: isDryRun(query) || listAt(body, 'dryRun').includes('All'),
  }
}

function checkPreconditions({ resource, name = '' }: Call, { metadata: { uid, resourceVersion } }: ApiObject, wanted: JsonObject): void {
  const refuses = (why: string): ApiError => failure(409, 'Conflict', `Operation cannot be fulfilled on ${resource.kind} "${name}": ${why}. The object might have been deleted and then recreated`, { name, kind: resource.kind })
  if (wanted.uid !== undefined && wanted.uid !== uid)
    throw refuses(`the UID in the precondition (${String(wanted.uid)}) does not match the UID in record (${uid})`)
  if (wanted.resourceVersion !== undefined && wanted.resourceVersion !== resourceVersion)
    throw refuses(`the ResourceVersion in the precondition (${String(wanted.resourceVersion)}) does not match the ResourceVersion in record (${resourceVersion})`)
}

/** Kinds of which a delete gives the object back, even if it is gone. Source: ReturnDeletedObject in pkg/registry. */
const givenBack = new Set(['Pod', 'Service', 'ServiceAccount', 'Namespace'])

/** A Pod as it would be once it is asked to go; anything else as it is. Source: apiserver/pkg/registry/rest/delete.go (BeforeDelete). */
function leaving(server: Server, object: ApiObject, grace: number | undefined): ApiObject {
  if (object.kind !== 'Pod' || object.metadata.deletionTimestamp !== undefined)
    return object
  const { nodeName, terminationGracePeriodSeconds = 30 } = object.spec
  const seconds = nodeName === undefined ? 0 : grace ?? terminationGracePeriodSeconds
  if (seconds === 0)
    return object
  const metadata = { ...object.metadata, generation: (object.metadata.generation ?? 1) + 1, deletionTimestamp: timestamp(server.simulation.now() + seconds * 1000), deletionGracePeriodSeconds: seconds }
  return { ...object, metadata }
}

function removed(server: Server, call: Call, { dry, preconditions, ...options }: ReturnType<typeof deleteOptions>): HttpResponse {
  const { resource, namespace, name = '' } = call
  const stored = isStored(resource) ? server.cache.get(storageKey(storedName(resource), namespace, name)) : undefined
  if (!stored) {
    if (isStored(resource))
      ask(server, call, { verb: 'delete', body: options })
    throw notFound(resource, name)
  }
  checkPreconditions(call, stored, preconditions)
  const success = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details: { name, ...(resource.group && { group: resource.group }), kind: resource.name, uid: stored.metadata.uid } }
  if (dry) {
    const refusal = checkNamespace({ verb: 'delete', resource: storedName(resource), name }, () => undefined)
    if (refusal)
      throw refusalOf(resource, refusal)
    return objectResponse(server, call, 200, givenBack.has(resource.kind) ? withManagers(server.show(leaving(server, stored, options.gracePeriodSeconds))) : success)
  }
  const { object } = ask(server, call, { verb: 'delete', body: options })
  const waits = object !== undefined && object.metadata.deletionTimestamp !== undefined
  return objectResponse(server, call, 200, object && (waits || givenBack.has(resource.kind)) ? withManagers(server.show(object)) : success)
}

/** Answers a delete of one object. */
export function remove(server: Server, call: Call): HttpResponse {
  return removed(server, call, deleteOptions(server, call))
}

/** Answers a delete of all objects that a path names and the query selects. */
export function removeAll(server: Server, call: Call): HttpResponse {
  const options = deleteOptions(server, call)
  const found = objectsAt(server, call).filter(selectorOf(call))
  const revision = server.cache.revision()
  for (const object of found)
    removed(server, { ...call, name: textAt(object, 'metadata', 'name'), namespace: call.resource.namespaced ? textAt(object, 'metadata', 'namespace') : undefined }, options)
  return listResponse(server, call, found.map(withManagers), { resourceVersion: String(revision) })
}
