import { goSyntax, goText } from './go-json.ts'
import { isList, isObject, type Json, type JsonObject } from './json.ts'
import { keyText, pathText } from './managed-fields.ts'
import { isSet, keysOf, modelOf, typeOf } from './schema.ts'

/** What is wrong with a value that is none of its own fields. */
function scalarError(value: Json, of: string): string | undefined {
  if (/^(?:int32|int64|number|double)$/.test(of) && typeof value !== 'number')
    return `expected numeric (int or float), got ${isObject(value) ? 'map[string]interface {}' : isList(value) ? '[]interface {}' : typeof value === 'boolean' ? 'bool' : typeof value}`
  if ((of === 'string' || of === 'byte') && typeof value !== 'string')
    return `expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`
  return of === 'boolean' && typeof value !== 'boolean' ? `expected boolean, got &{${goText(value)}}` : undefined
}

/** By what an entry of a list is known in a path, or what keeps it from being known. */
function placeOf(entry: Json, index: number, keys: readonly string[] | undefined, isOfSet: boolean): { readonly place: string, readonly wrong?: string } {
  if (!keys)
    return { place: isOfSet ? `[=${JSON.stringify(entry)}]` : `[${index}]` }
  const absent = isObject(entry) ? keys.find(key => entry[key] === undefined && key !== 'protocol') : undefined
  const why = entry === null ? 'may not have a null element' : !isObject(entry) ? 'may not have non-map elements' : absent !== undefined ? `has an element that omits key field ${JSON.stringify(absent)} (and doesn't have default value)` : undefined
  return why === undefined ? { place: pathText([keyText(entry, keys)]) } : { place: '', wrong: `element ${index}: associative list with keys ${why}` }
}

function listErrors(value: readonly Json[], of: string, path: string, keys: readonly string[] | undefined, isOfSet: boolean): readonly string[] {
  const errors: string[] = []
  const seen = new Set<string>()
  for (const [index, entry] of value.entries()) {
    const { place, wrong } = placeOf(entry, index, keys, isOfSet)
    // What cannot be named ends the list.
    if (wrong !== undefined)
      return [...errors, `${path}: ${wrong}`]
    if (seen.has(place))
      errors.push(`${path}: duplicate entries for key ${place}`)
    seen.add(place)
    errors.push(...errorsAt(entry, '', '', of, `${path}${place}`))
  }
  return errors
}

function memberErrors(value: JsonObject, model: string, path: string): readonly string[] {
  const fields = modelOf(model)?.fields ?? {}
  const errors: string[] = []
  for (const [name, each] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    // The first member that there is not ends the structure.
    if (!field)
      return [...errors, `${path}.${name}: field not declared in schema`]
    errors.push(...errorsAt(each, model, name, field[0], `${path}.${name}`))
  }
  return errors
}

function errorsAt(value: Json | undefined, model: string, field: string, type: string, path: string): readonly string[] {
  const { shape, of } = typeOf(type)
  if (value === null || value === undefined)
    return []
  if (shape === 'list')
    return isList(value) ? listErrors(value, of, path, keysOf(model, field), isSet(model, field)) : [`${path}: expected list, got &{${goText(value)}}`]
  if (shape === 'one' && !modelOf(of)) {
    const error = scalarError(value, of)
    return error === undefined ? [] : [`${path}: ${error}`]
  }
  if (!isObject(value))
    return [`${path}: expected map, got &{${goText(value)}}`]
  return shape === 'map' ? Object.entries(value).flatMap(([name, each]) => errorsAt(each, '', '', of, `${path}.${name}`)) : memberErrors(value, of, path)
}

/** What keeps an object from being applied: where it is not as its kind is declared. Source: structured-merge-diff/typed (validate.go, helpers.go). */
export function schemaErrors(object: JsonObject, model: string): readonly string[] {
  return modelOf(model) ? memberErrors(object, model, '') : []
}
