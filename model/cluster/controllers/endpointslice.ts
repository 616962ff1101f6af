import { keyOf } from '../api/kinds.ts'
import type { Draft, Endpoint, EndpointSlice, Pod, Service } from '../api/objects.ts'
import { same } from '../api/same.ts'
import type { Cluster } from '../cluster.ts'
import { send } from '../engine/task.ts'
import type { Task } from '../engine/task.ts'
import { createInformer } from './informer.ts'
import { createWorkQueue } from './queue.ts'
import { isReady } from './replicaset-status.ts'

const actor = 'endpointslice-controller'

/** The label by which a slice says whose it is. Source: docs, reference/labels-annotations-taints. */
export const serviceLabel = 'kubernetes.io/service-name'

function selects({ metadata, spec }: Service, pod: Pod): boolean {
  return pod.metadata.namespace === metadata.namespace
    && Object.entries(spec.selector).every(([label, value]) => pod.metadata.labels?.[label] === value)
}

/** A Pod is listed once it has an address, and marked ready when it is. Source: endpointslice/utils.go. */
function endpointOf(pod: Pod): Endpoint[] {
  const { podIP } = pod.status
  if (podIP === undefined)
    return []
  const { name, uid } = pod.metadata
  return [{
    addresses: [podIP],
    conditions: { ready: isReady(pod) && pod.metadata.deletionTimestamp === undefined },
    ...(pod.spec.nodeName && { nodeName: pod.spec.nodeName }),
    targetRef: { kind: 'Pod', name, uid },
  }]
}

function sliceFor({ metadata: { name, namespace = 'default', uid }, spec }: Service, pods: readonly Pod[]): Draft<EndpointSlice> {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: { [serviceLabel]: name },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name, uid, controller: true }],
    },
    addressType: 'IPv4',
    endpoints: pods.flatMap(endpointOf),
    ports: spec.ports.map(({ targetPort }) => ({ port: targetPort })),
  }
}

/**
 * Starts the EndpointSlice controller for the Services that there are: Pods in, their addresses out, one slice for
 * each Service. The real one also begins a new slice at 100 endpoints.
 * Source: staging/src/k8s.io/endpointslice/reconciler.go.
 */
export function startEndpointSliceController({ agenda, engine, watches }: Cluster, services: readonly Service[]): void {
  // Without a Service it would hear of Pods and do nothing: it need not listen.
  if (services.length === 0)
    return
  const pods = createInformer<Pod>()
  const byKey = new Map(services.map(service => [keyOf(service), service]))
  const slices = new Map<string, EndpointSlice>()

  function* sync(key: string): Task<boolean> {
    const service = byKey.get(key)
    if (!service)
      return true
    const wanted = sliceFor(service, [...pods.all()].filter(pod => selects(service, pod)))
    const there = slices.get(key)
    if (there ? same(there.endpoints, wanted.endpoints) : wanted.endpoints.length === 0)
      return true
    const target = { resource: 'endpointslices', namespace: wanted.metadata.namespace ?? 'default' } as const
    const answer = there
      ? yield* send({ ...target, verb: 'update', name: there.metadata.name, body: { ...there, endpoints: wanted.endpoints } })
      : yield* send({ ...target, verb: 'create', body: wanted })
    if (answer.object?.kind === 'EndpointSlice')
      slices.set(key, answer.object)
    return answer.status === undefined && answer.code !== 0
  }

  const queue = createWorkQueue(actor, agenda, engine, sync)
  watches.open({
    name: actor,
    resource: 'pods',
    receive: (_, object, event) => {
      if (object.kind !== 'Pod')
        return
      pods.take(object)
      for (const [key, service] of byKey) {
        if (selects(service, object))
          queue.add(key, event)
      }
    },
  })
}
