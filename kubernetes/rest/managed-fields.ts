import { equal, isList, isObject, type Json, type JsonObject, listAt, objectAt, textAt } from './json.ts'
import { isAtomic, isSet, keysOf, modelOf, typeOf } from './schema.ts'

/** Which fields a manager has set, as `fieldsV1` writes it: a member for each, and `.` for the place itself. */
export type FieldSet = JsonObject

/** An entry of `metadata.managedFields`. */
export interface Manager {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly subresource?: string
  readonly apiVersion: string
  readonly time: string
  readonly fields: FieldSet
}

/** Fields of metadata that have no manager. Source: apimachinery/pkg/util/managedfields/internal/stripmeta.go. */
const stripped = new Set(['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'selfLink', 'managedFields'])

/** Structures that are there in an object with nothing in it: they have no manager, only what is in them. */
const always = new Set(['V1ObjectMeta', 'V1DeploymentSpec', 'V1ReplicaSetSpec', 'V1PodTemplateSpec', 'V1PodSpec', 'V1DeploymentStrategy', 'V1DeploymentStatus', 'V1ReplicaSetStatus', 'V1PodStatus', 'V1ServiceSpec', 'V1ServiceStatus', 'V1LoadBalancerStatus', 'V1NodeSpec', 'V1NodeStatus', 'V1NamespaceSpec', 'V1NamespaceStatus', 'V1RoleRef', 'V1LeaseSpec', 'V2HorizontalPodAutoscalerSpec', 'V2HorizontalPodAutoscalerStatus', 'V1ScaleSpec'])

/** Entries of lists that are one value each. */
const atomicEntries = new Set(['V1OwnerReference'])

/** How sets are written: by an update every new place counts, by an apply only what was sent. */
type Operation = 'update' | 'apply'

/** By which members an entry of a list is known: `k:{"name":"web"}`. */
export function keyText(entry: Json, keys: readonly string[]): string {
  const defaults: JsonObject = { protocol: 'TCP' }
  const members = keys.toSorted().map((key): [string, Json] => [key, (isObject(entry) ? entry[key] : undefined) ?? defaults[key] ?? null])
  return `k:${JSON.stringify(Object.fromEntries(members))}`
}

/** What a value sets of a field of a type. `inEntry`: it is in an entry of a list, all of which is new. */
function setOfValue(value: Json, model: string, field: string, type: string, operation: Operation, inEntry: boolean): FieldSet {
  const parsed = typeOf(type)
  if (isAtomic(model, field, parsed))
    return {}
  const keys = keysOf(model, field)
  if (parsed.shape === 'list' && isList(value)) {
    // Containers are there in an object with nothing in it, as null.
    const isNew = operation === 'update' && (inEntry || field !== 'containers')
    if (keys)
      return dotted(Object.fromEntries(value.map(entry => [keyText(entry, keys), atomicEntries.has(parsed.of) ? {} : { '.': {}, ...setOfObject(isObject(entry) ? entry : {}, parsed.of, operation, true) }])), isNew)
    return isSet(model, field) ? dotted(Object.fromEntries(value.map(entry => [`v:${JSON.stringify(entry)}`, {}])), operation === 'update') : {}
  }
  if (!isObject(value) || Object.keys(value).length === 0)
    return {}
  if (parsed.shape === 'map')
    return dotted(Object.fromEntries(Object.keys(value).map(name => [`f:${name}`, {}])), operation === 'update')
  return modelOf(parsed.of) ? dotted(setOfObject(value, parsed.of, operation, inEntry), operation === 'update' && (inEntry || !always.has(parsed.of))) : {}
}

function dotted(set: FieldSet, dot: boolean): FieldSet {
  return dot ? { '.': {}, ...set } : set
}

/** Whether a value is a structure that is always there, with nothing in it. */
function isNothing(value: Json, type = 'any'): boolean {
  return always.has(typeOf(type).of) && isObject(value) && Object.keys(value).length === 0
}

function setOfObject(value: JsonObject, model: string, operation: Operation, inEntry: boolean): FieldSet {
  const fields = modelOf(model)?.fields ?? {}
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => each === undefined || each === null || isNothing(each, fields[name]?.[0]) ? [] : [[`f:${name}`, setOfValue(each, model, name, fields[name]?.[0] ?? 'any', operation, inEntry)]]))
}

