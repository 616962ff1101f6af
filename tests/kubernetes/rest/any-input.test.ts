import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { ask, begin, deployments, pods, web } from './ask.ts'

const word = fc.constantFrom('api', 'apis', 'v1', 'apps', 'namespaces', 'default', 'pods', 'deployments', 'web', 'status', 'scale', 'log', 'watch', '..', '%zz', '')
const path = fc.array(word, { maxLength: 8 }).map(words => `/${words.join('/')}`)
const query = fc.dictionary(fc.constantFrom('watch', 'limit', 'continue', 'labelSelector', 'fieldSelector', 'resourceVersion', 'dryRun', 'fieldManager', 'force'), fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('app=web', 'app!=web', '!app', 'app in (web, db)', 'app in (', 'metadata.name=web', 'true', '0', '-1', 'All')), { maxKeys: 3 }).map(entries => new URLSearchParams(entries).toString())
/** Ten lists, each of ten times the one before: a billion words, if somebody wrote them all out. */
const nestedAliases = Array.from({ length: 10 }, (_, index) => `a${index}: &a${index} [${Array.from({ length: 10 }, () => index === 0 ? 'x' : `*a${index - 1}`).join(',')}]`).join('\n')
const almost = fc.oneof(
  fc.string(),
  fc.json(),
  fc.constantFrom(nestedAliases, 'a: [', 'a: b: c', '- - :', '&a *a', '? {', '--- a\n--- b', '%YAML 3.0\n---\n', 'a:\n\t- b', '!!js/function x'),
  fc.jsonValue().map(value => stringify(value)),
  fc.record({ apiVersion: fc.constantFrom('v1', 'apps/v1', 7), kind: fc.constantFrom('Pod', 'Deployment', null), metadata: fc.oneof(fc.constant({ name: 'web' }), fc.jsonValue()), spec: fc.oneof(fc.jsonValue(), fc.constant(web.spec)) }).map(value => JSON.stringify(value)),
)
const types = fc.constantFrom('application/json', 'application/yaml', 'application/merge-patch+json', 'application/json-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml', 'application/vnd.kubernetes.protobuf', '')

test('whatever is sent, it answers with a documented code, and the cluster lives on', () => {
  const { api, simulation } = begin()
  ask(api, deployments, { method: 'POST', body: JSON.stringify(web) })
  fc.assert(fc.property(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'BREW'), fc.oneof(path, fc.constantFrom(deployments, `${deployments}/web`, `${pods}/web`, pods)), query, almost, types, (method, place, search, body, type) => {
    const { status, stream } = ask(api, `${place}?${search}`, { method, body, type })
    stream?.({ write: () => {}, end: () => {} })()
    expect([200, 201, 400, 403, 404, 405, 406, 409, 410, 413, 415, 422, 504]).toContain(status)
    simulation.advance(20)
    api.refresh()
  }), { numRuns: 400 })
  ask(api, `${deployments}/after`, {})
  expect(ask(api, deployments, { method: 'POST', body: JSON.stringify({ ...web, metadata: { name: 'after' } }) }).status).toBe(201)
  simulation.advance(60_000)
  expect(JSON.parse(ask(api, `${deployments}/after`).body)).toMatchObject({ status: { availableReplicas: 1 } })
})

test('whatever a list is narrowed by, it is answered or refused', () => {
  const { api } = begin()
  const selector = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('app=web', 'app!=web', '!app', 'app in (web, db)', 'app in (', 'metadata.name=web', ',', '=', '!'))
  fc.assert(fc.property(fc.constantFrom('labelSelector', 'fieldSelector', 'limit', 'continue', 'resourceVersion'), selector, (name, value) => {
    expect([200, 400, 410, 422, 504]).toContain(ask(api, `${pods}?${new URLSearchParams({ [name]: value })}`).status)
  }), { numRuns: 200 })
})

