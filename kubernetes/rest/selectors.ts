import type { Labels, LabelSelector } from '../api/meta.ts'
import { badRequest } from './errors.ts'
import { at, type JsonObject, listAt, objectAt, textAt } from './json.ts'
import { labelKeyErrors, labelValueErrors } from './names.ts'

/** What a list or a watch is narrowed to. */
export type Selector = (object: JsonObject) => boolean

function parts(text: string): readonly string[] {
  return text.split(',').map(part => part.trim()).filter(Boolean)
}

/** The words of a label selector: signs by themselves, all else up to the next sign or space. An empty one is its end. */
function wordsIn(text: string): readonly string[] {
  return [...text.match(/[=!<>]+|[(),]|[^\s=!<>(),]+/g) ?? [], '']
}

const operators = ['in', 'notin', '=', '==', '!=', 'gt', 'lt']
const signs = new Set(['=', '==', '!=', '!', '<', '>', '(', ')', ',', ''])

/** Reads label selectors as the API server does, in whose words it refuses them. Source: apimachinery/pkg/labels/selector.go (Parser). */
function requirementsOf(text: string): readonly ((labels: JsonObject) => boolean)[] {
  const words = wordsIn(text)
  let next = 0
  const ahead = (): string => words[next] ?? ''
  const take = (): string => words[next++] ?? ''
  const found = (what: string, expected: string): Error => badRequest(`found '${what}', expected: ${expected}`)
  const inside = (what: string, expected: string): Error => badRequest(`unable to parse requirement: found '${what}', expected: ${expected}`)

  function valuesOfSet(): readonly string[] {
    const open = take()
    if (open !== '(')
      throw badRequest(`unable to parse requirement: found '${open}' expected: '('`)
    const values: string[] = []
    for (let before = ','; ;) {
      const word = take()
      if (word === ')') {
        return before === ',' ? [...values, ''] : values
      }
      if (word === ',') {
        if (before === ',')
          values.push('')
      }
      else if (signs.has(word)) {
        throw before === ',' ? inside(word, '\',\', or identifier') : inside(word, '\',\' or \')\'')
      }
      else {
        if (before !== ',')
          throw inside(word, '\',\' or \')\'')
        values.push(word)
      }
      before = word
    }
  }

  function requirement(): (labels: JsonObject) => boolean {
    const isAbsent = ahead() === '!'
    const key = isAbsent ? (take(), take()) : take()
    if (signs.has(key))
      throw inside(key, 'identifier')
    checkKey(key)
    if (ahead() === '' || ahead() === ',')
      return labels => (labels[key] === undefined) === isAbsent
    const operator = isAbsent ? '' : take()
    if (operator === 'in' || operator === 'notin') {
      const values = valuesOfSet()
      checkValues(key, values.toSorted())
      return labels => (labels[key] !== undefined && values.includes(textAt(labels, key))) === (operator === 'in')
    }
    if (operator === '=' || operator === '==' || operator === '!=') {
      const isEnd = ahead() === '' || ahead() === ','
      const value = isEnd ? '' : take()
      if (!isEnd && signs.has(value))
        throw inside(value, 'identifier')
      checkValues(key, [value])
      return labels => (labels[key] === value) === (operator !== '!=')
    }
    if (operator === '<' || operator === '>' || operator === 'gt' || operator === 'lt') {
      const text = take()
      checkValues(key, [text], /^[-+]?\d+$/.test(text) ? [] : ['for \'Gt\', \'Lt\' operators, the value must be an integer'])
      const limit = Number(text)
      return labels => labels[key] !== undefined && (operator === '<' || operator === 'lt' ? Number(labels[key]) < limit : Number(labels[key]) > limit)
    }
    throw inside(isAbsent ? ahead() : operator, operators.join(', '))
  }

  const requirements: ((labels: JsonObject) => boolean)[] = []
  while (ahead() !== '') {
    if (signs.has(ahead()) && ahead() !== '!')
      throw found(ahead(), '!, identifier, or \'end of string\'')
    requirements.push(requirement())
    const end = take()
    if (end === '')
      break
    if (end !== ',')
      throw found(end, '\',\' or \'end of string\'')
    if (signs.has(ahead()) && ahead() !== '!')
      throw found(ahead(), 'identifier after \',\'')
  }
  return requirements
}