/** What an object sets. */
export function fieldsOf(object: JsonObject, model: string, operation: Operation): FieldSet {
  const { apiVersion: _, kind: __, metadata, ...others } = object
  const rest = Object.fromEntries(Object.entries(isObject(metadata) ? metadata : {}).filter(([name]) => !stripped.has(name)))
  return setOfObject({ ...others, ...(Object.keys(rest).length > 0 && { metadata: rest }) }, model, operation, false)
}

function isLeaf(set: Json | undefined): boolean {
  return !isObject(set) || Object.keys(set).length === 0
}

/** The places of a set, each as a path. */
export function paths(set: FieldSet, before: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(set).flatMap(([name, inner]) => name === '.' ? [before] : isLeaf(inner) ? [[...before, name]] : paths(isObject(inner) ? inner : {}, [...before, name]))
}

function has(set: FieldSet, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined)
    return set['.'] !== undefined || Object.keys(set).length === 0
  const inner = set[name]
  return isObject(inner) && (rest.length === 0 ? isLeaf(inner) || inner['.'] !== undefined : has(inner, rest))
}

/** What is in one set or the other. */
export function union(one: FieldSet, other: FieldSet): FieldSet {
  const result: Record<string, Json | undefined> = { ...one }
  for (const [name, inner] of Object.entries(other)) {
    const mine = result[name]
    result[name] = isObject(mine) && isObject(inner) ? union(isLeaf(mine) && !isLeaf(inner) ? { '.': {} } : mine, inner) : inner
  }
  return result
}

/** What is in the first set and not in the second. */
export function without(one: FieldSet, other: FieldSet): FieldSet {
  return Object.fromEntries(Object.entries(one).flatMap(([name, inner]) => {
    const theirs = other[name]
    if (!isObject(theirs))
      return [[name, inner]]
    if (isLeaf(inner))
      return isLeaf(theirs) || theirs['.'] !== undefined ? [] : [[name, inner]]
    const rest = isLeaf(theirs) ? (isObject(inner) ? inner : {}) : without(isObject(inner) ? inner : {}, theirs)
    return Object.keys(rest).length === 0 ? [] : [[name, rest]]
  }))
}

/** The value at a place of a set, in an object. */
export function valueAt(object: Json | undefined, [name, ...rest]: readonly string[]): Json | undefined {
  if (name === undefined || object === undefined)
    return object
  if (name.startsWith('f:'))
    return valueAt(isObject(object) ? object[name.slice(2)] : undefined, rest)
  if (!isList(object))
    return undefined
  const key: unknown = JSON.parse(name.slice(2))
  const defaults: JsonObject = { protocol: 'TCP' }
  const found = name.startsWith('v:') ? object.find(each => each === key) : object.find(each => isObject(each) && Object.entries(key as JsonObject).every(([member, value]) => (each[member] ?? defaults[member]) === value))
  return valueAt(found, rest)
}

/** A place as messages write it: `.spec.replicas`, `.spec.template.spec.containers[name="web"].image`. */
export function pathText(path: readonly string[]): string {
  return path.map((part) => {
    if (part.startsWith('f:'))
      return `.${part.slice(2)}`
    if (part.startsWith('v:'))
      return `[=${part.slice(2)}]`
    const key = JSON.parse(part.slice(2)) as JsonObject
    return `[${Object.entries(key).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`
  }).join('')
}

