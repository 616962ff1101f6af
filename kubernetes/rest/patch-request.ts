import { storageKey } from '../api/kinds.ts'
import { checked, duplicates, parseJson, type Read, valueOf, warningsOf } from './bodies.ts'
import { type Call, isDryRun, type Server, storedName } from './call.ts'
import { badRequest, failure, invalidOption } from './errors.ts'
import { goText, jsonError } from './go-json.ts'
import { type ApiError, type HttpResponse, mediaType } from './http.ts'
import { equal, isList, isObject, type Json, type JsonObject, objectAt, textAt, withAt } from './json.ts'
import { apply, entriesOf, fieldsOf, paths, pathText, valueAt } from './managed-fields.ts'
import { allManagers, modelFor, withManagers } from './managers.ts'
import { jsonPatch, mergePatch, type Operation, strategicMerge, UnfitPatch } from './patch-formats.ts'
import { inVersion, objectAtPath } from './reads.ts'
import { apiVersionOf } from './resources.ts'
import { decode, modelOf, TypeMismatch, typeOf } from './schema.ts'
import { schemaErrors } from './schema-errors.ts'
import { changed, checkPlace, checkStored, created } from './writes.ts'

const patchTypes = ['application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml']

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
function patchedBy(type: string, body: string, before: JsonObject, model: string): JsonObject {
  const value = parseJson(body)
  const failed = type === 'application/strategic-merge-patch+json' ? '' : 'error decoding patch: '
  if (value === undefined)
    throw badRequest(`${failed}${jsonError(body) ?? 'unexpected end of JSON input'}`)
  try {
    if (type === 'application/json-patch+json') {
      if (!isList(value))
        throw badRequest(`error decoding patch: json: cannot unmarshal ${isObject(value) ? 'object' : typeof value} into Go value of type []handlers.jsonPatchOp`)
      return objectAt({ result: jsonPatch(before, value as unknown as readonly Operation[]) }, 'result')
    }
    // Nothing is what Go reads `null` as.
    if (value === null && type === 'application/strategic-merge-patch+json')
      return before
    // Source: json-patch/merge.go (doMergePatch).
    if (value === null)
      throw badRequest('Invalid JSON Patch')
    if (!isObject(value))
      throw badRequest(`${failed}json: cannot unmarshal ${isList(value) ? 'array' : typeof value} into Go value of type map[string]interface {}`)
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

/** What the patch of a call makes of an object, read by its model, with what is unknown in it. @throws ApiError if it cannot be read, or carried out, or where a value does not fit */
export function patched({ query, http: { headers, body } }: Call, before: JsonObject, model: string): Read {
  const { type } = mediaType(headers['content-type'] ?? '')
  const value = patchedBy(type, body, before, model)
  // A refusal quotes what was sent where it is read as a map, else what came of it. Source: apiserver/pkg/endpoints/handlers/patch.go.
  const quoted = type === 'application/strategic-merge-patch+json' ? goText(parseJson(body)) : JSON.stringify(value)
  try {
    const { value: object, unknown } = model === '' ? { value, unknown: [] } : decode(value, model)
    const ofOperations = type === 'application/json-patch+json'
    const said = [...duplicates(body).map(path => `${ofOperations ? 'json patch ' : ''}duplicate field "${path}"`), ...ofOperations ? unknownMembers(parseJson(body)) : [], ...unknown.map(path => `unknown field "${path}"`)]
    const validation = query.get('fieldValidation') ?? ''
    if (validation === 'Strict' && said.length > 0)
      throw patchInvalid(quoted, `strict decoding error: ${said.join(', ')}`)
    return { object: { ...object, apiVersion: before.apiVersion, kind: before.kind }, warnings: validation === 'Ignore' ? {} : warningsOf(said) }
  }
  catch (error) {
    if (error instanceof TypeMismatch)
      throw patchInvalid(quoted, error.message)
    throw error
  }
}

/** What there is in the operations of a patch and nobody reads. */
function unknownMembers(operations: Json | undefined): readonly string[] {
  return (isList(operations) ? operations : []).flatMap((each, index) => Object.keys(isObject(each) ? each : {}).filter(name => !['op', 'path', 'from', 'value'].includes(name)).map(name => `json patch unknown field "[${index}].${name}"`))
}

/** Answers a patch. */
export function patch(server: Server, call: Call): HttpResponse {
  const { type } = mediaType(call.http.headers['content-type'] ?? '')
  if (!patchTypes.includes(type))
    throw failure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})
  checkStored(call)
  if (type === 'application/apply-patch+yaml')
    return applied(server, call)
  // Source: apimachinery/pkg/apis/meta/v1/validation/validation.go (ValidatePatchOptions).
  if (call.query.has('force'))
    throw invalidOption('PatchOptions', { reason: 'FieldValueForbidden', field: 'force', message: 'Forbidden: may not be specified for non-apply patch' })
  const before = withManagers(objectAtPath(server, call))
  const model = modelFor(before)
  const { object, warnings } = patched(call, before, model)
  return changed(server, call, objectAtPath(server, call), object, { verb: 'patch', warnings })
}