/** Source: apimachinery/pkg/labels/selector.go (validateLabelKey). */
function checkKey(key: string): void {
  const errors = labelKeyErrors(key)
  if (errors.length > 0)
    throw badRequest(`unable to parse requirement: <nil>: Invalid value: ${JSON.stringify(key)}: ${errors.join('; ')}`)
}

/** Source: as above (NewRequirement). */
function checkValues(key: string, values: readonly string[], before: readonly string[] = []): void {
  const errors = [
    ...before.map(each => `values[0]: Invalid value: ${JSON.stringify(values[0])}: ${each}`),
    ...values.flatMap((value, index) => labelValueErrors(value).map(each => `values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${each}`)),
  ]
  if (errors.length > 0)
    throw badRequest(`unable to parse requirement: ${errors.length > 1 ? `[${errors.join(', ')}]` : errors.join()}`)
}

/** Reads a label selector of a query. @throws ApiError if it is none */
export function labelSelector(text: string): Selector {
  const requirements = requirementsOf(text)
  return (object) => {
    const labels = objectAt(object, 'metadata', 'labels')
    return requirements.every(holds => holds(labels))
  }
}

type Operator = NonNullable<LabelSelector['matchExpressions']>[number]['operator']

/** Labels, read from JSON that may be anything. */
export function readLabels(labels: JsonObject): Labels {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]))
}

/** A selector as objects have it, read from JSON that may be anything: what is missing selects nothing more. */
export function readSelector(selector: JsonObject): LabelSelector {
  return {
    matchLabels: readLabels(objectAt(selector, 'matchLabels')),
    matchExpressions: listAt(selector, 'matchExpressions').map(each => ({
      key: textAt(each, 'key'),
      operator: textAt(each, 'operator') as Operator,
      values: listAt(each, 'values').map(String),
    })),
  }
}

/** Fields by which lists of a kind can be narrowed, beside name and namespace. Sources: ToSelectableFields in pkg/registry. */
const selectable: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork', 'status.phase', 'status.podIP', 'status.nominatedNodeName'],
  Event: ['involvedObject.kind', 'involvedObject.namespace', 'involvedObject.name', 'involvedObject.uid', 'involvedObject.apiVersion', 'involvedObject.resourceVersion', 'involvedObject.fieldPath', 'reason', 'reportingComponent', 'source', 'type'],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
  Secret: ['type'],
  ReplicaSet: ['status.replicas'],
  Service: ['spec.clusterIP', 'spec.type'],
}

function fieldText(object: JsonObject, path: string): string {
  if (path === 'source')
    return textAt(object, 'source', 'component')
  const value = at(object, ...path.split('.'))
  if (value === undefined && (path === 'spec.unschedulable' || path === 'spec.hostNetwork'))
    return 'false'
  return value === undefined || value === null ? '' : String(value)
}

/** Reads a field selector of a query, for a kind. @throws ApiError if it is none, or names a field that does not select */
export function fieldSelector(text: string, kind: string): Selector {
  const requirements = parts(text).map((part) => {
    const [, path = '', operator, value = ''] = /^(.*?)(==|!=|=)(.*)$/.exec(part) ?? []
    if (!operator)
      throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`)
    if (!['metadata.name', 'metadata.namespace', ...selectable[kind] ?? []].includes(path))
      throw badRequest(`field label not supported: ${path}`)
    return (object: JsonObject) => (fieldText(object, path) === value) === (operator !== '!=')
  })
  return object => requirements.every(holds => holds(object))
}
