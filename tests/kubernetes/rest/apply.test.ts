import { expect, test } from 'vitest'
import { createApi } from '../../../kubernetes/rest/api.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

const deployments = '/apis/apps/v1/namespaces/default/deployments'

interface Answered {
  readonly code: number | undefined
  readonly message?: string
  readonly spec: { readonly template: { readonly metadata: { readonly labels: object }, readonly spec: { readonly containers: readonly { readonly name: string, readonly env?: readonly object[] }[] } } }
}

function begin() {
  const api = createApi({ simulation: openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 }), tokens: new Map([['admin', { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }]]), address: '127.0.0.1:3031' })
  return (method: string, url: string, body: object | string, type = 'application/json'): Answered => {
    const answer = api.handle({ method, url, headers: { 'authorization': 'Bearer admin', 'content-type': type, 'accept': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) })
    return { code: answer?.status, ...JSON.parse(answer?.body ?? '{}') as { spec: Answered['spec'] } }
  }
}

function web(containers: readonly object[]): object {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers } } } }
}

const nginx = { name: 'nginx', image: 'nginx', env: [{ name: 'A', value: 'b' }, { name: 'C', value: 'd' }] }
const side = { name: 'side', image: 'busybox' }

// Source: docs, reference/using-api/server-side-apply (merge strategy): what a manager applies no longer goes, unless another has set it.
test('what an apply names no longer is taken out of a list by its name', () => {
  const ask = begin()
  const apply = (body: object, manager = 'me') => ask('PATCH', `${deployments}/web?fieldManager=${manager}`, body, 'application/apply-patch+yaml')
  expect(apply(web([nginx, side])).spec.template.spec.containers.map(({ name }) => name)).toEqual(['nginx', 'side'])
  const { code, spec } = apply(web([{ ...nginx, env: nginx.env.slice(0, 1) }]))
  expect(code).toBe(200)
  expect(spec.template.spec.containers.map(({ name, env }) => [name, env])).toEqual([['nginx', [{ name: 'A', value: 'b' }]]])
})

test('what another has applied, too, stays in a list', () => {
  const ask = begin()
  const apply = (body: object, manager: string) => ask('PATCH', `${deployments}/web?fieldManager=${manager}`, body, 'application/apply-patch+yaml')
  apply(web([nginx, side]), 'one')
  apply(web([nginx, side]), 'other')
  expect(apply(web([nginx]), 'one').spec.template.spec.containers.map(({ name }) => name)).toEqual(['nginx', 'side'])
  expect(apply(web([nginx]), 'other').spec.template.spec.containers.map(({ name }) => name)).toEqual(['nginx'])
})

