export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** An object of JSON. A member that is undefined is as good as absent. */
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/** Whether a value is an object, and neither null nor a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** What stands at a path of member names; undefined if nothing does. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = value
  for (const name of path)
    found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined
  return found
}

/** The text at a path; empty if there is none. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

/** The number at a path; undefined if there is none. */
export function numberAt(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : undefined
}

/** The object at a path; empty if there is none. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path)
  return isObject(found) ? found : {}
}

/** The list at a path; empty if there is none. */
export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path)
  return isList(found) ? found : []
}

/** The same with another value at a path, every object on the way copied; without a value the member is gone. */
export function withAt(value: JsonObject, path: readonly string[], change: Json | undefined): JsonObject {
  const [name, ...rest] = path
  if (name === undefined)
    return value
  if (rest.length === 0 && change === undefined) {
    const { [name]: _, ...others } = value
    return others
  }
  const inner = rest.length === 0 ? change : withAt(objectAt(value, name), rest, change)
  return { ...value, [name]: inner }
}

/** Whether two values are the same, the order of members aside. */
export function equal(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other)
    return true
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((each, index) => equal(each, other[index]))
  if (!isObject(one) || !isObject(other))
    return false
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every(name => equal(one[name], other[name]))
}

/** A value whose fields stand in the order of their names. */
export function inOrder(value: Json): Json {
  return isList(value) ? value.map(inOrder) : isObject(value) ? Object.fromEntries(Object.keys(value).sort().flatMap(name => value[name] === undefined ? [] : [[name, inOrder(value[name])]])) : value
}

/** A value as Go writes it: with signs of HTML by their numbers. Source: encoding/json, HTMLEscape. */
export function goJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(/[<>&\u2028\u2029]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
