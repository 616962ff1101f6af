import { compared, divided, ExpressionError, fieldOf, functions, isNoResult, isTrue, listOf, macros, methods, NoResult, numbers, shown, sum, textOf } from './cel-values.ts'
import { equal, isList, isObject, type Json } from './json.ts'

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

export interface Expression {
  /** What it comes to, with these names. Gives `error` in CEL's words if it comes to nothing. */
  readonly evaluate: (scope: Scope) => { readonly value: Json } | { readonly error: string }
}

/** Reads an expression of CEL as far as admission policies use it. Source: docs, reference/using-api/cel. @throws ExpressionError if it cannot be read, or needs more */
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
