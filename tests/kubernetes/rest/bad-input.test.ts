import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { type Api, createApi } from '../../../kubernetes/rest/api.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import type { HttpResponse } from '../../../kubernetes/rest/http.ts'
import type { StorageLimits } from '../../../kubernetes/rest/storage-limits.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

const admin = { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }
const bob = { user: 'bob', groups: ['system:authenticated'] }
const deployments = '/apis/apps/v1/namespaces/default/deployments'
const pods = '/api/v1/namespaces/default/pods'

function begin(room?: StorageLimits) {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  const api = createApi({ ...(room && { limits: room }), simulation, tokens: new Map([['admin', admin], ['bob', bob]]), address: '127.0.0.1:3031', yaml: { parse: text => parse(text) as unknown, stringify: value => stringify(value) } })
  return { simulation, api }
}

interface Asked {
  readonly method?: string
  readonly body?: string
  readonly type?: string
  readonly as?: string
  readonly accept?: string
}

function ask(api: Api, url: string, { method = 'GET', body = '', type = 'application/json', as = 'admin', accept = 'application/json' }: Asked = {}): HttpResponse {
  const answer = api.handle({ method, url, headers: { 'authorization': `Bearer ${as}`, 'content-type': type, accept }, body })
  if (!answer)
    throw new Error('nobody answered')
  return answer
}

function statusOf({ status, body }: HttpResponse): unknown {
  const { kind, reason, message, code } = JSON.parse(body) as Record<string, unknown>
  return { status, kind, reason, message, code }
}

const web = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } } } }

