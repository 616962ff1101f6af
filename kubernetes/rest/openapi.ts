import type { Json, JsonObject } from './json.ts'
import { groupVersionPaths } from './discovery.ts'
import { type ApiResource, resources } from './resources.ts'
import { keepsNamedMembers, keysOf, modelOf, modelOfKind, type Models, shortName, typeOf } from './schema.ts'

const scalars: Readonly<Record<string, JsonObject>> = {
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  number: { type: 'number', format: 'double' },
  double: { type: 'number', format: 'double' },
  boolean: { type: 'boolean' },
  byte: { type: 'string', format: 'byte' },
  string: { type: 'string' },
  any: { type: 'object' },
}

/** Kinds of texts and numbers that have a schema of their own, so that they are told apart. */
const named: Readonly<Record<string, readonly [name: string, schema: JsonObject]>> = {
  'date-time': ['io.k8s.apimachinery.pkg.apis.meta.v1.Time', { type: 'string', format: 'date-time', description: 'Time is a wrapper around time.Time which supports correct marshaling to YAML and JSON.  Wrappers are provided for many of the factory methods that the time package offers.' }],
  'micro-time': ['io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime', { type: 'string', format: 'date-time', description: 'MicroTime is version of Time with microsecond level precision.' }],
  'int-or-string': ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', { description: 'IntOrString is a type that can hold an int32 or a string.  When used in JSON or YAML marshalling and unmarshalling, it produces or consumes the inner type.  This allows you to have, for example, a JSON field that can accept a name or number.', oneOf: [{ type: 'integer' }, { type: 'string' }], format: 'int-or-string' }],
  'quantity': ['io.k8s.apimachinery.pkg.api.resource.Quantity', { oneOf: [{ type: 'string' }, { type: 'number' }] }],
  'fields': ['io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1', { type: 'object' }],
}

/** The name of a model in the document. */
function schemaName(model: string): string {
  return `io.k8s.api.${/V\d/.exec(model)?.[0].toLowerCase() ?? 'v1'}.${shortName(model)}`
}

type Reference = (name: string) => string

function valueSchema(of: string, refer: Reference): JsonObject {
  const own = named[of]
  if (own)
    return { $ref: refer(own[0]) }
  if (of.startsWith('[]'))
    return { type: 'array', items: valueSchema(of.slice(2), refer) }
  return scalars[of] ?? { $ref: refer(schemaName(of)) }
}

/** What a text may be, as its description lists it: ` - \`"Always"\` means …`. */
function enumOf(description: string): JsonObject {
  const [, listed = ''] = description.split('\nPossible enum values:')
  const values = [...listed.matchAll(/^ - `"([^"]*)"`/gm)].map(([, value = '']) => value)
  return values.length > 0 ? { enum: values } : {}
}

function fieldSchema(model: string, field: string, type: string, description: string, refer: Reference, version: 2 | 3): JsonObject {
  const { shape, of } = typeOf(type)
  const value = { ...valueSchema(of, refer), ...enumOf(description) }
  const words = description || named[of]?.[1].description
  const described = words ? { description: words } : {}
  const strategy = keepsNamedMembers(model, field) ? 'retainKeys' : ''
  if (shape === 'list') {
    const keys = keysOf(model, field)
    return {
      ...described,
      type: 'array',
      items: '$ref' in value && version === 3 ? { allOf: [value], default: {} } : value,
      ...(keys && { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys, 'x-kubernetes-patch-merge-key': keys[0] ?? '', 'x-kubernetes-patch-strategy': `merge${strategy && `,${strategy}`}` }),
    }
  }
  if (shape === 'map')
    return { ...described, type: 'object', additionalProperties: value }
  const kept = strategy && { 'x-kubernetes-patch-strategy': strategy }
  return '$ref' in value && version === 3 ? { ...described, allOf: [value], default: {}, ...kept } : { ...described, ...value, ...kept }
}

