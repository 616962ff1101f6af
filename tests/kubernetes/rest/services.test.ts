import { expect, test } from 'vitest'
import { type Api, createApi } from '../../../kubernetes/rest/api.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

const services = '/api/v1/namespaces/default/services'

function begin() {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  const api = createApi({ simulation, tokens: new Map([['admin', { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }]]), address: '127.0.0.1:3031' })
  return { simulation, api }
}

function ask(api: Api, method: string, url: string, body: object = {}, type = 'application/json'): { readonly code: number, readonly message?: string, readonly spec: Record<string, unknown> } {
  const answer = api.handle({ method, url, headers: { 'authorization': 'Bearer admin', 'content-type': type, 'accept': 'application/json' }, body: method === 'GET' ? '' : JSON.stringify(body) })
  return { code: answer?.status ?? 0, ...JSON.parse(answer?.body ?? '{}') as { spec: Record<string, unknown> } }
}

function create(api: Api, name: string, spec: object) {
  return ask(api, 'POST', services, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec })
}

const ports = [{ port: 80 }]

test('a Service of each type has what the API server gives it', () => {
  const { api } = begin()
  // Source: pkg/apis/core/v1/defaults.go (SetDefaults_Service), pkg/registry/core/service/storage/alloc.go.
  const outside = { externalTrafficPolicy: 'Cluster', internalTrafficPolicy: 'Cluster' }
  const nodePort = expect.toSatisfy((port: number) => port >= 30_000 && port <= 32_767) as unknown
  expect(create(api, 'inside', { ports }).spec).toMatchObject({ type: 'ClusterIP', internalTrafficPolicy: 'Cluster', ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] })
  expect(create(api, 'node', { type: 'NodePort', ports }).spec).toMatchObject({ ...outside, ports: [{ nodePort }] })
  expect(create(api, 'balanced', { type: 'LoadBalancer', ports, sessionAffinity: 'ClientIP' }).spec).toMatchObject({ ...outside, allocateLoadBalancerNodePorts: true, ports: [{ nodePort }], sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } })
  expect(create(api, 'elsewhere', { type: 'ExternalName', externalName: 'db.example.com' }).spec).toEqual({ type: 'ExternalName', externalName: 'db.example.com', sessionAffinity: 'None' })
})

// Sources: pkg/apis/core/validation/validation.go (ValidateService), ipallocator/cidrallocator.go, portallocator/allocator.go.
const refused: readonly (readonly [what: string, spec: object, message: string])[] = [
  ['an address that another has', { ports, clusterIP: '10.96.0.1' }, 'spec.clusterIPs: Invalid value: ["10.96.0.1"]: failed to allocate IP 10.96.0.1: provided IP is already allocated'],
  ['an address out of range', { ports, clusterIP: '1.2.3.4' }, 'spec.clusterIPs: Invalid value: ["1.2.3.4"]: failed to allocate IP 1.2.3.4: the provided network does not match the current range'],
  ['an address that is none', { ports, clusterIP: 'x' }, 'spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
  ['a port of the nodes out of range', { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }, 'spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767'],
  ['a port of the nodes that another has', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] }, 'spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated'],
  ['a port of the nodes where none is meant', { ports: [{ port: 80, nodePort: 30_081 }] }, 'spec.ports[0].nodePort: Forbidden: may not be used when `type` is \'ClusterIP\''],
  ['a protocol that there is not', { ports: [{ port: 80, protocol: 'X' }] }, 'spec.ports[0].protocol: Unsupported value: "X": supported values: "SCTP", "TCP", "UDP"'],
  ['a type that there is not', { type: 'X', ports }, 'spec.type: Unsupported value: "X": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"'],
  ['no name of something elsewhere', { type: 'ExternalName' }, 'spec.externalName: Required value'],
]

test.each(refused)('a Service with %s is refused', (_, spec, message) => {
  const { api } = begin()
  create(api, 'first', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] })
  expect(create(api, 'second', spec)).toMatchObject({ code: 422, message: `Service "second" is invalid: ${message}` })
})

test('a Service keeps its address when its type changes, and ports of the nodes only where its type has them', () => {
  const { api } = begin()
  const { spec } = create(api, 'web', { ports })
  const changed = (type: string) => ask(api, 'PATCH', `${services}/web`, { spec: { type } }, 'application/merge-patch+json').spec
  expect(changed('NodePort')).toMatchObject({ clusterIP: spec.clusterIP, ports: [{ nodePort: expect.any(Number) as unknown }] })
  expect(changed('ClusterIP')).toEqual(spec)
})

