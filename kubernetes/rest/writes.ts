import { storageKey } from '../api/kinds.ts'
import type { ApiObject, Status, Toleration } from '../api/objects.ts'
import type { DeleteOptions, Verb } from '../api/request.ts'
import { createRandom } from '../engine/random.ts'
import { timestamp } from '../engine/timing.ts'
import { defaultTolerations } from '../server/admission.ts'
import { many, one } from './answers.ts'
import { bodyOf, checked, parseJson, valueOf, warningsOf } from './bodies.ts'
import type { BodyKind } from './bodies.ts'
import { apiServerItself, ask, isDryRun, isStored, managerOf, numberOf, storedName } from './call.ts'
import type { Call, Server } from './call.ts'
import { alreadyExists, badRequest, conflict, failure, forbidden, invalid, invalidOption, notFound, notSupported } from './errors.ts'
import type { FieldError } from './errors.ts'
import type { ApiError, HttpResponse } from './http.ts'
import { mediaType } from './http.ts'
import { equal, isList, isObject, listAt, objectAt, textAt, withAt } from './json.ts'
import type { Json, JsonObject } from './json.ts'
import { freeClusterIP, withDefaults } from './defaults.ts'
import { apply, entriesOf, fieldsOf, paths, pathText, valueAt } from './managed-fields.ts'
import { allManagers, modelFor, withManagers, withWriter } from './managers.ts'
import { jsonPatch, mergePatch, strategicMerge, UnfitPatch } from './patch.ts'
import type { Operation } from './patch.ts'
import { podChangeErrors } from './pod-change.ts'
import { storable } from './object-json.ts'
import { inVersion, objectAtPath, objectsAt, selectorOf } from './reads.ts'
import { apiVersionOf } from './resources.ts'
import { checkStorage } from './storage-limits.ts'
import { decode, modelOf, typeOf, TypeMismatch } from './schema.ts'
import { changeErrors, errorsOf } from './validation.ts'

/** Refuses to keep what nothing here would look after. @throws ApiError */
function checkStored({ resource }: Call): void {
  if (!isStored(resource))
    throw notSupported(`this cluster has no controller for ${resource.kind}: it keeps none`)
}

/** Refuses what is new in a Namespace that is not there, or is to go. Source: apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go. */
function checkNamespace({ cache }: Server, { namespace, resource }: Call, name: string): void {
  if (namespace === undefined)
    return
  const found = cache.get(storageKey('namespaces', undefined, namespace))
  if (!found)
    throw notFound({ group: '', name: 'namespaces', kind: 'Namespace' }, namespace)
  if (found.metadata.deletionTimestamp !== undefined)
    throw forbidden(resource, name, `unable to create new content in namespace ${namespace} because it is being terminated`)
}

function statusOf({ status }: ApiError): Status {
  return status as unknown as Status
}

function checkValid(server: Server, call: Call, verb: Verb, name: string, errors: readonly FieldError[]): void {
  if (errors.length === 0)
    return
  const error = invalid(call.resource, name, errors)
  // It is refused where the API server of the model refuses such objects, and so it is told.
  server.simulation.ask({ verb, resource: storedName(call.resource), ...(call.namespace !== undefined && { namespace: call.namespace }), ...(name && { name }), invalid: statusOf(error) }, call.identity)
  throw error
}

/** An object in the version that it is stored in, with what a write leaves out and the API server fills in. */
function storedForm(given: JsonObject): JsonObject {
  const object = withDefaults(given)
  return object.kind === 'Pod' ? withAt(object, ['spec', 'tolerations'], defaultTolerations(listAt(object, 'spec', 'tolerations') as unknown as readonly Toleration[]) as unknown as Json) : object
}