/** What a real API server was asked, and answered. Recorded from v1.36.2. */
const recorded: readonly (readonly [what: string, url: string, asked: Asked, code: number, reason: string, message: string])[] = [
  ['a token that is not known', pods, { as: 'wrong' }, 401, 'Unauthorized', 'Unauthorized'],
  ['somebody who may not', pods, { as: 'bob' }, 403, 'Forbidden', 'pods is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "default"'],
  ['a list of everything by somebody who may not', '/api/v1/nodes', { as: 'bob' }, 403, 'Forbidden', 'nodes is forbidden: User "bob" cannot list resource "nodes" in API group "" at the cluster scope'],
  ['an object that is not there', `${deployments}/none`, {}, 404, 'NotFound', 'deployments.apps "none" not found'],
  ['a patch of what is not there', `${deployments}/none`, { method: 'PATCH', type: 'application/merge-patch+json', body: '{}' }, 404, 'NotFound', 'deployments.apps "none" not found'],
  ['a limit that is no quantity', deployments, { method: 'POST', body: JSON.stringify({ ...web, spec: { ...web.spec, template: { ...web.spec.template, spec: { containers: [{ name: 'nginx', image: 'nginx', resources: { limits: { cpu: 'x' }, requests: { cpu: '1' } } }] } } } }) }, 400, 'BadRequest', 'Deployment in version "v1" cannot be handled as a Deployment: quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\''],
  ['a create at a name', `${deployments}/web`, { method: 'POST', body: JSON.stringify(web) }, 405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource'],
  ['an update of a list', deployments, { method: 'PUT', body: JSON.stringify(web) }, 405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource'],
  ['half an object', deployments, { method: 'POST', body: '{' }, 400, 'BadRequest', 'the object provided is unrecognized (must be of type Deployment): couldn\'t get version/kind; json parse error: unexpected end of JSON input ({)'],
  ['nothing', deployments, { method: 'POST', body: '' }, 400, 'BadRequest', 'the object provided is unrecognized (must be of type Deployment): couldn\'t get version/kind; json parse error: unexpected end of JSON input (<empty>)'],
  ['another kind', deployments, { method: 'POST', body: JSON.stringify({ ...web, kind: 'Pod' }) }, 400, 'BadRequest', 'Pod in version "v1" cannot be handled as a Deployment: no kind "Pod" is registered for version "apps/v1" in scheme "pkg/api/legacyscheme/scheme.go:30"'],
  ['another namespace', deployments, { method: 'POST', body: JSON.stringify({ ...web, metadata: { name: 'x', namespace: 'other' } }) }, 400, 'BadRequest', 'the namespace of the provided object does not match the namespace sent on the request'],
  ['a text', deployments, { method: 'POST', type: 'text/plain', body: 'x' }, 415, 'UnsupportedMediaType', 'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf'],
  ['4 MB', deployments, { method: 'POST', body: JSON.stringify({ ...web, metadata: { name: 'web', annotations: { a: 'x'.repeat(4_000_000) } } }) }, 413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728'],
  ['an unknown field, strictly', `${deployments}?fieldValidation=Strict`, { method: 'POST', body: JSON.stringify({ ...web, spec: { ...web.spec, replicaz: 3 } }) }, 400, 'BadRequest', 'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replicaz"'],
  ['an option that there is not', `${deployments}?fieldValidation=Odd`, { method: 'POST', body: JSON.stringify(web) }, 422, 'Invalid', 'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Odd": supported values: "", "Ignore", "Strict", "Warn"'],
  ['a form that there is not', pods, { accept: 'text/html' }, 406, 'NotAcceptable', '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch'],
  ['a revision that is no number', `${pods}?resourceVersion=x`, {}, 400, 'BadRequest', 'invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax'],
  ['a match without a revision', `${pods}?resourceVersionMatch=Exact`, {}, 422, 'Invalid', 'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided'],
  ['first events without a match', `${pods}?watch=true&sendInitialEvents=true`, {}, 422, 'Invalid', 'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'],
  ['an apply by nobody', `${deployments}/web`, { method: 'PATCH', type: 'application/apply-patch+yaml', body: JSON.stringify(web) }, 422, 'Invalid', 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch'],
]

test.each(recorded)('refuses %s as a real API server does', (_, url, asked, code, reason, message) => {
  expect(statusOf(ask(begin().api, url, asked))).toEqual({ status: code, kind: 'Status', reason, message, code })
})

// Source: apimachinery/pkg/labels/selector.go (Parser).
const selectors: readonly (readonly [selector: string, message: string])[] = [
  ['app in (web', 'unable to parse requirement: found \'\', expected: \',\' or \')\''],
  ['app in web', 'unable to parse requirement: found \'web\' expected: \'(\''],
  ['=', 'found \'=\', expected: !, identifier, or \'end of string\''],
  ['app=web=x', 'found \'=\', expected: \',\' or \'end of string\''],
  ['app,', 'found \'\', expected: identifier after \',\''],
  ['app web', 'unable to parse requirement: found \'web\', expected: in, notin, =, ==, !=, gt, lt'],
]

test.each(selectors)('refuses the selector %s where the API server stops reading it', (selector, message) => {
  expect(statusOf(ask(begin().api, `${pods}?labelSelector=${encodeURIComponent(selector)}`))).toMatchObject({ status: 400, reason: 'BadRequest', message })
})

test('a selector may have a set of none, values that are empty, and spaces where it likes', () => {
  const { api } = begin()
  ask(api, deployments, { method: 'POST', body: JSON.stringify({ ...web, metadata: { name: 'web', labels: { app: 'web', empty: '' } } }) })
  const found = (selector: string): number => (JSON.parse(ask(api, `${deployments}?labelSelector=${encodeURIComponent(selector)}`).body) as { items: unknown[] }).items.length
  expect(['empty in ()', 'empty=', ' app  in ( web , x ) , !nope', 'app notin (x),empty in (,)', 'app!=x', 'nope!=x'].map(found)).toEqual([1, 1, 1, 1, 1, 1])
  expect(['app=', 'app notin (web)', '!app', 'empty in (x)'].map(found)).toEqual([0, 0, 0, 0])
})

// Source: pkg/apis/apps/validation/validation.go, pkg/apis/core/validation/validation.go.
const invalid: readonly (readonly [what: string, change: object, message: string])[] = [
  ['a strategy that there is not', { strategy: { type: 'X' } }, 'spec.strategy.type: Unsupported value: "X": supported values: "Recreate", "RollingUpdate"'],
  ['a strategy that cannot begin', { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } }, 'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0'],
  ['two strategies', { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }, 'spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is \'Recreate\''],
  ['a share that is none', { strategy: { rollingUpdate: { maxSurge: 'x' } } }, 'spec.strategy.rollingUpdate.maxSurge: Invalid value: "x": a valid percent string must be a numeric string followed by an ending \'%\' (e.g. \'1%\',  or \'93%\', regex used for validation is \'[0-9]+%\')'],
  ['more than all that may be missing', { strategy: { rollingUpdate: { maxUnavailable: '101%' } } }, 'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%'],
  ['less than none above', { strategy: { rollingUpdate: { maxSurge: -1 } } }, 'spec.strategy.rollingUpdate.maxSurge: Invalid value: -1: must be greater than or equal to 0'],
  ['a time below zero', { minReadySeconds: -1 }, 'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0'],
  ['a deadline before a Pod is available', { minReadySeconds: 600 }, 'spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds'],
  ['a limit below zero', { template: { ...web.spec.template, spec: { containers: [{ name: 'nginx', image: 'nginx', resources: { limits: { cpu: '-1' } } }] } } }, 'spec.template.spec.containers[0].resources.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0'],
  // Source: pkg/apis/core/validation/validation.go (validateContainerResourceName).
  ['a limit of what there is not', { template: { ...web.spec.template, spec: { containers: [{ name: 'nginx', image: 'nginx', resources: { limits: { nope: '1' } } }] } } }, '[spec.template.spec.containers[0].resources.limits[nope]: Invalid value: "nope": must be a standard resource type or fully qualified, spec.template.spec.containers[0].resources.limits[nope]: Invalid value: "nope": must be a standard resource for containers]'],
  ['a request that no container may make', { template: { ...web.spec.template, spec: { containers: [{ name: 'nginx', image: 'nginx', resources: { requests: { pods: '1' } } }] } } }, 'spec.template.spec.containers[0].resources.requests[pods]: Invalid value: "pods": must be a standard resource for containers'],
  ['a variable without a name', { template: { ...web.spec.template, spec: { containers: [{ name: 'nginx', image: 'nginx', env: [{ name: '', value: 'x' }] }] } } }, 'spec.template.spec.containers[0].env[0].name: Required value'],
]

test.each(invalid)('refuses %s', (_, change, message) => {
  expect(statusOf(ask(begin().api, deployments, { method: 'POST', body: JSON.stringify({ ...web, spec: { ...web.spec, ...change } }) }))).toMatchObject({ status: 422, message: `Deployment.apps "web" is invalid: ${message}` })
})

test('refuses an annotation whose key is none', () => {
  const { api } = begin()
  ask(api, deployments, { method: 'POST', body: JSON.stringify(web) })
  expect(statusOf(ask(api, `${deployments}/web`, { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ metadata: { annotations: { 'bad key': 'x' } } }) }))).toMatchObject({ status: 422, message: expect.stringMatching(/^Deployment\.apps "web" is invalid: metadata\.annotations: Invalid value: "bad key": name part must consist of/) as unknown })
})

// Source: pkg/apis/core/validation/validation.go (ValidateNodeUpdate).
test.each([{ podCIDR: '1.2.3.0/24' }, { podCIDRs: ['1.2.3.0/24'] }])('refuses another range for the Pods of a Node: %o', (spec) => {
  expect(statusOf(ask(begin().api, '/api/v1/nodes/worker-1', { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ spec }) }))).toMatchObject({ status: 422, message: 'Node "worker-1" is invalid: spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid' })
})

