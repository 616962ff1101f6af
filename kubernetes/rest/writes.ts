import { storageKey } from '../api/kinds.ts'
import type { Status, Toleration } from '../api/objects.ts'
import type { Verb } from '../api/request.ts'
import { createRandom } from '../engine/random.ts'
import { defaultTolerations } from '../server/admission.ts'
import { objectResponse } from './answers.ts'
import { bodyOf, withWarnings } from './bodies.ts'
import { apiServerItself, ask, type Call, isDryRun, isStored, managerOf, type Server, storedName } from './call.ts'
import { withDefaults } from './defaults.ts'
import { alreadyExists, badRequest, conflict, failure, type FieldError, forbidden, invalid, notFound, notSupported } from './errors.ts'
import type { ApiError, HttpResponse } from './http.ts'
import { equal, isList, isObject, type Json, type JsonObject, listAt, objectAt, textAt, withAt } from './json.ts'
import { withManagers, withWriter } from './managers.ts'
import { plain, storable } from './object-json.ts'
import { admissionWarnings, checkAdmission } from './plugins.ts'
import { podChangeErrors } from './pod-change.ts'
import { inVersion, objectAtPath } from './reads.ts'
import { allocationErrors, type Allocations, takenBy, withAllocations, withKeptAllocations } from './service-allocation.ts'
import { checkStorage } from './storage-limits.ts'
import { changeErrors, errorsOf, wrong } from './validation.ts'

/** Refuses to keep what nothing here would look after. @throws ApiError */
export function checkStored({ resource }: Call): void {
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
  // It is refused where the API server of the model refuses such objects, and so it is said.
  server.simulation.ask({ verb, resource: storedName(call.resource), ...(call.namespace !== undefined && { namespace: call.namespace }), ...(name && { name }), invalid: statusOf(error) }, call.identity)
  throw error
}

/** An object in the version that it is stored in, with what a write leaves out and the API server fills in. */
function storedForm(given: JsonObject): JsonObject {
  const object = withDefaults(given)
  return object.kind === 'Pod' ? withAt(object, ['spec', 'tolerations'], defaultTolerations(listAt(object, 'spec', 'tolerations') as unknown as readonly Toleration[]) as unknown as Json) : object
}

/** What Services have been given, but for one that is being changed. */
function takenByOthers({ cache }: Server, { namespace, name }: Call): Allocations {
  return takenBy(cache.list('services').filter(({ metadata }) => metadata.name !== name || metadata.namespace !== namespace).map(plain))
}

/** What the API server decides about an object, whatever was sent. Sources: pkg/registry/core/service/storage/alloc.go, pkg/apis/core/v1/defaults.go (SetDefaults_Namespace). */
function withServerValues(server: Server, call: Call, object: JsonObject): JsonObject {
  const name = textAt(object, 'metadata', 'name')
  if (object.kind === 'Service')
    return withAllocations(object, takenByOthers(server, call), `${textAt(object, 'metadata', 'namespace')}/${name}/${server.cache.revision()}`)
  return object.kind === 'Namespace' ? withAt(object, ['metadata', 'labels', 'kubernetes.io/metadata.name'], name) : object
}

const withGeneration = new Set(['Deployment', 'ReplicaSet', 'Pod', 'EndpointSlice'])

/** What the status of a kind is at first, and what stands in it where a write leaves it out. */
const firstStatus: Readonly<Record<string, JsonObject>> = { Pod: { phase: 'Pending' }, ReplicaSet: { replicas: 0 }, Deployment: {} }

