import { equal, isList, isObject, type Json, type JsonObject } from './json.ts'
import { isSet, keysOf, modelOf, typeOf } from './schema.ts'

/** A patch that cannot be carried out on this object, though it is well written. */
export class UnfitPatch extends Error {}

/** Merges a patch into a value: null takes away, lists are replaced. Source: RFC 7386. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch))
    return patch
  const result: Record<string, Json | undefined> = { ...isObject(target) ? target : {} }
  for (const [name, change] of Object.entries(patch)) {
    if (change === null || change === undefined)
      delete result[name]
    else
      result[name] = mergePatch(result[name], change)
  }
  return result
}

/** One operation of a JSON patch. */
export interface Operation {
  readonly op: string
  readonly path: string
  readonly from?: string
  readonly value?: Json
}

function pointer(path: string): string[] {
  if (path !== '' && !path.startsWith('/'))
    throw new UnfitPatch(`"${path}" is no path`)
  return path.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function valueAt(target: Json, path: readonly string[]): Json {
  let found: Json | undefined = target
  for (const part of path)
    found = isList(found) ? found[Number(part)] : isObject(found) && Object.hasOwn(found, part) ? found[part] : undefined
  if (found === undefined)
    throw new UnfitPatch(`nothing is at "/${path.join('/')}"`)
  return found
}

/** Puts a value at a path, or with undefined takes away what is there. */
function set(target: Json, [part, ...rest]: readonly string[], value: Json | undefined, insert: boolean): Json | undefined {
  if (part === undefined)
    return value
  if (isList(target)) {
    const index = part === '-' ? target.length : Number(part)
    if (!Number.isInteger(index) || index < 0 || index > target.length || (index === target.length && (!insert || rest.length > 0)))
      throw new UnfitPatch(`the list has no place ${part}`)
    if (rest.length > 0)
      return target.toSpliced(index, 1, set(target[index] ?? null, rest, value, insert) ?? null)
    return value === undefined ? target.toSpliced(index, 1) : target.toSpliced(index, insert ? 0 : 1, value)
  }
  if (!isObject(target) || (!Object.hasOwn(target, part) && (rest.length > 0 || !insert)))
    throw new UnfitPatch(`nothing is at "${part}"`)
  const inner = rest.length > 0 ? set(target[part] ?? null, rest, value, insert) : value
  const { [part]: _, ...others } = target
  return inner === undefined ? others : { ...target, [part]: inner }
}

/** Carries out the operations of a JSON patch, all of them or none. Source: RFC 6902. @throws UnfitPatch */
export function jsonPatch(target: Json, operations: readonly Operation[]): Json {
  return operations.reduce<Json>((value, { op, path, from = '', value: change }) => {
    const segmentsOfPath = pointer(path)
    switch (op) {
      case 'add':
        return set(value, segmentsOfPath, change ?? null, true) ?? null
      case 'replace':
        return set(value, segmentsOfPath, change ?? null, false) ?? null
      case 'remove':
        return set(value, segmentsOfPath, undefined, false) ?? null
      case 'copy':
        return set(value, segmentsOfPath, valueAt(value, pointer(from)), true) ?? null
      case 'move':
        return set(set(value, pointer(from), undefined, false) ?? null, segmentsOfPath, valueAt(value, pointer(from)), true) ?? null
      case 'test':
        if (!equal(valueAt(value, segmentsOfPath), change))
          throw new UnfitPatch(`"${path}" is not what it was tested for`)
        return value
      default:
        throw new UnfitPatch(`there is no operation "${op}"`)
    }
  }, target)
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(patch).filter(([name, value]) => !name.startsWith('$') && value !== null))
}

function mergeEntries(entries: readonly Json[], patch: readonly Json[], type: string, key: string): readonly Json[] {
  const result = [...entries]
  const indexOf = (each: JsonObject): number => result.findIndex(entry => isObject(entry) && entry[key] === each[key])
  if (patch.some(each => isObject(each) && each.$patch === 'replace'))
    return patch.filter(each => isObject(each) && each.$patch !== 'replace')
  for (const each of patch) {
    if (!isObject(each))
      continue
    if (each[key] === undefined)
      throw new UnfitPatch(`map: ${JSON.stringify(each)} does not contain declared merge key: ${key}`)
    const index = indexOf(each)
    if (each.$patch === 'delete') {
      if (index >= 0)
        result.splice(index, 1)
    }
    else if (index < 0) {
      result.push(strategicMerge({}, each, type))
    }
    else {
      result[index] = strategicMerge(result[index], each, type)
    }
  }
  return result
}

function ordered(entries: readonly Json[], order: Json | undefined, key: string): readonly Json[] {
  if (!isList(order))
    return entries
  const path = (entry: Json): number => {
    const found = order.findIndex(each => equal(each, isObject(entry) ? { [key]: entry[key] } : entry) || (isObject(each) && isObject(entry) && each[key] === entry[key]))
    return found < 0 ? entries.indexOf(entry) + order.length : found
  }
  return [...entries].sort((a, b) => path(a) - path(b))
}

/**
 * Merges a patch into a value by what the model says of its lists: entries that have a key are merged one by one.
 * Source: apimachinery/pkg/util/strategicpatch/patch.go.
 *
 * @param type name of the value's model
 * @throws UnfitPatch for an entry without its key
 */
export function strategicMerge(target: Json | undefined, patch: Json, type: string): Json {
  if (!isObject(patch))
    return patch
  if (patch.$patch === 'delete')
    return {}
  const before = isObject(target) && patch.$patch !== 'replace' ? target : {}
  const result: Record<string, Json | undefined> = { ...before }
  const model = modelOf(type)
  if (isList(patch.$retainKeys)) {
    for (const name of Object.keys(result)) {
      if (!patch.$retainKeys.includes(name))
        delete result[name]
    }
  }
  for (const [name, change] of Object.entries(patch)) {
    const [, directive, list] = /^\$(setElementOrder|deleteFromPrimitiveList)\/(.+)$/.exec(name) ?? []
    if (directive === 'deleteFromPrimitiveList' && list !== undefined && isList(change)) {
      const left = result[list]
      result[list] = isList(left) ? left.filter(each => !change.includes(each)) : left
    }
    if (name.startsWith('$'))
      continue
    const { shape, of } = typeOf(model?.fields[name]?.[0] ?? 'any')
    const [key] = keysOf(type, name) ?? []
    if (change === null || change === undefined) {
      delete result[name]
    }
    else if (shape === 'list' && key !== undefined && isList(change)) {
      const existing = result[name]
      result[name] = ordered(mergeEntries(isList(existing) ? existing : [], change, of, key), patch[`$setElementOrder/${name}`], key)
    }
    else if (shape === 'list' && isSet(type, name) && isList(change)) {
      const existing = result[name]
      result[name] = [...new Set([...isList(existing) ? existing : [], ...change])]
    }
    else if (isObject(change)) {
      const merged = strategicMerge(result[name], change, of)
      result[name] = isObject(merged) ? withoutDirectives(merged) : merged
    }
    else {
      result[name] = change
    }
  }
  return result
}
