import { parseJson } from './bodies.ts'
import { storageKey } from '../api/kinds.ts'
import { type Call, isStored, type Server, storedName } from './call.ts'
import { badRequest, conflict, failure, type FieldError, invalid, invalidOption } from './errors.ts'
import { jsonError } from './go-json.ts'
import { accepted, type MediaType } from './http.ts'
import { isList, isObject, type JsonObject, objectAt, textAt } from './json.ts'
import { continuationText } from './reads.ts'
import { unsupported, wrong } from './validation.ts'

/** How long the name of a manager may be, in bytes. Source: apimachinery/pkg/apis/meta/v1/validation/validation.go (FieldManagerMaxLength). */
const longestManager = 128

/** So many operations a patch may have. Source: apiserver/pkg/endpoints/handlers/patch.go (maxJSONPatchOperations). */
const mostOperations = 10_000

/** Kinds that are changed only by who has seen them. Source: AllowUnconditionalUpdate in pkg/registry. */
const conditional = new Set(['Lease'])

const optionsOf: Readonly<Record<string, string>> = { create: 'CreateOptions', update: 'UpdateOptions', patch: 'PatchOptions', delete: 'DeleteOptions', deletecollection: 'DeleteOptions' }

function bytesIn(text: string): number {
  return new TextEncoder().encode(text).length
}

function notAllowed(field: string, why: string): FieldError {
  return { reason: 'FieldValueForbidden', field, message: `Forbidden: ${why}` }
}

function bodyIn({ http }: Call): JsonObject {
  const value = parseJson(http.body)
  return isObject(value) ? value : {}
}

/** Source: apimachinery/pkg/apis/meta/v1/validation/validation.go (ValidateDryRun, ValidateFieldManager, ValidateFieldValidation). */
function checkOptions({ query }: Call, options: string): void {
  const dryRun = query.getAll('dryRun')
  if (dryRun.some(each => each !== 'All' && each !== ''))
    throw invalidOption(options, unsupported('dryRun', dryRun, ['All']))
  if (options === 'DeleteOptions')
    return
  const manager = query.get('fieldManager') ?? ''
  if (bytesIn(manager) > longestManager)
    throw invalidOption(options, { reason: 'FieldValueTooLong', field: 'fieldManager', message: `Too long: may not be more than ${longestManager} bytes` })
  const at = [...manager].findIndex(letter => /[\p{C}\p{Zl}\p{Zp}]/u.test(letter) || (/\p{Zs}/u.test(letter) && letter !== ' '))
  if (at >= 0)
    throw invalidOption(options, wrong('fieldManager', manager, `invalid character U+${([...manager][at]?.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} (at position ${bytesIn([...manager].slice(0, at).join(''))})`))
  const validation = query.get('fieldValidation') ?? ''
  const validations = ['', 'Ignore', 'Strict', 'Warn']
  if (!validations.includes(validation))
    throw invalidOption(options, unsupported('fieldValidation', validation, validations))
}

