import { keyOf, storageKey } from '../api/kinds.ts'
import type { Draft, Endpoint, EndpointSlice, Pod, Service } from '../api/objects.ts'
import { same } from '../api/same.ts'
import type { ComponentEnv } from '../component-env.ts'
import { send, type Task } from '../engine/task.ts'
import type { EventId } from '../history/event.ts'
import { createInformer } from './informer.ts'
import { createWorkQueue } from './queue.ts'
import { changesOf, objectsOf, reflect, reflectAll } from './reflector.ts'
import { isReady } from '../api/conditions.ts'

const actor = 'endpointslice-controller'

/** The label by which a slice says whose it is. Source: docs, reference/labels-annotations-taints. */
export const serviceLabel = 'kubernetes.io/service-name'

/** By which it says who keeps it. Source: staging/src/k8s.io/api/discovery/v1/well_known_labels.go. */
const managedBy = { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' } as const

/** By which it says that its Service has no address of its own. Source: staging/src/k8s.io/api/core/v1/well_known_labels.go. */
const headless = { 'service.kubernetes.io/headless': '' } as const

/** Whether a Service stands for Pods, and its slices are kept here. Source: pkg/controller/endpointslice/endpointslice_controller.go (syncService). */
function listsPods({ selector, type }: Service['spec']): boolean {
  return selector !== undefined && type !== 'ExternalName'
}

function selects({ metadata, spec }: Service, pod: Pod): boolean {
  return listsPods(spec)
    && pod.metadata.namespace === metadata.namespace
    && Object.entries(spec.selector ?? {}).every(([label, value]) => pod.metadata.labels?.[label] === value)
}

/** Whether a Pod stands behind a Service: once it has an address, and until it has ended. Source: endpointslice/util/controller_utils.go (ShouldPodBeInEndpoints). */
function standsBehind(service: Service, pod: Pod): boolean {
  const { podIP, phase } = pod.status
  return selects(service, pod) && podIP !== undefined && phase !== 'Succeeded' && phase !== 'Failed'
}

/** One that is leaving is not ready, though it may still serve. Where a Service publishes what is not ready, all count as ready. Source: endpointslice/utils.go (podToEndpoint). */
function endpointOf(pod: Pod, { publishNotReadyAddresses = false }: Service['spec']): Endpoint {
  const terminating = pod.metadata.deletionTimestamp !== undefined
  const { name, namespace, uid } = pod.metadata
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready: publishNotReadyAddresses || (isReady(pod) && !terminating), serving: isReady(pod), terminating },
    ...(pod.spec.nodeName && { nodeName: pod.spec.nodeName }),
    targetRef: { kind: 'Pod', ...(namespace !== undefined && { namespace }), name, uid },
  }
}

/** The number of a port that a Service may name by what its Pods call it; none if none of them calls one so. Source: pkg/api/v1/pod/util.go (FindPort). */
function portOf(target: number | string, pods: readonly Pod[]): number | undefined {
  if (typeof target === 'number')
    return target
  const named = pods.flatMap(({ spec }) => spec.containers.flatMap(({ ports = [] }) => ports)).find(({ name }) => name === target)
  return named?.containerPort
}

/** The ports of the Pods behind a Service, but for those that none of them has. */
function portsOf({ spec: { ports = [] } }: Service, pods: readonly Pod[]): EndpointSlice['ports'] {
  return ports.flatMap(({ name, targetPort }) => {
    const port = portOf(targetPort, pods)
    return port === undefined ? [] : [{ ...(name !== undefined && { name }), port }]
  })
}

/** The slice of a Service, of all Pods that may stand behind it. Without endpoints it stands there all the same, and names no port. Source: endpointslice/reconciler.go (placeholderSlice). */
export function sliceFor(service: Service, all: readonly Pod[]): Draft<EndpointSlice> {
  const { metadata: { name, namespace = 'default', labels, uid }, spec } = service
  const pods = all.filter(pod => standsBehind(service, pod))
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: { ...labels, ...managedBy, [serviceLabel]: name, ...(spec.clusterIP === 'None' && headless) },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true }],
    },
    addressType: 'IPv4',
    endpoints: pods.map(pod => endpointOf(pod, spec)),
    ports: pods.length === 0 ? [] : portsOf(service, pods),
  }
}

/** Starts the EndpointSlice controller, with one slice for each Service: the real one begins another at 100 endpoints. Source: staging/src/k8s.io/endpointslice/reconciler.go. */
export function startEndpointSliceController(cluster: ComponentEnv): void {
  const { agenda, engine } = cluster
  const pods = createInformer<Pod>()
  const services = createInformer<Service>()
  const slices = new Map<string, EndpointSlice>()

  function* sync(key: string): Task<boolean> {
    const service = services.get(key)
    if (!service)
      return true
    const wanted = sliceFor(service, [...pods.all()])
    const there = slices.get(key)
    if (!listsPods(service.spec) || (there && same(there.endpoints, wanted.endpoints) && same(there.ports, wanted.ports) && same(there.metadata.labels, wanted.metadata.labels)))
      return true
    const target = { resource: 'endpointslices', namespace: wanted.metadata.namespace ?? 'default' } as const
    const answer = there
      ? yield* send({ ...target, verb: 'update', name: there.metadata.name, body: { ...there, metadata: { ...there.metadata, labels: wanted.metadata.labels ?? {} }, endpoints: wanted.endpoints, ports: wanted.ports } })
      : yield* send({ ...target, verb: 'create', body: wanted })
    if (answer.object?.kind === 'EndpointSlice')
      slices.set(key, answer.object)
    return answer.status === undefined && answer.code !== 0
  }

  const queue = createWorkQueue(actor, agenda, engine, sync)

  function touch(pod: Pod, cause: EventId): void {
    for (const service of services.all()) {
      if (selects(service, pod))
        queue.add(keyOf(service), cause)
    }
  }

  function takeSlice(object: EndpointSlice): void {
    const key = storageKey('services', object.metadata.namespace, object.metadata.labels?.[serviceLabel])
    // It knows its own writes before the watch reports them.
    if (Number(slices.get(key)?.metadata.resourceVersion ?? 0) < Number(object.metadata.resourceVersion))
      slices.set(key, object)
  }

  let listening = false

  function dropSlice(object: EndpointSlice): void {
    const key = storageKey('services', object.metadata.namespace, object.metadata.labels?.[serviceLabel])
    if (slices.get(key)?.metadata.uid === object.metadata.uid)
      slices.delete(key)
  }

  function takeService(service: Service, cause: EventId | undefined): void {
    services.take(service)
    if (cause === undefined)
      return
    queue.add(keyOf(service), cause)
    const { initial: _, ...later } = cluster
    watchPods(later)
  }

  function dropService(service: Service): void {
    services.drop(service)
    slices.delete(keyOf(service))
  }

  function watchPods(from: ComponentEnv): void {
    // Without a Service there is nothing to do for a Pod: no watch is opened.
    if ([...services.all()].every(({ spec }) => !listsPods(spec)) || listening)
      return
    listening = true
    reflectAll(from, [
      objectsOf(actor, 'EndpointSlice', (type, slice) => (type === 'DELETED' ? dropSlice : takeSlice)(slice), { quiet: true }),
      changesOf(actor, 'Pod', (type, pod, cause) => {
        pods[type === 'DELETED' ? 'drop' : 'take'](pod)
        touch(pod, cause)
      }),
    ], queue.release)
  }

  reflect(cluster, objectsOf(actor, 'Service', (type, service, cause) => type === 'DELETED' ? dropService(service) : takeService(service, cause), { quiet: true }), () => watchPods(cluster))
}