// Kubernetes hashes what it has read, in which the order of the fields is its own.
test('a template has the same hash in whichever order its fields were sent', () => {
  const hashOf = (containers: readonly object[]): readonly string[] => {
    const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
    const api = createApi({ simulation, tokens: new Map([['admin', { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins'] }]]), address: '127.0.0.1:3031' })
    api.handle({ method: 'POST', url: deployments, headers: { 'authorization': 'Bearer admin', 'content-type': 'application/json' }, body: JSON.stringify(web(containers)) })
    simulation.advance(1000)
    return [...simulation.state().objects.values()].filter(({ kind }) => kind === 'ReplicaSet').map(({ metadata: { name } }) => name)
  }
  const names = hashOf([{ name: 'nginx', image: 'nginx', ports: [{ containerPort: 80 }], resources: {} }])
  expect(names).toHaveLength(1)
  expect(hashOf([{ resources: {}, ports: [{ containerPort: 80 }], image: 'nginx', name: 'nginx' }])).toEqual(names)
})

// Source: encoding/json/scanner.go, and its tests.
test.each([
  ['{bad', 'invalid character \'b\' looking for beginning of object key string'],
  ['{"a" 1}', 'invalid character \'1\' after object key'],
  ['{"a":1 "b":2}', 'invalid character \'"\' after object key:value pair'],
  ['{"a":tru}', 'invalid character \'}\' in literal true (expecting \'e\')'],
  ['{"a":[1 2]}', 'invalid character \'2\' after array element'],
  ['{"a":01}', 'invalid character \'1\' after object key:value pair'],
  ['{"a":1.}', 'invalid character \'}\' after decimal point in numeric literal'],
  ['{"a":"\\x"}', 'invalid character \'x\' in string escape code'],
  ['{"a":"\n"}', 'invalid character \'\\n\' in string literal'],
  ['{"a":1}}', 'invalid character \'}\' after top-level value'],
  ['{"a":', 'unexpected end of JSON input'],
])('a patch that is no JSON is refused in the words of Go: %s', (body, message) => {
  const ask = begin()
  ask('POST', deployments, web([side]))
  expect(ask('PATCH', `${deployments}/web`, body, 'application/merge-patch+json')).toMatchObject({ code: 400, message: `error decoding patch: ${message}` })
})

test.each([1000, 1_000_000])('a patch that opens %i lists and closes none is refused, and the API goes on', (depth) => {
  const ask = begin()
  ask('POST', deployments, web([side]))
  for (const type of ['application/merge-patch+json', 'application/json-patch+json', 'application/strategic-merge-patch+json'])
    expect(ask('PATCH', `${deployments}/web`, '['.repeat(depth), type).code).toBe(400)
  expect(ask('POST', deployments, '[{"a":'.repeat(depth / 10)).code).toBe(400)
  expect(ask('GET', deployments, '').code).toBe(200)
})

test('what has too much in each other is refused, and the API goes on', () => {
  const ask = begin()
  ask('POST', deployments, web([side]))
  const deep = `${'['.repeat(300_000)}${']'.repeat(300_000)}`
  const body = (metadata: string): string => `{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web",${metadata}}}`
  for (const metadata of [`"annotations":{"a":${deep}}`, `"managedFields":[{"fieldsV1":{"a":${deep}}}]`, `"unknown":${deep}`]) {
    for (const type of ['application/merge-patch+json', 'application/strategic-merge-patch+json'])
      expect(ask('PATCH', `${deployments}/web`, body(metadata), type).code).toBe(400)
    // This API has nothing that reads YAML, as which it would be read next.
    expect(ask('PATCH', `${deployments}/web?fieldManager=me`, body(metadata), 'application/apply-patch+yaml').code).toBe(415)
    expect(ask('POST', deployments, body(metadata)).code).toBe(400)
  }
  expect(ask('GET', deployments, '').code).toBe(200)
})

// Sources: apimachinery/pkg/util/managedfields/scalehandler.go (ToParent), managedfields/internal/conflict.go and managedfields.go (BuildManagerIdentifier: never with a time).
test('how many replicas there are belongs to whoever has scaled last, and an apply is told so', () => {
  const ask = begin()
  const apply = (replicas: number) => ask('PATCH', `${deployments}/web?fieldManager=me`, { ...web([nginx]), spec: { ...(web([nginx]) as { readonly spec: object }).spec, replicas } }, 'application/apply-patch+yaml')
  apply(1)
  expect(ask('PATCH', `${deployments}/web/scale?fieldManager=kubectl`, { spec: { replicas: 3 } }, 'application/merge-patch+json')).toMatchObject({ code: 200, kind: 'Scale', spec: { replicas: 3 } })
  expect(apply(1)).toMatchObject({ code: 409, message: 'Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas' })
  const { metadata } = ask('GET', `${deployments}/web`, '') as unknown as { readonly metadata: { readonly generation: number, readonly managedFields: readonly { readonly manager: string, readonly fieldsV1: { readonly 'f:spec'?: object } }[] } }
  expect(metadata.generation).toBe(2)
  expect(metadata.managedFields).toContainEqual(expect.objectContaining({ manager: 'kubectl', operation: 'Update', subresource: 'scale', apiVersion: 'apps/v1', fieldsV1: { 'f:spec': { 'f:replicas': {} } } }))
  expect(metadata.managedFields.find(({ manager }) => manager === 'me')?.fieldsV1['f:spec']).not.toHaveProperty('f:replicas')
  // Where both say the same there is nothing to contest.
  expect(apply(3).code).toBe(200)
})