// Source: apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go.
test.each(['', '?dryRun=All'])('does not delete a Namespace that every cluster needs: %o', (query) => {
  expect(statusOf(ask(begin().api, `/api/v1/namespaces/kube-system${query}`, { method: 'DELETE' }))).toMatchObject({ status: 403, message: 'namespaces "kube-system" is forbidden: this namespace may not be deleted' })
})

// Source: pkg/apis/core/v1/defaults.go (SetDefaults_Namespace).
test('a Namespace keeps the label of its name, whatever is written', () => {
  const { api } = begin()
  const labels = (body: HttpResponse): unknown => (JSON.parse(body.body) as { metadata: { labels: unknown } }).metadata.labels
  for (const name of ['other', null])
    expect(labels(ask(api, '/api/v1/namespaces/default', { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ metadata: { labels: { 'kubernetes.io/metadata.name': name, 'team': 'a' } } }) }))).toEqual({ 'kubernetes.io/metadata.name': 'default', 'team': 'a' })
})

// Source: apiserver/pkg/endpoints/handlers/patch.go (strategicPatchObject): Go reads null as a map without entries.
test('a strategic patch of nothing changes nothing', () => {
  const { api } = begin()
  ask(api, deployments, { method: 'POST', body: JSON.stringify(web) })
  const before = ask(api, `${deployments}/web`).body
  expect(ask(api, `${deployments}/web`, { method: 'PATCH', type: 'application/strategic-merge-patch+json', body: 'null' })).toMatchObject({ status: 200, body: before })
})