/** Reads the managers of an object. */
export function managersOf(object: JsonObject): readonly Manager[] {
  return listAt(object, 'metadata', 'managedFields').map(entry => ({
    manager: textAt(entry, 'manager'),
    operation: textAt(entry, 'operation') === 'Apply' ? 'Apply' : 'Update',
    ...(textAt(entry, 'subresource') && { subresource: textAt(entry, 'subresource') }),
    apiVersion: textAt(entry, 'apiVersion'),
    time: textAt(entry, 'time'),
    fields: objectAt(entry, 'fieldsV1'),
  }))
}

/** Managers as an object has them: those who apply first, then by time. Source: managedfields/internal/managedfields.go (sortEncodedManagedFields). */
export function entriesOf(managers: readonly Manager[]): readonly JsonObject[] {
  return managers
    .filter(({ fields }) => Object.keys(fields).length > 0)
    .toSorted((a, b) => a.operation.localeCompare(b.operation) || a.time.localeCompare(b.time) || a.manager.localeCompare(b.manager))
    .map(({ manager, operation, apiVersion, time, fields, subresource }) => ({ manager, operation, apiVersion, time, fieldsType: 'FieldsV1', fieldsV1: fields, ...(subresource && { subresource }) }))
}

/** Who writes, how, and when. */
export type Writer = Omit<Manager, 'fields'>

function isSame(one: Writer, other: Writer): boolean {
  return one.manager === other.manager && one.operation === other.operation && one.subresource === other.subresource && one.apiVersion === other.apiVersion
}

/** The managers after an update: what has changed belongs to the writer, what is gone to no manager. Source: structured-merge-diff/merge/update.go. */
export function afterUpdate(managers: readonly Manager[], before: JsonObject | undefined, after: JsonObject, model: string, writer: Writer): readonly Manager[] {
  const all = fieldsOf(after, model, 'update')
  const old = before ? fieldsOf(before, model, 'update') : {}
  const changed = paths(all).filter(path => !before || !has(old, path) || !equal(leafAt(before, path, old), leafAt(after, path, all)))
  const set = changed.reduce<FieldSet>((sum, path) => union(sum, setOfPath(path, all)), {})
  const gone = without(old, all)
  const mine = managers.find(each => isSame(each, writer))
  const others = managers.filter(each => !isSame(each, writer)).map(each => ({ ...each, fields: without(without(each.fields, set), gone) }))
  if (changed.length === 0)
    return [...mine ? [{ ...mine, fields: without(mine.fields, gone) }] : [], ...others]
  return [...others, { ...writer, fields: union(without(mine?.fields ?? {}, gone), set) }]
}

/** The value at a place, if the place is a whole and not only where others are. */
function leafAt(object: JsonObject, path: readonly string[], set: FieldSet): Json | undefined {
  const inner = path.reduce<Json | undefined>((found, name) => isObject(found) ? found[name] : undefined, set)
  return isLeaf(inner) ? valueAt(object, path) : null
}

function setOfPath(path: readonly string[], all: FieldSet): FieldSet {
  const inner = path.reduce<Json | undefined>((found, name) => isObject(found) ? found[name] : undefined, all)
  return path.reduceRight<FieldSet>((set, name) => ({ [name]: set }), isLeaf(inner) ? {} : { '.': {} })
}

/** A field that another manager has set to another value. */
export interface FieldConflict {
  readonly manager: Manager
  readonly path: string
}

/** What an apply comes to. */
export interface Applied {
  readonly object: JsonObject
  readonly managers: readonly Manager[]
  readonly conflicts: readonly FieldConflict[]
}

