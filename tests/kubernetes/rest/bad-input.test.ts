import { expect, test } from 'vitest'
import type { HttpResponse } from '../../../kubernetes/rest/http.ts'
import { ask, type Asked, begin, deployments, pods, statusOf, web } from './ask.ts'

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

// Source: pkg/apis/autoscaling/validation/validation.go (validateHorizontalPodAutoscalerSpec).
test.each([
  [{}, ['spec.maxReplicas: Invalid value: 0: must be greater than 0', 'spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`', 'spec.scaleTargetRef.kind: Required value', 'spec.scaleTargetRef.name: Required value']],
  [{ minReplicas: 0, maxReplicas: 2, scaleTargetRef: { kind: 'Deployment', name: 'web' } }, ['spec.minReplicas: Invalid value: 0: must be greater than or equal to 1']],
])('an autoscaler with %j is refused', (spec, why) => {
  const answer = ask(begin().api, '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers', { method: 'POST', body: JSON.stringify({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'a' }, spec }) })
  expect(statusOf(answer)).toMatchObject({ status: 422, message: `HorizontalPodAutoscaler.autoscaling "a" is invalid: ${why.length > 1 ? `[${why.join(', ')}]` : why.join()}` })
})

// Source: encoding/json, which reads null in a list of structures as an empty one, and apimachinery/pkg/api/validation/objectmeta.go (validateOwnerReference).
test('an owner that is null is one without a name', () => {
  const answer = ask(begin().api, '/api/v1/namespaces/default/configmaps', { method: 'POST', body: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ownerReferences: [null] } }) })
  expect(statusOf(answer)).toMatchObject({ status: 422, message: 'ConfigMap "a" is invalid: [metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty, metadata.ownerReferences.kind: Invalid value: "": kind must not be empty, metadata.ownerReferences.name: Invalid value: "": name must not be empty, metadata.ownerReferences.uid: Invalid value: "": uid must not be empty]' })
})

// Source: pkg/apis/discovery/validation/validation.go.
test('an EndpointSlice needs a type of addresses, and an address for each endpoint', () => {
  const answer = ask(begin().api, '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', { method: 'POST', body: JSON.stringify({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'a' }, endpoints: [{}] }) })
  expect(statusOf(answer)).toMatchObject({ status: 422, message: 'EndpointSlice.discovery.k8s.io "a" is invalid: [addressType: Required value, endpoints[0].addresses: Required value: must contain at least 1 address]' })
})

// Source: apimachinery/pkg/util/managedfields/internal/versioncheck.go.
test('an apply that names no version is refused', () => {
  expect(statusOf(ask(begin().api, `${deployments}/web?fieldManager=a`, { method: 'PATCH', type: 'application/apply-patch+yaml', body: '{}' }))).toMatchObject({ status: 400, reason: 'BadRequest', message: 'invalid object type: /, Kind=' })
})

// Source: apimachinery/pkg/apis/meta/v1/types.go: a list of managers without any is left out.
test('an object of which nobody manages a field has no list of managers', () => {
  expect(JSON.parse(ask(begin().api, '/api/v1/namespaces/default/configmaps', { method: 'POST', body: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }) }).body)).not.toHaveProperty('metadata.managedFields')
})

// Source: apimachinery/pkg/util/validation/validation.go (IsQualifiedName), of which each sentence is a cause.
test.each([
  ['a/b/c', ['a valid label key must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character (e.g. \'MyName\',  or \'my.name\',  or \'123-abc\', regex used for validation is \'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\') with an optional DNS subdomain prefix and \'/\' (e.g. \'example.com/MyName\')']],
  ['/x', ['prefix part must be non-empty']],
  ['Example.com/x', ['prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character (e.g. \'example.com\', regex used for validation is \'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\')']],
  ['x'.repeat(64), ['name part must be no more than 63 bytes']],
  ['example.com/', ['name part must be non-empty', 'name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character (e.g. \'MyName\',  or \'my.name\',  or \'123-abc\', regex used for validation is \'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\')']],
])('the key %j is refused for a label', (key, why) => {
  const answer = ask(begin().api, '/api/v1/namespaces/default/configmaps', { method: 'POST', body: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { [key]: 'v' } } }) })
  expect(answer.status).toBe(422)
  expect((JSON.parse(answer.body) as { readonly details: { readonly causes: readonly unknown[] } }).details.causes).toEqual(why.map(each => ({ reason: 'FieldValueInvalid', field: 'metadata.labels', message: `Invalid value: ${JSON.stringify(key)}: ${each}` })))
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

