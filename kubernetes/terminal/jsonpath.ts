import { isList, isObject, type Json } from '../rest/json.ts'
import { Failure } from './failure.ts'
import { jsonText } from './yaml.ts'

/** One piece of a template: text, or what stands between braces. */
type Piece = { readonly text: string } | { readonly action: string }

function pieces(template: string): readonly Piece[] {
  const found: Piece[] = []
  let at = 0
  while (at < template.length) {
    const open = template.indexOf('{', at)
    if (open < 0) {
      found.push({ text: template.slice(at) })
      break
    }
    if (open > at)
      found.push({ text: template.slice(at, open) })
    const close = closing(template, open)
    if (close < 0)
      throw new Failure(`error: error parsing jsonpath ${template}, unclosed action`)
    found.push({ action: template.slice(open + 1, close).trim() })
    at = close + 1
  }
  return found
}

function closing(template: string, open: number): number {
  let quote = ''
  for (let at = open + 1; at < template.length; at++) {
    const sign = template.charAt(at)
    if (quote === '' && sign === '}')
      return at
    if (quote === '' && (sign === '"' || sign === '\''))
      quote = sign
    else if (sign === quote && template.charAt(at - 1) !== '\\')
      quote = ''
  }
  return -1
}

const children = (value: Json): readonly Json[] => isList(value) ? value : isObject(value) ? Object.values(value).filter(each => each !== undefined) : []
const below = (value: Json): readonly Json[] => [value, ...children(value).flatMap(below)]

function matches(value: Json, condition: string): boolean {
  const [, path = '', operator, right = ''] = /^@(\S*?)\s*(?:(==|!=|<=|>=|<|>)\s*(.+))?$/.exec(condition) ?? []
  const [left] = walk([value], path)
  if (operator === undefined)
    return left !== undefined
  const wanted: Json = /^(["']).*\1$/.test(right) ? right.slice(1, -1) : right === 'true' ? true : right === 'false' ? false : Number(right)
  if (left === undefined || left === null)
    return false
  switch (operator) {
    case '==':
      return left === wanted
    case '!=':
      return left !== wanted
    case '<':
      return left < wanted
    case '>':
      return left > wanted
    case '<=':
      return left <= wanted
    default:
      return left >= wanted
  }
}

/** What a path leads to, from some values. Members that are not there are left out. */
export function walk(from: readonly Json[], path: string): readonly Json[] {
  let values = from
  let rest = path.replace(/^[$@]/, '')
  while (rest !== '') {
    const [whole = '', deep, name, inside] = /^(\.\.)?\.?(?:((?:\\.|[^.[\]\\])+)|\[((?:"[^"]*"|'[^']*'|[^\]])*)\])/.exec(rest) ?? []
    if (whole === '')
      return rest === '.' ? values : []
    rest = rest.slice(whole.length)
    if (deep)
      values = values.flatMap(below)
    if (name !== undefined) {
      const key = name.replace(/\\(.)/g, '$1')
      values = values.flatMap(value => key === '*' ? children(value) : isObject(value) && value[key] !== undefined ? [value[key]] : [])
    }
    else if (inside !== undefined) {
      values = values.flatMap(value => indexed(value, inside))
    }
  }
  return values
}

function indexed(value: Json, inside: string): readonly Json[] {
  if (inside === '*')
    return children(value)
  const condition = /^\?\((.*)\)$/.exec(inside)?.[1]
  if (condition !== undefined)
    return children(value).filter(each => matches(each, condition.trim()))
  if (/^(?:'[^']*'|"[^"]*"|-?\d+)(?:\s*,\s*(?:'[^']*'|"[^"]*"|-?\d+))+$/.test(inside))
    return inside.split(',').flatMap(each => indexed(value, each.trim()))
  const quoted = /^(["'])(.*)\1$/.exec(inside)?.[2]
  if (quoted !== undefined)
    return isObject(value) && value[quoted] !== undefined ? [value[quoted]] : []
  if (!isList(value))
    return []
  const [start = '', end] = inside.split(':')
  if (end === undefined && Number(start) >= value.length)
    throw new Failure(`error: array index out of bounds: index ${start}, length ${value.length}`)
  if (end === undefined)
    return value.slice(...(Number(start) === -1 ? [-1] : [Number(start), Number(start) + 1]))
  return value.slice(start === '' ? 0 : Number(start), end === '' ? undefined : Number(end))
}

/** A value as it is printed among text. */
export function shown(value: Json): string {
  return typeof value === 'string' ? value : value === null ? '' : isObject(value) || isList(value) ? jsonText(value, 0) : String(value)
}

/**
 * A template of JSONPath, filled in. Source: docs, reference/kubectl/jsonpath.
 *
 * @throws Failure in kubectl's words if it cannot be read
 */
export function jsonpath(template: string, root: Json): string {
  const all = pieces(/[{}]/.test(template) ? template : `{${template}}`)

  function run(from: number, to: number, here: Json): string {
    let text = ''
    for (let at = from; at < to; at++) {
      const piece = all[at]
      if (!piece)
        break
      if ('text' in piece) {
        text += piece.text
        continue
      }
      const { action } = piece
      if (action.startsWith('range')) {
        let depth = 1
        let end = at + 1
        for (; end < to; end++) {
          const next = all[end]
          const word = next && 'action' in next ? next.action : ''
          depth += word.startsWith('range') ? 1 : word === 'end' ? -1 : 0
          if (depth === 0)
            break
        }
        if (depth > 0)
          throw new Failure(`error: error parsing jsonpath ${template}, unexpected end of range`)
        for (const each of values(action.slice(5).trim(), here))
          text += run(at + 1, end, each)
        at = end
      }
      else if (action !== 'end') {
        const quoted = /^(["'])([^]*)\1$/.exec(action)?.[2]
        text += quoted === undefined ? values(action, here).map(shown).join(' ') : quoted.replace(/\\([nt"'\\])/g, (_, sign: string) => sign === 'n' ? '\n' : sign === 't' ? '\t' : sign)
      }
    }
    return text
  }

  const values = (path: string, here: Json): readonly Json[] => walk([path.startsWith('$') ? root : here], path.startsWith('.') || path.startsWith('$') || path.startsWith('@') || path.startsWith('[') ? path : `.${path}`)
  return run(0, all.length, root)
}
