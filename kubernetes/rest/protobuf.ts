import { NotProtobuf } from './http.ts'
import type { Json, JsonObject } from './json.ts'

/**
 * Reads the binary form in which clients in Go send objects. What it looks like is documented (docs,
 * reference/using-api/api-concepts, Kubernetes Protobuf encoding); the numbers of fields are those of the generated.proto
 * files in staging/src/k8s.io/api. Only kinds are here that clients create in this form, with the fields that they set.
 */

/** A field: its name and type. `?` after the type: it is told from an absent one when it is zero or empty. */
type Fields = Readonly<Record<number, readonly [name: string, type: string]>>

const workloadMeta: Fields = { 1: ['metadata', 'ObjectMeta'], 2: ['spec', ''] }

function withSpec(spec: string): Fields {
  return { ...workloadMeta, 2: ['spec', spec] }
}

const messages: Readonly<Record<string, Fields>> = {
  'ObjectMeta': { 1: ['name', 'string'], 2: ['generateName', 'string'], 3: ['namespace', 'string'], 5: ['uid', 'string'], 6: ['resourceVersion', 'string'], 7: ['generation', 'int'], 8: ['creationTimestamp', 'Time'], 11: ['labels', '{}string'], 12: ['annotations', '{}string'], 13: ['ownerReferences', '[]OwnerReference'], 14: ['finalizers', '[]string'] },
  'OwnerReference': { 1: ['kind', 'string'], 3: ['name', 'string'], 4: ['uid', 'string'], 5: ['apiVersion', 'string'], 6: ['controller', 'bool?'], 7: ['blockOwnerDeletion', 'bool?'] },
  'LabelSelector': { 1: ['matchLabels', '{}string'], 2: ['matchExpressions', '[]LabelSelectorRequirement'] },
  'LabelSelectorRequirement': { 1: ['key', 'string'], 2: ['operator', 'string'], 3: ['values', '[]string'] },
  'DeleteOptions': { 1: ['gracePeriodSeconds', 'int?'], 2: ['preconditions', 'Preconditions'], 3: ['orphanDependents', 'bool?'], 4: ['propagationPolicy', 'string'], 5: ['dryRun', '[]string'] },
  'Preconditions': { 1: ['uid', 'string'], 2: ['resourceVersion', 'string'] },
  'Deployment': withSpec('DeploymentSpec'),
  'DeploymentSpec': { 1: ['replicas', 'int?'], 2: ['selector', 'LabelSelector?'], 3: ['template', 'PodTemplateSpec'], 4: ['strategy', 'DeploymentStrategy'], 5: ['minReadySeconds', 'int'], 6: ['revisionHistoryLimit', 'int?'], 7: ['paused', 'bool'], 9: ['progressDeadlineSeconds', 'int?'] },
  'DeploymentStrategy': { 1: ['type', 'string'], 2: ['rollingUpdate', 'RollingUpdateDeployment'] },
  'RollingUpdateDeployment': { 1: ['maxUnavailable', 'IntOrString'], 2: ['maxSurge', 'IntOrString'] },
  'ReplicaSet': withSpec('ReplicaSetSpec'),
  'ReplicaSetSpec': { 1: ['replicas', 'int?'], 2: ['selector', 'LabelSelector?'], 3: ['template', 'PodTemplateSpec'], 4: ['minReadySeconds', 'int'] },
  'PodTemplateSpec': withSpec('PodSpec'),
  'Pod': withSpec('PodSpec'),
  'PodSpec': { 2: ['containers', '[]Container'], 3: ['restartPolicy', 'string'], 4: ['terminationGracePeriodSeconds', 'int?'], 5: ['activeDeadlineSeconds', 'int?'], 6: ['dnsPolicy', 'string'], 7: ['nodeSelector', '{}string'], 8: ['serviceAccountName', 'string'], 10: ['nodeName', 'string'], 19: ['schedulerName', 'string'], 20: ['initContainers', '[]Container'], 22: ['tolerations', '[]Toleration'] },
  'Container': { 1: ['name', 'string'], 2: ['image', 'string'], 3: ['command', '[]string'], 4: ['args', '[]string'], 5: ['workingDir', 'string'], 6: ['ports', '[]ContainerPort'], 7: ['env', '[]EnvVar'], 8: ['resources', 'ResourceRequirements?'], 13: ['terminationMessagePath', 'string'], 14: ['imagePullPolicy', 'string'], 16: ['stdin', 'bool'], 17: ['stdinOnce', 'bool'], 18: ['tty', 'bool'], 20: ['terminationMessagePolicy', 'string'] },
  'ContainerPort': { 1: ['name', 'string'], 2: ['hostPort', 'int'], 3: ['containerPort', 'int'], 4: ['protocol', 'string'], 5: ['hostIP', 'string'] },
  'EnvVar': { 1: ['name', 'string'], 2: ['value', 'string'] },
  'ResourceRequirements': { 1: ['limits', '{}Quantity'], 2: ['requests', '{}Quantity'] },
  'Toleration': { 1: ['key', 'string'], 2: ['operator', 'string'], 3: ['value', 'string'], 4: ['effect', 'string'], 5: ['tolerationSeconds', 'int?'] },
  'Namespace': withSpec('NamespaceSpec'),
  'NamespaceSpec': { 1: ['finalizers', '[]string'] },
  'ServiceAccount': { 1: ['metadata', 'ObjectMeta'], 2: ['secrets', '[]ObjectReference'], 4: ['automountServiceAccountToken', 'bool?'] },
  'ObjectReference': { 1: ['kind', 'string'], 2: ['namespace', 'string'], 3: ['name', 'string'], 4: ['uid', 'string'], 5: ['apiVersion', 'string'] },
  'ConfigMap': { 1: ['metadata', 'ObjectMeta'], 2: ['data', '{}string'], 3: ['binaryData', '{}bytes'], 4: ['immutable', 'bool?'] },
  'Secret': { 1: ['metadata', 'ObjectMeta'], 2: ['data', '{}bytes'], 3: ['type', 'string'], 4: ['stringData', '{}string'], 5: ['immutable', 'bool?'] },
  'Service': withSpec('ServiceSpec'),
  'ServiceSpec': { 1: ['ports', '[]ServicePort'], 2: ['selector', '{}string'], 3: ['clusterIP', 'string'], 4: ['type', 'string'], 5: ['externalIPs', '[]string'], 7: ['sessionAffinity', 'string'], 8: ['loadBalancerIP', 'string'], 10: ['externalName', 'string'] },
  'ServicePort': { 1: ['name', 'string'], 2: ['protocol', 'string'], 3: ['port', 'int'], 4: ['targetPort', 'IntOrString'], 5: ['nodePort', 'int'] },
  'Role': { 1: ['metadata', 'ObjectMeta'], 2: ['rules', '[]PolicyRule'] },
  'ClusterRole': { 1: ['metadata', 'ObjectMeta'], 2: ['rules', '[]PolicyRule'] },
  'PolicyRule': { 1: ['verbs', '[]string'], 2: ['apiGroups', '[]string'], 3: ['resources', '[]string'], 4: ['resourceNames', '[]string'], 5: ['nonResourceURLs', '[]string'] },
  'RoleBinding': { 1: ['metadata', 'ObjectMeta'], 2: ['subjects', '[]Subject'], 3: ['roleRef', 'RoleRef'] },
  'ClusterRoleBinding': { 1: ['metadata', 'ObjectMeta'], 2: ['subjects', '[]Subject'], 3: ['roleRef', 'RoleRef'] },
  'Subject': { 1: ['kind', 'string'], 2: ['apiGroup', 'string'], 3: ['name', 'string'], 4: ['namespace', 'string'] },
  'RoleRef': { 1: ['apiGroup', 'string'], 2: ['kind', 'string'], 3: ['name', 'string'] },
  'SelfSubjectAccessReview': withSpec('SelfSubjectAccessReviewSpec'),
  'SelfSubjectAccessReviewSpec': { 1: ['resourceAttributes', 'ResourceAttributes?'], 2: ['nonResourceAttributes', 'NonResourceAttributes?'] },
  'SubjectAccessReview': withSpec('SubjectAccessReviewSpec'),
  'LocalSubjectAccessReview': withSpec('SubjectAccessReviewSpec'),
  'SubjectAccessReviewSpec': { 1: ['resourceAttributes', 'ResourceAttributes?'], 2: ['nonResourceAttributes', 'NonResourceAttributes?'], 3: ['user', 'string'], 4: ['groups', '[]string'] },
  'ResourceAttributes': { 1: ['namespace', 'string'], 2: ['verb', 'string'], 3: ['group', 'string'], 4: ['version', 'string'], 5: ['resource', 'string'], 6: ['subresource', 'string'], 7: ['name', 'string'] },
  'NonResourceAttributes': { 1: ['path', 'string'], 2: ['verb', 'string'] },
  'SelfSubjectRulesReview': withSpec('SelfSubjectRulesReviewSpec'),
  'SelfSubjectRulesReviewSpec': { 1: ['namespace', 'string'] },
  'SelfSubjectReview': { 1: ['metadata', 'ObjectMeta'] },
  'Eviction': { 1: ['metadata', 'ObjectMeta'], 2: ['deleteOptions', 'DeleteOptions'] },
  'HorizontalPodAutoscaler': withSpec('HorizontalPodAutoscalerSpec'),
  'v1/HorizontalPodAutoscalerSpec': { 1: ['scaleTargetRef', 'CrossVersionObjectReference'], 2: ['minReplicas', 'int?'], 3: ['maxReplicas', 'int'], 4: ['targetCPUUtilizationPercentage', 'int?'] },
  'v2/HorizontalPodAutoscalerSpec': { 1: ['scaleTargetRef', 'CrossVersionObjectReference'], 2: ['minReplicas', 'int?'], 3: ['maxReplicas', 'int'], 4: ['metrics', '[]MetricSpec'] },
  'PriorityClass': { 1: ['metadata', 'ObjectMeta'], 2: ['value', 'int'], 3: ['globalDefault', 'bool'], 4: ['description', 'string'], 5: ['preemptionPolicy', 'string?'] },
  'CrossVersionObjectReference': { 1: ['kind', 'string'], 2: ['name', 'string'], 3: ['apiVersion', 'string'] },
  'MetricSpec': { 1: ['type', 'string'], 4: ['resource', 'ResourceMetricSource'] },
  'ResourceMetricSource': { 1: ['name', 'string'], 2: ['target', 'MetricTarget'] },
  'MetricTarget': { 1: ['type', 'string'], 2: ['value', 'Quantity'], 3: ['averageValue', 'Quantity'], 4: ['averageUtilization', 'int?'] },
  'Scale': withSpec('ScaleSpec'),
  'ScaleSpec': { 1: ['replicas', 'int'] },
  'TokenRequest': withSpec('TokenRequestSpec'),
  'TokenRequestSpec': { 1: ['audiences', '[]string'], 4: ['expirationSeconds', 'int?'] },
}