test('a role allows what it names in the groups that it names, the core one among them, which has no name', () => {
  const { api } = begin()
  const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/default'
  const role = (apiGroups: readonly string[]) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'reader' }, rules: [{ apiGroups, resources: ['pods', 'deployments'], verbs: ['list'] }] })
  ask(api, `${rbac}/roles`, { method: 'POST', body: JSON.stringify(role([''])) })
  ask(api, `${rbac}/rolebindings`, { method: 'POST', body: JSON.stringify({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'reader' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' }, subjects: [{ kind: 'User', name: 'bob' }] }) })
  const codes = (): readonly number[] => [pods, deployments].map(url => ask(api, url, { as: 'bob' }).status)
  expect(JSON.parse(ask(api, `${rbac}/roles/reader`).body)).toMatchObject(role(['']))
  expect(codes()).toEqual([200, 403])
  ask(api, `${rbac}/roles/reader`, { method: 'PUT', body: JSON.stringify(role(['apps'])) })
  expect(codes()).toEqual([403, 200])
})

test('serves the older document in the binary form in which kubectl asks for it', () => {
  // Fields 1 and 2 of gnostic\'s Document: the version of the format, and a title and a version.
  expect(ask(begin().api, '/openapi/v2', { accept: 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf' }).body).toBe('\n\u00032.0\u0012\u0012\n\nKubernetes\u0012\u00041.36')
})

test('answers for each check of its health by itself', () => {
  const { api } = begin()
  expect(['/livez/ping', '/readyz/etcd', '/livez/nope'].map(url => ask(api, url).status)).toEqual([200, 200, 404])
})

test('refuses in words what it has no controller for', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once' } }
  expect(statusOf(ask(begin().api, '/apis/batch/v1/namespaces/default/jobs', { method: 'POST', body: JSON.stringify(job) }))).toMatchObject({ status: 405, reason: 'MethodNotAllowed', message: 'this cluster has no controller for Job: it keeps none' })
})

test('answers a watch from a compacted revision with 410', () => {
  const { api } = begin()
  const written: string[] = []
  ask(api, `${pods}?watch=true&resourceVersion=2`).stream?.({ write: text => written.push(text), end: () => written.push('<end>') })
  expect(written).toHaveLength(2)
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ type: 'ERROR', object: { kind: 'Status', reason: 'Expired', code: 410 } })
})

const configMap = (name: string, text = '') => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { text } })
const configMaps = '/api/v1/namespaces/default/configmaps'

test('stores no more objects than the limit, with an error, and accepts one again after a deletion', () => {
  const { api, simulation } = begin({ objects: simulationObjects() + 1, bytes: 1e9 })
  expect(ask(api, configMaps, { method: 'POST', body: configMap('first') }).status).toBe(201)
  const most = simulationObjects() + 1
  expect(statusOf(ask(api, configMaps, { method: 'POST', body: configMap('second') }))).toEqual({ status: 403, kind: 'Status', reason: 'Forbidden', message: `configmaps "second" is forbidden: exceeded quota: cluster, requested: objects=1, used: objects=${most}, limited: objects=${most}`, code: 403 })
  expect(ask(api, `${configMaps}/first`, { method: 'DELETE' }).status).toBe(200)
  simulation.advance(1000)
  api.refresh()
  expect(ask(api, configMaps, { method: 'POST', body: configMap('second') }).status).toBe(201)
})

