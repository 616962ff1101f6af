import { matchesSelector } from '../api/selector.ts'
import { quantity } from '../api/quantity.ts'
import type { FieldError } from './errors.ts'
import { at, equal, isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from './json.ts'
import { labelKeyErrors, labelValueErrors, nameErrors, names, tooLong } from './names.ts'
import { readLabels, readSelector } from './selectors.ts'
import { isQuantity } from './schema.ts'
import { wrongLevels } from './pod-security.ts'
import { priorityChangeErrors, priorityErrors } from './priorities.ts'
import { wrongExpressions } from './admission-policies.ts'

const preemptionPolicies = ['Never', 'PreemptLowerPriority']
const serviceTypes = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']

function required(field: string, detail = ''): FieldError {
  return { reason: 'FieldValueRequired', field, message: `Required value${detail && `: ${detail}`}` }
}

/** Says that a field's value is wrong. */
export function wrong(field: string, value: Json | undefined, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', field, message: `Invalid value: ${value === undefined ? 'null' : JSON.stringify(value)}: ${detail}` }
}

/** Says that a field's value is none of those that there are. */
export function unsupported(field: string, value: Json, supported: readonly string[]): FieldError {
  return { reason: 'FieldValueNotSupported', field, message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported.map(each => `"${each}"`).join(', ')}` }
}

function labelErrors(labels: JsonObject, field: string): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...labelKeyErrors(key).map(why => wrong(field, key, why)),
    ...labelValueErrors(String(value)).map(why => wrong(field, String(value), why)),
  ])
}

/** Their values may be any text, their keys are those of labels, in small letters. Source: apimachinery/pkg/api/validation/objectmeta.go (ValidateAnnotations). */
function annotationErrors(annotations: JsonObject, field: string): FieldError[] {
  return Object.keys(annotations).flatMap(key => labelKeyErrors(key.toLowerCase()).map(why => wrong(field, key, why)))
}

function ownNameErrors(kind: string, metadata: JsonObject): FieldError[] {
  const name = textAt(metadata, 'name')
  if (name === '')
    return textAt(metadata, 'generateName') ? [] : [required('metadata.name', 'name or generateName is required')]
  if (/^(?:Cluster)?Role(?:Binding)?$/.test(kind))
    return /[/%]|^\.\.?$/.test(name) ? [wrong('metadata.name', name, 'may not contain \'/\'')] : []
  return nameErrors(name, kind === 'Service' ? names.service : kind === 'Namespace' ? names.label : names.subdomain).map(why => wrong('metadata.name', name, why))
}

/** Without a domain only what a container may have is known. Source: pkg/apis/core/validation/validation.go (validateContainerResourceName). */
function resourceNameErrors(name: string, field: string): FieldError[] {
  if (/\/|^(?:cpu|memory|ephemeral-storage|hugepages-.*)$/.test(name))
    return []
  return [
    ...['pods', 'services', 'storage'].includes(name) ? [] : [wrong(field, name, 'must be a standard resource type or fully qualified')],
    wrong(field, name, 'must be a standard resource for containers'),
  ]
}

function resourceErrors(resources: JsonObject, field: string): FieldError[] {
  return ['limits', 'requests'].flatMap(which => Object.entries(objectAt(resources, which)).flatMap(([name, value]) => {
    const limit = at(resources, 'limits', name)
    const unknown = resourceNameErrors(name, `${field}.${which}[${name}]`)
    if (unknown.length > 0)
      return unknown
    if (quantity(String(value)) < 0)
      return [wrong(`${field}.${which}[${name}]`, value, 'must be greater than or equal to 0')]
    return which === 'requests' && limit !== undefined && isQuantity(String(limit)) && quantity(String(value)) > quantity(String(limit)) ? [wrong(`${field}.requests`, value, `must be less than or equal to ${name} limit of ${String(limit)}`)] : []
  }))
}

function containerErrors(container: Json, field: string, seen: Set<string>): FieldError[] {
  const name = textAt(container, 'name')
  const errors: FieldError[] = []
  if (name === '')
    errors.push(required(`${field}.name`))
  else
    errors.push(...nameErrors(name, names.label).map(why => wrong(`${field}.name`, name, why)))
  if (name !== '' && seen.has(name))
    errors.push({ reason: 'FieldValueDuplicate', field: `${field}.name`, message: `Duplicate value: "${name}"` })
  seen.add(name)
  if (textAt(container, 'image') === '')
    errors.push(required(`${field}.image`))
  for (const [index, port] of listAt(container, 'ports').entries()) {
    const number = numberAt(port, 'containerPort') ?? 0
    if (number < 1 || number > 65535)
      errors.push(number === 0 ? required(`${field}.ports[${index}].containerPort`) : wrong(`${field}.ports[${index}].containerPort`, number, 'must be between 1 and 65535, inclusive'))
  }
  for (const [index, variable] of listAt(container, 'env').entries()) {
    if (textAt(variable, 'name') === '')
      errors.push(required(`${field}.env[${index}].name`))
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

/** Source: pkg/apis/apps/validation/validation.go (ValidateDeploymentStrategy). */
function strategyErrors({ type, rollingUpdate }: JsonObject): FieldError[] {
  if (type === 'Recreate')
    return rollingUpdate === undefined ? [] : [{ reason: 'FieldValueForbidden', field: 'spec.strategy.rollingUpdate', message: 'Forbidden: may not be specified when strategy `type` is \'Recreate\'' }]
  if (type !== 'RollingUpdate')
    return [unsupported('spec.strategy.type', type ?? '', ['Recreate', 'RollingUpdate'])]
  const isNothing = (value: Json | undefined): boolean => value === 0 || value === '0%'
  const { maxSurge, maxUnavailable } = isObject(rollingUpdate) ? rollingUpdate : {}
  const field = 'spec.strategy.rollingUpdate.maxUnavailable'
  return [
    ...shareErrors(field, maxUnavailable),
    ...shareErrors('spec.strategy.rollingUpdate.maxSurge', maxSurge),
    ...isNothing(maxSurge) && isNothing(maxUnavailable) ? [wrong(field, maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : [],
    ...typeof maxUnavailable === 'string' && Number.parseInt(maxUnavailable) > 100 ? [wrong(field, maxUnavailable, 'must not be greater than 100%')] : [],
  ]
}

/** What is wrong with a number that may not be below zero, where there is one. */
function belowZero(field: string, value: Json | undefined): FieldError[] {
  return typeof value === 'number' && value < 0 ? [wrong(field, value, 'must be greater than or equal to 0')] : []
}

/** Source: pkg/apis/apps/validation/validation.go (ValidatePositiveIntOrPercent). */
function shareErrors(field: string, value: Json | undefined): FieldError[] {
  return typeof value === 'string' && !/^\d+%$/.test(value)
    ? [wrong(field, value, 'a valid percent string must be a numeric string followed by an ending \'%\' (e.g. \'1%\',  or \'93%\', regex used for validation is \'[0-9]+%\')')]
    : belowZero(field, value)
}

/** Source: pkg/apis/apps/validation/validation.go (ValidateDeploymentSpec). */
function timingErrors({ minReadySeconds = 0, revisionHistoryLimit, progressDeadlineSeconds }: JsonObject): FieldError[] {
  return [
    ...belowZero('spec.minReadySeconds', minReadySeconds),
    ...belowZero('spec.revisionHistoryLimit', revisionHistoryLimit),
    ...belowZero('spec.progressDeadlineSeconds', progressDeadlineSeconds),
    ...Number(progressDeadlineSeconds) <= Number(minReadySeconds) ? [wrong('spec.progressDeadlineSeconds', progressDeadlineSeconds, 'must be greater than minReadySeconds')] : [],
  ]
}

/** Source: pkg/apis/core/validation/validation.go (ValidateService). */
function serviceErrors(spec: JsonObject): FieldError[] {
  const ports = listAt(spec, 'ports')
  const { type, clusterIP, sessionAffinity } = spec
  const seen = new Set<string>()
  const errors: FieldError[] = []
  if (type !== 'ExternalName' && clusterIP !== 'None' && ports.length === 0)
    errors.push(required('spec.ports'))
  for (const [index, port] of ports.entries()) {
    const field = `spec.ports[${index}]`
    const name = textAt(port, 'name')
    const number = numberAt(port, 'port') ?? 0
    const protocol = textAt(port, 'protocol')
    if (name === '' && ports.length > 1)
      errors.push(required(`${field}.name`))
    else if (name !== '')
      errors.push(...nameErrors(name, names.label).map(why => wrong(`${field}.name`, name, why)))
    else if (name !== '' && seen.has(name))
      errors.push({ reason: 'FieldValueDuplicate', field: `${field}.name`, message: `Duplicate value: "${name}"` })
    seen.add(name)
    if (number < 1 || number > 65535)
      errors.push(wrong(`${field}.port`, number, 'must be between 1 and 65535, inclusive'))
    if (!['SCTP', 'TCP', 'UDP'].includes(protocol))
      errors.push(unsupported(`${field}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']))
    if (type === 'ClusterIP' && numberAt(port, 'nodePort'))
      errors.push({ reason: 'FieldValueForbidden', field: `${field}.nodePort`, message: 'Forbidden: may not be used when `type` is \'ClusterIP\'' })
  }
  if (sessionAffinity !== 'None' && sessionAffinity !== 'ClientIP')
    errors.push(unsupported('spec.sessionAffinity', sessionAffinity ?? '', ['ClientIP', 'None']))
  if (!serviceTypes.some(each => each === type))
    errors.push(unsupported('spec.type', type ?? '', serviceTypes))
  const name = textAt(spec, 'externalName').replace(/\.$/, '')
  if (type === 'ExternalName')
    errors.push(...name === '' ? [required('spec.externalName')] : nameErrors(name, names.subdomain).map(why => wrong('spec.externalName', name, why)))
  if (type !== 'ExternalName' && typeof clusterIP === 'string' && clusterIP !== 'None' && !/^(?:\d{1,3}\.){3}\d{1,3}$/.test(clusterIP))
    errors.push(wrong('spec.clusterIPs[0]', clusterIP, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'))
  return errors
}

/** Source: apimachinery/pkg/api/validation/objectmeta.go (validateOwnerReference). */
function ownerErrors(metadata: JsonObject): FieldError[] {
  const field = 'metadata.ownerReferences'
  return listAt(metadata, 'ownerReferences').flatMap(owner => (['apiVersion', 'kind', 'name', 'uid'] as const)
    .filter(each => textAt(owner, each) === '')
    .map(each => wrong(`${field}.${each}`, '', `${each === 'apiVersion' ? 'version' : each} must not be empty`)))
}

const addressTypes = ['FQDN', 'IPv4', 'IPv6']

/** Source: pkg/apis/discovery/validation/validation.go. */
function sliceErrors(slice: JsonObject): FieldError[] {
  const type = textAt(slice, 'addressType')
  return [
    ...type === '' ? [required('addressType')] : addressTypes.includes(type) ? [] : [unsupported('addressType', type, addressTypes)],
    ...listAt(slice, 'endpoints').flatMap((endpoint, index) => listAt(endpoint, 'addresses').length === 0 ? [required(`endpoints[${index}].addresses`, 'must contain at least 1 address')] : []),
  ]
}

/** Source: pkg/apis/autoscaling/validation/validation.go (validateHorizontalPodAutoscalerSpec). */
function autoscalerErrors(spec: JsonObject): FieldError[] {
  const [least, most = 0] = [numberAt(spec, 'minReplicas'), numberAt(spec, 'maxReplicas')]
  return [
    ...least !== undefined && least < 1 ? [wrong('spec.minReplicas', least, 'must be greater than or equal to 1')] : [],
    ...most < 1 ? [wrong('spec.maxReplicas', most, 'must be greater than 0')] : [],
    ...least !== undefined && most < least ? [wrong('spec.maxReplicas', most, 'must be greater than or equal to `minReplicas`')] : [],
    ...(['kind', 'name'] as const).filter(field => textAt(spec, 'scaleTargetRef', field) === '').map(field => required(`spec.scaleTargetRef.${field}`)),
  ]
}

/** What is wrong with an object, in the API server's words. Sources: pkg/apis/*\/validation. */
export function errorsOf(object: JsonObject): readonly FieldError[] {
  const kind = textAt(object, 'kind')
  const metadata = objectAt(object, 'metadata')
  const spec = objectAt(object, 'spec')
  const common = [...ownNameErrors(kind, metadata), ...ownerErrors(metadata), ...labelErrors(objectAt(metadata, 'labels'), 'metadata.labels'), ...annotationErrors(objectAt(metadata, 'annotations'), 'metadata.annotations')]
  switch (kind) {
    case 'Pod':
      return [...common, ...podSpecErrors(spec, 'spec', ['Always', 'OnFailure', 'Never'])]
    case 'Deployment':
      return [...common, ...workloadErrors(spec), ...strategyErrors(objectAt(spec, 'strategy')), ...timingErrors(spec)]
    case 'ReplicaSet':
      return [...common, ...workloadErrors(spec), ...belowZero('spec.minReadySeconds', spec.minReadySeconds)]
    case 'HorizontalPodAutoscaler':
      return [...common, ...autoscalerErrors(spec)]
    case 'PriorityClass':
      return [...common, ...priorityErrors(object), ...preemptionPolicies.includes(textAt(object, 'preemptionPolicy')) ? [] : [unsupported('preemptionPolicy', object.preemptionPolicy ?? '', preemptionPolicies)]]
    case 'EndpointSlice':
      return [...common, ...sliceErrors(object)]
    case 'ValidatingAdmissionPolicy':
      return [...common, ...wrongExpressions(object).map(({ field, value, why }) => wrong(field, value, why))]
    case 'Namespace':
      return [...common, ...wrongLevels(objectAt(metadata, 'labels')).map(({ label, value }) => wrong(`metadata.labels[${label}]`, value, 'must be one of privileged, baseline, restricted'))]
    case 'Service':
      return [...common, ...serviceErrors(spec)]
    case 'ConfigMap':
    case 'Secret':
      return [...common, ...dataErrors(object)]
    default:
      return common
  }
}

/** What a Secret of a type holds. Source: pkg/apis/core/validation/validation.go (ValidateSecret). */
const requiredData: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
}

/** Sources: as above (ValidateConfigMap), apimachinery/pkg/util/validation/validation.go (IsConfigMapKey). */
function dataErrors(object: JsonObject): readonly FieldError[] {
  const { data, binaryData, type } = object
  const keys = (bag: Json | undefined): readonly string[] => Object.keys(isObject(bag) ? bag : {})
  const both = [['data', data, binaryData], ['binaryData', binaryData, data]] as const
  return [
    ...both.flatMap(([field, bag, other]) => keys(bag).flatMap(key => [
      ...tooLong(key, 253),
      ...!/^[-.\w]+$/.test(key) ? ['a valid config key must consist of alphanumeric characters, \'-\', \'_\' or \'.\' (e.g. \'key.name\',  or \'KEY_NAME\',  or \'key-name\', regex used for validation is \'[-._a-zA-Z0-9]+\')'] : key === '.' ? ['must not be \'.\''] : key.startsWith('..') ? ['must not start with \'..\''] : [],
      ...keys(other).includes(key) ? [`duplicate of key present in ${field === 'data' ? 'binaryData' : 'data'}`] : [],
    ].map(each => wrong(`${field}[${key}]`, key, each)))),
    ...(requiredData[String(type)] ?? []).filter(key => !keys(data).includes(key)).map(key => required(`data[${key}]`)),
  ]
}

/** Source: as above (ValidateConfigMapUpdate, ValidateSecretUpdate). */
function dataChangeErrors(before: JsonObject, after: JsonObject): readonly FieldError[] {
  const changed = ['immutable', 'data', 'binaryData'].filter(field => before.immutable === true && !equal(before[field], after[field]))
  return [
    ...equal(before.type, after.type) ? [] : [wrong('type', after.type ?? '', 'field is immutable')],
    ...changed.map((field): FieldError => ({ reason: 'FieldValueForbidden', field, message: 'Forbidden: field is immutable when `immutable` is set' })),
  ]
}

/** What is wrong with a change of an object. */
export function changeErrors(before: JsonObject, after: JsonObject): readonly FieldError[] {
  const selector = at(after, 'spec', 'selector')
  const kind = textAt(after, 'kind')
  if ((kind === 'Deployment' || kind === 'ReplicaSet') && !equal(at(before, 'spec', 'selector'), selector))
    return [wrong('spec.selector', selector, 'field is immutable')]
  if (kind === 'PriorityClass')
    return priorityChangeErrors(before, after)
  if (kind === 'ConfigMap' || kind === 'Secret')
    return dataChangeErrors(before, after)
  // Source: as above (validateUpgradeDowngradeClusterIPs).
  const [old, now] = [before, after].map(each => textAt(each, 'spec', 'clusterIP'))
  if (kind === 'Service' && old && now && old !== now)
    return [wrong('spec.clusterIPs[0]', at(after, 'spec', 'clusterIPs'), 'may not change once set')]
  if (kind.endsWith('RoleBinding') && !equal(before.roleRef, after.roleRef))
    return [wrong('roleRef', after.roleRef, 'cannot change roleRef')]
  // What is given in the older field alone stands for both. Source: pkg/apis/core/validation/validation.go (ValidateNodeUpdate).
  const ranges = at(before, 'spec', 'podCIDRs')
  const first = at(after, 'spec', 'podCIDR')
  if (kind === 'Node' && ranges !== undefined && !(equal(ranges, at(after, 'spec', 'podCIDRs')) && (first === undefined || first === at(before, 'spec', 'podCIDR'))))
    return [{ reason: 'FieldValueForbidden', field: 'spec.podCIDRs', message: 'Forbidden: node updates may not change podCIDR except from "" to valid' }]
  return []
}
