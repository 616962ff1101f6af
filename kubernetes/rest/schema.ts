import { quantity } from '../api/quantity.ts'
import { isList, isObject, type Json, type JsonObject } from './json.ts'
import written from './models.json' with { type: 'json' }

/** A structure of the API: what it is for, and its fields. */
export interface Model {
  readonly description: string
  readonly fields: Readonly<Record<string, Field>>
}

/** A field: its type and what it is for. A type is a scalar or the name of a model, after `[]` for a list and `{}` for a map; `!` at its end: required. */
export type Field = readonly [type: string, description: string]

/** Models, by their names. */
export type Models = Readonly<Record<string, Model>>

/**
 * Names, types and descriptions of the fields of Kubernetes 1.36, as `npm run models` writes them. Models stand beside
 * those that are alike, so that gzip makes less of the file; fields in the order of the structures of Go.
 */
export const models = written as unknown as Models

/** A model by its name; undefined for a scalar. */
export function modelOf(name: string, from = models): Model | undefined {
  return Object.hasOwn(from, name) ? from[name] : undefined
}

/** The kind that a model's name stands for: `V1PodSpec` is PodSpec. */
export function shortName(model: string): string {
  return model.replace(/^(?:Core|Events|Rbac|Discovery|Authentication|Storage|Flowcontrol|Resource)?V\d/, '')
}

/** The name of the model of a kind; undefined if there is none. */
export function modelOfKind(group: string, version: string, kind: string, from: object = models): string | undefined {
  const [first = ''] = group.split('.')
  const name = `${version.toUpperCase()}${kind}`
  return [`${first === '' ? 'Core' : `${first.charAt(0).toUpperCase()}${first.slice(1)}`}${name}`, name].find(each => Object.hasOwn(from, each))
}

/** A field's type taken apart. */
export interface FieldType {
  readonly shape: 'one' | 'list' | 'map'
  /** Of itself, or of what is in the list or the map. */
  readonly of: string
}

/** Takes a type apart. */
export function typeOf(type: string): FieldType {
  const optionalType = type.replace(/!$/, '')
  if (optionalType.startsWith('[]'))
    return { shape: 'list', of: optionalType.slice(2) }
  return optionalType.startsWith('{}') ? { shape: 'map', of: optionalType.slice(2) } : { shape: 'one', of: optionalType }
}

/** By which members entries of a list are told apart; a list that is not here is one value. Sources: `patchMergeKey` and `listMapKey` in staging/src/k8s.io/api. */
const keys: Readonly<Record<string, readonly string[]>> = {
  'V1PodSpec.containers': ['name'],
  'V1PodSpec.initContainers': ['name'],
  'V1PodSpec.ephemeralContainers': ['name'],
  'V1PodSpec.volumes': ['name'],
  'V1PodSpec.imagePullSecrets': ['name'],
  'V1PodSpec.hostAliases': ['ip'],
  'V1PodSpec.topologySpreadConstraints': ['topologyKey', 'whenUnsatisfiable'],
  'V1PodSpec.schedulingGates': ['name'],
  'V1PodSpec.resourceClaims': ['name'],
  'V1Container.ports': ['containerPort', 'protocol'],
  'V1Container.env': ['name'],
  'V1Container.volumeMounts': ['mountPath'],
  'V1Container.volumeDevices': ['devicePath'],
  'V1PodStatus.conditions': ['type'],
  'V1PodStatus.podIPs': ['ip'],
  'V1DeploymentStatus.conditions': ['type'],
  'V1ReplicaSetStatus.conditions': ['type'],
  'V1NodeStatus.conditions': ['type'],
  'V1NodeStatus.addresses': ['type'],
  'V1NamespaceStatus.conditions': ['type'],
  'V1ServiceSpec.ports': ['port', 'protocol'],
  'V1ServiceAccount.secrets': ['name'],
  'V1ObjectMeta.ownerReferences': ['uid'],
  'V2HorizontalPodAutoscalerStatus.conditions': ['type'],
}

/** By which members the entries of a list are told apart; undefined: the list is one value. */
export function keysOf(model: string, field: string): readonly string[] | undefined {
  return keys[`${model}.${field}`]
}

/** Lists of texts that are merged as sets. */
const sets = new Set(['V1ObjectMeta.finalizers', 'V1NodeSpec.podCIDRs'])

/** Whether a list of texts is a set. */
export function isSet(model: string, field: string): boolean {
  return sets.has(`${model}.${field}`)
}

/** Fields of which a patch names the members that are to stay, those of a list's entries as well. Source: `patchStrategy: retainKeys` in staging/src/k8s.io/api. */
const keeping = new Set(['V1DeploymentSpec.strategy', 'V1PodSpec.volumes', 'V1PodSpec.resourceClaims'])

/** Whether a patch of a field names the members that are to stay. */
export function keepsNamedMembers(model: string, field: string): boolean {
  return keeping.has(`${model}.${field}`)
}

/** Structures and maps that are one value: setting a part sets all. */
const atomicModels = new Set(['V1LabelSelector', 'V1ObjectReference', 'V1LocalObjectReference', 'V1ObjectFieldSelector', 'V1SecretKeySelector', 'V1ConfigMapKeySelector', 'V1ResourceFieldSelector', 'V1NodeSelector', 'V1NodeSelectorTerm', 'V1TypedLocalObjectReference', 'V1RoleRef'])
const atomicMaps = new Set(['V1PodSpec.nodeSelector', 'V1ServiceSpec.selector'])