/** How many objects a new cluster holds. */
function simulationObjects(): number {
  return openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 }).state().objects.size
}

test('refuses, as etcd does, a request that is too large, and one beyond the size of the store', () => {
  const { api } = begin({ objects: 1000, bytes: 3_000_000 })
  const refusal = (message: string) => ({ status: 500, kind: 'Status', reason: undefined, message, code: 500 })
  expect(statusOf(ask(api, configMaps, { method: 'POST', body: configMap('large', 'x'.repeat(2_000_000)) }))).toEqual(refusal('etcdserver: request is too large'))
  expect([1, 2].map(number => ask(api, configMaps, { method: 'POST', body: configMap(`half-${number}`, 'x'.repeat(1_000_000)) }).status)).toEqual([201, 201])
  expect(statusOf(ask(api, configMaps, { method: 'POST', body: configMap('half-3', 'x'.repeat(1_000_000)) }))).toEqual(refusal('etcdserver: mvcc: database space exceeded'))
  expect(ask(api, `${configMaps}/half-1`, { method: 'DELETE' }).status).toBe(200)
  expect(ask(api, configMaps, { method: 'POST', body: configMap('half-3', 'x'.repeat(1_000_000)) }).status).toBe(201)
})

test('forgets what has changed once that is much, and lets a watch from before begin anew', () => {
  const { api } = begin()
  ask(api, configMaps, { method: 'POST', body: configMap('large') })
  const { metadata } = JSON.parse(ask(api, `${configMaps}/large`).body) as { metadata: { resourceVersion: string } }
  for (let i = 0; i < 40; i++)
    expect(ask(api, `${configMaps}/large`, { method: 'PUT', body: configMap('large', String(i % 10).repeat(1_000_000)) }).status).toBe(200)
  const written: string[] = []
  ask(api, `${configMaps}?watch=true&resourceVersion=${metadata.resourceVersion}`).stream?.({ write: text => written.push(text), end: () => {} })
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ type: 'ERROR', object: { reason: 'Expired', code: 410 } })
})

test('keeps an Event for an hour after its last write, and watches receive its removal', () => {
  const { api, simulation } = begin()
  ask(api, deployments, { method: 'POST', body: JSON.stringify(web) })
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 10) {
      simulation.advance(10_000)
      api.refresh()
    }
  }
  const count = (): number => (JSON.parse(ask(api, '/api/v1/namespaces/default/events').body) as { items: unknown[] }).items.length
  const written: string[] = []
  ask(api, '/api/v1/namespaces/default/events?watch=true').stream?.({ write: text => written.push((JSON.parse(text) as { type: string }).type), end: () => {} })
  pass(60)
  expect(count()).toBeGreaterThan(5)
  const added = written.filter(type => type === 'ADDED').length
  pass(3480)
  expect(count()).toBe(added)
  pass(120)
  expect(count()).toBe(0)
  expect(written.filter(type => type === 'DELETED')).toHaveLength(added)
})

test.each([
  ['gives a Pod less time to end', { terminationGracePeriodSeconds: 5 }, /^Pod "one" is invalid: spec: Forbidden: pod updates may not change fields other than .*\n@@ -\d+,\d+ \+\d+,\d+ @@\n/],
  ['adds a container', { containers: [{ name: 'one', image: 'nginx' }, { name: 'two', image: 'nginx' }] }, /^Pod "one" is invalid: spec\.containers: Forbidden: pod updates may not add or remove containers$/],
  ['takes a toleration away', { tolerations: [] }, /^$/],
  ['changes how long a toleration holds', { tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 10 }, { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 10 }] }, /^$/],
])('a patch that %s is answered by the rules for Pods', (_, spec, message) => {
  const { api, simulation } = begin()
  ask(api, pods, { method: 'POST', body: JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one' }, spec: { containers: [{ name: 'one', image: 'nginx' }] } }) })
  simulation.advance(5000)
  const answer = ask(api, `${pods}/one`, { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ spec }) })
  expect(answer.status === 200 ? '' : (JSON.parse(answer.body) as { message: string }).message).toMatch(message)
})

