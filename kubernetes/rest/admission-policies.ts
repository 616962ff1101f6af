import { type Resource, storageKey } from '../api/kinds.ts'
import type { ApiObject, Status } from '../api/objects.ts'
import { matchesSelector } from '../api/selector.ts'
import type { Admitted } from '../server/policy.ts'
import { type Expression, readExpression, type Scope } from './cel.ts'
import { ExpressionError } from './cel-values.ts'
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from './json.ts'
import { plain } from './object-json.ts'
import { resources } from './resources.ts'
import { readLabels, readSelector } from './selectors.ts'

/** Names that every expression of a policy may use. Source: apiserver/pkg/admission/plugin/cel/compile.go. */
const names = ['object', 'oldObject', 'request', 'params', 'namespaceObject', 'variables', 'authorizer']

const read = new Map<string, Expression>()

function expressionOf(text: string): Expression {
  const known = read.get(text) ?? readExpression(text, names)
  read.set(text, known)
  return known
}

/** The expressions of a policy that cannot be read here: where, and why. */
export function wrongExpressions(policy: JsonObject): readonly { readonly field: string, readonly value: string, readonly why: string }[] {
  const given = ['validations', 'matchConditions', 'variables', 'auditAnnotations'].flatMap(part => listAt(policy, 'spec', part).flatMap((each, index) => ['expression', 'messageExpression', 'valueExpression'].map(name => ({ field: `spec.${part}[${index}].${name}`, value: textAt(each, name) }))))
  return given.filter(({ value }) => value !== '').flatMap(({ field, value }) => {
    try {
      expressionOf(value)
      return []
    }
    catch (error) {
      if (error instanceof ExpressionError)
        return [{ field, value, why: `compilation failed: ERROR: <input>:1:1: ${error.message}` }]
      throw error
    }
  })
}

const includes = (list: readonly Json[], value: string): boolean => list.length === 0 || list.includes('*') || list.includes(value)

/** What a rule has to be asked: who does what to which resource. */
interface Asked {
  readonly operation: string
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly name: string
  readonly isNamespaced: boolean
}

function isOfRule(rule: Json, { operation, group, version, resource, name, isNamespaced }: Asked): boolean {
  const [plural = '', subresource] = resource.split('/')
  const isMeant = listAt(rule, 'resources').map(String).some((each) => {
    const [wanted = '', sub] = each.split('/')
    return (wanted === '*' || wanted === plural) && (each === '*/*' || sub === '*' || sub === subresource)
  })
  const scope = textAt(rule, 'scope') || '*'
  return isMeant && includes(listAt(rule, 'operations'), operation) && includes(listAt(rule, 'apiGroups'), group) && includes(listAt(rule, 'apiVersions'), version) && includes(listAt(rule, 'resourceNames'), name) && (scope === '*' || (scope === 'Namespaced') === isNamespaced)
}

function isSelected(selector: Json | undefined, labels: JsonObject): boolean {
  return !isObject(selector) || matchesSelector(readSelector(selector), readLabels(labels))
}

/** Whether match resources mean a request. No rules at all mean every request, as a binding without them does. Source: apiserver/pkg/admission/plugin/policy/matching/matching.go. */
function isMatched(match: JsonObject, asked: Asked, object: JsonObject, namespace: JsonObject | undefined): boolean {
  const rules = listAt(match, 'resourceRules')
  return (rules.length === 0 || rules.some(rule => isOfRule(rule, asked)))
    && !listAt(match, 'excludeResourceRules').some(rule => isOfRule(rule, asked))
    && isSelected(match.objectSelector, objectAt(object, 'metadata', 'labels'))
    && (namespace === undefined || isSelected(match.namespaceSelector, objectAt(namespace, 'metadata', 'labels')))
}

/** What a policy has against a request. */
export interface Denial {
  readonly policy: string
  readonly binding: string
  readonly message: string
  readonly reason: string
  readonly actions: readonly Json[]
}

/** What a policy's own names stand for. */
function scopeOf(policy: JsonObject, scope: Scope): Scope {
  const variables: Record<string, Json> = {}
  for (const each of listAt(policy, 'spec', 'variables')) {
    const result = expressionOf(textAt(each, 'expression')).evaluate({ ...scope, variables })
    if ('value' in result)
      variables[textAt(each, 'name')] = result.value
  }
  return { ...scope, variables }
}