/** What the API server decides about a new object. Sources: pkg/registry/core/service/ipallocator, pkg/registry/core/namespace/strategy.go. */
function allotted({ cache }: Server, object: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec')
  if (object.kind === 'Service' && spec.clusterIP === undefined && spec.type !== 'ExternalName') {
    const taken = new Set(cache.list('services').flatMap(each => each.kind === 'Service' ? [each.spec.clusterIP] : []))
    const clusterIP = freeClusterIP(`${textAt(object, 'metadata', 'namespace')}/${textAt(object, 'metadata', 'name')}/${cache.revision()}`, taken)
    return { ...object, spec: { ...spec, clusterIP, clusterIPs: [clusterIP] } }
  }
  if (object.kind === 'Namespace')
    return withAt(object, ['metadata', 'labels', 'kubernetes.io/metadata.name'], textAt(object, 'metadata', 'name'))
  return object
}

const withGeneration = new Set(['Deployment', 'ReplicaSet', 'Pod', 'EndpointSlice'])

/** What a new object would be, without being stored. */
function imagined(server: Server, object: JsonObject): JsonObject {
  const random = createRandom(server.cache.revision(), `dry run ${textAt(object, 'metadata', 'name')}`)
  const { generateName, name } = objectAt(object, 'metadata')
  const status = object.kind === 'Pod' ? { phase: 'Pending' } : object.kind === 'ReplicaSet' ? { replicas: 0 } : object.kind === 'Deployment' ? {} : object.status
  const metadata = { ...objectAt(object, 'metadata'), name: name ?? `${String(generateName)}${random.suffix(5)}`, uid: random.uid(), creationTimestamp: server.time(), ...(withGeneration.has(textAt(object, 'kind')) && { generation: 1 }) }
  return server.show(storable({ ...admitted(object), metadata, ...(status !== undefined && { status }) }))
}

/** A new Pod with what admission fills in. Source: plugin/pkg/admission/serviceaccount/admission.go. */
function admitted(object: JsonObject): JsonObject {
  if (object.kind !== 'Pod')
    return object
  const { spec, ...rest } = storedForm(object)
  return { ...rest, spec: { serviceAccountName: 'default', ...isObject(spec) && spec } }
}

/** Metadata that only the API server sets. */
const assigned = ['uid', 'resourceVersion', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'generation', 'selfLink', 'managedFields']

function sentMetadata(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !assigned.includes(name)))
}

/** Answers a create. */
export function create(server: Server, call: Call): HttpResponse {
  const { resource, query } = call
  checkStored(call)
  const { object, warnings } = bodyOf(server, call, resource, 'CreateOptions')
  return { ...created(server, call, object, isDryRun(query, 'CreateOptions'), warnings) }
}

/**
 * A Service is given its address before it is stored. Where one of its name is there already, the address belongs to
 * nobody, which is found out and told. Source: pkg/registry/core/service/ipallocator/controller/repairip.go.
 */
