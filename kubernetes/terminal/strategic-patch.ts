import { equal, isList, isObject, type Json, type JsonObject } from '../rest/json.ts'
import { strategicMerge } from '../rest/patch-formats.ts'
import { isSet, keepsNamedMembers, keysOf, modelOf, modelOfKind, typeOf } from '../rest/schema.ts'

/** Which differences a patch has. */
interface Included {
  /** What is no longer there. */
  readonly removals: boolean
  /** What is new, or has another value. */
  readonly changes: boolean
}

const sameKind = (one: Json, other: Json): boolean => isObject(one) ? isObject(other) : isList(one) ? isList(other) : typeof one === typeof other && one !== null && other !== null

/** The patch that makes an object of a model into another. Source: apimachinery/pkg/util/strategicpatch/patch.go (diffMaps). @param onlyNamed whether members that the patch does not name are to go */
function difference(before: JsonObject, after: JsonObject, model: string, include: Included, onlyNamed = false): JsonObject {
  const patch: Record<string, Json> = {}
  const set = (name: string, value: Json | undefined): void => {
    if (value !== undefined && include.changes)
      patch[name] = value
  }
  for (const [name, was] of Object.entries(before)) {
    const is = after[name]
    const { shape, of } = fieldOf(model, name)
    const isKept = keepsNamedMembers(model, name)
    if (is === undefined || was === undefined) {
      if (is === undefined && was !== undefined && include.removals)
        patch[name] = null
    }
    else if (!sameKind(was, is)) {
      set(name, is)
    }
    else if (isObject(was) && isObject(is)) {
      const inner = difference(was, is, shape === 'map' ? '' : of, include, isKept)
      if (Object.keys(inner).length > 0)
        patch[name] = inner
    }
    else if (isList(was) && isList(is) && keysOf(model, name)) {
      const [key = ''] = keysOf(model, name) ?? []
      listDifference(name, was.filter(isObject), is.filter(isObject), key, of, include, isKept, patch)
    }
    else if (isList(was) && isList(is) && isSet(model, name)) {
      const gone = was.filter(each => !is.includes(each))
      const added = is.filter(each => !was.includes(each))
      if (added.length > 0)
        set(name, added)
      if (gone.length > 0 && include.removals)
        patch[`$deleteFromPrimitiveList/${name}`] = gone
      if ((include.removals && gone.length > 0) || (include.changes && !equal(was, is)))
        patch[`$setElementOrder/${name}`] = is
    }
    else if (!equal(was, is)) {
      set(name, is)
    }
  }
  for (const [name, is] of Object.entries(after)) {
    if (before[name] === undefined)
      set(name, is)
  }
  const names = Object.keys(after).filter(name => after[name] !== undefined)
  if (onlyNamed && names.length > 0 && (Object.keys(patch).length > 0 || names.some(name => before[name] === undefined)))
    patch.$retainKeys = names.sort()
  return patch
}

/** Source: as above (diffLists, diffListsOfMaps). */
function listDifference(name: string, before: readonly JsonObject[], after: readonly JsonObject[], key: string, of: string, include: Included, onlyNamed: boolean, patch: Record<string, Json>): void {
  if (before.length === 0) {
    if (after.length > 0 && include.changes)
      patch[name] = after
    return
  }
  const entries = after.flatMap((is): readonly JsonObject[] => {
    const was = before.find(each => equal(each[key], is[key]))
    if (!was)
      return include.changes ? [is] : []
    const inner = difference(was, is, of, include, onlyNamed)
    return Object.keys(inner).length > 0 ? [{ ...inner, [key]: is[key] }] : []
  })
  const gone = include.removals ? before.filter(was => !after.some(is => equal(was[key], is[key]))).map(was => ({ $patch: 'delete', [key]: was[key] })) : []
  const all = [...entries, ...gone.sort((one, other) => String(one[key]) < String(other[key]) ? -1 : 1)]
  const both = (list: readonly JsonObject[], other: readonly JsonObject[]): readonly (Json | undefined)[] => list.map(each => each[key]).filter(each => other.some(one => equal(one[key], each)))
  if (all.length > 0)
    patch[name] = all
  if (all.length > 0 || (include.changes && both(before, after).some((each, nth) => !equal(each, both(after, before)[nth]))))
    patch[`$setElementOrder/${name}`] = after.map(each => ({ [key]: each[key] }))
}

function fieldOf(model: string, name: string): ReturnType<typeof typeOf> {
  return typeOf(modelOf(model)?.fields[name]?.[0] ?? 'any')
}

/** Both patches of an object in one; where they differ, the second. Source: as above (mergeMap). */
function merged(one: JsonObject, other: JsonObject, model: string): JsonObject {
  const all: Record<string, Json | undefined> = { ...one }
  for (const [name, value] of Object.entries(other)) {
    const known = one[name]
    const { shape, of } = fieldOf(model, name)
    const [key] = keysOf(model, name) ?? []
    if (isObject(value) && isObject(known)) {
      all[name] = merged(known, value, shape === 'map' ? '' : of)
    }
    else if (key !== undefined && isList(value) && isList(known)) {
      const within = (list: readonly Json[], entry: Json): Json | undefined => list.find(each => isObject(each) && isObject(entry) && equal(each[key], entry[key]))
      all[name] = [...value.map((each) => {
        const same = within(known, each)
        return isObject(same) && isObject(each) ? merged(same, each, of) : each
      }), ...known.filter(each => !within(value, each))]
    }
    else {
      all[name] = value
    }
  }
  return all
}

function modelOfObject({ apiVersion, kind }: JsonObject): string {
  const [version = '', group = ''] = String(apiVersion).split('/').reverse()
  return modelOfKind(group, version, String(kind)) ?? ''
}

/** The strategic patch that makes an object into another. Source: as above (CreateTwoWayMergePatch). */
export function patchBetween(before: JsonObject, after: JsonObject): JsonObject {
  return difference(before, after, modelOfObject(after), { removals: true, changes: true })
}

/** The strategic patch that makes what is there into what is wanted, and takes out what was wanted before and no longer is. Source: as above (CreateThreeWayMergePatch). */
export function patchTowards(before: JsonObject, live: JsonObject, wanted: JsonObject): JsonObject {
  const model = modelOfObject(wanted)
  return merged(difference(before, wanted, model, { removals: true, changes: false }), difference(live, wanted, model, { removals: false, changes: true }), model)
}

/** What a strategic patch makes of an object, without the server. */
export function patchedHere(object: JsonObject, patch: JsonObject): JsonObject {
  const patched = strategicMerge(object, patch, modelOfObject(object))
  return isObject(patched) ? patched : object
}
