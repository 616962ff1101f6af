import { isReady } from '../api/conditions.ts'
import type { EndpointSlice, Pod, Service } from '../api/objects.ts'
import { matchesSelector } from '../api/selector.ts'
import { portsOf } from '../controllers/endpointslice.ts'
import type { JsonObject } from './json.ts'

/** What the API server writes of itself, beside the slice of its own Service. Source: pkg/controlplane/reconcilers/lease.go, endpointsadapter.go. */
function ownEndpoints({ metadata: { name, namespace, uid, resourceVersion, creationTimestamp } }: Service, slice: EndpointSlice): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    subsets: [{ addresses: slice.endpoints.flatMap(({ addresses }) => addresses.map(ip => ({ ip }))), ports: slice.ports.map(({ name: port, port: number }) => ({ ...(port !== undefined && { name: port }), port: number, protocol: 'TCP' })) }],
  }
}

/** The Pods behind a Service as the older Endpoints have them; behind the API server's own Service stands that. Source: pkg/controller/endpoint/endpoints_controller.go. */
export function endpointsOf(service: Service, pods: readonly Pod[], slices: readonly EndpointSlice[]): JsonObject {
  const own = service.spec.selector ? undefined : slices.find(({ metadata }) => metadata.name === service.metadata.name && metadata.namespace === service.metadata.namespace)
  if (own)
    return ownEndpoints(service, own)
  const { name, namespace = 'default', labels, uid, creationTimestamp, resourceVersion } = service.metadata
  const { publishNotReadyAddresses: isAny = false } = service.spec
  const behind = service.spec.type === 'ExternalName' ? [] : pods.filter(({ metadata, status }) => status.podIP !== undefined && (isAny || metadata.deletionTimestamp === undefined) && metadata.namespace === namespace && matchesSelector({ matchLabels: service.spec.selector ?? {} }, metadata.labels ?? {}) && status.phase === 'Running')
  const address = ({ metadata, spec, status: { podIP } }: Pod): JsonObject => ({ ip: podIP, nodeName: spec.nodeName, targetRef: { kind: 'Pod', namespace, name: metadata.name, uid: metadata.uid } })
  const byAddress = (a: JsonObject, b: JsonObject): number => String(a.ip) < String(b.ip) ? -1 : 1
  const ready = behind.filter(pod => isAny || isReady(pod)).map(address).sort(byAddress)
  const others = behind.filter(pod => !isAny && !isReady(pod)).map(address).sort(byAddress)
  const ports = portsOf(service, behind).map(port => ({ ...port, protocol: 'TCP' }))
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp, ...(labels && { labels }) },
    ...(ready.length + others.length > 0 && service.spec.selector && { subsets: [{ ...(ready.length > 0 && { addresses: ready }), ...(others.length > 0 && { notReadyAddresses: others }), ports }] }),
  }
}
