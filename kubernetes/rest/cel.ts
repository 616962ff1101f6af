import { equal, isList, isObject, type Json } from './json.ts'

/** An expression that cannot be read, or that says something that this cannot evaluate. */
export class ExpressionError extends Error {}

/** An expression that came to no result, in the words that CEL has for it. */
class NoResult extends Error {}

/** Names in an expression, by what they stand for; what is a function is found out when it is asked for. */
export type Scope = Readonly<Record<string, Json | (() => Json)>>

type Node = (scope: Scope) => Json

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end'
  readonly text: string
}

const tokenPattern = /\s*(?:(\d+\.\d+(?:[eE][+-]?\d+)?|\d+u?)|(r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(\|\||&&|[=!<>]=|[-+*/%<>!?:.,()[\]{}]))/y

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  tokenPattern.lastIndex = 0
  while (text.slice(tokenPattern.lastIndex).trim() !== '') {
    const at = tokenPattern.lastIndex
    const match = tokenPattern.exec(text)
    if (!match)
      throw new ExpressionError(`Syntax error: token recognition error at: '${text.slice(at).trim().charAt(0)}'`)
    const [, number, string, name, sign] = match
    tokens.push(number !== undefined ? { kind: 'number', text: number } : string !== undefined ? { kind: 'text', text: string } : name !== undefined ? { kind: 'name', text: name } : { kind: 'sign', text: sign ?? '' })
  }
  return [...tokens, { kind: 'end', text: '<EOF>' }]
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

function textOf(literal: string): string {
  return literal.startsWith('r') ? literal.slice(2, -1) : literal.slice(1, -1).replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign)
}

function isTrue(value: Json): boolean {
  if (typeof value !== 'boolean')
    throw new NoResult('no such overload')
  return value
}