interface Entry {
  readonly field: number
  readonly value: bigint | Uint8Array
}

function entriesIn(bytes: Uint8Array): readonly Entry[] {
  const found: Entry[] = []
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined || shift > 63n)
        throw new NotProtobuf('a number ends early')
      value |= BigInt(byte & 0x7F) << shift
      if (byte < 0x80)
        return value
    }
  }
  while (at < bytes.length) {
    const tag = varint()
    const field = Number(tag >> 3n)
    const wire = Number(tag & 7n)
    if (wire === 0) {
      found.push({ field, value: varint() })
    }
    else if (wire === 2) {
      const length = Number(varint())
      if (at + length > bytes.length)
        throw new NotProtobuf('a field ends early')
      found.push({ field, value: bytes.subarray(at, at + length) })
      at += length
    }
    else if (wire === 1 || wire === 5) {
      at += wire === 1 ? 8 : 4
    }
    else {
      throw new NotProtobuf(`there is no wire type ${wire}`)
    }
  }
  return found
}

function textOf(value: Entry['value']): string {
  return typeof value === 'bigint' ? String(value) : new TextDecoder().decode(value)
}

function numberOf(value: Entry['value'] | undefined): number {
  return typeof value === 'bigint' ? Number(BigInt.asIntN(64, value)) : 0
}

