import type { PodSpec } from '../api/objects.ts'
import { containerDefaults, deploymentDefaults, podDefaults, rollingUpdateDefaults } from '../server/defaults.ts'
import { withRequests } from '../server/strategy.ts'
import { inOrder, isList, isObject, type Json, type JsonObject, listAt, objectAt, textAt } from './json.ts'

function mapObjects(list: readonly Json[], change: (object: JsonObject) => JsonObject): readonly Json[] {
  return list.map(each => isObject(each) ? change(each) : each)
}

function probe(given: JsonObject): JsonObject {
  return isObject(given.httpGet) ? { ...given, httpGet: { path: '/', scheme: 'HTTP', ...given.httpGet } } : given
}

/** Source: pkg/apis/core/v1/defaults.go (SetDefaults_ObjectFieldSelector). */
function variable(given: JsonObject): JsonObject {
  const { fieldRef } = objectAt(given, 'valueFrom')
  return isObject(fieldRef) ? { ...given, valueFrom: { fieldRef: { apiVersion: 'v1', ...fieldRef } } } : given
}

/** Source: pkg/apis/core/v1/defaults.go. */
function container(given: JsonObject): JsonObject {
  const probes = (['livenessProbe', 'readinessProbe', 'startupProbe'] as const).flatMap(name => isObject(given[name]) ? [[name, probe(given[name])]] : [])
  return {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    ...containerDefaults({ ...given, ...Object.fromEntries(probes) }, textAt(given, 'image')),
    resources: objectAt(given, 'resources'),
    ...(given.ports !== undefined && { ports: mapObjects(listAt(given, 'ports'), port => ({ protocol: 'TCP', ...port })) }),
    ...(given.env !== undefined && { env: mapObjects(listAt(given, 'env'), variable) }),
  }
}

function volume(given: JsonObject): JsonObject {
  const filled = (['secret', 'configMap', 'projected', 'downwardAPI'] as const).flatMap(name => isObject(given[name]) ? [[name, { defaultMode: 420, ...given[name] }]] : [])
  const emptySource = Object.keys(given).length === 1 ? { emptyDir: {} } : {}
  return { ...given, ...emptySource, ...Object.fromEntries(filled) }
}

/** Fills in what a Pod's specification leaves out. Source: pkg/apis/core/v1/defaults.go. */
function podSpecDefaults(given: JsonObject): JsonObject {
  const account = textAt(given, 'serviceAccountName') || textAt(given, 'serviceAccount')
  return {
    ...podDefaults,
    securityContext: {},
    ...given,
    ...(account && { serviceAccountName: account, serviceAccount: account }),
    containers: mapObjects(listAt(given, 'containers'), container),
    ...(given.initContainers !== undefined && { initContainers: mapObjects(listAt(given, 'initContainers'), container) }),
    ...(given.volumes !== undefined && { volumes: mapObjects(listAt(given, 'volumes'), volume) }),
  }
}

/** A template, what it was given in the order of names: its hash is the same in whichever order that was sent. */
function template(sent: JsonObject): JsonObject {
  const given = inOrder(sent)
  return { ...isObject(given) ? given : {}, metadata: objectAt(given, 'metadata'), spec: podSpecDefaults(objectAt(given, 'spec')) }
}

function deploymentSpec(given: JsonObject): JsonObject {
  const { type = 'RollingUpdate', rollingUpdate } = objectAt(given, 'strategy')
  return {
    ...deploymentDefaults,
    replicas: 1,
    ...given,
    strategy: type === 'RollingUpdate' ? { type, rollingUpdate: { ...rollingUpdateDefaults, ...isObject(rollingUpdate) ? rollingUpdate : {} } } : { type, ...(isObject(rollingUpdate) && { rollingUpdate }) },
    template: template(objectAt(given, 'template')),
  }
}

function servicePort(given: JsonObject): JsonObject {
  const { targetPort } = given
  return { protocol: 'TCP', ...given, targetPort: targetPort === undefined || targetPort === '' || targetPort === 0 ? given.port : targetPort }
}