/** What the first of a policy's validations that fails says; undefined if all hold. */
function failed(policy: JsonObject, given: Scope): readonly [message: string, reason: string] | undefined {
  const isIgnoring = textAt(policy, 'spec', 'failurePolicy') === 'Ignore'
  const scope = scopeOf(policy, given)
  for (const each of listAt(policy, 'spec', 'matchConditions')) {
    const result = expressionOf(textAt(each, 'expression')).evaluate(scope)
    if ('value' in result && result.value !== true)
      return undefined
  }
  for (const each of listAt(policy, 'spec', 'validations')) {
    const expression = textAt(each, 'expression').trim()
    const result = expressionOf(expression).evaluate(scope)
    if ('error' in result) {
      if (!isIgnoring)
        return [`expression '${expression}' resulted in error: ${result.error}`, 'Invalid']
    }
    else if (result.value !== true) {
      const ownMessage = textAt(each, 'messageExpression') === '' ? undefined : expressionOf(textAt(each, 'messageExpression')).evaluate(scope)
      const message = ownMessage && 'value' in ownMessage && typeof ownMessage.value === 'string' ? ownMessage.value : textAt(each, 'message').trim() || `failed expression: ${expression}`
      return [message, textAt(each, 'reason') || 'Invalid']
    }
  }
  return undefined
}

/** The Namespace that a request is about something in. */
export function namespaceOf({ request, store }: Admitted): ApiObject | undefined {
  return request.namespace === undefined ? undefined : store.get(storageKey('namespaces', undefined, request.namespace))
}

/** What the policies of a cluster have against a request, binding by binding. Source: apiserver/pkg/admission/plugin/policy/validating/dispatcher.go. */
export function denials(admitted: Admitted): readonly Denial[] {
  const { request, object, before, store } = admitted
  const namespace = namespaceOf(admitted)
  const list = (of: Resource): readonly JsonObject[] => store.list(`${storageKey(of, undefined)}/`).map(plain)
  const resource = request.subresource === undefined ? request.resource : `${request.resource}/${request.subresource}`
  const known = resources.find(({ name, kind }) => name === request.resource && kind === object.kind)
  // Policies and their bindings are never asked about themselves.
  if (!known || known.group === 'admissionregistration.k8s.io')
    return []
  const operation = before ? 'UPDATE' : 'CREATE'
  const asked: Asked = { operation, group: known.group, version: known.version, resource, name: object.metadata.name, isNamespaced: known.namespaced }
  const [own, old, home] = [plain(object), before && plain(before), namespace && plain(namespace)]
  const scope: Scope = {
    object: own,
    oldObject: old ?? null,
    params: null,
    namespaceObject: home ?? null,
    request: { operation, name: object.metadata.name, namespace: request.namespace ?? '', dryRun: false, kind: { group: known.group, version: known.version, kind: known.kind }, resource: { group: known.group, version: known.version, resource: known.name }, userInfo: { username: request.as?.user ?? request.actor, groups: request.as?.groups ?? [] } },
  }
  return list('validatingadmissionpolicybindings').flatMap((binding) => {
    const policy = list('validatingadmissionpolicies').find(each => textAt(each, 'metadata', 'name') === textAt(binding, 'spec', 'policyName'))
    if (!policy || !isMatched(objectAt(policy, 'spec', 'matchConstraints'), asked, own, home) || !isMatched(objectAt(binding, 'spec', 'matchResources'), asked, own, home))
      return []
    const [message, reason = ''] = failed(policy, scope) ?? []
    return message === undefined ? [] : [{ policy: textAt(policy, 'metadata', 'name'), binding: textAt(binding, 'metadata', 'name'), message, reason, actions: listAt(binding, 'spec', 'validationActions') }]
  })
}

const codes: Readonly<Record<string, number>> = { Unauthorized: 401, Forbidden: 403, RequestEntityTooLarge: 413, Invalid: 422 }

/** The refusal of the first of them that denies. */
export function policyRefusal(found: readonly Denial[], target: string): Status | undefined {
  const denial = found.find(({ actions }) => actions.includes('Deny'))
  if (!denial)
    return undefined
  const message = `ValidatingAdmissionPolicy '${denial.policy}' with binding '${denial.binding}' denied request: ${denial.message}`
  return { apiVersion: 'v1', kind: 'Status', status: 'Failure', code: codes[denial.reason] ?? 422, reason: denial.reason, message: `${target} is forbidden: ${message}` }
}

/** What is warned of by them. */
export function policyWarnings(found: readonly Denial[]): readonly string[] {
  return found.filter(({ actions }) => actions.includes('Warn')).map(({ policy, binding, message }) => `Validation failed for ValidatingAdmissionPolicy '${policy}' with binding '${binding}': ${message}`)
}