/** Whether what stands in a field is one value. */
export function isAtomic(model: string, field: string, { of }: FieldType): boolean {
  return atomicModels.has(of) || atomicMaps.has(`${model}.${field}`)
}

/** A value that a field cannot hold. */
export class TypeMismatch extends Error {
  /** As the API writes types: `int32`. */
  readonly type: string
  constructor(message: string, type: string) {
    super(message)
    this.type = type
  }
}

/** What reading an object by its model comes to. */
export interface Decoded {
  readonly value: JsonObject
  /** Paths of fields that the model does not have. */
  readonly unknown: readonly string[]
}

const goTypes: Readonly<Record<string, string>> = { 'boolean': 'bool', 'number': 'float64', 'byte': '[]uint8', 'date-time': 'v1.Time', 'int-or-string': 'intstr.IntOrString' }

function jsonType(value: Json): string {
  return value === null ? 'null' : isList(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
}

function fits(value: Json, type: string): boolean {
  switch (type) {
    case 'any':
    case 'fields':
      return true
    case 'boolean':
      return typeof value === 'boolean'
    case 'int32':
    case 'int64': {
      const size = 2 ** (type === 'int32' ? 31 : 63)
      return typeof value === 'number' && Number.isInteger(value) && value >= -size && value < size
    }
    case 'number':
    case 'double':
      return typeof value === 'number'
    case 'int-or-string':
      return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value))
    case 'date-time':
    case 'micro-time':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    default:
      return typeof value === 'string'
  }
}

interface FieldPath {
  readonly struct: string
  readonly path: string
}

/** What Go has for a null in a list. */
function zeroOf(type: string): Json {
  return modelOf(type) ? {} : type === 'boolean' ? false : type === 'quantity' ? '0' : fits(0, type) ? 0 : fits('', type) ? '' : null
}

/** Reads a value of a type. Undefined: it is as good as absent. */
function read(value: Json, type: string, fieldPath: FieldPath, unknown: string[]): Json | undefined {
  const { shape, of } = typeOf(type)
  const mismatch = (go: string): TypeMismatch =>
    new TypeMismatch(`json: cannot unmarshal ${jsonType(value)}${go.startsWith('int') && typeof value === 'number' ? ` ${value}` : ''} into Go struct field ${fieldPath.struct}.${fieldPath.path.replace(/\[\d+\]/g, '')} of type ${go}`, go)
  if (value === null)
    return undefined
  if (shape === 'list') {
    if (!isList(value))
      throw mismatch(`[]${modelOf(of) ? `v1.${shortName(of)}` : goTypes[of] ?? of}`)
    // In a list an empty text is an item like any other: the core group of a role's rule is "".
    const items = value.map((item, index) => read(item ?? zeroOf(of), `${of}!`, { ...fieldPath, path: `${fieldPath.path}[${index}]` }, unknown) ?? null)
    return items.length > 0 || type.endsWith('!') ? items : undefined
  }
  if (shape === 'map') {
    if (!isObject(value))
      throw mismatch(of === 'quantity' ? 'v1.ResourceList' : `map[string]${goTypes[of] ?? of}`)
    const entries = Object.entries(value).map(([name, each]) => [name, read(each ?? zeroOf(of), of, { ...fieldPath, path: `${fieldPath.path}.${name}` }, unknown) ?? ''] as const)
    return entries.length > 0 ? Object.fromEntries(entries) : undefined
  }
  if (of === 'quantity')
    return readQuantity(value)
  const model = modelOf(of)
  if (!model) {
    if (!fits(value, of))
      throw mismatch(goTypes[of] ?? of)
    return value === '' && !type.endsWith('!') ? undefined : value
  }
  if (!isObject(value))
    throw mismatch(`v1.${shortName(of)}`)
  return readObject(value, of, model, fieldPath.path, unknown)
}

function readObject(value: JsonObject, name: string, model: Model, path: string, unknown: string[]): JsonObject {
  const result: Record<string, Json> = {}
  for (const [member, each] of Object.entries(value)) {
    const field = Object.hasOwn(model.fields, member) ? model.fields[member] : undefined
    const own = path === '' ? member : `${path}.${member}`
    if (!field) {
      unknown.push(own)
      continue
    }
    const known = each === undefined || member === 'managedFields' ? each : read(each, field[0], { struct: shortName(name), path: own }, unknown)
    if (known !== undefined)
      result[member] = known
  }
  return result
}

/** Whether a text is a quantity. */
export function isQuantity(text: string): boolean {
  try {
    quantity(text)
    return true
  }
  catch {
    return false
  }
}

/** A quantity may be written as a number. Source: apimachinery/pkg/api/resource/quantity.go (UnmarshalJSON, ErrFormatWrong). */
function readQuantity(value: Json): string {
  const text = String(value)
  if (!isQuantity(text))
    throw new TypeMismatch('quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'', 'Quantity')
  return text
}

/** Reads an object by its model: fields that the model has not are left out and named. @throws TypeMismatch for a value that its field cannot hold */
export function decode(value: JsonObject, name: string): Decoded {
  const model = modelOf(name)
  if (!model)
    return { value, unknown: [] }
  const unknown: string[] = []
  return { value: readObject(value, name, model, '', unknown), unknown }
}