test('Services without ports, without an address and elsewhere leave the cluster alive', () => {
  const { api, simulation } = begin()
  create(api, 'elsewhere', { type: 'ExternalName', externalName: 'db.example.com', selector: { app: 'db' } })
  create(api, 'headless', { clusterIP: 'None', selector: { app: 'db' } })
  simulation.advance(5000)
  api.refresh()
  const slices = ask(api, 'GET', '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices') as unknown as { items: { metadata: { labels: Record<string, string> } }[] }
  expect(slices.items.map(({ metadata }) => metadata.labels).filter(labels => labels['kubernetes.io/service-name'] !== 'kubernetes')).toEqual([
    { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io', 'kubernetes.io/service-name': 'headless', 'service.kubernetes.io/headless': '' },
  ])
})

/** What stands behind the Services of a cluster: of each slice its ports, labels and generation and what its Pods are, and of the older Endpoints how many are ready and how many are not. */
function behind(api: Api, name: string) {
  const { items } = ask(api, 'GET', `/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io/service-name=${name}`) as unknown as { readonly items: readonly { readonly metadata: { readonly labels: Record<string, string>, readonly generation: number }, readonly ports: readonly { readonly port: number }[] | null, readonly endpoints: readonly { readonly conditions: object }[] | null }[] }
  const { subsets = [] } = ask(api, 'GET', `/api/v1/namespaces/default/endpoints/${name}`) as unknown as { readonly subsets?: readonly { readonly addresses?: readonly object[], readonly notReadyAddresses?: readonly object[] }[] }
  const [slice] = items
  return { ports: slice?.ports?.map(({ port }) => port) ?? [], team: slice?.metadata.labels.team, generation: slice?.metadata.generation, conditions: slice?.endpoints?.map(({ conditions }) => conditions) ?? [], older: subsets.map(({ addresses = [], notReadyAddresses = [] }) => [addresses.length, notReadyAddresses.length]) }
}

// Sources: staging/src/k8s.io/endpointslice/utils.go (podToEndpoint, getEndpointPorts, setEndpointSliceLabels), pkg/registry/discovery/endpointslice/strategy.go (PrepareForUpdate).
test('what stands behind a Service follows its ports and its labels', () => {
  const { api, simulation } = begin()
  const change = (metadata: object, spec: object): void => {
    ask(api, 'PATCH', `${services}/web`, { metadata, spec }, 'application/merge-patch+json')
    simulation.advance(1000)
    api.refresh()
  }
  simulation.type({ run: 'create deployment', name: 'web', image: 'nginx', replicas: 1 })
  create(api, 'web', { selector: { app: 'web' }, ports })
  simulation.advance(20_000)
  api.refresh()
  const { ports: before, generation = 0 } = behind(api, 'web')
  expect(before).toEqual([80])
  change({}, { ports: [{ port: 80, targetPort: 8080 }] })
  expect(behind(api, 'web')).toMatchObject({ ports: [8080], generation: generation + 1 })
  change({ labels: { team: 'blue' } }, {})
  expect(behind(api, 'web')).toMatchObject({ team: 'blue', generation: generation + 1 })
  change({}, { ports: [{ port: 80, targetPort: 'nope' }] })
  expect(behind(api, 'web')).toMatchObject({ ports: [], conditions: [{ ready: true }] })
})

// Sources: as above, and pkg/controller/endpoint/endpoints_controller.go (addEndpointSubset), staging/src/k8s.io/endpointslice/util/controller_utils.go (ShouldPodBeInEndpoints).
test('a Service that publishes what is not ready has all its Pods as ready, and those that leave', () => {
  const { api, simulation } = begin()
  create(api, 'early', { selector: { app: 'web' }, ports, publishNotReadyAddresses: true })
  create(api, 'web', { selector: { app: 'web' }, ports })
  simulation.type({ run: 'create deployment', name: 'web', image: 'nginx', replicas: 1, readinessProbe: { httpGet: { path: '/', port: 81 } }, grace: 30, preStop: 20 })
  simulation.advance(10_000)
  api.refresh()
  expect(behind(api, 'early')).toMatchObject({ conditions: [{ ready: true, serving: false, terminating: false }], older: [[1, 0]] })
  expect(behind(api, 'web')).toMatchObject({ conditions: [{ ready: false, serving: false, terminating: false }], older: [[0, 1]] })
  simulation.type({ run: 'scale deployment', name: 'web', replicas: 0 })
  simulation.advance(2000)
  api.refresh()
  expect(behind(api, 'early')).toMatchObject({ conditions: [{ ready: true, serving: false, terminating: true }], older: [[1, 0]] })
  expect(behind(api, 'web')).toMatchObject({ conditions: [{ ready: false, serving: false, terminating: true }], older: [] })
})

// Sources: staging/src/k8s.io/endpointslice/util/controller_utils.go (ShouldPodBeInEndpoints: until it has ended), pkg/controller/endpoint/endpoints_controller.go (addEndpointSubset).
test('a Pod that has an address, and whose containers do not run yet, stands behind a Service as one that is not ready', () => {
  const { api, simulation } = begin()
  create(api, 'web', { selector: { app: 'web' }, ports })
  ask(api, 'POST', '/api/v1/namespaces/default/pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'slow', labels: { app: 'web' } }, spec: { initContainers: [{ name: 'first', image: 'busybox', command: ['sleep', '600'] }], containers: [{ name: 'nginx', image: 'nginx' }] } })
  simulation.advance(20_000)
  api.refresh()
  const { status } = ask(api, 'GET', '/api/v1/namespaces/default/pods/slow') as unknown as { readonly status: { readonly phase: string, readonly podIP?: string } }
  expect([status.phase, status.podIP]).toEqual(['Pending', expect.any(String)])
  expect(behind(api, 'web')).toMatchObject({ conditions: [{ ready: false, serving: false, terminating: false }], older: [[0, 1]] })
})

// Sources: docs, concepts/containers/images (Default image pull policy); pkg/util/parsers/parsers.go (ParseImageName).
test.each([
  ['nginx', 'Always'],
  ['nginx:latest', 'Always'],
  ['nginx:1.29', 'IfNotPresent'],
  ['registry.example:5000/nginx', 'Always'],
  [`nginx@sha256:${'0'.repeat(64)}`, 'IfNotPresent'],
  [`nginx:1.29@sha256:${'0'.repeat(64)}`, 'IfNotPresent'],
  [`nginx:latest@sha256:${'0'.repeat(64)}`, 'Always'],
])('the image %s is pulled %s', (image, imagePullPolicy) => {
  const { api } = begin()
  expect(ask(api, 'POST', '/api/v1/namespaces/default/pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'it' }, spec: { containers: [{ name: 'main', image }] } }).spec).toMatchObject({ containers: [{ imagePullPolicy }] })
})