// Source: apiserver/pkg/server/healthz/healthz.go (handleRootHealth, adaptCheckToHandler), apiserver/pkg/storage/storagebackend/factory/etcd3.go; docs, reference/using-api/health-checks.
test('a health endpoint leaves out the checks that it is told to, and says which fail', () => {
  const { api, simulation } = begin()
  expect(ask(api, '/livez?verbose&exclude=etcd').body).toContain('\n[+]etcd excluded: ok\n')
  expect(ask(api, '/livez?exclude=nope').body).toBe('ok')
  expect(ask(api, '/livez?verbose&exclude=nope&exclude=etcd').body).toMatch(/\nwarn: some health checks cannot be excluded: no matches for "nope"\nlivez check passed\n$/)
  simulation.stop('etcd-1')
  simulation.stop('etcd-2')
  expect(ask(api, '/livez')).toMatchObject({ status: 500, body: expect.stringMatching(/\n\[-\]etcd failed: reason withheld\n[^]*\nlivez check failed\n$/) as string })
  expect(ask(api, '/livez?exclude=etcd')).toMatchObject({ status: 200, body: 'ok' })
  expect(ask(api, '/livez/etcd')).toMatchObject({ status: 500, body: 'internal server error: error getting data from etcd: context deadline exceeded\n' })
})

// Sources: apimachinery/pkg/apis/meta/internalversion/validation/validation.go, apiserver/pkg/storage/util.go (ValidateListOptions), apimachinery/pkg/apis/meta/v1/validation/validation.go (ValidateTableOptions).
test.each([
  ['resourceVersion=0&resourceVersionMatch=Exact', 422, 'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"'],
  ['sendInitialEvents=false', 422, 'ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list'],
  ['watch=1&resourceVersionMatch=NotOlderThan', 422, 'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'],
  // Any value but "false" and "0" asks to watch.
  ['watch&sendInitialEvents=true', 422, 'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'],
  ['timeoutSeconds=x', 400, 'strconv.ParseInt: parsing "x": invalid syntax'],
  ['includeObject=Foo', 400, 'Unable to convert to Table as requested: includeObject: Invalid value: "Foo": must be \'Metadata\', \'Object\', \'None\', or empty'],
])('a list is refused with ?%s', (query, status, message) => {
  expect(statusOf(ask(begin().api, `/api/v1/namespaces?${query}`, { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' }))).toMatchObject({ status, message })
})

test('the next part of a list is of the revision that its token names', () => {
  const { api } = begin()
  const { metadata } = JSON.parse(ask(api, '/api/v1/namespaces?limit=1').body) as { readonly metadata: { readonly continue: string, readonly resourceVersion: string } }
  expect(statusOf(ask(api, `/api/v1/namespaces?limit=1&continue=${metadata.continue}&resourceVersion=${metadata.resourceVersion}`))).toMatchObject({ status: 400, message: 'specifying resource version is not allowed when using continue' })
})

// Sources: apimachinery/pkg/apis/meta/v1/validation/validation.go (ValidatePatchOptions), apiserver/pkg/endpoints/handlers/rest.go (checkName).
test('a patch is refused that is forced without being applied, or that names another object', () => {
  const { api } = begin()
  ask(api, deployments, { method: 'POST', body: JSON.stringify(web) })
  expect(statusOf(ask(api, `${deployments}/web?force=true`, { method: 'PATCH', type: 'application/merge-patch+json', body: '{}' }))).toMatchObject({ status: 422, message: 'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch' })
  expect(statusOf(ask(api, `${deployments}/web?fieldManager=a`, { method: 'PATCH', type: 'application/apply-patch+yaml', body: JSON.stringify({ ...web, metadata: { name: 'other' } }) }))).toMatchObject({ status: 400, message: 'the name of the object (other) does not match the name on the URL (web)' })
})
