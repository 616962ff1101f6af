import type { Json } from '../rest/json.ts'

/** A template of JSONPath, read. Source: client-go/util/jsonpath (node.go, parser.go). */
export type PathNode = { readonly kind: 'all', readonly nodes: PathNode[] }
  | { readonly kind: 'value', readonly value: Json }
  | { readonly kind: 'field' | 'word', readonly name: string }
  | { readonly kind: 'slice', readonly from: number, readonly to: number | undefined, readonly step: number | undefined, readonly isOne: boolean }
  | { readonly kind: 'filter', readonly left: PathNode, readonly right: PathNode, readonly operator: string }
  | { readonly kind: 'union', readonly of: readonly PathNode[] }
  | { readonly kind: 'each' | 'deep' }

/** Reads a template: texts, and a list of nodes for what stands between braces. @throws Error in the words of Go */
export function readTemplate(template: string): readonly PathNode[] {
  const parts: PathNode[] = []
  let at = 0
  while (at < template.length) {
    const open = template.indexOf('{', at)
    if (open !== at)
      parts.push({ kind: 'value', value: template.slice(at, open < 0 ? undefined : open) })
    if (open < 0)
      break
    at = open + 1
    const nodes: PathNode[] = []
    parts.push({ kind: 'all', nodes })
    for (let end = false; !end;)
      end = one(nodes)
    at++
  }
  return parts

  function taken(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(template)?.[0]
    at += found?.length ?? 0
    return found
  }

  function field(): PathNode {
    const name = taken(/(?:\\[^]|[^\s.,[\]$@{}\\])*/y) ?? ''
    return name === '*' ? { kind: 'each' } : { kind: 'field', name: name.replaceAll('\\', '') }
  }

  /** Reads the next node between braces. Gives whether there is none. */
  function one(nodes: PathNode[]): boolean {
    const sign = template.charAt(at)
    if (sign === '}')
      return true
    if (sign === '' || sign === '\n')
      throw new Error('unclosed action')
    if (template.startsWith('[?(', at)) {
      nodes.push(filter())
    }
    else if (taken(/\.\./y)) {
      if (nodes.at(-1)?.kind === 'deep')
        throw new Error('invalid multiple recursive descent')
      nodes.push({ kind: 'deep' })
      if (/\w/.test(template.charAt(at)))
        nodes.push(field())
    }
    else if (sign === '[') {
      const inside = taken(/\[[^\]\n]*\]/y)
      if (inside === undefined)
        throw new Error('unterminated array')
      nodes.push(...index(inside.slice(1, -1)))
    }
    else if (sign === '"' || sign === '\'') {
      const quoted = taken(sign === '"' ? /"(?:[^"\n]*\\")*[^"\n]*"/y : /'(?:[^'\n]*\\')*[^'\n]*'/y)
      if (quoted === undefined)
        throw new Error('unterminated quoted string')
      nodes.push({ kind: 'value', value: quoted.slice(1, -1).replace(/\\([nrt"'\\])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter) })
    }
    else if (sign === '.') {
      at++
      nodes.push(field())
    }
    else if (/[-+\d]/.test(sign)) {
      const number = taken(/[-+]?[\d.]*/y) ?? ''
      if (!/\d/.test(number) || Number.isNaN(Number(number)))
        throw new Error(`cannot parse number ${number}`)
      nodes.push({ kind: 'value', value: Number(number) })
    }
    else if (/\w/.test(sign)) {
      const name = taken(/[^\s.,[\]$@{}]+/y) ?? ''
      nodes.push(name === 'true' || name === 'false' ? { kind: 'value', value: name === 'true' } : { kind: 'word', name })
    }
    else if (/[ @$]/.test(sign)) {
      at++
    }
    else {
      throw new Error(`unrecognized character in action: U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} '${sign}'`)
    }
    return false
  }

  function filter(): PathNode {
    const begin = at + 3
    let quote = ''
    for (at = begin; quote !== '' || template.charAt(at) !== ')'; at++) {
      const sign = template.charAt(at)
      if (sign === '' || sign === '\n')
        throw new Error('unterminated filter')
      if (quote === '' ? /["']/.test(sign) : sign === quote && template.charAt(at - 1) !== '\\')
        quote = quote === '' ? sign : ''
    }
    const text = template.slice(begin, at)
    at += 2
    if (template.charAt(at - 1) !== ']')
      throw new Error('unclosed array expect ]')
    const [, left = text, operator = '', right] = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text) ?? []
    return { kind: 'filter', left: readAction(left), operator, right: right === undefined ? { kind: 'all', nodes: [] } : readAction(right) }
  }
}

/** What stands between braces, read. */
export function readAction(text: string): PathNode {
  return readTemplate(`{${text}}`)[0] ?? { kind: 'all', nodes: [] }
}

function index(text: string): readonly PathNode[] {
  if (text.includes(','))
    return [{ kind: 'union', of: text.split(',').map(each => readAction(`[${each.trim()}]`)) }]
  const key = /^'([^']*)'$/.exec(text)?.[1]
  if (key !== undefined) {
    const named = readAction(`.${key}`)
    return named.kind === 'all' ? named.nodes : []
  }
  const [whole, from = '', to, step] = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text === '*' ? ':' : text) ?? []
  if (whole === undefined)
    throw new Error(`invalid array index ${text}`)
  const given = (part: string | undefined): number | undefined => part === undefined || part === ':' ? undefined : Number(part.slice(1))
  return [{ kind: 'slice', from: Number(from), to: to === undefined ? Number(from) + 1 : given(to), step: given(step), isOne: to === undefined }]
}
