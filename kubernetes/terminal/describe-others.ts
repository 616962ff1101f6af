import { at, isList, isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '../rest/json.ts'
import { annotations, eventsText, labels } from './describe-lines.ts'
import type { Client } from './client.ts'
import { ruleRows } from './rule-rows.ts'

/** What `describe` says of kinds that have little to tell. Source: kubectl/pkg/describe/describe.go. */

/** Name, namespace, labels and annotations. */
export function headLines(object: JsonObject, isNamespaceShown = true): readonly string[] {
  return [
    `Name:\t${textAt(object, 'metadata', 'name')}\n`,
    isNamespaceShown && textAt(object, 'metadata', 'namespace') ? `Namespace:\t${textAt(object, 'metadata', 'namespace')}\n` : '',
    labels(object),
    annotations(object),
  ]
}

/** A ServiceAccount. Source: as above (describeServiceAccount). */
export function serviceAccountText(client: Client, object: JsonObject, now: number): string {
  const secrets = listAt(object, 'imagePullSecrets').map(each => textAt(each, 'name'))
  return [...headLines(object), `Image pull secrets:\t${secrets.join('\n\t') || '<none>'}\n`, eventsText(client, object, now)].join('')
}

/** A Role. Source: as above (RoleDescriber). */
export function roleText(_: Client, object: JsonObject): string {
  const rows = ruleRows(listAt(object, 'rules')).map(cells => `  ${cells.join('\t')}\n`)
  return [...headLines(object, false), 'PolicyRule:\n', '  Resources\tNon-Resource URLs\tResource Names\tVerbs\n', '  ---------\t-----------------\t--------------\t-----\n', ...rows].join('')
}

/** A RoleBinding. Source: as above (RoleBindingDescriber). */
export function roleBindingText(_: Client, object: JsonObject): string {
  return [
    ...headLines(object, false),
    `Role:\n  Kind:\t${textAt(object, 'roleRef', 'kind')}\n  Name:\t${textAt(object, 'roleRef', 'name')}\n`,
    'Subjects:\n  Kind\tName\tNamespace\n  ----\t----\t---------\n',
    ...listAt(object, 'subjects').map(each => `  ${textAt(each, 'kind')}\t${textAt(each, 'name')}\t${textAt(each, 'namespace')}\n`),
  ].join('')
}

/** A PriorityClass. Source: as above (PriorityClassDescriber). */
export function priorityClassText(client: Client, object: JsonObject, now: number): string {
  return [
    `Name:\t${textAt(object, 'metadata', 'name')}\n`,
    `Value:\t${numberAt(object, 'value') ?? 0}\n`,
    `GlobalDefault:\t${String(object.globalDefault ?? false)}\n`,
    `PreemptionPolicy:\t${textAt(object, 'preemptionPolicy')}\n`,
    `Description:\t${textAt(object, 'description')}\n`,
    annotations(object),
    eventsText(client, object, now),
  ].join('')
}

function portTable(ports: readonly Json[], indent: string): string {
  const rows = ports.map(port => `${indent}  ${textAt(port, 'name') || '<unset>'}\t${String(at(port, 'port') ?? '<unset>')}\t${textAt(port, 'protocol')}\n`)
  return ports.length === 0 ? `${indent}Ports:\t<unset>\n` : `${indent}Ports:\n${indent}  Name\tPort\tProtocol\n${indent}  ----\t----\t--------\n${rows.join('')}`
}

/** Endpoints. Source: as above (describeEndpoints). */
export function endpointsText(client: Client, object: JsonObject, now: number): string {
  const addresses = (subset: Json, name: string): string => listAt(subset, name).map(each => textAt(each, 'ip')).join(',') || '<none>'
  return [
    ...headLines(object),
    'Subsets:\n',
    ...listAt(object, 'subsets').map(subset => `  Addresses:\t${addresses(subset, 'addresses')}\n  NotReadyAddresses:\t${addresses(subset, 'notReadyAddresses')}\n${listAt(subset, 'ports').length > 0 ? portTable(listAt(subset, 'ports'), '  ') : ''}\n`),
    eventsText(client, object, now),
  ].join('')
}

/** An EndpointSlice. Source: as above (describeEndpointSliceV1). */
export function endpointSliceText(client: Client, object: JsonObject, now: number): string {
  const endpoints = listAt(object, 'endpoints')
  return [
    ...headLines(object),
    `AddressType:\t${textAt(object, 'addressType')}\n`,
    portTable(listAt(object, 'ports'), ''),
    endpoints.length === 0 ? 'Endpoints: <none>\n' : 'Endpoints:\n',
    ...endpoints.map((each) => {
      const target = objectAt(each, 'targetRef')
      return `  - Addresses:\t${listAt(each, 'addresses').map(String).join(', ')}\n    Conditions:\n      Ready:\t${String(at(each, 'conditions', 'ready') ?? '<unset>')}\n    Hostname:\t${textAt(each, 'hostname') || '<unset>'}\n${Object.keys(target).length > 0 ? `    TargetRef:\t${textAt(target, 'kind')}/${textAt(target, 'name')}\n` : ''}    NodeName:\t${textAt(each, 'nodeName') || '<unset>'}\n    Zone:\t${textAt(each, 'zone') || '<unset>'}\n`
    }),
    eventsText(client, object, now),
  ].join('')
}

/** A name such as `leaseDurationSeconds` in words. Source: as above (smartLabelFor). */
function words(name: string): string {
  return name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map(part => ['api', 'url', 'uid', 'osb', 'guid'].includes(part.toLowerCase()) ? part.toUpperCase() : `${part.charAt(0).toUpperCase()}${part.slice(1)}`).join(' ')
}

function contentText(value: JsonObject, depth: number): string {
  const indent = '  '.repeat(depth)
  return Object.keys(value).sort().map((name): string => {
    const each = value[name]
    if (isObject(each))
      return `${indent}${words(name)}:\n${contentText(each, depth + 1)}`
    if (isList(each))
      return `${indent}${words(name)}:\n${each.map(item => isObject(item) ? contentText(item, depth + 1) : `${indent}  ${String(item)}\n`).join('')}`
    return each === undefined ? '' : `${indent}${words(name)}:\t${each === null ? '<nil>' : String(each)}\n`
  }).join('')
}

/** Any other kind: all that it has, by name. Source: as above (genericDescriber). */
export function genericText(client: Client, object: JsonObject, now: number): string {
  const { managedFields: _, labels: __, annotations: ___, name: ____, namespace: _____, ...metadata } = objectAt(object, 'metadata')
  return [
    `Name:\t${textAt(object, 'metadata', 'name')}\n`,
    `Namespace:\t${textAt(object, 'metadata', 'namespace')}\n`,
    labels(object),
    annotations(object),
    contentText({ ...object, metadata }, 0),
    eventsText(client, object, now),
  ].join('')
}
