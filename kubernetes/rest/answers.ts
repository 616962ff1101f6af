import type { Call, Server } from './call.ts'
import { accepted, type HttpRequest, type HttpResponse } from './http.ts'
import { goJson, type JsonObject, numberAt, objectAt, textAt } from './json.ts'
import { type Included, metadataOnly, tableOf } from './tables.ts'

/** In which form an answer is wanted. */
export interface ResponseFormat {
  readonly media: 'application/json' | 'application/yaml'
  readonly as: 'itself' | 'Table' | 'PartialObjectMetadata'
}

/** The form that a client wants: the first of those that it accepts and that there are. */
export function formOf({ http }: Pick<Call, 'http'>): ResponseFormat {
  for (const { type, parameters } of accepted(http.headers.accept)) {
    const isJson = type === 'application/json' || type === '*/*' || type === 'application/*'
    if (!isJson && type !== 'application/yaml')
      continue
    const { as, g, v } = parameters
    const media = isJson ? 'application/json' : 'application/yaml'
    if (as === undefined)
      return { media, as: 'itself' }
    if (g === 'meta.k8s.io' && v === 'v1' && (as === 'Table' || /^PartialObjectMetadata(?:List)?$/.test(as)))
      return { media, as: as === 'Table' ? 'Table' : 'PartialObjectMetadata' }
  }
  return { media: 'application/json', as: 'itself' }
}

const common = { 'cache-control': 'no-cache, private' }

/** When a client may ask again, where a Status says so. */
function retryHeader(value: JsonObject): Readonly<Record<string, string>> {
  const seconds = value.kind === 'Status' ? numberAt(value, 'details', 'retryAfterSeconds') : undefined
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}

/** An answer in JSON. */
export function json(status: number, value: JsonObject, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers: { ...common, 'content-type': 'application/json', ...retryHeader(value), ...headers }, body: `${goJson(value)}\n` }
}

/** An answer that is no object of the API. Source: apiserver/pkg/endpoints/handlers/responsewriters/writers.go (WriteRawJSON). */
export function rawJson(value: JsonObject): HttpResponse {
  return { ...json(200, value), body: goJson(value, 2) }
}

/** The same answer for a person's eyes, where it is asked for so. Source: apiserver/pkg/endpoints/handlers/negotiation/negotiate.go (isPrettyPrint). */
export function prettied(answer: HttpResponse, { headers }: HttpRequest, query: URLSearchParams): HttpResponse {
  const wanted = query.get('pretty')
  const isWanted = wanted ? /^(?:1|t|T|TRUE|true|True)$/.test(wanted) : /^(?:curl|Wget|Mozilla\/5\.0)/.test(headers['user-agent'] ?? '')
  return isWanted && answer.body.endsWith('}\n') && answer.headers['content-type']?.startsWith('application/json') ? { ...answer, body: goJson(JSON.parse(answer.body) as JsonObject, 2) } : answer
}

/** An answer that is a text. */
export function text(status: number, body: string, type = 'text/plain; charset=utf-8'): HttpResponse {
  return { status, headers: { ...common, 'content-type': type }, body }
}

function included({ query }: Call): Included {
  const wanted = query.get('includeObject')
  return wanted === 'None' || wanted === 'Object' ? wanted : 'Metadata'
}

function sent(server: Server, status: number, { media }: ResponseFormat, value: JsonObject, headers: Readonly<Record<string, string>>): HttpResponse {
  if (media === 'application/yaml' && server.yaml)
    return { status, headers: { ...common, 'content-type': media, ...headers }, body: server.yaml.stringify(value) }
  return json(status, value, headers)
}

/** One object, in the form that is wanted. */
export function objectResponse(server: Server, call: Call, status: number, object: JsonObject, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const form = formOf(call)
  const ordered = { kind: object.kind, apiVersion: object.apiVersion, ...object }
  if (form.as === 'Table' && object.kind !== 'Status')
    return sent(server, status, form, tableOf(textAt(object, 'kind'), [ordered], { resourceVersion: textAt(object, 'metadata', 'resourceVersion') }, server.simulation.now(), included(call)), headers)
  return sent(server, status, form, form.as === 'itself' || object.kind === 'Status' ? ordered : metadataOnly(object), headers)
}

/** Objects of one kind, in the form that is wanted. */
export function listResponse(server: Server, call: Call, objects: readonly JsonObject[], metadata: JsonObject): HttpResponse {
  const form = formOf(call)
  const { kind, group, version } = call.resource
  if (form.as === 'Table')
    return sent(server, 200, form, tableOf(kind, objects, metadata, server.simulation.now(), included(call)), {})
  if (form.as === 'PartialObjectMetadata')
    return sent(server, 200, form, { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items: objects.map(metadataOnly) }, {})
  const items = objects.map(({ kind: _, apiVersion: __, ...rest }) => rest)
  return sent(server, 200, form, { kind: `${kind}List`, apiVersion: group ? `${group}/${version}` : version, metadata, items }, {})
}

/** One object of a watch, in the form that is wanted. */
export function watched(server: Server, call: Call, { as }: ResponseFormat, object: JsonObject, first: boolean): JsonObject {
  if (as === 'Table')
    return tableOf(textAt(object, 'kind'), [object], { resourceVersion: textAt(object, 'metadata', 'resourceVersion') }, server.simulation.now(), included(call), first)
  return as === 'itself' ? { kind: object.kind, apiVersion: object.apiVersion, ...object } : metadataOnly({ ...object, metadata: objectAt(object, 'metadata') })
}
