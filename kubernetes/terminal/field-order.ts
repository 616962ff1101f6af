import { inOrder, isList, isObject, type Json, type JsonObject, textAt } from '../rest/json.ts'
import { modelOf, modelOfKind, typeOf } from '../rest/schema.ts'

function ordered(value: Json, type: string): Json {
  const { shape, of } = typeOf(type)
  if (shape === 'list' && isList(value))
    return value.map(each => ordered(each, of))
  const fields = modelOf(of)?.fields
  if (!isObject(value) || shape === 'list' || (shape === 'one' && !fields))
    return inOrder(value)
  const names = shape === 'one' && fields ? Object.keys(fields) : Object.keys(value).sort()
  return Object.fromEntries(names.flatMap((name) => {
    const each = value[name]
    return each === undefined ? [] : [[name, ordered(each, shape === 'one' ? fields?.[name]?.[0] ?? 'any' : of)]]
  }))
}

/**
 * An object, or a list of them, in the order in which kubectl writes what it has read into structures of Go: their fields
 * as they are declared, which is the order of the models; maps by their keys. What has no model stays as it is.
 */
export function inFieldOrder(object: JsonObject): JsonObject {
  const { kind, apiVersion, metadata = {}, items, ...rest } = object
  if (isList(items))
    return { kind, apiVersion, metadata, items: items.map(each => isObject(each) ? inFieldOrder(each) : each) }
  const [version = '', group = ''] = textAt(object, 'apiVersion').split('/').reverse()
  const model = modelOfKind(group, version, textAt(object, 'kind'))
  return model === undefined ? { kind, apiVersion, metadata: ordered(metadata, 'V1ObjectMeta'), ...rest } : ordered(object, model) as JsonObject
}