/** Sources: apiserver/pkg/endpoints/handlers/rest.go (checkName), namer.go, apiserver/pkg/registry/generic/registry/store.go (Update). */
function checkUpdate({ cache }: Server, call: Call): void {
  const { resource, namespace, name = '' } = call
  const metadata = objectAt(bodyIn(call), 'metadata')
  if (!call.http.headers['content-type']?.startsWith('application/json'))
    return
  if (textAt(metadata, 'name') === '')
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`)
  const stored = isStored(resource) ? cache.get(storageKey(storedName(resource), namespace, name)) : undefined
  const uid = textAt(metadata, 'uid')
  // What an update names is asked for before anything else. Sources: apiserver/pkg/storage/interfaces.go (Preconditions), errors.go.
  if (stored && uid !== '' && uid !== stored.metadata.uid)
    throw conflict(resource, name, `StorageError: invalid object, Code: 4, Key: /registry/${resource.name}/${namespace === undefined ? '' : `${namespace}/`}${name}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${stored.metadata.uid}`)
  const version = textAt(metadata, 'resourceVersion')
  if (!/^\d*$/.test(version))
    throw failure(500, '', `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`)
  if (conditional.has(resource.kind) && (version === '' || version === '0'))
    throw invalid({ group: resource.group, kind: resource.name }, name, [{ reason: 'FieldValueInvalid', field: 'metadata.resourceVersion', message: 'Invalid value: 0x0: must be specified for an update' }])
}

/** Source: apimachinery/pkg/apis/meta/v1/validation/validation.go (ValidateDeleteOptions). */
function checkDelete(call: Call): void {
  const { orphanDependents, propagationPolicy } = bodyIn(call)
  if (typeof orphanDependents === 'boolean' && typeof propagationPolicy === 'string')
    throw invalidOption('DeleteOptions', wrong('propagationPolicy', propagationPolicy, 'orphanDependents and deletionPropagation cannot be both set'))
}

/** Source: pkg/apis/core/validation/validation.go (ValidatePodLogOptions). */
function checkLog({ query, name = '' }: Call): void {
  const numberIn = (field: string): number | undefined => /^-?\d+$/.test(query.get(field) ?? '') ? Number(query.get(field)) : undefined
  const [tail, bytes, seconds] = ['tailLines', 'limitBytes', 'sinceSeconds'].map(numberIn)
  const stream = query.get('stream') || 'All'
  const streams = ['All', 'Stderr', 'Stdout']
  const errors = [
    ...tail !== undefined && tail < 0 ? [wrong('tailLines', tail, 'must be greater than or equal to 0')] : [],
    ...bytes !== undefined && bytes < 1 ? [wrong('limitBytes', bytes, 'must be greater than 0')] : [],
    ...seconds !== undefined && query.get('sinceTime') ? [notAllowed('', 'at most one of `sinceTime` or `sinceSeconds` may be specified')] : seconds !== undefined && seconds < 1 ? [wrong('sinceSeconds', seconds, 'must be greater than 0')] : [],
    ...streams.includes(stream) ? [] : [unsupported('stream', stream, streams)],
    ...stream !== 'All' && tail !== undefined ? [notAllowed('', '`tailLines` and specific `stream` are mutually exclusive for now')] : [],
  ]
  if (errors.length > 0)
    throw invalid({ group: '', kind: 'PodLogOptions' }, name, errors)
}

/** What the options of a list or a watch may not be together. Source: apimachinery/pkg/apis/meta/internalversion/validation/validation.go. */
function wrongListOptions(query: URLSearchParams, isWatch: boolean): readonly FieldError[] {
  const match = query.get('resourceVersionMatch') ?? ''
  const revision = query.get('resourceVersion') ?? ''
  const hasInitial = query.has('sendInitialEvents')
  const goesOn = match !== '' && query.get('continue') ? [notAllowed('resourceVersionMatch', 'resourceVersionMatch is forbidden when continue is provided')] : []
  if (isWatch) {
    return [
      ...hasInitial && match !== 'NotOlderThan' ? [notAllowed('resourceVersionMatch', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan')] : [],
      ...match !== '' && !hasInitial ? [notAllowed('resourceVersionMatch', 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided')] : [],
      ...match !== '' && match !== 'NotOlderThan' ? [unsupported('resourceVersionMatch', match, ['NotOlderThan'])] : [],
      ...goesOn,
    ]
  }
  return [
    ...hasInitial ? [notAllowed('sendInitialEvents', 'sendInitialEvents is forbidden for list')] : [],
    ...match !== '' && revision === '' ? [notAllowed('resourceVersionMatch', 'resourceVersionMatch is forbidden unless resourceVersion is provided')] : [],
    ...goesOn,
    ...['', 'Exact', 'NotOlderThan'].includes(match) ? [] : [unsupported('resourceVersionMatch', match, ['Exact', 'NotOlderThan', ''])],
    ...match === 'Exact' && revision === '0' ? [notAllowed('resourceVersionMatch', 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"')] : [],
  ]
}

/** Refuses a token that does not say where a list goes on. Source: apiserver/pkg/storage/continue.go (DecodeContinue). */
function checkContinuation(text: string): void {
  const refused = (why: string): Error => badRequest(`invalid continue token: continue key is not valid: ${why}`)
  const written = continuationText(text)
  const illegal = text.search(/[^\w-]/)
  if (written === undefined)
    throw refused(`illegal base64 data at input byte ${illegal >= 0 ? illegal : text.length}`)
  const error = jsonError(written)
  if (error !== undefined)
    throw refused(error)
  const token = parseJson(written)
  const { v, rv, start } = isObject(token) ? token : {}
  if (v !== 'meta.k8s.io/v1')
    throw badRequest(`invalid continue token: continue key is not valid: server does not recognize this encoded version ${String(v ?? '')}`)
  if (!rv)
    throw refused('incorrect encoded start resourceVersion (version meta.k8s.io/v1)')
  if (!start)
    throw refused('encoded start key empty (version meta.k8s.io/v1)')
  if (/(?:^|\/)\.{0,2}(?:\/|$)/.test(String(start).replace(/^\//, '')))
    throw refused(String(start))
}

function checkList({ query, verb }: Call): void {
  const errors = wrongListOptions(query, verb === 'watch')
  if (errors.length > 0)
    throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', errors)
  const token = query.get('continue') ?? ''
  if (verb !== 'list' || token === '')
    return
  if (Number(query.get('resourceVersion') ?? ''))
    throw badRequest('specifying resource version is not allowed when using continue')
  checkContinuation(token)
}

/** Refuses forms that there are not. Recorded, and apiserver/pkg/endpoints/handlers/negotiation/errors.go (errNotAcceptable). */
function checkForm({ http, query, verb }: Call): void {
  const wanted = accepted(http.headers.accept)
  const isStream = verb === 'watch'
  const known = wanted.filter(({ type }) => /^(?:\*\/\*|application\/(?:\*|json|yaml|vnd\.kubernetes\.protobuf))$/.test(type))
  if (known.length === 0)
    throw failure(406, 'NotAcceptable', '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch', {})
  const isServed = ({ type, parameters: { as, g, v } }: MediaType): boolean => !type.endsWith('protobuf') && !(isStream && type === 'application/yaml') && (as === undefined || (g === 'meta.k8s.io' && v === 'v1' && /^(?:Table|PartialObjectMetadata(?:List)?)$/.test(as)))
  if (!known.some(isServed))
    throw failure(406, 'NotAcceptable', `only the following media types are accepted: ${isStream ? 'application/json;stream=watch' : 'application/json, application/yaml'}`)
  const included = query.get('includeObject') || 'Metadata'
  if (wanted.some(({ parameters }) => parameters.as === 'Table') && !['None', 'Object', 'Metadata'].includes(included))
    throw badRequest(`Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(included)}: must be 'Metadata', 'Object', 'None', or empty`)
}

/** Refuses what any client may send, and the page's own terminal does not: the page does without it. @throws ApiError */
export function checkRequest(server: Server, call: Call): void {
  const { verb, http, subresource } = call
  if (subresource !== 'log')
    checkForm(call)
  const options = optionsOf[verb]
  if (options !== undefined)
    checkOptions(call, options)
  if (verb === 'update')
    checkUpdate(server, call)
  if (verb.startsWith('delete'))
    checkDelete(call)
  if (subresource === 'log')
    checkLog(call)
  if (verb === 'list' || verb === 'watch')
    checkList(call)
  if (http.headers['content-type']?.startsWith('application/json-patch+json')) {
    const operations = parseJson(http.body)
    if (isList(operations) && operations.length > mostOperations)
      throw failure(413, 'RequestEntityTooLarge', `Request entity too large: The allowed maximum operations in a JSON patch is ${mostOperations}, got ${operations.length}`)
  }
}