function numbers(one: Json, other: Json): readonly [number, number] {
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

function listOf(value: Json): readonly Json[] {
  if (!isList(value))
    throw new NoResult('no such overload')
  return value
}

function compared(one: Json, other: Json): number {
  if (typeof one === 'string' && typeof other === 'string')
    return one < other ? -1 : one > other ? 1 : 0
  const [a, b] = numbers(one, other)
  return a - b
}

function divided(one: Json, other: Json, isRest: boolean): number {
  const [a, b] = numbers(one, other)
  if (b === 0 && Number.isInteger(a))
    throw new NoResult(isRest ? 'modulus by zero' : 'division by zero')
  return isRest ? a % b : Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b
}

function sum(one: Json, other: Json): Json {
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

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What is asked of one value, and of what stands behind it in brackets. Source: Kubernetes' CEL libraries (docs, reference/using-api/cel). */
const methods: Readonly<Record<string, (on: Json, ...given: readonly Json[]) => Json>> = {
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

const functions: Readonly<Record<string, (value: Json) => Json>> = { size: sizeOf, int: value => Math.trunc(numberOf(value)), double: numberOf, string: shown, dyn: value => value }

/** Asks each of a list, or each key of a map. */
const macros: Readonly<Record<string, (items: readonly Json[], ask: (item: Json) => Json) => Json>> = {
  all: (items, ask) => items.every(each => isTrue(ask(each))),
  exists: (items, ask) => items.some(each => isTrue(ask(each))),
  exists_one: (items, ask) => items.filter(each => isTrue(ask(each))).length === 1,
  filter: (items, ask) => items.filter(each => isTrue(ask(each))),
  map: (items, ask) => items.map(ask),
}

function fieldOf(value: Json, name: string): Json {
  const found = isObject(value) ? value[name] : undefined
  if (found === undefined)
    throw new NoResult(isObject(value) ? `no such key: ${name}` : 'no such overload')
  return found
}

function isNoResult(error: unknown): error is NoResult {
  return error instanceof NoResult
}

/** One side of `||` or `&&`: whichever decides, decides, though the other comes to no result. */
function either(one: Node, other: Node, decides: boolean): Node {
  return (scope) => {
    let failed: NoResult | undefined
    for (const side of [one, other]) {
      try {
        if (isTrue(side(scope)) === decides)
          return decides
      }
      catch (error) {
        if (!isNoResult(error))
          throw error
        failed = error
      }
    }
    if (failed)
      throw failed
    return !decides
  }
}

type Binary = (one: Node, other: Node) => Node

const each = (of: (one: Json, other: Json) => Json): Binary => (one, other) => scope => of(one(scope), other(scope))

/** From what binds least to what binds most. */
const precedence: readonly Readonly<Record<string, Binary>>[] = [
  { '||': (one, other) => either(one, other, true) },
  { '&&': (one, other) => either(one, other, false) },
  {
    '==': each(equal),
    '!=': each((one, other) => !equal(one, other)),
    '<': each((one, other) => compared(one, other) < 0),
    '<=': each((one, other) => compared(one, other) <= 0),
    '>': each((one, other) => compared(one, other) > 0),
    '>=': each((one, other) => compared(one, other) >= 0),
    'in': each((one, other) => isList(other) ? other.some(item => equal(item, one)) : isObject(other) && typeof one === 'string' && one in other),
  },
  { '+': each(sum), '-': each((one, other) => numbers(one, other).reduce((a, b) => a - b)) },
  { '*': each((one, other) => numbers(one, other).reduce((a, b) => a * b)), '/': each((one, other) => divided(one, other, false)), '%': each((one, other) => divided(one, other, true)) },
]

/** An expression that has been read. */
export interface Expression {
  /** What it comes to, with these names. Gives `error` in CEL's words if it comes to nothing. */
  readonly evaluate: (scope: Scope) => { readonly value: Json } | { readonly error: string }
}

/**
 * Reads an expression of CEL, as far as admission policies use it: fields, operators, lists, macros, and functions of texts
 * and lists. Source: docs, reference/using-api/cel.
 *
 * @throws ExpressionError if it cannot be read, or needs more than that
 */
export function readExpression(text: string, names: readonly string[]): Expression {
  const tokens = tokensOf(text)
  /** Which nodes ask for a field, and of what. */
  const selections = new Map<Node, readonly [on: Node, name: string]>()
  let at = 0
  const peek = (): string => tokens[at]?.kind === 'text' ? '' : tokens[at]?.text ?? ''
  const take = (): Token => tokens[at++] ?? { kind: 'end', text: '<EOF>' }
  const fail = (token: Token): never => {
    throw new ExpressionError(`Syntax error: mismatched input '${token.text}'`)
  }
  const accept = (sign: string): boolean => peek() === sign && tokens[at]?.kind !== 'end' && at++ >= 0
  const expect = (sign: string): void => void (accept(sign) || fail(take()))

  function list(end: string, known: readonly string[]): readonly Node[] {
    const items: Node[] = []
    while (!accept(end)) {
      items.push(ternary(known))
      if (!accept(',') && peek() !== end)
        fail(take())
    }
    return items
  }

  function ternary(known: readonly string[]): Node {
    const condition = binary(0, known)
    if (!accept('?'))
      return condition
    const yes = binary(0, known)
    expect(':')
    const no = ternary(known)
    return scope => isTrue(condition(scope)) ? yes(scope) : no(scope)
  }

  function binary(level: number, known: readonly string[]): Node {
    const operators = precedence[level]
    if (!operators)
      return unary(known)
    let left = binary(level + 1, known)
    for (let operator = operators[peek()]; operator; operator = operators[peek()]) {
      at++
      left = operator(left, binary(level + 1, known))
    }
    return left
  }

  function unary(known: readonly string[]): Node {
    if (accept('!')) {
      const inner = unary(known)
      return scope => !isTrue(inner(scope))
    }
    if (accept('-')) {
      const inner = unary(known)
      return scope => -numbers(inner(scope), 0)[0]
    }
    return member(primary(known), known)
  }

  /** `list.all(each, each > 1)` and its like. */
  function macro(on: Node, name: string, known: readonly string[]): Node {
    const item = take()
    expect(',')
    const inner = [...known, item.text]
    const [first, second] = list(')', inner)
    const run = macros[name]
    if (item.kind !== 'name' || !first || !run)
      return fail(item)
    const ask = (asked: Node, scope: Scope) => (value: Json): Json => asked({ ...scope, [item.text]: value })
    return (scope) => {
      const value = on(scope)
      const items = isObject(value) ? Object.keys(value) : listOf(value)
      return second ? run(items.filter(each => isTrue(ask(first, scope)(each))), ask(second, scope)) : run(items, ask(first, scope))
    }
  }

  function member(start: Node, known: readonly string[]): Node {
    let node = start
    for (;;) {
      const on = node
      if (accept('.')) {
        const { kind, text: name } = take()
        if (kind !== 'name')
          fail({ kind, text: name })
        if (!accept('(')) {
          node = scope => fieldOf(on(scope), name)
          selections.set(node, [on, name])
        }
        else if (name in macros) {
          node = macro(on, name, known)
        }
        else {
          const given = list(')', known)
          const method = methods[name]
          if (!method)
            throw new ExpressionError(`undeclared reference to '${name}' (in container '')`)
          node = scope => method(on(scope), ...given.map(each => each(scope)))
        }
      }
      else if (accept('[')) {
        const [key] = list(']', known)
        if (!key)
          return fail(take())
        node = (scope) => {
          const [value, index] = [on(scope), key(scope)]
          if (!isList(value))
            return fieldOf(value, shown(index))
          const found = value[Number(index)]
          if (found === undefined)
            throw new NoResult(`index out of bounds: ${String(index)}`)
          return found
        }
      }
      else {
        return node
      }
    }
  }

  /** `has(object.spec.replicas)`: all but the last field is asked for as ever; only that one may be missing. */
  function has(known: readonly string[]): Node {
    const [on, name] = selections.get(ternary(known)) ?? []
    expect(')')
    if (!on || name === undefined)
      throw new ExpressionError('invalid argument to has() macro')
    return (scope) => {
      const found = on(scope)
      return isObject(found) && found[name] !== undefined
    }
  }

  function primary(known: readonly string[]): Node {
    const token = take()
    if (token.kind === 'number') {
      const value = Number.parseFloat(token.text)
      return () => value
    }
    if (token.kind === 'text') {
      const value = textOf(token.text)
      return () => value
    }
    if (token.kind === 'sign' && token.text === '(') {
      const inner = ternary(known)
      expect(')')
      return inner
    }
    if (token.kind === 'sign' && token.text === '[') {
      const items = list(']', known)
      return scope => items.map(item => item(scope))
    }
    if (token.kind !== 'name')
      return fail(token)
    if (token.text === 'true' || token.text === 'false' || token.text === 'null') {
      const value = token.text === 'null' ? null : token.text === 'true'
      return () => value
    }
    if (accept('(')) {
      if (token.text === 'has')
        return has(known)
      const given = list(')', known)
      const called = functions[token.text]
      const [first] = given
      if (!called || !first || given.length > 1)
        throw new ExpressionError(`undeclared reference to '${token.text}' (in container '')`)
      return scope => called(first(scope))
    }
    if (!known.includes(token.text))
      throw new ExpressionError(`undeclared reference to '${token.text}' (in container '')`)
    return (scope) => {
      const value = scope[token.text] ?? null
      return typeof value === 'function' ? value() : value
    }
  }

  const node = ternary(names)
  if (peek() !== '<EOF>')
    fail(take())
  return {
    evaluate: (scope) => {
      try {
        return { value: node(scope) }
      }
      catch (error) {
        if (isNoResult(error))
          return { error: error.message }
        throw error
      }
    },
  }
}