const word = fc.constantFrom('api', 'apis', 'v1', 'apps', 'namespaces', 'default', 'pods', 'deployments', 'web', 'status', 'scale', 'log', 'watch', '..', '%zz', '')
const path = fc.array(word, { maxLength: 8 }).map(words => `/${words.join('/')}`)
const query = fc.dictionary(fc.constantFrom('watch', 'limit', 'continue', 'labelSelector', 'fieldSelector', 'resourceVersion', 'dryRun', 'fieldManager', 'force'), fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('app=web', 'app!=web', '!app', 'app in (web, db)', 'app in (', 'metadata.name=web', 'true', '0', '-1', 'All')), { maxKeys: 3 }).map(entries => new URLSearchParams(entries).toString())
/** Ten lists, each of ten times the one before: a billion words, if somebody wrote them all out. */
const bomb = Array.from({ length: 10 }, (_, index) => `a${index}: &a${index} [${Array.from({ length: 10 }, () => index === 0 ? 'x' : `*a${index - 1}`).join(',')}]`).join('\n')
const almost = fc.oneof(
  fc.string(),
  fc.json(),
  fc.constantFrom(bomb, 'a: [', 'a: b: c', '- - :', '&a *a', '? {', '--- a\n--- b', '%YAML 3.0\n---\n', 'a:\n\t- b', '!!js/function x'),
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
const incomplete: readonly (readonly [path: string, object: Record<string, unknown>])[] = [
  ['/api/v1/namespaces/default/configmaps', { apiVersion: 'v1', kind: 'ConfigMap' }],
  ['/api/v1/namespaces/default/secrets', { apiVersion: 'v1', kind: 'Secret' }],
  ['/api/v1/namespaces/default/serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount' }],
  ['/api/v1/namespaces/default/events', { apiVersion: 'v1', kind: 'Event', involvedObject: { kind: 'Pod', namespace: 'default', name: 'none' } }],
  ['/api/v1/namespaces/default/services', { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } }],
  ['/api/v1/namespaces/default/pods', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a', image: 'nginx' }] } }],
  ['/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace' }],
  ['/api/v1/nodes', { apiVersion: 'v1', kind: 'Node' }],
  ['/apis/coordination.k8s.io/v1/namespaces/default/leases', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' }],
  ['/apis/coordination.k8s.io/v1/namespaces/default/leases', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', spec: { holderIdentity: 'a' } }],
  ['/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4' }],
  ['/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' }],
  ['/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' } }],
  ['/apis/apps/v1/namespaces/default/replicasets', { apiVersion: 'apps/v1', kind: 'ReplicaSet', spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: 'nginx' }] } } } }],
]

test.each(incomplete)('an object at %s with as little in it as may be, %j, is stored, read in every form, and does no harm', (path, object) => {
  const { simulation, api } = begin()
  const stream = ask(api, `${path}?watch=true`).stream?.({ write: () => {}, end: () => {} })
  expect(ask(api, path, { method: 'POST', body: JSON.stringify({ ...object, metadata: { name: 'bare' } }) })).toMatchObject({ status: 201 })
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
  ['of a Deployment', `${deployments}/web`],
  ['of a ReplicaSet', '/apis/apps/v1/namespaces/default/replicasets'],
  ['of a Pod', pods],
  ['of a Node', '/api/v1/nodes/worker-1'],
  ['of a Namespace', '/api/v1/namespaces/default'],
  ['of a Service', '/api/v1/namespaces/default/services/kubernetes'],
])('a status %s that somebody has taken away, emptied or filled with nothing does no harm', (_, path) => {
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
  for (const accept of ['application/json', 'application/json;as=Table;v=v1;g=meta.k8s.io'])
    expect(ask(api, at, { accept }).status).toBe(200)
})

