import { equal, isList, isObject, type Json } from './json.ts'

/** An expression that cannot be read, or that says something that this cannot evaluate. */
export class ExpressionError extends Error {}

/** An expression that came to no result, in the words that CEL has for it. */
export class NoResult extends Error {}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** The text that a literal stands for. */
export function textOf(literal: string): string {
  return literal.startsWith('r') ? literal.slice(2, -1) : literal.slice(1, -1).replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign)
}

/** Whether a value is true. @throws NoResult if it is neither true nor false */
export function isTrue(value: Json): boolean {
  if (typeof value !== 'boolean')
    throw new NoResult('no such overload')
  return value
}

/** Two values as numbers. @throws NoResult if one is none */
export function numbers(one: Json, other: Json): readonly [number, number] {
  if (typeof one !== 'number' || typeof other !== 'number')
    throw new NoResult('no such overload')
  return [one, other]
}

function texts(...values: readonly Json[]): readonly string[] {
  return values.map((value) => {
    if (typeof value !== 'string')
      throw new NoResult('no such overload')
    return value
  })
}

/** A value as a list. @throws NoResult if it is none */
export function listOf(value: Json): readonly Json[] {
  if (!isList(value))
    throw new NoResult('no such overload')
  return value
}

/** Less than zero, zero or more, as the first value is less than, equal to or more than the other. */
export function compared(one: Json, other: Json): number {
  if (typeof one === 'string' && typeof other === 'string')
    return one < other ? -1 : one > other ? 1 : 0
  const [a, b] = numbers(one, other)
  return a - b
}

/** A quotient, or what is left of a division. */
export function divided(one: Json, other: Json, isRest: boolean): number {
  const [a, b] = numbers(one, other)
  if (b === 0 && Number.isInteger(a))
    throw new NoResult(isRest ? 'modulus by zero' : 'division by zero')
  return isRest ? a % b : Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b
}

/** What `+` makes of two values: numbers, texts or lists. */
export function sum(one: Json, other: Json): Json {
  if (typeof one === 'string' && typeof other === 'string')
    return one + other
  if (isList(one) && isList(other))
    return [...one, ...other]
  const [a, b] = numbers(one, other)
  return a + b
}

function sizeOf(value: Json): number {
  if (typeof value === 'string')
    return [...value].length
  if (isList(value))
    return value.length
  if (isObject(value))
    return Object.keys(value).length
  throw new NoResult('no such overload')
}

function numberOf(value: Json): number {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isNaN(number))
    throw new NoResult(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`)
  return number
}

/** A value as a text. */
export function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What is asked of one value, and of what stands behind it in brackets. Source: Kubernetes' CEL libraries (docs, reference/using-api/cel). */
export const methods: Readonly<Record<string, (on: Json, ...given: readonly Json[]) => Json>> = {
  size: on => sizeOf(on),
  startsWith: (on, part) => texts(on)[0]?.startsWith(texts(part ?? null)[0] ?? '') ?? false,
  endsWith: (on, part) => texts(on)[0]?.endsWith(texts(part ?? null)[0] ?? '') ?? false,
  contains: (on, part) => texts(on)[0]?.includes(texts(part ?? null)[0] ?? '') ?? false,
  matches: (on, pattern) => new RegExp(texts(pattern ?? null)[0] ?? '').test(texts(on)[0] ?? ''),
  lowerAscii: on => texts(on)[0]?.toLowerCase() ?? '',
  upperAscii: on => texts(on)[0]?.toUpperCase() ?? '',
  trim: on => texts(on)[0]?.trim() ?? '',
  split: (on, by) => texts(on)[0]?.split(texts(by ?? null)[0] ?? '') ?? [],
  replace: (on, one, other) => texts(on)[0]?.replaceAll(texts(one ?? null)[0] ?? '', texts(other ?? null)[0] ?? '') ?? '',
  join: (on, by = '') => texts(...listOf(on)).join(texts(by)[0]),
  indexOf: (on, part = null) => typeof on === 'string' ? on.indexOf(texts(part)[0] ?? '') : listOf(on).findIndex(each => equal(each, part)),
  sum: on => listOf(on).reduce<Json>((all, each) => sum(all, each), 0),
  min: on => listOf(on).reduce((least, each) => compared(each, least) < 0 ? each : least),
  max: on => listOf(on).reduce((most, each) => compared(each, most) > 0 ? each : most),
  format: (on, given = []) => {
    const left = [...listOf(given)]
    return texts(on)[0]?.replace(/%[sd]/g, () => shown(left.shift() ?? null)) ?? ''
  },
}

/** Functions of one value. */
export const functions: Readonly<Record<string, (value: Json) => Json>> = { size: sizeOf, int: value => Math.trunc(numberOf(value)), double: numberOf, string: shown, dyn: value => value }

/** Asks each of a list, or each key of a map. */
export const macros: Readonly<Record<string, (items: readonly Json[], ask: (item: Json) => Json) => Json>> = {
  all: (items, ask) => items.every(each => isTrue(ask(each))),
  exists: (items, ask) => items.some(each => isTrue(ask(each))),
  exists_one: (items, ask) => items.filter(each => isTrue(ask(each))).length === 1,
  filter: (items, ask) => items.filter(each => isTrue(ask(each))),
  map: (items, ask) => items.map(ask),
}

/** A member of an object. @throws NoResult if it has none of that name */
export function fieldOf(value: Json, name: string): Json {
  const found = isObject(value) ? value[name] : undefined
  if (found === undefined)
    throw new NoResult(isObject(value) ? `no such key: ${name}` : 'no such overload')
  return found
}

/** Whether an error says that an expression came to no result. */
export function isNoResult(error: unknown): error is NoResult {
  return error instanceof NoResult
}