/** Applies what somebody wants to an object: theirs is what they name, and what they no longer name goes. Source: structured-merge-diff/merge/update.go (Apply). */
export function apply(live: JsonObject | undefined, managers: readonly Manager[], sent: JsonObject, model: string, writer: Writer, force: boolean): Applied {
  const wanted = fieldsOf(sent, model, 'apply')
  const mine = managers.find(each => isSame(each, writer))
  const others = managers.filter(each => !isSame(each, writer))
  const contested = live ? paths(wanted).filter(path => isWhole(wanted, path) && !equal(valueAt(live, path), valueAt(sent, path))) : []
  const conflicts = contested.flatMap(path => others.filter(({ fields }) => has(fields, path)).map(manager => ({ manager, path: pathText(path) })))
  const left = paths(without(mine?.fields ?? {}, wanted)).filter(path => !others.some(({ fields }) => has(fields, path)))
  // An entry of a list goes as a whole, unless others have set something in it: then it keeps the names by which it is known.
  const entries = left.filter(path => /^[kv]:/.test(path.at(-1) ?? '') && !others.some(({ fields }) => setAt(fields, path) !== undefined))
  const abandoned = [...entries, ...left.filter(path => !isKeyOf(path) && !entries.some(entry => entry.length <= path.length && entry.every((part, index) => part === path[index])))]
  const cleared = abandoned.toSorted((a, b) => b.length - a.length).reduce<JsonObject>((object, path) => removeAt(object, path) as JsonObject, live ?? {})
  const object = merge(cleared, sent, model)
  const taken = force ? contested.reduce<FieldSet>((sum, path) => union(sum, setOfPath(path, wanted)), {}) : {}
  return { object, conflicts: force ? [] : conflicts, managers: [...others.map(each => ({ ...each, fields: without(each.fields, taken) })), { ...writer, ...(mine && equal(mine.fields, wanted) && { time: mine.time }), fields: wanted }] }
}

function setAt(set: FieldSet, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((found, name) => isObject(found) ? found[name] : undefined, set)
}

/** Whether a place is one of the names by which its entry of a list is known. */
function isKeyOf(path: readonly string[]): boolean {
  const [entry = '', field = ''] = path.slice(-2)
  return entry.startsWith('k:') && field.slice(2) in (JSON.parse(entry.slice(2)) as object)
}

function isWhole(set: FieldSet, path: readonly string[]): boolean {
  return isLeaf(setAt(set, path))
}

function removeAt(object: Json | undefined, [name, ...rest]: readonly string[]): Json | undefined {
  if (name === undefined || object === undefined)
    return undefined
  if (name.startsWith('f:') && isObject(object)) {
    const { [name.slice(2)]: inner, ...others } = object
    const left = rest.length === 0 ? undefined : removeAt(inner, rest)
    // What has nothing left in it goes, too.
    return left === undefined || (left !== inner && Object.keys(left as object).length === 0) ? others : { ...others, [name.slice(2)]: left }
  }
  if (!isList(object))
    return object
  const found = valueAt(object, [name])
  return object.flatMap(each => each !== found ? [each] : rest.length === 0 ? [] : [removeAt(each, rest) ?? each])
}

/** Puts what is sent into an object, entry by entry where a list has keys. */
function merge(target: Json | undefined, sent: JsonObject, model: string): JsonObject {
  const fields = modelOf(model)?.fields ?? {}
  const result: Record<string, Json | undefined> = { ...isObject(target) ? target : {} }
  for (const [name, each] of Object.entries(sent)) {
    const type = fields[name]?.[0] ?? 'any'
    const parsed = typeOf(type)
    const keys = keysOf(model, name)
    const there = result[name]
    if (isList(each) && keys && isList(there)) {
      const entries = [...there]
      for (const entry of each) {
        const found = valueAt(there, [keyText(entry, keys)])
        const merged = isObject(entry) ? merge(found, entry, parsed.of) : entry
        if (found === undefined)
          entries.push(merged)
        else
          entries[entries.indexOf(found)] = merged
      }
      result[name] = entries
    }
    else if (isObject(each) && !isAtomic(model, name, parsed) && (parsed.shape === 'map' || modelOf(parsed.of))) {
      result[name] = parsed.shape === 'map' ? { ...isObject(there) ? there : {}, ...each } : merge(there, each, parsed.of)
    }
    else {
      result[name] = each
    }
  }
  return result
}
