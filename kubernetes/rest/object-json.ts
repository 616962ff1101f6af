import type { ApiObject, Event, Node, Pod } from '../api/objects.ts'
import type { Registry } from '../node/images.ts'
import { milliCpu, quantity } from '../api/quantity.ts'
import { fnv32, safeEncode } from '../engine/random.ts'
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from './json.ts'

/**
 * What the API says of an object beyond what the model keeps of it. The model leaves out fields that no part of it reads;
 * here they are filled in from what is known: an address stands in two fields, a time in two, a Pod has the volume of
 * its service account. What a client has written stays as it was written.
 */

/** An object of the store as plain JSON. */
export function plain(object: ApiObject): JsonObject {
  return object as unknown as JsonObject
}

/** An object that was read and checked, as the store takes it. */
export function storable(object: JsonObject): ApiObject {
  return object as unknown as ApiObject
}

function digest(text: string): string {
  return Array.from({ length: 8 }, (_, index) => fnv32(`${index}/${text}`).toString(16).padStart(8, '0')).join('')
}

const accountPath = '/var/run/secrets/kubernetes.io/serviceaccount'

function accountVolume(pod: Pod): string {
  return `kube-api-access-${safeEncode(digest(pod.metadata.uid)).slice(0, 5)}`
}

function accountMount(pod: Pod): JsonObject {
  return { name: accountVolume(pod), readOnly: true, mountPath: accountPath }
}

function isMounted(mounts: readonly Json[]): boolean {
  return mounts.some(mount => textAt(mount, 'mountPath') === accountPath)
}

/** Source: plugin/pkg/admission/serviceaccount/admission.go. */
function podSpec(pod: Pod): JsonObject {
  const spec = objectAt(plain(pod), 'spec')
  const withMount = (container: Json): Json => {
    const mounts = listAt(container, 'volumeMounts')
    return isObject(container) && !isMounted(mounts) ? { ...container, volumeMounts: [...mounts, accountMount(pod)] } : container
  }
  const volumes = listAt(spec, 'volumes')
  const volume = {
    name: accountVolume(pod),
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
      ],
      defaultMode: 420,
    },
  }
  return {
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
    securityContext: {},
    ...spec,
    serviceAccount: spec.serviceAccountName,
    containers: listAt(spec, 'containers').map(withMount),
    ...(spec.initContainers !== undefined && { initContainers: listAt(spec, 'initContainers').map(withMount) }),
    volumes: volumes.some(each => textAt(each, 'name') === accountVolume(pod)) ? volumes : [...volumes, volume],
  }
}

function qosClass({ spec }: Pod): string {
  // What the Pod asks for as a whole stands for all. Source: pkg/apis/core/v1/helper/qos/qos.go (ComputePodQOS).
  const all = (spec.resources ? [spec] : [...spec.initContainers ?? [], ...spec.containers]).map(each => objectAt(each as unknown as JsonObject, 'resources'))
  const complete = all.every(({ limits, requests }) => isObject(limits) && isObject(requests) && ['cpu', 'memory'].every(name => limits[name] !== undefined && limits[name] === requests[name]))
  return complete ? 'Guaranteed' : all.some(({ limits, requests }) => limits !== undefined || requests !== undefined) ? 'Burstable' : 'BestEffort'
}

function containerState(state: Json | undefined, id: string): JsonObject {
  const given = isObject(state) ? state : {}
  const { terminated } = given
  return isObject(terminated) ? { terminated: { containerID: id, startedAt: terminated.finishedAt, ...terminated } } : given
}

/** Source: pkg/kubelet/kubelet_pods.go (convertToAPIContainerStatuses). */
function containerStatus(pod: Pod, status: Json, registry: Registry): Json {
  if (!isObject(status))
    return status
  const name = textAt(status, 'name')
  const image = textAt(status, 'image')
  const running = !('waiting' in objectAt(status, 'state'))
  const wasUp = running || isObject(status.lastState)
  const idOf = (times: number): string => `containerd://${digest(`${pod.metadata.uid}/${name}/${times}`)}`
  const id = idOf(Number(status.restartCount))
  const container = [...pod.spec.containers, ...pod.spec.initContainers ?? []].find(each => each.name === name)
  const resources = objectAt(container as unknown as JsonObject, 'resources')
  const requests = objectAt(resources, 'requests')
  const mounts = [...listAt(container as unknown as JsonObject, 'volumeMounts'), ...isMounted(listAt(container as unknown as JsonObject, 'volumeMounts')) ? [] : [accountMount(pod)]]
  return {
    ...(Object.keys(requests).length > 0 && wasUp && { allocatedResources: requests }),
    ...status,
    image: wasUp && image ? registry.known(image) : image,
    imageID: wasUp ? `${registry.known(image).replace(/:[^:/]*$/, '')}@sha256:${digest(registry.known(image))}` : '',
    ...(wasUp && { containerID: id }),
    lastState: containerState(status.lastState, running ? idOf(Number(status.restartCount) - 1) : id),
    state: containerState(status.state, id),
    ...(wasUp && { resources }),
    ...(wasUp && { user: { linux: { uid: 0, gid: 0, supplementalGroups: [0] } } }),
    volumeMounts: mounts.map(mount => ({ ...isObject(mount) ? mount : {}, ...(isObject(mount) && mount.readOnly === true && { recursiveReadOnly: 'Disabled' }) })),
  }
}

