import { isList, isObject, type Json } from '../rest/json.ts'
import { Failure } from './failure.ts'
import { type PathNode, readAction, readTemplate } from './jsonpath-template.ts'
import { jsonText } from './yaml.ts'

const children = (value: Json): readonly Json[] => isList(value) ? value : isObject(value) ? Object.values(value).filter(each => each !== undefined) : []
/** A value, and all that is below it: what has nothing below it, and is no text, is left out. */
const below = (value: Json): readonly Json[] => children(value).length > 0 || (typeof value === 'string' && value !== '') ? [value, ...children(value).flatMap(below)] : []

const goKind = (value: Json): string => isObject(value) ? 'map[string]interface {}' : typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'bool' : Number.isInteger(value) ? 'int64' : 'float64'

function sliced(value: Json, { from, to, step, isOne }: Extract<PathNode, { readonly kind: 'slice' }>): readonly Json[] {
  if (value === null)
    return []
  if (!isList(value))
    throw new Error(`${goKind(value)} is not array or slice`)
  const { length } = value
  const first = from < 0 ? from + length : from
  const end = to ?? length
  const last = end < 0 || (end === 0 && isOne) ? end + length : end
  const outside = (at: number): Error => new Error(`array index out of bounds: index ${at}, length ${length}`)
  if (first === last)
    return []
  if (first >= length || first < 0)
    throw outside(first)
  if (last > length || last < 0)
    throw outside(last - 1)
  if (first > last)
    throw new Error(`starting index ${first} is greater than ending index ${last}`)
  if (step !== undefined && step <= 0)
    throw new Error('step must be > 0')
  return value.slice(first, last).filter((_, nth) => nth % (step ?? 1) === 0)
}

/** Source: client-go/third_party/forked/golang/template/funcs.go. */
function compares(left: Json, operator: string, right: Json): boolean {
  if ([left, right].some(each => each === null || typeof each === 'object') || (operator.length < 2 && typeof left === 'boolean'))
    throw new Error('invalid type for comparison')
  if (goKind(left) !== goKind(right))
    throw new Error('incompatible types for comparison')
  const order = left === right ? 0 : (left ?? 0) < (right ?? 0) ? -1 : 1
  const passes: Readonly<Record<string, boolean>> = { '==': order === 0, '!=': order !== 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }
  const found = passes[operator]
  if (found === undefined)
    throw new Error(`unrecognized filter operator ${operator}`)
  return found
}

/** What a template leads to in a value, a list for each of its parts. Source: client-go/util/jsonpath/jsonpath.go (FindResults). */
function find(parts: readonly PathNode[], root: Json, isStrict: boolean): readonly (readonly Json[])[] {
  let ranges = 0

  function step(from: readonly Json[], node: PathNode): readonly Json[] {
    switch (node.kind) {
      case 'all':
        return node.nodes.reduce(step, from)
      case 'value':
        return [node.value]
      case 'each':
        return from.flatMap(children)
      case 'deep':
        return from.flatMap(below)
      case 'union':
        return node.of.flatMap(each => step(from, each))
      case 'slice':
        return from.flatMap(each => sliced(each, node))
      case 'field': {
        const found = from.flatMap(each => node.name === '' ? [each] : isObject(each) && each[node.name] !== undefined ? [each[node.name] ?? null] : [])
        if (found.length === 0 && from.length > 0 && isStrict)
          throw new Error(`${node.name} is not found`)
        return found
      }
      case 'filter':
        return from.flatMap((each) => {
          if (!isList(each))
            throw new Error(`${each === null ? '<nil>' : shown(each)} is not array or slice and cannot be filtered`)
          return each.filter((item) => {
            const [left, more] = step([item], node.left)
            if (left === undefined || node.operator === '')
              return left !== undefined
            const [right] = step([item], node.right)
            if (more !== undefined)
              throw new Error('can only compare one element at a time')
            return right !== undefined && compares(left, node.operator, right)
          })
        })
      case 'word':
        if (node.name !== 'end' && node.name !== 'range')
          throw new Error(`unrecognized identifier ${node.name}`)
        if (node.name === 'end' && ranges === 0)
          throw new Error('not in range, nothing to end')
        return from
    }
  }

  const isWord = (node: PathNode | undefined, name: string): boolean => node?.kind === 'all' && node.nodes.some(each => each.kind === 'word' && each.name === name)

  /** What the parts from one on come to, up to the end of the range that they are in; and where that is. */
  function run(at: number, here: Json): { readonly lists: readonly (readonly Json[])[], readonly end: number } {
    const lists: (readonly Json[])[] = []
    for (; at < parts.length; at++) {
      const part = parts[at]
      const found = part ? step([here], part) : []
      if (isWord(part, 'end'))
        break
      if (!isWord(part, 'range')) {
        lists.push(found)
        continue
      }
      ranges++
      const inner = (found.length > 0 ? found : [null]).map(each => run(at + 1, each))
      if (found.length > 0)
        lists.push(...inner.flatMap(each => each.lists))
      ranges--
      at = inner.at(-1)?.end ?? at
    }
    return { lists, end: at }
  }

  return run(0, root).lists
}

/** What a path leads to, with or without braces and a dot before it. Members that are not there are left out. Source: kubectl/pkg/cmd/get/customcolumn.go (RelaxedJSONPathExpression). @throws Failure if it cannot be read, or followed */
export function walk(from: Json, path: string): readonly Json[] {
  const [, braced, bare = braced] = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(path) ?? []
  try {
    if (bare === undefined)
      throw new Error('unexpected path string, expected a \'name1.name2\' or \'.name1.name2\' or \'{name1.name2}\' or \'{.name1.name2}\'')
    return find([readAction(`.${bare}`)], from, false)[0] ?? []
  }
  catch (error) {
    throw new Failure(`error: ${error instanceof Error ? error.message : ''}`)
  }
}

/** A value as it is printed among text. */
export function shown(value: Json): string {
  return typeof value === 'string' ? value : value === null ? '' : isObject(value) || isList(value) ? jsonText(value, 0) : String(value)
}

/** A value as Go writes it in its own words (`%#v`). */
function goSyntax(value: Json | undefined): string {
  if (isList(value))
    return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (isObject(value))
    return `map[string]interface {}{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${goSyntax(value[name])}`).join(', ')}}`
  return value === null || value === undefined ? 'interface {}(nil)' : JSON.stringify(value)
}

/**
 * Gives what fills in a template of JSONPath. Source: docs, reference/kubectl/jsonpath; cli-runtime/pkg/printers/jsonpath.go.
 *
 * @param options whether what is not there is an error, and whether each part is printed as JSON
 * @param options.isStrict whether what is not there is an error
 * @param options.asJson whether each part is printed as a list in JSON
 * @throws Failure in kubectl's words if it cannot be read
 */
export function jsonpath(template: string, { isStrict = false, asJson = false }: { readonly isStrict?: boolean, readonly asJson?: boolean } = {}): (root: Json) => string {
  let parts: readonly PathNode[]
  try {
    parts = readTemplate(template)
  }
  catch (error) {
    throw new Failure(`error: error parsing jsonpath ${template}, ${error instanceof Error ? error.message : ''}`)
  }
  return (root) => {
    try {
      return find(parts, root, isStrict).map(list => asJson ? `${jsonText(list)}\n` : list.map(shown).join(' ')).join('')
    }
    catch (error) {
      throw new Failure(`error: error executing jsonpath ${JSON.stringify(template)}: Error executing template: ${error instanceof Error ? error.message : ''}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(root)}\n\n`)
    }
  }
}