function isEmpty(value: Json): boolean {
  return value === '' || value === 0 || value === false || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

function valueOf(value: Entry['value'], type: string, version: string): Json | undefined {
  switch (type) {
    case 'string':
      return textOf(value)
    case 'bytes':
      return typeof value === 'bigint' ? '' : btoa(String.fromCharCode(...value))
    case 'int':
      return numberOf(value)
    case 'bool':
      return numberOf(value) !== 0
    default:
      return typeof value === 'bigint' ? undefined : messageOf(value, type, version)
  }
}

function messageOf(bytes: Uint8Array, type: string, version: string): Json | undefined {
  if (type === 'Quantity')
    return textOf(entriesIn(bytes).find(({ field }) => field === 1)?.value ?? new Uint8Array())
  if (type === 'Time') {
    const seconds = numberOf(entriesIn(bytes).find(({ field }) => field === 1)?.value)
    return seconds > 0 ? new Date(seconds * 1000).toISOString().replace('.000Z', 'Z') : undefined
  }
  if (type === 'IntOrString') {
    const found = new Map(entriesIn(bytes).map(({ field, value }) => [field, value]))
    const text = found.get(3)
    return numberOf(found.get(1)) === 0 ? numberOf(found.get(2)) : text === undefined ? '' : textOf(text)
  }
  const fields = messages[`${version}/${type}`] ?? messages[type]
  if (!fields)
    throw new NotProtobuf(`the fields of ${type} are not known here`)
  const result: Record<string, Json> = {}
  for (const { field, value } of entriesIn(bytes)) {
    const [name, written] = fields[field] ?? []
    if (name === undefined || written === undefined)
      continue
    const own = written.replace(/^\[\]|^\{\}|\?$/g, '')
    if (written.startsWith('{}')) {
      const entry = typeof value === 'bigint' ? [] : entriesIn(value)
      const key = textOf(entry.find(each => each.field === 1)?.value ?? new Uint8Array())
      const there = result[name]
      result[name] = { ...typeof there === 'object' && there !== null && !Array.isArray(there) ? there : {}, [key]: valueOf(entry.find(each => each.field === 2)?.value ?? new Uint8Array(), own, version) ?? '' }
      continue
    }
    const read = valueOf(value, own, version)
    if (read === undefined)
      continue
    const there = result[name]
    if (written.startsWith('[]'))
      result[name] = [...Array.isArray(there) ? there as readonly Json[] : [], read]
    else if (written.endsWith('?') || !isEmpty(read))
      result[name] = read
  }
  return result
}

/**
 * Reads an object out of its binary form.
 *
 * @param bytes as they came: four that say what this is, then an envelope with kind and content
 * @throws NotProtobuf
 */
export function readProtobuf(bytes: Uint8Array): JsonObject {
  if (bytes[0] !== 0x6B || bytes[1] !== 0x38 || bytes[2] !== 0x73 || bytes[3] !== 0)
    throw new NotProtobuf('it does not begin as it should')
  const envelope = entriesIn(bytes.subarray(4))
  const typeMeta = envelope.find(({ field }) => field === 1)?.value
  const raw = envelope.find(({ field }) => field === 2)?.value
  const [apiVersion = '', kind = ''] = [1, 2].map(number => typeof typeMeta === 'object' ? textOf(entriesIn(typeMeta).find(({ field }) => field === number)?.value ?? new Uint8Array()) : '')
  const content = messageOf(typeof raw === 'object' ? raw : new Uint8Array(), kind, apiVersion.split('/').at(-1) ?? '')
  return { apiVersion, kind, ...typeof content === 'object' && content !== null && !Array.isArray(content) ? content as JsonObject : {} }
}