function collect(model: string, models: Models, refer: Reference, version: 2 | 3, schemas: Record<string, Json>): void {
  const found = modelOf(model, models)
  const name = schemaName(model)
  if (!found || name in schemas)
    return
  const fields = Object.entries(found.fields).toSorted(([one], [other]) => one < other ? -1 : 1)
  const required = fields.filter(([, [type]]) => type.endsWith('!')).map(([field]) => field)
  schemas[name] = {}
  schemas[name] = {
    ...(found.description && { description: found.description }),
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(fields.map(([field, [type, description]]) => [field, fieldSchema(model, field, type, description, refer, version)])),
  }
  for (const [, [type]] of fields) {
    const { of } = typeOf(type)
    const own = named[of]
    if (own)
      schemas[own[0]] = { ...own[1], ...(models[of] && { description: models[of].description }) }
    collect(of, models, refer, version, schemas)
  }
}

const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force', 'pretty']

function operation(verb: string, gvk: JsonObject, version: 2 | 3): JsonObject {
  const query = parameters.map(name => version === 3 ? { name, in: 'query', schema: { type: 'string', uniqueItems: true } } : { name, in: 'query', type: 'string', uniqueItems: true })
  return { 'parameters': query, 'responses': { 200: { description: 'OK' } }, 'x-kubernetes-action': verb, 'x-kubernetes-group-version-kind': gvk }
}

function documentOf(some: readonly ApiResource[], models: Models, version: 2 | 3): { readonly paths: JsonObject, readonly schemas: JsonObject } {
  const refer: Reference = name => version === 3 ? `#/components/schemas/${name}` : `#/definitions/${name}`
  const schemas: Record<string, Json> = {}
  const paths: Record<string, Json> = {}
  for (const { group, version: number, kind, name, namespaced } of some) {
    const model = modelOfKind(group, number, kind, models)
    const gvk = { group, version: number, kind }
    const list = `/${group ? `apis/${group}` : 'api'}/${number}${namespaced ? '/namespaces/{namespace}' : ''}/${name}`
    paths[list] = { get: operation('list', gvk, version), post: operation('post', gvk, version) }
    paths[`${list}/{name}`] = { get: operation('get', gvk, version), put: operation('put', gvk, version), patch: operation('patch', gvk, version), delete: operation('delete', gvk, version) }
    if (!model)
      continue
    collect(model, models, refer, version, schemas)
    const own = schemas[schemaName(model)]
    if (typeof own === 'object' && own !== null)
      schemas[schemaName(model)] = { ...own, 'x-kubernetes-group-version-kind': [gvk] }
  }
  return { paths, schemas }
}

/** `/openapi/v3`: where the document of each group and version is. @param hashOf tells one content of a document from another */
export function openapiIndex(hashOf: (path: string) => string): JsonObject {
  return { paths: Object.fromEntries(groupVersionPaths().map(path => [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hashOf(path)}` }])) }
}

/** The document of a group and version, by its path (`apis/apps/v1`); undefined if there is none. */
export function openapiDocument(path: string, models: Models): JsonObject | undefined {
  const some = resources.filter(({ group, version }) => (group ? `apis/${group}/${version}` : `api/${version}`) === path)
  if (some.length === 0)
    return undefined
  const { paths, schemas } = documentOf(some, models, 3)
  return { openapi: '3.0.0', info: { title: 'Kubernetes', version: '1.36' }, paths, components: { schemas } }
}

/** `/openapi/v2`: everything in one document. */
export function swagger(models: Models): JsonObject {
  const { paths, schemas } = documentOf(resources, models, 2)
  return { swagger: '2.0', info: { title: 'Kubernetes', version: '1.36' }, paths, definitions: schemas }
}

function protobufText(field: number, value: string): string {
  return `${String.fromCharCode(field * 8 + 2, value.length)}${value}`
}

/** `/openapi/v2` in binary, which kubectl asks for where no newer document has a kind. It names none: the API server checks. Source: gnostic, openapiv2/OpenAPIv2.proto. */
export function swaggerProtobuf(): string {
  return protobufText(1, '2.0') + protobufText(2, protobufText(1, 'Kubernetes') + protobufText(2, '1.36'))
}
