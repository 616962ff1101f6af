import type { Call, Server } from './call.ts'
import { badRequest, failure } from './errors.ts'
import { isTooDeep, jsonError } from './go-json.ts'
import { mediaType, NotProtobuf } from './http.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { apiVersionOf } from './resources.ts'
import { decode, modelOfKind, TypeMismatch } from './schema.ts'

/** The largest body that is read, in bytes. Source: apiserver/pkg/server/config.go (MaxRequestBodyBytes). */
export const largestBody = 3 * 1024 * 1024

/** Reads a text as JSON; undefined if it is none, or has too much in each other. */
export function parseJson(text: string): Json | undefined {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text) as Json
  }
  catch {
    return undefined
  }
}

/** Paths of members that an object of a text has twice. */
export function duplicates(text: string): readonly string[] {
  const found: string[] = []
  const open: { readonly path: string, readonly seen: Set<string>, index: number, readonly isList: boolean, key: string }[] = []
  const tokens = text.match(/"(?:[^"\\]|\\.)*"\s*:?|[{}[\],]/g) ?? []
  const position = (): string => {
    const top = open.at(-1)
    return top === undefined ? '' : top.isList ? `${top.path}[${top.index}]` : top.path === '' ? top.key : `${top.path}.${top.key}`
  }
  for (const token of tokens) {
    const top = open.at(-1)
    if (token === '{' || token === '[') {
      open.push({ path: position(), seen: new Set(), index: 0, isList: token === '[', key: '' })
    }
    else if (token === '}' || token === ']') {
      open.pop()
    }
    else if (token === ',') {
      if (top)
        top.index++
    }
    else if (token.endsWith(':') && top && !top.isList) {
      top.key = String(parseJson(token.slice(0, -1).trim()))
      if (top.seen.has(top.key))
        found.push(position())
      top.seen.add(top.key)
    }
  }
  return found
}

/** Which fields of a body are wrong, and what is said of it. */
export interface Read {
  readonly object: JsonObject
  readonly warnings: Readonly<Record<string, string>>
}

/** Warnings as headers carry them. */
export function warningsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  return texts.length === 0 ? {} : { warning: texts.map(each => `299 - ${JSON.stringify(each)}`).join(', ') }
}

/** Headers with more warnings. */
export function withWarnings(headers: Readonly<Record<string, string>>, texts: readonly string[]): Readonly<Record<string, string>> {
  const { warning } = warningsOf(texts)
  return warning === undefined ? headers : { ...headers, warning: [headers.warning, warning].filter(Boolean).join(', ') }
}

/** Reads a body in JSON or YAML as plain values. @throws ApiError */
export function valueOf(server: Server, { http, resource }: Call): Json {
  const { type } = mediaType(http.headers['content-type'] ?? 'application/json')
  if (type === 'application/yaml' && server.yaml) {
    try {
      return server.yaml.parse(http.body) as Json
    }
    catch {
      throw badRequest(`error converting YAML to JSON: yaml: ${http.body.slice(0, 40)}`)
    }
  }
  if (type === 'application/vnd.kubernetes.protobuf' && http.binary) {
    try {
      return http.binary()
    }
    catch (error) {
      if (error instanceof NotProtobuf)
        throw badRequest(`the object provided is unrecognized (must be of type ${resource.kind}): ${error.message}`)
      throw error
    }
  }
  if (type !== 'application/json')
    throw failure(415, 'UnsupportedMediaType', 'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf')
  const value = parseJson(http.body)
  const unrecognized = (why: string, seen: string): Error => badRequest(`the object provided is unrecognized (must be of type ${resource.kind}): couldn't get version/kind; json parse error: ${why} (${seen})`)
  const hex = Array.from(new TextEncoder().encode(http.body.slice(0, 12)), byte => byte.toString(16).padStart(2, '0')).join('')
  if (value === undefined)
    throw unrecognized(jsonError(http.body) ?? 'unexpected end of JSON input', http.body === '' ? '<empty>' : http.body.length < 3 ? http.body : hex)
  if (!isObject(value)) {
    const what = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value
    throw unrecognized(`json: cannot unmarshal ${what} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`, hex)
  }
  return value
}

/** The kind that a call's body is of. */
export interface BodyKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

/** Checks an object against its kind: leaves out fields that there are not, and says so as the client wants. @throws ApiError */
export function checked(call: Call, value: JsonObject, { group, version, kind }: BodyKind, twice: readonly string[] = []): Read {
  const validation = call.query.get('fieldValidation') || 'Warn'
  const apiVersion = apiVersionOf({ group, version })
  const cannot = (why: string): Error => badRequest(`${typeof value.kind === 'string' && value.kind ? value.kind : kind} in version "${version}" cannot be handled as a ${kind}: ${why}`)
  if ((value.kind !== undefined && value.kind !== kind) || (value.apiVersion !== undefined && value.apiVersion !== apiVersion))
    throw cannot(`no kind "${String(value.kind ?? '')}" is registered for version "${String(value.apiVersion ?? '')}" in scheme "pkg/api/legacyscheme/scheme.go:30"`)
  const model = modelOfKind(group, version, kind)
  try {
    const { value: object, unknown } = model ? decode(value, model) : { value, unknown: [] }
    const said = [...twice.map(path => `duplicate field "${path}"`), ...unknown.map(path => `unknown field "${path}"`)]
    if (validation === 'Strict' && said.length > 0)
      throw cannot(`strict decoding error: ${said.join(', ')}`)
    return { object: { ...object, apiVersion, kind }, warnings: validation === 'Warn' ? warningsOf(said) : {} }
  }
  catch (error) {
    if (error instanceof TypeMismatch)
      throw cannot(error.message)
    throw error
  }
}

/** Reads the body of a call as an object of a kind. @throws ApiError */
export function bodyOf(server: Server, call: Call, kind: BodyKind): Read {
  const value = valueOf(server, call)
  return checked(call, isObject(value) ? value : {}, kind, duplicates(call.http.body))
}