/** The kind of an object as Go writes it: `apps/v1, Kind=Deployment`. */
function kindText(object: JsonObject): string {
  const version = textAt(object, 'apiVersion')
  return `${version.includes('/') ? version : `/${version}`}, Kind=${textAt(object, 'kind')}`
}

/** Answers a server-side apply. Source: docs, reference/using-api/server-side-apply. */
function applied(server: Server, call: Call): HttpResponse {
  const { query, resource, name = '', namespace, http } = call
  const manager = query.get('fieldManager') ?? ''
  if (manager === '')
    throw invalidOption('PatchOptions', { reason: 'FieldValueRequired', field: 'fieldManager', message: 'Required value: is required for apply patch' })
  const value = parseJson(http.body) ?? valueOf(server, { ...call, http: { ...http, headers: { ...http.headers, 'content-type': 'application/yaml' } } })
  const applied = isObject(value) ? value : {}
  const wanted = { apiVersion: apiVersionOf(resource), kind: resource.kind }
  // Sources: apimachinery/pkg/util/managedfields/internal/versioncheck.go, structuredmerge.go (Apply).
  if (kindText(applied) !== kindText(wanted))
    throw badRequest(`invalid object type: ${kindText(applied)}`)
  if (isList(objectAt(applied, 'metadata').managedFields))
    throw badRequest('metadata.managedFields must be nil')
  const model = modelFor(wanted)
  const unfit = schemaErrors(applied, model)
  if (unfit.length > 0)
    throw failure(500, '', `failed to create typed patch object (${textAt(applied, 'metadata', 'namespace')}/${textAt(applied, 'metadata', 'name')}; ${kindText(wanted)}): ${unfit.length > 1 ? ['errors:', ...unfit.map(each => `  ${each}`)].join('\n') : unfit.join()}`)
  const { object: sent, warnings } = checked(call, applied, resource)
  checkPlace(call, objectAt(sent, 'metadata'))
  const dry = isDryRun(query)
  const stored = server.cache.get(storageKey(storedName(resource), namespace, name))
  const live = stored && inVersion(call, server.show(stored))
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
  return changed(server, call, withManagers(live), withAt(withAt(named, ['metadata', 'resourceVersion'], objectAt(sent, 'metadata').resourceVersion), ['metadata', 'managedFields'], undefined), { verb: 'patch', warnings, managers: owned })
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
  const lines = [...new Set(conflicts.map(({ manager }) => manager))].map(({ manager, subresource, operation, apiVersion }) => ({
    who: `"${manager}"${subresource ? ` with subresource "${subresource}"` : ''}${operation === 'Update' ? ` using ${apiVersion}` : ''}`,
    fields: conflicts.filter(each => each.manager.manager === manager && each.manager.operation === operation && each.manager.subresource === subresource).map(({ path }) => path),
  }))
  const texts = lines.map(({ who, fields }) => fields.length === 1 ? `conflict with ${who}: ${fields[0] ?? ''}` : `conflicts with ${who}:\n${fields.map(field => `- ${field}`).join('\n')}`)
  const count = conflicts.length
  return failure(409, 'Conflict', `Apply failed with ${count} conflict${count === 1 ? '' : 's'}: ${texts.join('\n')}`, {
    causes: lines.flatMap(({ who, fields }) => fields.map(field => ({ reason: 'FieldManagerConflict', message: `conflict with ${who}`, field }))),
  })
}