/** Objects with as little in them as the API takes, by the path of their kind. Those of a real server are no fuller. */
const incomplete: readonly (readonly [path: string, object: Readonly<Record<string, unknown>> & { readonly metadata?: object }])[] = [
  ['/api/v1/namespaces/default/configmaps', { apiVersion: 'v1', kind: 'ConfigMap' }],
  ['/api/v1/namespaces/default/secrets', { apiVersion: 'v1', kind: 'Secret' }],
  ['/api/v1/namespaces/default/serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount' }],
  ['/api/v1/namespaces/default/events', { apiVersion: 'v1', kind: 'Event', involvedObject: { kind: 'Pod', namespace: 'default', name: 'none' } }],
  ['/api/v1/namespaces/default/events', { apiVersion: 'v1', kind: 'Event' }],
  ['/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers', { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', spec: { maxReplicas: 1, scaleTargetRef: { kind: 'Deployment', name: 'none' } } }],
  ['/api/v1/namespaces/default/services', { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } }],
  ['/api/v1/namespaces/default/pods', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a', image: 'nginx' }] } }],
  ['/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace' }],
  ['/api/v1/nodes', { apiVersion: 'v1', kind: 'Node' }],
  ['/apis/coordination.k8s.io/v1/namespaces/default/leases', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' }],
  ['/apis/coordination.k8s.io/v1/namespaces/default/leases', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', spec: { holderIdentity: 'a' } }],
  ['/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4' }],
  ['/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { labels: { 'kubernetes.io/service-name': 'kubernetes' } }, addressType: 'IPv4' }],
  ['/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { labels: { 'kubernetes.io/service-name': 'kubernetes' } }, addressType: 'IPv4', endpoints: [{ addresses: ['10.9.9.9'] }] }],
  ['/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' }],
  ['/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' } }],
  ['/apis/apps/v1/namespaces/default/replicasets', { apiVersion: 'apps/v1', kind: 'ReplicaSet', spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: 'nginx' }] } } } }],
]

test.each(incomplete)('an object at %s with as little in it as may be, %j, is stored, read in every form, and does no harm', (path, object) => {
  const { simulation, api } = begin()
  const stream = ask(api, `${path}?watch=true`).stream?.({ write: () => {}, end: () => {} })
  expect(ask(api, path, { method: 'POST', body: JSON.stringify({ ...object, metadata: { ...object.metadata, name: 'bare' } }) })).toMatchObject({ status: 201 })
  for (const accept of ['application/json', 'application/json;as=Table;v=v1;g=meta.k8s.io', 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'])
    expect(ask(api, path, { accept }).body).toContain('"bare"')
  simulation.advance(120_000)
  api.refresh()
  expect(ask(api, `${path}/bare`).status).toBe(200)
  expect(ask(api, `${path}/bare`, { method: 'DELETE' }).status).toBe(200)
  simulation.advance(120_000)
  api.refresh()
  stream?.()
})

// A status is a struct of Go: what a write leaves out of it is empty. Source: pkg/registry/apps/deployment/strategy.go (statusStrategy).
test.each([
  ['of a Deployment', `${deployments}/web`, {}],
  ['of a ReplicaSet', '/apis/apps/v1/namespaces/default/replicasets', {}],
  ['of a Pod', pods, {}],
  ['of a Node', '/api/v1/nodes/worker-1', {}],
  // Source: pkg/apis/core/v1/defaults.go (SetDefaults_NamespaceStatus).
  ['of a Namespace', '/api/v1/namespaces/default', { phase: 'Active' }],
  // Source: core/v1/types.go (ServiceStatus): a struct of Go is written even where nothing is in it.
  ['of a Service', '/api/v1/namespaces/default/services/kubernetes', { loadBalancer: {} }],
])('a status %s that somebody has taken away, emptied or filled with nothing does no harm', (_, path, left) => {
  const { simulation, api } = begin()
  const pass = (): void => {
    simulation.advance(60_000)
    api.refresh()
  }
  ask(api, deployments, { method: 'POST', body: JSON.stringify(web) })
  pass()
  const listed = JSON.parse(ask(api, path).body) as { readonly items?: readonly { readonly metadata: { readonly name: string } }[] }
  const at = listed.items ? `${path}/${listed.items[0]?.metadata.name ?? ''}` : path
  const write = (method: string, body: unknown, type = 'application/json') => ask(api, `${at}/status`, { method, type, body: JSON.stringify(body) }).status
  const sent = (status?: object) => {
    const { status: __, metadata: { resourceVersion: ___, ...metadata }, ...rest } = JSON.parse(ask(api, at).body) as { readonly status: object, readonly metadata: Record<string, unknown> }
    return { ...rest, metadata, ...(status && { status }) }
  }
  expect([
    () => write('PUT', sent()),
    () => write('PUT', sent({})),
    () => write('PATCH', [{ op: 'remove', path: '/status' }], 'application/json-patch+json'),
    () => write('PATCH', { status: null }, 'application/merge-patch+json'),
    () => write('PATCH', { status: { conditions: null, allocatable: null, capacity: null } }, 'application/merge-patch+json'),
  ].map((doing) => {
    const code = doing()
    pass()
    return code
  })).toEqual([200, 200, 200, 200, 200])
  expect(ask(api, at, { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' }).status).toBe(200)
  expect(JSON.parse(ask(api, at).body)).toMatchObject({ status: left })
})

test('a Lease of a node that somebody has emptied does no harm', () => {
  const { simulation, api } = begin()
  expect(ask(api, '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/worker-1', { method: 'PATCH', type: 'application/json-patch+json', body: '[{"op":"remove","path":"/spec"}]' }).status).toBe(200)
  simulation.advance(120_000)
  expect(ask(api, '/api/v1/nodes').status).toBe(200)
})
