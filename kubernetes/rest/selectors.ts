import type { Labels, LabelSelector } from '../api/meta.ts'
import { badRequest } from './errors.ts'
import { at, listAt, objectAt, textAt, type JsonObject } from './json.ts'

/** What a list or a watch is narrowed to. */
export type Selector = (object: JsonObject) => boolean

const label = String.raw`(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?\/)?[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?`
const word = new RegExp(`^${label}$`)

/** Parts a selector at the commas that stand in no parentheses. */
function parts(text: string): readonly string[] {
  return text.split(/,(?![^(]*\))/).map(part => part.trim()).filter(Boolean)
}

/** Says what stands where an operator should. Source: apimachinery/pkg/labels/selector.go (parseOperator). */
function noOperator(found: string): Error {
  return badRequest(`unable to parse requirement: found '${found}', expected: in, notin, =, ==, !=, gt, lt`)
}

function requirement(text: string): (labels: JsonObject) => boolean {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text)
  if (set) {
    const [, key = '', operator, list = ''] = set
    const values = list.split(',').map(value => value.trim())
    check(key, text)
    return operator === 'in' ? labels => values.includes(textAt(labels, key)) && labels[key] !== undefined : labels => labels[key] === undefined || !values.includes(textAt(labels, key))
  }
  const [, key = '', operator, value = ''] = /^([^=!<>]+?)\s*(==|=|!=)\s*(.*)$/.exec(text) ?? []
  if (operator) {
    check(key, text)
    const [more] = /[=!<>]/.exec(value) ?? []
    if (more !== undefined)
      throw badRequest(`found '${more}', expected: ',' or 'end of string'`)
    return operator === '!=' ? labels => labels[key] !== value : labels => labels[key] === value
  }
  if (text.startsWith('!')) {
    check(text.slice(1).trim(), text)
    return labels => labels[text.slice(1).trim()] === undefined
  }
  const [, second] = text.split(/\s+/)
  if (second !== undefined)
    throw noOperator(second)
  check(text, text)
  return labels => labels[text] !== undefined
}

function check(key: string, text: string): void {
  if (!word.test(key))
    throw badRequest(`unable to parse requirement: found '${text}', expected: a label key with an operator`)
}

/** Reads a label selector of a query. @throws ApiError if it is none */
export function labelSelector(text: string): Selector {
  const requirements = parts(text).map(requirement)
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
