import { isList, isObject, type Json } from '../rest/json.ts'
import { Failure } from './failure.ts'

/**
 * Go's templates, as far as `kubectl get -o go-template` uses them: paths, variables, `range`, `if`, `with`, pipelines and
 * the functions that compare, count and print. Source: Go, text/template; kubectl adds `base64decode` and `exists`.
 */

/** A text, or what stands between two braces. */
type Piece = { readonly text: string } | { readonly action: readonly string[] }

/** A part of a template, read. */
type Part = { readonly kind: 'text', readonly text: string }
  | { readonly kind: 'print', readonly words: readonly string[] }
  | { readonly kind: 'if' | 'with' | 'range', readonly words: readonly string[], readonly inside: readonly Part[], readonly otherwise: readonly Part[] }

const word = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|:=|[()|,=]|[^\s()|,="`:]+)/gy

function piecesOf(template: string): readonly Piece[] {
  const found: Piece[] = []
  let rest = template
  for (let isTrimmed = false; rest !== '';) {
    const open = rest.indexOf('{{')
    const text = open < 0 ? rest : rest.slice(0, open)
    const trimsBefore = open >= 0 && /^\{\{- /.test(rest.slice(open))
    const left = isTrimmed ? text.trimStart() : text
    found.push({ text: trimsBefore ? left.trimEnd() : left })
    if (open < 0)
      break
    const inner = /^(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`])*?\}\}/.exec(rest.slice(open + 2))?.[0]
    if (inner === undefined)
      throw unreadable(template, 'unclosed action')
    isTrimmed = / -\}\}$/.test(inner)
    const action = inner.slice(0, -2).replace(/^- /, '').replace(/ -$/, '').trim()
    if (!action.startsWith('/*'))
      found.push({ action: [...action.matchAll(word)].map(match => match[1] ?? '') })
    rest = rest.slice(open + 2 + inner.length)
  }
  return found
}

function unreadable(template: string, why: string): Failure {
  return new Failure(`error: error parsing template ${template}, template: output:1: ${why}`)
}

function read(template: string): readonly Part[] {
  const pieces = piecesOf(template)
  let next = 0

  function block(isInside: boolean): { readonly parts: readonly Part[], readonly end: readonly string[] } {
    const parts: Part[] = []
    for (;;) {
      const piece = pieces[next++]
      if (!piece) {
        if (isInside)
          throw unreadable(template, 'unexpected EOF')
        return { parts, end: [] }
      }
      if ('text' in piece) {
        parts.push({ kind: 'text', text: piece.text })
        continue
      }
      const [first, ...words] = piece.action
      if (first === undefined)
        throw unreadable(template, 'missing value for command')
      if (first === 'end' || first === 'else') {
        if (!isInside)
          throw unreadable(template, `unexpected {{${first}}}`)
        return { parts, end: piece.action }
      }
      parts.push(first === 'if' || first === 'with' || first === 'range' ? control(first, words) : { kind: 'print', words: piece.action })
    }
  }

  function control(kind: 'if' | 'with' | 'range', words: readonly string[]): Part {
    const { parts: inside, end: [end, again, ...condition] } = block(true)
    if (end !== 'else')
      return { kind, words, inside, otherwise: [] }
    return { kind, words, inside, otherwise: again === 'if' || again === 'with' ? [control(again, condition)] : block(true).parts }
  }

  return block(false).parts
}

/** A value as Go prints it. */
export function printed(value: Json | undefined): string {
  if (value === undefined || value === null)
    return '<no value>'
  if (isList(value))
    return `[${value.map(each => each === null ? '<nil>' : printed(each)).join(' ')}]`
  if (isObject(value))
    return `map[${Object.keys(value).sort().map(name => `${name}:${value[name] === null ? '<nil>' : printed(value[name])}`).join(' ')}]`
  return String(value)
}

function isTrue(value: Json | undefined): boolean {
  return isList(value) ? value.length > 0 : isObject(value) ? Object.keys(value).length > 0 : Boolean(value)
}

function lengthOf(value: Json | undefined): number {
  return typeof value === 'string' ? new TextEncoder().encode(value).length : isList(value) ? value.length : isObject(value) ? Object.keys(value).length : 0
}

function formatted([format, ...values]: readonly (Json | undefined)[]): string {
  let next = 0
  return String(format).replace(/%(?:%|[-+ #0]*\d*(?:\.\d+)?[a-z])/g, (verb) => {
    if (verb === '%%')
      return '%'
    const value = values[next++]
    const width = /^%(-?)(0?)(\d*)/.exec(verb)
    const text = verb.endsWith('q') ? JSON.stringify(value) : printed(value)
    const size = Number(width?.[3] ?? 0)
    return width?.[1] ? text.padEnd(size) : text.padStart(size, width?.[2] ? '0' : ' ')
  })
}

const compare: Readonly<Record<string, (one: Json, other: Json) => boolean>> = {
  eq: (one, other) => one === other,
  ne: (one, other) => one !== other,
  lt: (one, other) => one !== null && other !== null && one < other,
  le: (one, other) => one !== null && other !== null && one <= other,
  gt: (one, other) => one !== null && other !== null && one > other,
  ge: (one, other) => one !== null && other !== null && one >= other,
}

/** Fills in a template. @throws Failure in kubectl's words if it cannot be read, or asks for what there is not */
export function goTemplate(template: string, root: Json, isStrict = false): string {
  type Scope = Map<string, Json | undefined>
  const failed = (why: string): Failure => new Failure(`error: error executing template ${JSON.stringify(template)}: template: output:1: ${why}`)

  function member(value: Json | undefined, path: string): Json | undefined {
    return path.split('.').filter(Boolean).reduce<Json | undefined>((found, name) => {
      if (isStrict && isObject(found) && found[name] === undefined)
        throw failed(`map has no entry for key "${name}"`)
      return isObject(found) ? found[name] : undefined
    }, value)
  }

  function call(name: string, values: readonly (Json | undefined)[]): Json | undefined {
    const [first, second] = values
    const comparison = compare[name]
    if (comparison)
      return name === 'eq' ? values.slice(1).some(each => comparison(first ?? null, each ?? null)) : comparison(first ?? null, second ?? null)
    switch (name) {
      case 'len':
        return lengthOf(first)
      case 'index':
        return values.slice(1).reduce<Json | undefined>((found, key) => {
          if (isList(found) && (typeof key !== 'number' || key < 0 || key >= found.length))
            throw failed(`error calling index: index out of range: ${printed(key)}`)
          return isList(found) ? found[Number(key)] : isObject(found) ? found[String(key)] : undefined
        }, first)
      case 'exists':
        return values.slice(1).reduce<Json | undefined>((found, key) => isList(found) ? found[Number(key)] : isObject(found) ? found[String(key)] : undefined, first) !== undefined
      case 'not':
        return !isTrue(first)
      case 'and':
        return values.find(each => !isTrue(each)) ?? values.at(-1)
      case 'or':
        return values.find(isTrue) ?? values.at(-1)
      case 'printf':
        return formatted(values)
      case 'print':
        return values.map(printed).join('')
      case 'println':
        return `${values.map(printed).join(' ')}\n`
      case 'base64decode':
        return new TextDecoder().decode(Uint8Array.from(atob(String(first)), sign => sign.charCodeAt(0)))
      default:
        throw unreadable(template, `function "${name}" not defined`)
    }
  }

  /** What a pipeline comes to: each command is given what the one before came to. */
  function value(words: readonly string[], here: Json | undefined, scope: Scope): Json | undefined {
    let at = 0

    function operand(): Json | undefined {
      const each = words[at++] ?? ''
      if (each === '(') {
        const inside = pipeline()
        at++
        const path = words[at]
        if (path === undefined || !/^\.\w/.test(path))
          return inside
        at++
        return member(inside, path)
      }
      if (/^["`]/.test(each))
        return each.startsWith('`') ? each.slice(1, -1) : JSON.parse(each) as string
      if (/^-?\d/.test(each))
        return Number(each)
      if (each === 'true' || each === 'false' || each === 'nil')
        return each === 'nil' ? null : each === 'true'
      const [, variable, path = ''] = /^(\$\w*)?(.*)$/.exec(each) ?? []
      if (variable !== undefined) {
        if (!scope.has(variable))
          throw unreadable(template, `undefined variable "${variable}"`)
        return member(scope.get(variable), path)
      }
      return member(here, path)
    }

    function command(before: readonly (Json | undefined)[]): Json | undefined {
      const name = words[at]
      const isCall = name !== undefined && /^[a-z]\w*$/i.test(name) && !['true', 'false', 'nil'].includes(name)
      if (isCall)
        at++
      const values: (Json | undefined)[] = []
      while (at < words.length && words[at] !== '|' && words[at] !== ')')
        values.push(operand())
      return isCall ? call(name, [...values, ...before]) : values[0]
    }

    function pipeline(): Json | undefined {
      let found = command([])
      while (words[at] === '|') {
        at++
        found = command([found])
      }
      return found
    }

    return pipeline()
  }

  function render(parts: readonly Part[], here: Json | undefined, scope: Scope): string {
    return parts.map((part): string => {
      if (part.kind === 'text')
        return part.text
      const sign = part.words.findIndex(each => each === ':=' || each === '=')
      const names = sign < 0 ? [] : part.words.slice(0, sign).filter(each => each !== ',')
      const found = value(part.words.slice(sign + 1), here, scope)
      if (part.kind === 'print') {
        names.forEach(name => scope.set(name, found))
        return names.length > 0 ? '' : printed(found)
      }
      const inner = new Map(scope)
      if (part.kind === 'range' && ['string', 'boolean'].includes(typeof found))
        throw failed(`range can't iterate over ${printed(found)}`)
      if (part.kind !== 'range') {
        names.forEach(name => inner.set(name, found))
        return isTrue(found) ? render(part.inside, part.kind === 'with' ? found : here, inner) : render(part.otherwise, here, inner)
      }
      const entries: readonly (readonly [Json, Json])[] = isList(found) ? found.map((each, index) => [index, each]) : isObject(found) ? Object.keys(found).sort().map(key => [key, found[key] ?? null]) : []
      if (entries.length === 0)
        return render(part.otherwise, here, inner)
      return entries.map(([key, each]) => {
        const own = new Map(scope)
        names.forEach((name, nth) => own.set(name, names.length > 1 && nth === 0 ? key : each))
        return render(part.inside, each, own)
      }).join('')
    }).join('')
  }

  return render(read(template), root, new Map([['$', root]]))
}