const units = [['Gi', 2 ** 30], ['Mi', 2 ** 20], ['Ki', 2 ** 10]] as const

/** A sum of quantities as the API writes it. */
function sumText(name: string, texts: readonly string[]): string {
  const [first = '0', ...others] = texts
  if (others.length === 0)
    return first
  if (name === 'cpu') {
    const milli = texts.reduce((sum, text) => sum + milliCpu(text), 0)
    return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`
  }
  const all = texts.reduce((sum, text) => sum + quantity(text), 0)
  const [unit, size] = units.find(([, each]) => all % each === 0) ?? ['', 1]
  return `${all / size}${unit}`
}

/** What the containers of a Pod ask for together. Source: component-helpers/resource/helpers.go (AggregateContainerRequests). */
function requestsOf({ spec }: Pod): JsonObject {
  const all = spec.containers.map(container => objectAt(container as unknown as JsonObject, 'resources', 'requests'))
  const names = [...new Set(all.flatMap(each => Object.keys(each)))].sort()
  return Object.fromEntries(names.map(name => [name, sumText(name, all.flatMap(each => typeof each[name] === 'string' ? [each[name]] : []))]))
}

const order = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']

function seenOf({ status, metadata }: Pod): number {
  return status.observedGeneration ?? metadata.generation ?? 1
}

function podConditions(pod: Pod): readonly Json[] {
  const rank = (condition: Json): number => (order.indexOf(textAt(condition, 'type')) + 99) % 99
  return listAt(plain(pod), 'status', 'conditions').toSorted((a, b) => rank(a) - rank(b)).map(condition => ({
    lastProbeTime: null,
    observedGeneration: seenOf(pod),
    ...isObject(condition) ? condition : {},
  }))
}

function podStatus(pod: Pod, registry: Registry): JsonObject {
  const status = objectAt(plain(pod), 'status')
  const { hostIP, podIP } = pod.status
  const requests = requestsOf(pod)
  const asks = podIP !== undefined && Object.keys(requests).length > 0
  return {
    ...(asks && { allocatedResources: requests }),
    ...status,
    ...(hostIP !== undefined && { observedGeneration: seenOf(pod) }),
    ...(status.conditions !== undefined && { conditions: podConditions(pod) }),
    ...(hostIP !== undefined && { hostIPs: [{ ip: hostIP }] }),
    ...(podIP !== undefined && { podIPs: [{ ip: podIP }], resources: asks ? { requests } : {} }),
    ...(status.containerStatuses !== undefined && { containerStatuses: listAt(status, 'containerStatuses').map(each => containerStatus(pod, each, registry)) }),
    ...(status.initContainerStatuses !== undefined && { initContainerStatuses: listAt(status, 'initContainerStatuses').map(each => containerStatus(pod, each, registry)) }),
    qosClass: qosClass(pod),
  }
}

function deploymentStatus(status: JsonObject): JsonObject {
  const conditions = listAt(status, 'conditions').map(condition => isObject(condition) ? { lastUpdateTime: condition.lastTransitionTime, ...condition } : condition)
  return { ...status, ...(conditions.length > 0 && { conditions }) }
}

/** What a scheduler was about when it says something. Source: pkg/scheduler/schedule_one.go, pkg/scheduler/framework/preemption; recorded. */
const actions: Readonly<Record<string, string>> = { FailedScheduling: 'Scheduling', Preempted: 'Preempting' }

/** Source: client-go/tools/events and client-go/tools/record: the scheduler writes the newer form, but for its election. */
function event(given: Event, host: string | undefined): JsonObject {
  const { metadata, count = 1, ...rest } = given
  const source = sourceOf(given)
  const time = metadata.creationTimestamp
  const newer = source.component === 'default-scheduler' && given.involvedObject.kind !== 'Lease'
  const own = plain({ ...rest, metadata, source, count } as Event)
  const shown = host === undefined ? source : { ...source, host }
  return {
    eventTime: newer ? time.replace('Z', '.000000Z') : null,
    ...newer ? { action: actions[given.reason] ?? 'Binding', reportingInstance: `${source.component}-control-plane-1` } : { firstTimestamp: time, lastTimestamp: time, count, reportingInstance: host ?? '' },
    reportingComponent: source.component,
    ...own,
    source: newer ? {} : { ...shown },
    ...(newer && { firstTimestamp: null, lastTimestamp: null, count: undefined }),
  }
}

/** Who noted an Event: somebody outside of the model may leave it open. */
function sourceOf(event: Event): Event['source'] {
  return { component: textAt(plain(event), 'source', 'component') || textAt(plain(event), 'reportingComponent') }
}

/** What the API shows depends on, beside the object itself. */
export interface PresentContext {
  readonly registry: Registry
  readonly get: (key: string) => ApiObject | undefined
}

const apiVersions: Readonly<Record<string, string>> = { Pod: 'v1', Node: 'v1', Service: 'v1', Deployment: 'apps/v1', ReplicaSet: 'apps/v1', Lease: 'coordination.k8s.io/v1', HorizontalPodAutoscaler: 'autoscaling/v2', IPAddress: 'networking.k8s.io/v1', ValidatingAdmissionPolicy: 'admissionregistration.k8s.io/v1', ValidatingAdmissionPolicyBinding: 'admissionregistration.k8s.io/v1' }

/** Kinds that are in no Namespace. */
const clusterKinds: ReadonlySet<string> = new Set(['Node', 'IPAddress', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'])

/** The node of the kubelet that noted an Event. */
function hostOf(object: Event, { get }: Pick<PresentContext, 'get'>): string | undefined {
  const { kind, name } = object.involvedObject
  if (sourceOf(object).component !== 'kubelet')
    return undefined
  const pod = get(`/registry/pods/${object.metadata.namespace ?? 'default'}/${name}`)
  return kind === 'Node' ? name : pod?.kind === 'Pod' ? pod.spec.nodeName : undefined
}

function involved(given: Event): JsonObject {
  if (Object.keys(given.involvedObject).length === 0)
    return {}
  const namespace = clusterKinds.has(given.involvedObject.kind) ? {} : { namespace: given.metadata.namespace }
  return { ...namespace, apiVersion: apiVersions[given.involvedObject.kind] ?? 'v1', ...given.involvedObject }
}

function autoscalerStatus(object: JsonObject): JsonObject {
  const { currentReplicas, ...status } = objectAt(object, 'status')
  return { currentMetrics: null, desiredReplicas: 0, ...status, ...(currentReplicas !== 0 && { currentReplicas }) }
}

function orNull(list: readonly Json[]): readonly Json[] | null {
  return list.length > 0 ? list : null
}

/** An object as the API shows it, but for `managedFields`. */
export function present(object: ApiObject, context: PresentContext): JsonObject {
  const own = plain(object)
  switch (object.kind) {
    case 'Pod':
      return { ...own, spec: podSpec(object), status: podStatus(object, context.registry) }
    case 'Deployment':
      return { ...own, status: deploymentStatus(objectAt(own, 'status')) }
    case 'Event': {
      return { ...event(object, hostOf(object, context)), involvedObject: involved(object) }
    }
    case 'Node':
      return { ...own, status: nodeStatus(object) }
    case 'Lease':
      return { ...own, spec: leaseSpec(objectAt(own, 'spec')) }
    case 'EndpointSlice':
      return { ...own, ports: orNull(listAt(own, 'ports').map(port => ({ name: '', protocol: 'TCP', ...isObject(port) ? port : {} }))), endpoints: orNull(listAt(own, 'endpoints')) }
    case 'Service':
      return { ...own, status: { loadBalancer: {}, ...objectAt(own, 'status') } }
    case 'HorizontalPodAutoscaler':
      return { ...own, status: autoscalerStatus(own) }
    default:
      return own
  }
}

/** Its times are written to the millionth of a second. */
function leaseSpec(spec: JsonObject): JsonObject {
  const times = (['acquireTime', 'renewTime'] as const).filter(name => typeof spec[name] === 'string')
  return { ...spec, ...Object.fromEntries(times.map(name => [name, textAt(spec, name).replace(/(?<!\.\d{6})Z$/, '.000000Z')])) }
}

function nodeStatus({ status }: Node): JsonObject {
  const own = status as unknown as JsonObject
  return { ...own, conditions: listAt(own, 'conditions').map(condition => isObject(condition) ? { lastHeartbeatTime: condition.lastTransitionTime, ...condition } : condition) }
}