function tellUnusedAddress(server: Server, service: JsonObject): void {
  const address = textAt(service, 'spec', 'clusterIP')
  if (service.kind !== 'Service' || address === '')
    return
  const { name, namespace } = objectAt(service, 'metadata')
  const random = createRandom(server.cache.revision(), `address ${address}`)
  const body = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${address}.${random.uid().slice(0, 8)}`, namespace: 'default' },
    type: 'Warning',
    reason: 'IPAddressWrongReference',
    message: `IPAddress: ${address} for Service ${String(namespace)}/${String(name)} has a wrong reference; cleaning up`,
    action: 'IPAddressAllocation',
    involvedObject: { kind: 'IPAddress', name: address, uid: random.uid() },
    source: { component: 'ipallocator-repair-controller' },
  }
  server.simulation.ask({ verb: 'create', resource: 'events', namespace: 'default', body: storable(body) }, apiServerItself)
}

/** A new object with its writer, who manages what was sent and filled in, and not what the API server has decided. */
function written(object: JsonObject, writer: { readonly manager: string, readonly time: string }): JsonObject {
  const { ipFamilies: _, ipFamilyPolicy: __, ...spec } = objectAt(object, 'spec')
  const { spec: ___, status: ____, ...identity } = object
  const own = object.kind === 'Service' ? { ...object, spec } : object.kind === 'Namespace' ? withAt(identity, ['metadata', 'labels', 'kubernetes.io/metadata.name'], textAt(object, 'metadata', 'name')) : object
  return withAt(object, ['metadata', 'managedFields'], listAt(withWriter(undefined, own, writer), 'metadata', 'managedFields'))
}

/** Stores a new object. */
function created(server: Server, call: Call, given: JsonObject, dry: boolean, warnings: Readonly<Record<string, string>>, managers?: (object: JsonObject) => JsonObject): HttpResponse {
  const { resource, namespace } = call
  const metadata = objectAt(given, 'metadata')
  const name = textAt(metadata, 'name')
  if (namespace !== undefined && metadata.namespace !== undefined && metadata.namespace !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  // The store says so, and nobody gives it a reason.
  if (textAt(metadata, 'resourceVersion') !== '')
    throw failure(500, '', 'resourceVersion should not be set on objects to be created')
  checkStored(call)
  checkNamespace(server, call, name)
  checkStorage(server.cache, server.limits, call, name, true)
  const { status: _, ...rest } = given
  const object = withDefaults({ ...rest, metadata: { ...sentMetadata(metadata), ...(namespace !== undefined && { namespace }) } })
  checkValid(server, call, 'create', name, errorsOf(object))
  const exists = name !== '' && server.cache.get(storageKey(storedName(resource), namespace, name)) !== undefined
  if (exists && dry)
    throw alreadyExists(resource, name)
  const whole = allotted(server, managers?.(object) ?? written(object, { manager: managerOf(call), time: server.time() }))
  if (dry)
    return one(server, call, 201, withManagers(inVersion(call, imagined(server, whole))), warnings)
  if (exists)
    tellUnusedAddress(server, whole)
  const answer = ask(server, call, { verb: 'create', body: storable(whole) })
  return one(server, call, 201, withManagers(inVersion(call, server.show(answer.object ?? storable(whole)))), warnings)
}

/** An object with everything kept that a write may not change. */
function mergedStatus(stored: JsonObject, sent: JsonObject, subresource: string | undefined): JsonObject {
  const before = objectAt(stored, 'metadata')
  const own = Object.fromEntries(assigned.flatMap(name => before[name] === undefined ? [] : [[name, before[name]]]))
  const metadata = { ...sentMetadata(objectAt(sent, 'metadata')), ...own, name: before.name, ...(before.namespace !== undefined && { namespace: before.namespace }) }
  if (subresource === 'status')
    return { ...stored, metadata: { ...before, annotations: objectAt(sent, 'metadata').annotations }, status: sent.status }
  const { status: _, ...rest } = sent
  return { ...rest, metadata, ...(stored.status !== undefined && { status: stored.status }) }
}

function comparable(object: JsonObject): JsonObject {
  return withAt(withAt(object, ['metadata', 'managedFields'], undefined), ['metadata', 'resourceVersion'], undefined)
}

function withoutEmpty(object: JsonObject): JsonObject {
  const metadata = Object.fromEntries(Object.entries(objectAt(object, 'metadata')).filter(([, value]) => !((isObject(value) && Object.keys(value).length === 0) || (isList(value) && value.length === 0))))
  return { ...object, metadata }
}

/** How a write changes an object: from what is shown to what is wanted, and who then has which fields. */
interface Writing {
  readonly verb: 'update' | 'patch'
  readonly options: string
  readonly warnings: Readonly<Record<string, string>>
  readonly managers?: (object: JsonObject) => JsonObject
}

/** Stores a changed object. */
function changed(server: Server, call: Call, before: JsonObject, sent: JsonObject, { verb, options, warnings, managers }: Writing): HttpResponse {
  const { resource, namespace, name = '', subresource, query } = call
  const stored = server.cache.get(storageKey(storedName(resource), namespace, name))
  if (!stored)
    throw notFound(resource, name)
  const metadata = objectAt(sent, 'metadata')
  if (metadata.name !== undefined && metadata.name !== name)
    throw badRequest(`the name of the object (${String(metadata.name)}) does not match the name on the URL (${name})`)
  if (metadata.uid !== undefined && metadata.uid !== stored.metadata.uid)
    throw conflict(resource, name, `Precondition failed: UID in precondition: ${String(metadata.uid)}, UID in object meta: ${stored.metadata.uid}`)
  if (metadata.resourceVersion !== undefined && metadata.resourceVersion !== stored.metadata.resourceVersion)
    throw conflict(resource, name)
  checkStorage(server.cache, server.limits, call, name, false)
  const raw = stored as unknown as JsonObject
  const merged = withoutEmpty(mergedStatus(raw, storedForm(sent), subresource))
  const isChangedSpec = !equal(merged.spec, before.spec) && subresource !== 'status'
  const generation = stored.metadata.generation
  const next = isChangedSpec && generation !== undefined && withGeneration.has(resource.kind) ? withAt(merged, ['metadata', 'generation'], generation + 1) : merged
  const given = listAt(sent, 'metadata', 'managedFields')
  const isOwn = given.length > 0 && !equal(given, listAt(withManagers(before), 'metadata', 'managedFields'))
  const podErrors = resource.kind === 'Pod' && subresource === undefined ? podChangeErrors(objectAt(before, 'spec'), objectAt(next, 'spec')) : []
  checkValid(server, call, verb, name, [...errorsOf(next), ...changeErrors(before, next), ...podErrors])
  const shown = server.show(storable(next))
  const dry = isDryRun(query, options)
  const writer = { manager: managerOf(call), time: server.time(), ...(subresource && { subresource }) }
  const written = managers?.(next) ?? (isOwn ? withAt(next, ['metadata', 'managedFields'], given) : withWriter(withManagers(before), withAt(next, ['metadata', 'managedFields'], listAt(withManagers(before), 'metadata', 'managedFields')), writer))
  const isSame = equal(comparable(withoutEmpty(before)), comparable(shown)) && !isOwn && !(managers && !equal(listAt(written, 'metadata', 'managedFields'), listAt(before, 'metadata', 'managedFields')))
  if (isSame)
    return one(server, call, 200, withManagers(before), warnings)
  if (dry)
    return one(server, call, 200, withManagers(inVersion(call, server.show(storable(written)))), warnings)
  const answer = ask(server, call, { verb, ...(subresource === 'status' && { subresource }), body: { kind: 'Replacement', object: storable(written) } })
  return one(server, call, 200, withManagers(inVersion(call, server.show(answer.object ?? storable(written)))), warnings)
}

/** Answers an update. */
export function update(server: Server, call: Call): HttpResponse {
  const { object, warnings } = bodyOf(server, call, call.resource, 'UpdateOptions')
  checkStored(call)
  return changed(server, call, objectAtPath(server, call), object, { verb: 'update', options: 'UpdateOptions', warnings })
}

/** The types of patches that there are. */
const patchTypes = ['application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml']

/** A value as Go prints a map. */
function goText(value: Json | undefined): string {
  if (isList(value))
    return `[${value.map(goText).join(' ')}]`
  if (isObject(value))
    return `map[${Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([name, each]) => `${name}:${goText(each)}`).join(' ')}]`
  return value === null || value === undefined ? '<nil>' : String(value)
}

/** Finds a value in a strategic merge patch that its field cannot hold; gives the type that it should have. */
function unfitType(patch: Json | undefined, type: string): string | undefined {
  const { shape, of } = typeOf(type)
  const model = modelOf(of)
  if (shape !== 'one' || !model || !isObject(patch))
    return undefined
  for (const [name, value] of Object.entries(patch)) {
    const field = model.fields[name]
    if (!field || value === undefined || name.startsWith('$'))
      continue
    const inner = typeOf(field[0])
    if (inner.shape === 'one' && !modelOf(inner.of)) {
      try {
        decode({ [name]: value }, of)
      }
      catch (error) {
        if (error instanceof TypeMismatch)
          return inner.of
        throw error
      }
    }
    const found = unfitType(value, field[0])
    if (found)
      return found
  }
  return undefined
}

/** An error of a patch that is about no object yet. */
function patchInvalid(value: string, detail: string): ApiError {
  const message = `Invalid value: ${JSON.stringify(value)}: ${detail}`
  return failure(422, 'Invalid', ` "" is invalid: patch: ${message}`, { causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }] })
}

/** What a patch makes of an object. @throws ApiError if it cannot be read, or carried out */
export function patchedBy(type: string, body: string, before: JsonObject, model: string): JsonObject {
  const value = parseJson(body)
  if (value === undefined)
    throw badRequest('error decoding patch: unexpected end of JSON input')
  try {
    if (type === 'application/json-patch+json') {
      if (!isList(value))
        throw badRequest(`error decoding patch: json: cannot unmarshal ${isObject(value) ? 'object' : typeof value} into Go value of type []handlers.jsonPatchOp`)
      return objectAt({ result: jsonPatch(before, value as unknown as readonly Operation[]) }, 'result')
    }
    if (!isObject(value))
      throw badRequest(`error decoding patch: json: cannot unmarshal ${isList(value) ? 'array' : typeof value} into Go value of type map[string]interface {}`)
    const wrong = type === 'application/strategic-merge-patch+json' ? unfitType(value, model) : undefined
    if (wrong)
      throw patchInvalid(goText(value), `unrecognized type: ${wrong}`)
    const result = type === 'application/merge-patch+json' ? mergePatch(before, value) : strategicMerge(before, value, model)
    return isObject(result) ? result : {}
  }
  catch (error) {
    if (error instanceof UnfitPatch)
      throw failure(422, 'Invalid', 'the server rejected our request due to an error in our request', {})
    throw error
  }
}

/** The object of a patch read by its model, with what is unknown in it. */
function patchRead(call: Call, before: JsonObject, value: JsonObject, model: string) {
  try {
    const { value: object, unknown } = model === '' ? { value, unknown: [] } : decode(value, model)
    const said = unknown.map(path => `unknown field "${path}"`)
    const validation = call.query.get('fieldValidation') ?? ''
    if (validation === 'Strict' && said.length > 0)
      throw patchInvalid(JSON.stringify(value), `strict decoding error: ${said.join(', ')}`)
    return { object: { ...object, apiVersion: before.apiVersion, kind: before.kind }, warnings: validation === 'Ignore' ? {} : warningsOf(said) }
  }
  catch (error) {
    if (error instanceof TypeMismatch)
      throw patchInvalid(JSON.stringify(value), error.message)
    throw error
  }
}

/** Answers a patch. */
export function patch(server: Server, call: Call): HttpResponse {
  const { type } = mediaType(call.http.headers['content-type'] ?? '')
  if (!patchTypes.includes(type))
    throw failure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})
  checkStored(call)
  if (type === 'application/apply-patch+yaml')
    return applied(server, call)
  const before = withManagers(objectAtPath(server, call))
  const model = modelFor(before)
  const { object, warnings } = patchRead(call, before, patchedBy(type, call.http.body, before, model), model)
  return changed(server, call, objectAtPath(server, call), object, { verb: 'patch', options: 'PatchOptions', warnings })
}

/** Answers a server-side apply. Source: docs, reference/using-api/server-side-apply. */
function applied(server: Server, call: Call): HttpResponse {
  const { query, resource, name = '', namespace, http } = call
  const manager = query.get('fieldManager') ?? ''
  if (manager === '')
    throw invalidOption('PatchOptions', { reason: 'FieldValueRequired', field: 'fieldManager', message: 'Required value: is required for apply patch' })
  const value = parseJson(http.body) ?? valueOf(server, { ...call, http: { ...http, headers: { ...http.headers, 'content-type': 'application/yaml' } } })
  const kind: BodyKind = resource
  const { object: sent, warnings } = checked(call, isObject(value) ? value : {}, kind, 'PatchOptions')
  const dry = isDryRun(query, 'PatchOptions')
  const stored = server.cache.get(storageKey(storedName(resource), namespace, name))
  const live = stored && inVersion(call, server.show(stored))
  const model = modelFor({ ...sent, apiVersion: apiVersionOf(resource), kind: resource.kind })
  const writer = { manager, operation: 'Apply', apiVersion: apiVersionOf(resource), time: server.time() } as const
  const before = live ? allManagers(live) : []
  const last = manager === 'kubectl' && live ? lastApplied(live) : undefined
  const first = apply(live, before, sent, model, writer, query.get('force') === 'true')
  // Who has applied from the client until now may go on from the server: what that set last is no conflict. Source: managedfields/internal/lastappliedmanager.go.
  const isOwn = last !== undefined && first.conflicts.every(({ path }) => isSameAt(live, last, path, model))
  const { object: merged, managers, conflicts } = isOwn && first.conflicts.length > 0 ? apply(live, before, sent, model, writer, true) : first
  if (conflicts.length > 0)
    throw applyConflict(conflicts)
  const object = last === undefined ? merged : withAt(merged, ['metadata', 'annotations', lastAppliedAnnotation], `${JSON.stringify(sent)}\n`)
  const owned = (result: JsonObject): JsonObject => ({ ...result, metadata: { ...objectAt(result, 'metadata'), managedFields: entriesOf(managers) } })
  const named = withAt({ ...object, apiVersion: sent.apiVersion, kind: sent.kind }, ['metadata', 'name'], name)
  if (!live)
    return created(server, call, named, dry, warnings, owned)
  return changed(server, call, withManagers(live), withAt(withAt(named, ['metadata', 'resourceVersion'], undefined), ['metadata', 'managedFields'], undefined), { verb: 'patch', options: 'PatchOptions', warnings, managers: owned })
}

const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration'

/** What was applied from the client last; undefined if nothing was. */
function lastApplied(live: JsonObject): JsonObject | undefined {
  const value = parseJson(textAt(live, 'metadata', 'annotations', lastAppliedAnnotation))
  return isObject(value) ? value : undefined
}

/** Whether the field at a path of conflict has the value that was applied last. */
function isSameAt(live: JsonObject | undefined, last: JsonObject, path: string, model: string): boolean {
  const fieldPath = paths(fieldsOf(last, model, 'apply')).find(each => pathText(each) === path)
  return fieldPath !== undefined && equal(valueAt(live, fieldPath), valueAt(last, fieldPath))
}

/** Source: apimachinery/pkg/util/managedfields/internal/conflict.go. */
function applyConflict(conflicts: ReturnType<typeof apply>['conflicts']): ApiError {
  const lines = [...new Set(conflicts.map(({ manager }) => manager))].map(({ manager, subresource, operation, apiVersion, time }) => ({
    who: `"${manager}"${subresource ? ` with subresource "${subresource}"` : ''}${operation === 'Update' ? ` using ${apiVersion}${subresource ? ` at ${time}` : ''}` : ''}`,
    fields: conflicts.filter(each => each.manager.manager === manager && each.manager.operation === operation && each.manager.subresource === subresource).map(({ path }) => path),
  }))
  const texts = lines.map(({ who, fields }) => fields.length === 1 ? `conflict with ${who}: ${fields[0] ?? ''}` : `conflicts with ${who}:\n${fields.map(field => `- ${field}`).join('\n')}`)
  const count = conflicts.length
  return failure(409, 'Conflict', `Apply failed with ${count} conflict${count === 1 ? '' : 's'}: ${texts.join('\n')}`, {
    causes: lines.flatMap(({ who, fields }) => fields.map(field => ({ reason: 'FieldManagerConflict', message: `conflict with ${who}`, field }))),
  })
}

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
    ...(grace !== undefined && { gracePeriodSeconds: Math.max(grace, 0) }),
    ...(policy !== '' && { propagationPolicy: policy }),
    preconditions: objectAt(body, 'preconditions'),
    dry: isDryRun(query, 'DeleteOptions') || listAt(body, 'dryRun').includes('All'),
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

/** Deletes the object at a path. */
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
  if (dry)
    return one(server, call, 200, givenBack.has(resource.kind) ? withManagers(server.show(leaving(server, stored, options.gracePeriodSeconds))) : success)
  const { object } = ask(server, call, { verb: 'delete', body: options })
  const waits = object !== undefined && object.metadata.deletionTimestamp !== undefined
  return one(server, call, 200, object && (waits || givenBack.has(resource.kind)) ? withManagers(server.show(object)) : success)
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
  return many(server, call, found.map(withManagers), { resourceVersion: String(revision) })
}
