import { matchesSelector } from '../api/selector.ts'
import { quantity } from '../api/quantity.ts'
import type { FieldError } from './errors.ts'
import { at, equal, isObject, listAt, numberAt, objectAt, textAt, type Json, type JsonObject } from './json.ts'
import { readLabels, readSelector } from './selectors.ts'

const labelName = '[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?'
const dnsLabel = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomain = `${dnsLabel}(\\.${dnsLabel})*`

const texts = {
  subdomain: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain.replaceAll('\\', '\\')}')`,
  label: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${dnsLabel}')`,
  service: `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')`,
  key: `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
  value: `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
}

/** Says that a field must be there. */
function required(field: string, detail = ''): FieldError {
  return { reason: 'FieldValueRequired', field, message: `Required value${detail && `: ${detail}`}` }
}

/** Says that a field's value is wrong. */
export function wrong(field: string, value: Json | undefined, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', field, message: `Invalid value: ${value === undefined ? 'null' : JSON.stringify(value)}: ${detail}` }
}

function unsupported(field: string, value: Json, supported: readonly string[]): FieldError {
  return { reason: 'FieldValueNotSupported', field, message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported.map(each => `"${each}"`).join(', ')}` }
}

function labelErrors(labels: JsonObject, field: string): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const name = key.split('/').at(-1) ?? ''
    return [
      ...new RegExp(`^${labelName}$`).test(name) ? [] : [wrong(field, key, texts.key)],
      ...String(value).length > 63 ? [wrong(field, String(value), 'must be no more than 63 bytes')] : [],
      ...value === '' || new RegExp(`^${labelName}$`).test(String(value)) ? [] : [wrong(field, String(value), texts.value)],
    ]
  })
}

function nameErrors(kind: string, metadata: JsonObject): FieldError[] {
  const name = textAt(metadata, 'name')
  if (name === '')
    return textAt(metadata, 'generateName') ? [] : [required('metadata.name', 'name or generateName is required')]
  if (/^(?:Cluster)?Role(?:Binding)?$/.test(kind))
    return /[/%]|^\.\.?$/.test(name) ? [wrong('metadata.name', name, 'may not contain \'/\'')] : []
  const [pattern, text, most] = kind === 'Service' ? ['[a-z]([-a-z0-9]*[a-z0-9])?', texts.service, 63] : kind === 'Namespace' ? [dnsLabel, texts.label, 63] : [subdomain, texts.subdomain, 253]
  if (name.length > most)
    return [wrong('metadata.name', name, `must be no more than ${most} bytes`)]
  return new RegExp(`^${pattern}$`).test(name) ? [] : [wrong('metadata.name', name, text)]
}

function resourceErrors(resources: JsonObject, field: string): FieldError[] {
  return ['limits', 'requests'].flatMap(which => Object.entries(objectAt(resources, which)).flatMap(([name, value]) => {
    try {
      quantity(String(value))
    }
    catch {
      return [wrong(`${field}.${which}[${name}]`, value, 'quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'')]
    }
    const limit = at(resources, 'limits', name)
    return which === 'requests' && limit !== undefined && quantity(String(value)) > quantity(String(limit)) ? [wrong(`${field}.requests`, value, `must be less than or equal to ${name} limit of ${String(limit)}`)] : []
  }))
}

function containerErrors(container: Json, field: string, seen: Set<string>): FieldError[] {
  const name = textAt(container, 'name')
  const errors: FieldError[] = []
  if (name === '')
    errors.push(required(`${field}.name`))
  else if (!new RegExp(`^${dnsLabel}$`).test(name))
    errors.push(wrong(`${field}.name`, name, texts.label))
  else if (seen.has(name))
    errors.push({ reason: 'FieldValueDuplicate', field: `${field}.name`, message: `Duplicate value: "${name}"` })
  seen.add(name)
  if (textAt(container, 'image') === '')
    errors.push(required(`${field}.image`))
  for (const [index, port] of listAt(container, 'ports').entries()) {
    const number = numberAt(port, 'containerPort') ?? 0
    if (number < 1 || number > 65535)
      errors.push(number === 0 ? required(`${field}.ports[${index}].containerPort`) : wrong(`${field}.ports[${index}].containerPort`, number, 'must be between 1 and 65535, inclusive'))
  }
  const policy = textAt(container, 'imagePullPolicy')
  if (!['Always', 'IfNotPresent', 'Never'].includes(policy))
    errors.push(unsupported(`${field}.imagePullPolicy`, policy, ['Always', 'IfNotPresent', 'Never']))
  return [...errors, ...resourceErrors(objectAt(container, 'resources'), `${field}.resources`)]
}

/** Source: pkg/apis/core/validation/validation.go (ValidatePodSpec). */
function podSpecErrors(spec: JsonObject, field: string, policies: readonly string[]): FieldError[] {
  const seen = new Set<string>()
  const containers = listAt(spec, 'containers')
  const policy = textAt(spec, 'restartPolicy')
  const volumes = listAt(spec, 'volumes').map(each => textAt(each, 'name'))
  return [
    ...containers.length === 0 ? [required(`${field}.containers`)] : containers.flatMap((each, index) => containerErrors(each, `${field}.containers[${index}]`, seen)),
    ...listAt(spec, 'initContainers').flatMap((each, index) => containerErrors(each, `${field}.initContainers[${index}]`, seen)),
    ...containers.flatMap((each, index) => listAt(each, 'volumeMounts').flatMap((mount, i) =>
      volumes.includes(textAt(mount, 'name')) ? [] : [{ reason: 'FieldValueNotFound', field: `${field}.containers[${index}].volumeMounts[${i}].name`, message: `Not found: "${textAt(mount, 'name')}"` } as const])),
    ...policies.includes(policy) ? [] : [unsupported(`${field}.restartPolicy`, policy, policies)],
  ]
}

function templateErrors(spec: JsonObject): FieldError[] {
  const labels = objectAt(spec, 'template', 'metadata', 'labels')
  const selector = spec.selector
  const { matchLabels = {}, matchExpressions = [] } = isObject(selector) ? readSelector(selector) : {}
  const empty = Object.keys(matchLabels).length === 0 && matchExpressions.length === 0
  return [
    ...!isObject(selector) ? [required('spec.selector')] : empty ? [wrong('spec.selector', selector, 'empty selector is invalid for deployment')] : [],
    ...!empty && matchesSelector({ matchLabels, matchExpressions }, readLabels(labels)) ? [] : [wrong('spec.template.metadata.labels', at(spec, 'template', 'metadata', 'labels'), '`selector` does not match template `labels`')],
    ...labelErrors(labels, 'spec.template.metadata.labels'),
  ]
}

function workloadErrors(spec: JsonObject): FieldError[] {
  const replicas = numberAt(spec, 'replicas') ?? 0
  return [
    ...replicas < 0 ? [wrong('spec.replicas', replicas, 'must be greater than or equal to 0')] : [],
    ...templateErrors(spec),
    ...podSpecErrors(objectAt(spec, 'template', 'spec'), 'spec.template.spec', ['Always']),
  ]
}

function serviceErrors(spec: JsonObject): FieldError[] {
  const ports = listAt(spec, 'ports')
  return [
    ...ports.length === 0 && spec.clusterIP !== 'None' && spec.type !== 'ExternalName' ? [required('spec.ports')] : [],
    ...ports.flatMap((each, index) => {
      const number = numberAt(each, 'port') ?? 0
      return number < 1 || number > 65535 ? [wrong(`spec.ports[${index}].port`, number, 'must be between 1 and 65535, inclusive')] : []
    }),
    ...ports.length > 1 ? ports.flatMap((each, index) => textAt(each, 'name') === '' ? [required(`spec.ports[${index}].name`)] : []) : [],
  ]
}

/** What is wrong with an object, in the API server's words. Sources: pkg/apis/*\/validation. */
export function errorsOf(object: JsonObject): readonly FieldError[] {
  const kind = textAt(object, 'kind')
  const metadata = objectAt(object, 'metadata')
  const spec = objectAt(object, 'spec')
  const common = [...nameErrors(kind, metadata), ...labelErrors(objectAt(metadata, 'labels'), 'metadata.labels')]
  switch (kind) {
    case 'Pod':
      return [...common, ...podSpecErrors(spec, 'spec', ['Always', 'OnFailure', 'Never'])]
    case 'Deployment':
    case 'ReplicaSet':
      return [...common, ...workloadErrors(spec)]
    case 'Service':
      return [...common, ...serviceErrors(spec)]
    default:
      return common
  }
}

/** What is wrong with a change of an object. */
export function changeErrors(before: JsonObject, after: JsonObject): readonly FieldError[] {
  const selector = at(after, 'spec', 'selector')
  const kind = textAt(after, 'kind')
  if ((kind === 'Deployment' || kind === 'ReplicaSet') && !equal(at(before, 'spec', 'selector'), selector))
    return [wrong('spec.selector', selector, 'field is immutable')]
  if (kind === 'RoleBinding' && !equal(before.roleRef, after.roleRef))
    return [wrong('roleRef', after.roleRef, 'cannot change roleRef')]
  return []
}