// Source: k8s.io/apiserver/pkg/endpoints/handlers/patch.go (jsonPatcher.createNewObject), Go, encoding/json (UnmarshalTypeError).
test('a number of Pods that is larger than the type of its field is refused, at the scale and at the object', () => {
  const { api } = begin()
  ask(api, deployments, { method: 'POST', body: JSON.stringify(web) })
  const told = (url: string, replicas: number): unknown => statusOf(ask(api, url, { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ spec: { replicas } }) }))
  expect(told(`${deployments}/web/scale`, 99_999_999_999)).toMatchObject({ status: 422, reason: 'Invalid', message: expect.stringMatching(/^ "" is invalid: patch: Invalid value: .*: json: cannot unmarshal number 99999999999 into Go struct field ScaleSpec\.spec\.replicas of type int32$/) as unknown })
  expect(told(`${deployments}/web`, 2_147_483_648)).toMatchObject({ status: 422, message: expect.stringContaining('cannot unmarshal number 2147483648 into Go struct field DeploymentSpec.spec.replicas of type int32') as unknown })
  expect(told(`${deployments}/web`, 1.5)).toMatchObject({ status: 422, message: expect.stringContaining('cannot unmarshal number 1.5 into Go struct field') as unknown })
})

// Source: pkg/apis/core/v1/defaults.go (SetDefaults_Pod).
test('limits count as requests in a Pod, and not in the template that it is made from', () => {
  const { api, simulation } = begin()
  const limits = { cpu: '1', memory: '1Gi' }
  const containers = [{ name: 'nginx', image: 'nginx', resources: { limits } }]
  ask(api, deployments, { method: 'POST', body: JSON.stringify({ ...web, spec: { ...web.spec, template: { ...web.spec.template, spec: { containers } } } }) })
  ask(api, pods, { method: 'POST', body: JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one' }, spec: { containers } }) })
  simulation.advance(5000)
  api.refresh()
  interface WithContainers { readonly spec: { readonly containers: readonly { readonly resources: object }[] } }
  const { spec: { template } } = JSON.parse(ask(api, `${deployments}/web`).body) as { readonly spec: { readonly template: WithContainers } }
  const { items } = JSON.parse(ask(api, pods).body) as { readonly items: readonly WithContainers[] }
  expect(template.spec.containers[0]?.resources).toEqual({ limits })
  expect(items.map(({ spec }) => spec.containers[0]?.resources)).toEqual([{ limits, requests: limits }, { limits, requests: limits }])
})

// Source: apimachinery/pkg/api/resource/quantity.go.
test('a quantity may have every suffix that there is, and a patch of one that is none is refused', () => {
  const { api, simulation } = begin()
  const limit = (memory: string) => ask(api, `${deployments}/web`, { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ spec: { template: { spec: { containers: [{ name: 'nginx', image: 'nginx', resources: { limits: { memory } } }] } } } }) })
  ask(api, deployments, { method: 'POST', body: JSON.stringify(web) })
  expect(['1Ti', '1Pi', '1Ei', '1T', '1P', '1E', '1e3', '2E6', '1.5Gi', '.5Gi', '+1Gi', '5e9', '1000000000u', '9000000000n'].map(each => limit(each).status)).toEqual(Array.from({ length: 14 }, () => 200))
  expect(['x', '1Qi', '1e', '--1', '1 Gi', ''].map(each => limit(each).status)).toEqual([422, 422, 422, 422, 422, 422])
  simulation.advance(10_000)
  const node = ask(api, '/api/v1/nodes/worker-1/status', { method: 'PATCH', type: 'application/merge-patch+json', body: JSON.stringify({ status: { allocatable: { cpu: 'x' } } }) })
  expect(statusOf(node)).toMatchObject({ status: 422, message: expect.stringContaining('quantities must match the regular expression') as unknown })
})

test('a Lease of a node that somebody has emptied does no harm', () => {
  const { simulation, api } = begin()
  expect(ask(api, '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/worker-1', { method: 'PATCH', type: 'application/json-patch+json', body: '[{"op":"remove","path":"/spec"}]' }).status).toBe(200)
  simulation.advance(120_000)
  expect(ask(api, '/api/v1/nodes').status).toBe(200)
})