/** Source: pkg/apis/core/v1/defaults.go (SetDefaults_Service). */
function serviceSpec(given: JsonObject): JsonObject {
  const { clusterIP, type = 'ClusterIP', sessionAffinity = 'None' } = given
  const isOutside = type === 'NodePort' || type === 'LoadBalancer'
  return {
    ...(type !== 'ExternalName' && { internalTrafficPolicy: 'Cluster' }),
    ...(isOutside && { externalTrafficPolicy: 'Cluster' }),
    ...(type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true }),
    ...(sessionAffinity === 'ClientIP' && { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } }),
    ...given,
    type,
    sessionAffinity,
    ...(given.ports !== undefined && { ports: mapObjects(listAt(given, 'ports'), servicePort) }),
    ...(type !== 'ExternalName' && { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }),
    ...(typeof clusterIP === 'string' && { clusterIPs: [clusterIP] }),
  }
}

function autoscalerSpec(given: JsonObject): JsonObject {
  const { targetCPUUtilizationPercentage, ...rest } = given
  const average = typeof targetCPUUtilizationPercentage === 'number' ? targetCPUUtilizationPercentage : 80
  return { minReplicas: 1, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: average } } }], ...rest }
}

/** Fills in what an object leaves out, as the API server does when it reads one. Sources: pkg/apis/*\/v1/defaults.go. */
export function withDefaults(object: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec')
  switch (object.kind) {
    case 'Pod':
      return { ...object, spec: { enableServiceLinks: true, ...withRequests(podSpecDefaults(spec) as unknown as PodSpec) as unknown as JsonObject } }
    case 'Deployment':
      return { ...object, spec: deploymentSpec(spec) }
    case 'ReplicaSet':
      return { ...object, spec: { replicas: 1, ...spec, template: template(objectAt(spec, 'template')) } }
    case 'Service':
      return { ...object, spec: serviceSpec(spec) }
    case 'HorizontalPodAutoscaler':
      return { ...object, apiVersion: 'autoscaling/v2', spec: autoscalerSpec(spec) }
    case 'PriorityClass':
      return { value: 0, ...object, preemptionPolicy: object.preemptionPolicy ?? 'PreemptLowerPriority' }
    case 'ValidatingAdmissionPolicy':
      return { ...object, spec: { failurePolicy: 'Fail', ...spec, matchConstraints: matchDefaults(objectAt(spec, 'matchConstraints')) } }
    case 'ValidatingAdmissionPolicyBinding':
      return { ...object, spec: { ...spec, ...(isObject(spec.matchResources) && { matchResources: matchDefaults(spec.matchResources) }) } }
    // A machine that nobody has: its kubelet would fill this in.
    case 'Node':
      return { ...object, spec, status: { conditions: [], addresses: [], ...objectAt(object, 'status'), allocatable: { cpu: '0', memory: '0', pods: '0', ...objectAt(object, 'status', 'allocatable') } } }
    case 'Namespace':
      return { ...object, spec: { finalizers: ['kubernetes'], ...spec }, status: { phase: 'Active' } }
    // What it is about may be left out, and is then nothing.
    case 'Event':
      return { involvedObject: {}, ...object }
    case 'EndpointSlice':
      return { ...object, ports: listAt(object, 'ports'), endpoints: mapObjects(listAt(object, 'endpoints'), endpoint => ({ addresses: [], conditions: {}, ...endpoint })) }
    case 'Secret':
      return secret(object)
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return {
        ...object,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...objectAt(object, 'roleRef') },
        subjects: mapObjects(listAt(object, 'subjects'), subject => subject.kind === 'ServiceAccount' ? subject : { apiGroup: 'rbac.authorization.k8s.io', ...subject }),
      }
    default:
      return object
  }
}

/** `stringData` goes into `data`, in base64. */
function secret(object: JsonObject): JsonObject {
  const { stringData, ...rest } = object
  const more = Object.entries(isObject(stringData) ? stringData : {}).map(([name, value]) => [name, toBase64(String(value))])
  return { type: 'Opaque', ...rest, ...(more.length > 0 && { data: { ...objectAt(object, 'data'), ...Object.fromEntries(more) } }) }
}

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''))
}

/** Source: pkg/apis/admissionregistration/v1/defaults.go. */
function matchDefaults(match: JsonObject): JsonObject {
  return { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {}, ...match, ...(isList(match.resourceRules) && { resourceRules: match.resourceRules.map(rule => isObject(rule) ? { ...rule, scope: rule.scope ?? '*' } : rule) }) }
}