/** What a new object would be, without being stored. */
function dryRunObject(server: Server, object: JsonObject): JsonObject {
  const random = createRandom(server.cache.revision(), `dry run ${textAt(object, 'metadata', 'name')}`)
  const { generateName, name } = objectAt(object, 'metadata')
  const status = firstStatus[textAt(object, 'kind')] ?? object.status
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

/** Refuses an object that is not the one of the path. Sources: apiserver/pkg/registry/rest/meta.go (EnsureObjectNamespaceMatchesRequestNamespace), apiserver/pkg/endpoints/handlers/rest.go (checkName). @throws ApiError */
export function checkPlace({ namespace, name }: Call, metadata: JsonObject): void {
  if (namespace !== undefined && metadata.namespace !== undefined && metadata.namespace !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  if (name !== undefined && metadata.name !== undefined && metadata.name !== name)
    throw badRequest(`the name of the object (${String(metadata.name)}) does not match the name on the URL (${name})`)
}

/** Answers a create. */
export function create(server: Server, call: Call): HttpResponse {
  const { resource, query } = call
  checkStored(call)
  const { object, warnings } = bodyOf(server, call, resource)
  return { ...created(server, call, object, isDryRun(query), warnings) }
}

/** A Service gets its address before it is stored: where its name is taken, the address is found unused, and the client is warned. Source: pkg/registry/core/service/ipallocator/controller/repairip.go. */
function noteUnusedAddress(server: Server, service: JsonObject): void {
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
export function created(server: Server, call: Call, given: JsonObject, dry: boolean, warnings: Readonly<Record<string, string>>, managers?: (object: JsonObject) => JsonObject): HttpResponse {
  const { resource, namespace } = call
  const metadata = objectAt(given, 'metadata')
  const name = textAt(metadata, 'name')
  checkPlace(call, metadata)
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
  if (object.kind === 'Service' && !exists)
    checkValid(server, call, 'create', name, allocationErrors(object, takenByOthers(server, call)))
  const allWarnings = withWarnings(warnings, admissionWarnings(server, call, 'create', object))
  const whole = withServerValues(server, call, managers?.(object) ?? written(object, { manager: managerOf(call), time: server.time() }))
  if (dry) {
    checkAdmission(server, call, 'create', whole)
    return objectResponse(server, call, 201, withManagers(inVersion(call, dryRunObject(server, whole))), allWarnings)
  }
  if (exists)
    noteUnusedAddress(server, whole)
  const answer = ask(server, call, { verb: 'create', body: storable(whole) })
  return objectResponse(server, call, 201, withManagers(inVersion(call, server.show(answer.object ?? storable(whole)))), allWarnings)
}

/** An object with everything kept that a write may not change. */
function mergedStatus(stored: JsonObject, sent: JsonObject, subresource: string | undefined): JsonObject {
  const before = objectAt(stored, 'metadata')
  const own = Object.fromEntries(assigned.flatMap(name => before[name] === undefined ? [] : [[name, before[name]]]))
  const metadata = { ...sentMetadata(objectAt(sent, 'metadata')), ...own, name: before.name, ...(before.namespace !== undefined && { namespace: before.namespace }) }
  if (subresource === 'status')
    return { ...stored, metadata: { ...before, annotations: objectAt(sent, 'metadata').annotations }, status: { ...firstStatus[textAt(stored, 'kind')], ...objectAt(sent, 'status') } }
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
  readonly warnings: Readonly<Record<string, string>>
  readonly managers?: (object: JsonObject) => JsonObject
}

/** Stores a changed object. */
export function changed(server: Server, call: Call, before: JsonObject, sent: JsonObject, { verb, warnings, managers }: Writing): HttpResponse {
  const { resource, namespace, name = '', subresource, query } = call
  const stored = server.cache.get(storageKey(storedName(resource), namespace, name))
  if (!stored)
    throw notFound(resource, name)
  const metadata = objectAt(sent, 'metadata')
  const { uid, resourceVersion } = stored.metadata
  checkPlace(call, metadata)
  const isOther = metadata.uid !== undefined && metadata.uid !== uid
  if (!['0', undefined, resourceVersion].includes(metadata.resourceVersion as string | undefined))
    throw conflict(resource, name)
  checkStorage(server.cache, server.limits, call, name, false)
  const raw = stored as unknown as JsonObject
  const wanted = withoutEmpty(mergedStatus(raw, storedForm(sent), subresource))
  const merged = subresource === undefined ? withServerValues(server, call, resource.kind === 'Service' ? withKeptAllocations(before, wanted) : wanted) : wanted
  const isChangedSpec = !equal(merged.spec, withDefaults(before).spec) && subresource !== 'status'
  const generation = stored.metadata.generation
  const next = isChangedSpec && generation !== undefined && withGeneration.has(resource.kind) ? withAt(merged, ['metadata', 'generation'], generation + 1) : merged
  const given = listAt(sent, 'metadata', 'managedFields')
  const isOwn = given.length > 0 && !equal(given, listAt(withManagers(before), 'metadata', 'managedFields'))
  const podErrors = resource.kind === 'Pod' && subresource === undefined ? podChangeErrors(objectAt(before, 'spec'), objectAt(next, 'spec')) : []
  checkValid(server, call, verb, name, [...isOther ? [wrong('metadata.uid', metadata.uid ?? '', 'field is immutable')] : [], ...errorsOf(next), ...changeErrors(before, next), ...podErrors])
  if (resource.kind === 'Service')
    checkValid(server, call, verb, name, allocationErrors(next, takenByOthers(server, call)))
  const shown = server.show(storable(next))
  const allWarnings = subresource === undefined ? withWarnings(warnings, admissionWarnings(server, call, verb, next, before)) : warnings
  const dry = isDryRun(query)
  const writer = { manager: managerOf(call), time: server.time(), ...(subresource && { subresource }) }
  const written = managers?.(next) ?? (isOwn ? withAt(next, ['metadata', 'managedFields'], given) : withWriter(withManagers(before), withAt(next, ['metadata', 'managedFields'], listAt(withManagers(before), 'metadata', 'managedFields')), writer))
  const isSame = equal(comparable(withoutEmpty(before)), comparable(shown)) && !isOwn && !(managers && !equal(listAt(written, 'metadata', 'managedFields'), listAt(before, 'metadata', 'managedFields')))
  if ((isSame || dry) && subresource === undefined)
    checkAdmission(server, call, verb, next, before)
  if (isSame)
    return objectResponse(server, call, 200, withManagers(before), allWarnings)
  if (dry)
    return objectResponse(server, call, 200, withManagers(inVersion(call, server.show(storable(written)))), allWarnings)
  const answer = ask(server, call, { verb, ...((subresource === 'status' || subresource === 'scale') && { subresource }), body: { kind: 'Replacement', object: storable(written) } })
  return objectResponse(server, call, 200, withManagers(inVersion(call, server.show(answer.object ?? storable(written)))), allWarnings)
}

/** Kinds of which an update makes what is not there. Source: AllowCreateOnUpdate in pkg/registry. */
const createdByUpdate = new Set(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'Lease', 'Service', 'Event'])

/** Answers an update. */
export function update(server: Server, call: Call): HttpResponse {
  const { object, warnings } = bodyOf(server, call, call.resource)
  checkStored(call)
  const { resource, namespace, name = '', query } = call
  if (createdByUpdate.has(resource.kind) && !server.cache.get(storageKey(storedName(resource), namespace, name)))
    return created(server, call, object, isDryRun(query), warnings)
  return changed(server, call, objectAtPath(server, call), object, { verb: 'update', warnings })
}
