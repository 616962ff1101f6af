import { keyOf, storageKey } from '../api/kinds.ts'
import type { Draft, Endpoint, EndpointSlice, Pod, Service } from '../api/objects.ts'
import type { Ask } from '../api/request.ts'
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

/** The number of a port that a Service may name by what a Pod calls it; none if it calls none so. Source: pkg/api/v1/pod/util.go (FindPort). */
function portOf(target: number | string, { spec }: Pod): number | undefined {
  return typeof target === 'number' ? target : spec.containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === target)?.containerPort
}

/** The ports of a Pod behind a Service, but for those that it has not. Source: endpointslice/utils.go (getEndpointPorts). */
function portsOf({ spec: { ports = [] } }: Service, pod: Pod): EndpointSlice['ports'] {
  return ports.flatMap(({ name, targetPort }) => {
    const port = portOf(targetPort, pod)
    return port === undefined ? [] : [{ ...(name !== undefined && { name }), port }]
  })
}

/**
 * The slices of a Service, of all Pods that may stand behind it: one for those whose ports have the same numbers. Without
 * endpoints one stands there all the same, and names no port. Source: endpointslice/reconciler.go (reconcile, placeholderSlice).
 */
export function slicesFor(service: Service, all: readonly Pod[]): readonly [Draft<EndpointSlice>, ...Draft<EndpointSlice>[]] {
  const { metadata: { name, namespace = 'default', labels, uid }, spec } = service
  const groups = new Map<string, { readonly ports: EndpointSlice['ports'], readonly endpoints: Endpoint[] }>()
  for (const pod of all.filter(each => standsBehind(service, each))) {
    const ports = portsOf(service, pod)
    const key = JSON.stringify(ports)
    const group = groups.get(key) ?? { ports, endpoints: [] }
    groups.set(key, group)
    group.endpoints.push(endpointOf(pod, spec))
  }
  const slice = ({ ports, endpoints }: Pick<EndpointSlice, 'ports' | 'endpoints'>): Draft<EndpointSlice> => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: { ...labels, ...managedBy, [serviceLabel]: name, ...(spec.clusterIP === 'None' && headless) },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true }],
    },
    addressType: 'IPv4',
    endpoints,
    ports,
  })
  const [first = { ports: [], endpoints: [] }, ...others] = groups.values()
  return [slice(first), ...others.map(slice)]
}

/** What has to be done about slices: what is to be made, what is changed into what, and what goes. Of those to be made the last takes the name of the first that would go. Source: as above (finalize). */
function changesTo(there: readonly EndpointSlice[], wanted: readonly Draft<EndpointSlice>[]) {
  const before = wanted.map(({ ports }) => there.find(each => same(each.ports, ports)))
  const create = wanted.filter((_, index) => !before[index])
  const remove = there.filter(each => !before.includes(each))
  const update = wanted.flatMap((each, index): [EndpointSlice, Draft<EndpointSlice>][] => before[index] ? [[before[index], each]] : [])
  for (let made = create.at(-1), gone = remove[0]; made && gone; made = create.at(-1), gone = remove[0]) {
    update.push([gone, made])
    create.pop()
    remove.shift()
  }
  return { create, remove, update: update.filter(([old, now]) => !(same(old.endpoints, now.endpoints) && same(old.ports, now.ports) && same(old.metadata.labels, now.metadata.labels))) }
}

/** Starts the EndpointSlice controller: the real one begins another slice at 100 endpoints. Source: staging/src/k8s.io/endpointslice/reconciler.go. */
export function startEndpointSliceController(cluster: ComponentEnv): void {
  const { agenda, engine } = cluster
  const pods = createInformer<Pod>()
  const services = createInformer<Service>()
  /** The slices of each Service, by its key and their names. */
  const slices = new Map<string, Map<string, EndpointSlice>>()

  function* sync(key: string): Task<boolean> {
    const service = services.get(key)
    if (!service)
      return true
    if (!listsPods(service.spec))
      return true
    const own = slices.get(key) ?? new Map<string, EndpointSlice>()
    slices.set(key, own)
    const { create, update, remove } = changesTo([...own.values()], slicesFor(service, [...pods.all()]))
    const target = { resource: 'endpointslices', namespace: service.metadata.namespace ?? 'default' } as const
    let isDone = true
    function* write(ask: Ask): Task {
      const answer = yield* send(ask)
      if (answer.object?.kind === 'EndpointSlice')
        own.set(answer.object.metadata.name, answer.object)
      isDone &&= answer.status === undefined && answer.code !== 0
    }
    for (const body of create)
      yield* write({ ...target, verb: 'create', body })
    for (const [there, { metadata: { labels = {} }, endpoints, ports }] of update)
      yield* write({ ...target, verb: 'update', name: there.metadata.name, body: { ...there, metadata: { ...there.metadata, labels }, endpoints, ports } })
    for (const { metadata: { name } } of remove) {
      own.delete(name)
      yield* send({ ...target, verb: 'delete', name, body: { kind: 'DeleteOptions' } })
    }
    return isDone
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
    const own = slices.get(key) ?? new Map<string, EndpointSlice>()
    slices.set(key, own)
    // It knows its own writes before the watch reports them.
    if (Number(own.get(object.metadata.name)?.metadata.resourceVersion ?? 0) < Number(object.metadata.resourceVersion))
      own.set(object.metadata.name, object)
  }

  let listening = false

  function dropSlice(object: EndpointSlice): void {
    const key = storageKey('services', object.metadata.namespace, object.metadata.labels?.[serviceLabel])
    if (slices.get(key)?.get(object.metadata.name)?.metadata.uid === object.metadata.uid)
      slices.get(key)?.delete(object.metadata.name)
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
