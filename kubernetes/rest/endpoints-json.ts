import type { Endpoint, EndpointSlice, Pod, Service } from '../api/objects.ts'
import { slicesFor } from '../controllers/endpointslice.ts'
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
  const address = ({ addresses: [ip], nodeName, targetRef }: Endpoint): JsonObject => ({ ip, nodeName, targetRef: { ...targetRef } })
  const byAddress = (a: JsonObject, b: JsonObject): number => String(a.ip) < String(b.ip) ? -1 : 1
  const subsets = slicesFor(service, pods).flatMap(({ endpoints, ports }) => {
    const listed = endpoints.filter(({ conditions }) => service.spec.publishNotReadyAddresses || !conditions.terminating)
    const ready = listed.filter(({ conditions }) => conditions.ready).map(address).sort(byAddress)
    const others = listed.filter(({ conditions }) => !conditions.ready).map(address).sort(byAddress)
    return listed.length > 0 ? [{ ...(ready.length > 0 && { addresses: ready }), ...(others.length > 0 && { notReadyAddresses: others }), ports: ports.map(port => ({ ...port, protocol: 'TCP' })) }] : []
  })
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp, ...(labels && { labels }) },
    ...(subsets.length > 0 && { subsets }),
  }
}
