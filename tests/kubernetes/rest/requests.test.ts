import { expect, test } from 'vitest'
import { ask, type Asked, begin, deployments, pods, statusOf, web } from './ask.ts'

const json = (value: unknown): string => JSON.stringify(value)
const patch = (kind: 'merge-patch+json' | 'json-patch+json' | 'strategic-merge-patch+json' | 'apply-patch+yaml', body: unknown): Asked => ({ method: 'PATCH', type: `application/${kind}`, body: typeof body === 'string' ? body : json(body) })
const leases = '/apis/coordination.k8s.io/v1/namespaces/default/leases'
const roles = '/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles'
const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'turn' }, spec: { holderIdentity: 'a' } }
const applied = { ...web, metadata: { name: 'web', namespace: 'default' } }
const containers = (list: unknown): unknown => ({ ...applied, spec: { template: { spec: { containers: list } } } })
const noSchema = 'failed to create typed patch object (default/web; apps/v1, Kind=Deployment): '

/** A cluster with the Deployment web, as Asked finds it. */
function withWeb(): ReturnType<typeof begin>['api'] {
  const { api } = begin()
  ask(api, deployments, { method: 'POST', body: json(web) })
  return api
}

test.each<readonly [what: string, url: string, asked: Asked, status: number, reason: string | undefined, message: string]>([
  // Source: apiserver/pkg/endpoints/installer.go: the status of an object is read and changed, not deleted.
  ['a delete of a status', `${deployments}/web/status`, { method: 'DELETE' }, 405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource'],
  // Source: apimachinery/pkg/labels/selector.go (NewRequirement, validateLabelValue).
  ['a label compared with a word', `${pods}?labelSelector=${encodeURIComponent('a>x')}`, {}, 400, 'BadRequest', 'unable to parse requirement: values[0]: Invalid value: "x": for \'Gt\', \'Lt\' operators, the value must be an integer'],
  ['a value that no label has', `${pods}?labelSelector=${encodeURIComponent('a in (b,_c)')}`, {}, 400, 'BadRequest', 'unable to parse requirement: values[0][a]: Invalid value: "_c": a valid label must be an empty string or consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character (e.g. \'MyValue\',  or \'my_value\',  or \'12345\', regex used for validation is \'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\')'],
  // Source: apimachinery/pkg/apis/meta/v1/validation/validation.go (ValidatePatchOptions, ValidateFieldManager).
  ['a validation that there is not', `${deployments}/web?fieldValidation=Odd`, patch('merge-patch+json', {}), 422, 'Invalid', 'PatchOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Odd": supported values: "", "Ignore", "Strict", "Warn"'],
  ['a manager with too long a name', `${deployments}/web?fieldManager=${'x'.repeat(129)}`, patch('merge-patch+json', {}), 422, 'Invalid', 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes'],
  ['a manager whose name cannot be printed', `${deployments}?fieldManager=a%07`, { method: 'POST', body: json(web) }, 422, 'Invalid', 'CreateOptions.meta.k8s.io "" is invalid: fieldManager: Invalid value: "a\\u0007": invalid character U+0007 (at position 1)'],
  // Source: as above (ValidateDeleteOptions).
  ['two ways to leave what is owned', `${deployments}/web`, { method: 'DELETE', body: json({ orphanDependents: true, propagationPolicy: 'Orphan' }) }, 422, 'Invalid', 'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set'],
  // Sources: apiserver/pkg/endpoints/handlers/rest.go (checkName), apiserver/pkg/registry/rest/meta.go.
  ['an update without a name', `${deployments}/web`, { method: 'PUT', body: json({ ...web, metadata: {} }) }, 400, 'BadRequest', 'the name of the object (web based on URL) was undeterminable: name must be provided'],
  ['an update of another Namespace', `${deployments}/web`, { method: 'PUT', body: json({ ...web, metadata: { name: 'web', namespace: 'other' } }) }, 400, 'BadRequest', 'the namespace of the provided object does not match the namespace sent on the request'],
  ['a patch that moves an object', `${deployments}/web`, patch('merge-patch+json', { metadata: { namespace: 'other' } }), 400, 'BadRequest', 'the namespace of the provided object does not match the namespace sent on the request'],
  ['a scale of another name', `${deployments}/web/scale`, { method: 'PUT', body: json({ apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'other' }, spec: { replicas: 1 } }) }, 400, 'BadRequest', 'the name of the object (other) does not match the name on the URL (web)'],
  // Source: apimachinery/pkg/api/validation/objectmeta.go (ValidateObjectMetaAccessorUpdate).
  ['a patch of a uid', `${deployments}/web`, patch('merge-patch+json', { metadata: { uid: 'x' } }), 422, 'Invalid', 'Deployment.apps "web" is invalid: metadata.uid: Invalid value: "x": field is immutable'],
  // Source: apiserver/pkg/registry/generic/registry/store.go (Update).
  ['a version that is no number', `${deployments}/web`, { method: 'PUT', body: json({ ...web, metadata: { name: 'web', resourceVersion: 'x' } }) }, 500, undefined, 'strconv.ParseUint: parsing "x": invalid syntax'],
  // Source: apiserver/pkg/endpoints/handlers/patch.go (applyJSPatch).
  ['a merge with nothing', `${deployments}/web`, patch('merge-patch+json', 'null'), 400, 'BadRequest', 'Invalid JSON Patch'],
  ['too many operations', `${deployments}/web`, patch('json-patch+json', Array.from({ length: 10_001 }, () => ({ op: 'test', path: '/kind', value: 'Deployment' }))), 413, 'RequestEntityTooLarge', 'Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001'],
  ['an unknown field in a merge by keys', `${deployments}/web?fieldValidation=Strict`, patch('strategic-merge-patch+json', { spec: { replicaz: 1 } }), 422, 'Invalid', ' "" is invalid: patch: Invalid value: "map[spec:map[replicaz:1]]": strict decoding error: unknown field "spec.replicaz"'],
  // Sources: apimachinery/pkg/util/managedfields/internal/versioncheck.go, structuredmerge.go (Apply), structured-merge-diff/typed.
  ['an apply of another kind', `${deployments}/web?fieldManager=a`, patch('apply-patch+yaml', { apiVersion: 'v1', kind: 'Pod' }), 400, 'BadRequest', 'invalid object type: /v1, Kind=Pod'],
  ['an apply with managers', `${deployments}/web?fieldManager=a`, patch('apply-patch+yaml', { ...applied, metadata: { name: 'web', managedFields: [] } }), 400, 'BadRequest', 'metadata.managedFields must be nil'],
  ['an apply of a field that there is not', `${deployments}/web?fieldManager=a`, patch('apply-patch+yaml', { ...applied, spec: { replicaz: 1 } }), 500, undefined, `${noSchema}.spec.replicaz: field not declared in schema`],
  ['an apply of a number where a text stands', `${deployments}/web?fieldManager=a`, patch('apply-patch+yaml', containers([{ name: 'nginx', env: [{ name: 'PORT', value: 80 }] }])), 500, undefined, `${noSchema}.spec.template.spec.containers[name="nginx"].env[name="PORT"].value: expected string, got &value.valueUnstructured{Value:80}`],
  ['an apply of a text where a number stands', `${deployments}/web?fieldManager=a`, patch('apply-patch+yaml', { ...applied, spec: { replicas: 'x' } }), 500, undefined, `${noSchema}.spec.replicas: expected numeric (int or float), got string`],
  ['an apply of a container without a name', `${deployments}/web?fieldManager=a`, patch('apply-patch+yaml', containers([{ image: 'nginx' }])), 500, undefined, `${noSchema}.spec.template.spec.containers: element 0: associative list with keys has an element that omits key field "name" (and doesn't have default value)`],
  ['an apply of two containers of one name', `${deployments}/web?fieldManager=a`, patch('apply-patch+yaml', containers([{ name: 'nginx' }, { name: 'nginx' }])), 500, undefined, `${noSchema}.spec.template.spec.containers: duplicate entries for key [name="nginx"]`],
  ['an apply with two mistakes', `${deployments}/web?fieldManager=a`, patch('apply-patch+yaml', { ...applied, spec: { paused: 'x', strategy: [] } }), 500, undefined, `${noSchema}errors:\n  .spec.paused: expected boolean, got &{x}\n  .spec.strategy: expected map, got &{[]}`],
  ['an apply of what has changed since', `${deployments}/web?fieldManager=a`, patch('apply-patch+yaml', { ...applied, metadata: { name: 'web', resourceVersion: '1' } }), 409, 'Conflict', 'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again'],
  // Source: pkg/apis/core/validation/validation.go (ValidatePodLogOptions), which is asked before the Pod.
  ['a log of fewer than no lines', `${pods}/p/log?tailLines=-1`, {}, 422, 'Invalid', 'PodLogOptions "p" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0'],
  ['a log of no bytes, since no second', `${pods}/p/log?limitBytes=0&sinceSeconds=0`, {}, 422, 'Invalid', 'PodLogOptions "p" is invalid: [limitBytes: Invalid value: 0: must be greater than 0, sinceSeconds: Invalid value: 0: must be greater than 0]'],
  ['a log of a stream that there is not', `${pods}/p/log?stream=Odd`, {}, 422, 'Invalid', 'PodLogOptions "p" is invalid: stream: Unsupported value: "Odd": supported values: "All", "Stderr", "Stdout"'],
  // Source: apiserver/pkg/endpoints/handlers/patch.go (strategicPatchObject).
  ['a merge by keys that is a text', `${deployments}/web`, patch('strategic-merge-patch+json', '"x"'), 400, 'BadRequest', 'json: cannot unmarshal string into Go value of type map[string]interface {}'],
  // Source: pkg/apis/core/validation/validation.go (ValidateConfigMap, ValidateSecret), apimachinery/pkg/util/validation/validation.go (IsConfigMapKey).
  ['a key that no file has', '/api/v1/namespaces/default/configmaps', { method: 'POST', body: json({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { 'a b': '', '..': '' } }) }, 422, 'Invalid', 'ConfigMap "c" is invalid: [data[a b]: Invalid value: "a b": a valid config key must consist of alphanumeric characters, \'-\', \'_\' or \'.\' (e.g. \'key.name\',  or \'KEY_NAME\',  or \'key-name\', regex used for validation is \'[-._a-zA-Z0-9]+\'), data[..]: Invalid value: "..": must not start with \'..\']'],
  ['a certificate without its key', '/api/v1/namespaces/default/secrets', { method: 'POST', body: json({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, type: 'kubernetes.io/tls', data: { 'tls.crt': 'eA==' } }) }, 422, 'Invalid', 'Secret "s" is invalid: data[tls.key]: Required value'],
  // Source: as above (validateUpgradeDowngradeClusterIPs).
  ['another address of a Service', '/api/v1/namespaces/default/services/kubernetes', patch('merge-patch+json', { spec: { clusterIP: '10.96.0.9' } }), 422, 'Invalid', 'Service "kubernetes" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.0.9"]: may not change once set'],
  // Source: apimachinery/pkg/apis/meta/internalversion/validation/validation.go.
  ['a match of a revision that is not given', `${pods}?resourceVersionMatch=Odd`, {}, 422, 'Invalid', 'ListOptions.meta.k8s.io "" is invalid: [resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided, resourceVersionMatch: Unsupported value: "Odd": supported values: "Exact", "NotOlderThan", ""]'],
  // Source: apiserver/pkg/storage/continue.go (DecodeContinue).
  ['a token of another version', `${pods}?continue=${btoa('{"v":"v2","rv":5,"start":"a"}').replace(/=+$/, '')}`, {}, 400, 'BadRequest', 'invalid continue token: continue key is not valid: server does not recognize this encoded version v2'],
  ['a token that is no base64', `${pods}?continue=a.b`, {}, 400, 'BadRequest', 'invalid continue token: continue key is not valid: illegal base64 data at input byte 1'],
  ['a token without a version of the list', `${pods}?continue=${btoa('{"v":"meta.k8s.io/v1","start":"a"}').replace(/=+$/, '')}`, {}, 400, 'BadRequest', 'invalid continue token: continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)'],
  ['a token without a beginning', `${pods}?continue=${btoa('{"v":"meta.k8s.io/v1","rv":5}').replace(/=+$/, '')}`, {}, 400, 'BadRequest', 'invalid continue token: continue key is not valid: encoded start key empty (version meta.k8s.io/v1)'],
  ['a token that leads out of the list', `${pods}?continue=${btoa('{"v":"meta.k8s.io/v1","rv":5,"start":"../x"}').replace(/=+$/, '')}`, {}, 400, 'BadRequest', 'invalid continue token: continue key is not valid: ../x'],
  // Source: apiserver/pkg/endpoints/handlers/negotiation/errors.go; of the forms, those that are served here.
  ['a form that there is not', pods, { accept: 'application/json;as=Odd;g=meta.k8s.io;v=v1' }, 406, 'NotAcceptable', 'only the following media types are accepted: application/json, application/yaml'],
  ['a watch in YAML', `${pods}?watch=true`, { accept: 'application/yaml' }, 406, 'NotAcceptable', 'only the following media types are accepted: application/json;stream=watch'],
  // What is not possible here is said of every path below it.
  ['a page of a Pod', `${pods}/p/proxy/index.html`, {}, 405, 'MethodNotAllowed', 'the containers of this cluster are only modelled: proxy is not possible'],
])('%s is refused', (_, url, asked, status, reason, message) => {
  expect(statusOf(ask(withWeb(), url, asked))).toEqual({ status, kind: 'Status', reason, message, code: status })
})

// Source: apiserver/pkg/storage/errors.go (StorageError), interfaces.go (Preconditions.Check).
test('an update of an object that is another one by now is a conflict', () => {
  const api = withWeb()
  const { metadata: { uid } } = JSON.parse(ask(api, `${deployments}/web`).body) as { readonly metadata: { readonly uid: string } }
  expect(statusOf(ask(api, `${deployments}/web`, { method: 'PUT', body: json({ ...web, metadata: { name: 'web', uid: 'x' } }) }))).toMatchObject({ status: 409, message: `Operation cannot be fulfilled on deployments.apps "web": StorageError: invalid object, Code: 4, Key: /registry/deployments/default/web, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: x, UID in object meta: ${uid}` })
})

// Source: AllowCreateOnUpdate in pkg/registry/coordination/lease/strategy.go, pkg/registry/rbac/role/strategy.go, pkg/registry/apps/deployment/strategy.go.
test('an update makes a Lease or a Role that is not there, and no Deployment', () => {
  const { api } = begin()
  expect(ask(api, `${leases}/turn`, { method: 'PUT', body: json({ ...lease, metadata: { name: 'turn', resourceVersion: '' } }) }).status).toBe(422)
  expect(ask(api, `${roles}/reader`, { method: 'PUT', body: json({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'reader' }, rules: [] }) }).status).toBe(201)
  expect(ask(api, `${roles}/reader`).status).toBe(200)
  expect(ask(api, `${deployments}/web`, { method: 'PUT', body: json(web) }).status).toBe(404)
})

// Source: apiserver/pkg/registry/generic/registry/store.go (Update), pkg/registry/coordination/lease/strategy.go (AllowUnconditionalUpdate).
test('a Lease is changed by who has seen it, all else by anybody', () => {
  const api = withWeb()
  ask(api, leases, { method: 'POST', body: json(lease) })
  expect(statusOf(ask(api, `${leases}/turn`, { method: 'PUT', body: json(lease) }))).toMatchObject({ status: 422, message: 'leases.coordination.k8s.io "turn" is invalid: metadata.resourceVersion: Invalid value: 0x0: must be specified for an update' })
  expect(ask(api, `${deployments}/web`, { method: 'PUT', body: json({ ...web, metadata: { name: 'web', resourceVersion: '0' } }) }).status).toBe(200)
})

// Source: pkg/apis/core/validation/validation.go (ValidateConfigMapUpdate, ValidateSecretUpdate).
test('what is immutable stays so, and a Secret keeps its type', () => {
  const { api } = begin()
  const core = '/api/v1/namespaces/default'
  ask(api, `${core}/configmaps`, { method: 'POST', body: json({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, immutable: true, data: { a: '1' } }) })
  expect(statusOf(ask(api, `${core}/configmaps/c`, patch('merge-patch+json', { data: { a: '2' }, immutable: false })))).toMatchObject({ status: 422, message: 'ConfigMap "c" is invalid: [immutable: Forbidden: field is immutable when `immutable` is set, data: Forbidden: field is immutable when `immutable` is set]' })
  expect(ask(api, `${core}/configmaps/c`, patch('merge-patch+json', { metadata: { labels: { a: 'b' } } })).status).toBe(200)
  ask(api, `${core}/secrets`, { method: 'POST', body: json({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } }) })
  expect(statusOf(ask(api, `${core}/secrets/s`, patch('merge-patch+json', { type: 'example.com/x' })))).toMatchObject({ status: 422, message: 'Secret "s" is invalid: type: Invalid value: "example.com/x": field is immutable' })
})

// Source: pkg/printers/internalversion/printers.go (getServiceExternalIP).
test('a Service that waits for a balancer shows the addresses that it was given', () => {
  const { api } = begin()
  const created = ask(api, '/api/v1/namespaces/default/services', { method: 'POST', accept: 'application/json;as=Table;v=v1;g=meta.k8s.io', body: json({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'lb' }, spec: { type: 'LoadBalancer', externalIPs: ['1.2.3.4'], ports: [{ port: 80 }] } }) })
  expect(JSON.parse(created.body)).toHaveProperty('rows[0].cells[3]', '1.2.3.4')
})

// Source: apiserver/pkg/endpoints/request/requestinfo.go: only where no object is named is a list watched.
test('an object that is named is shown, whether or not it is to be watched', () => {
  const found = ask(withWeb(), `${deployments}/web?watch=true`)
  expect(found.stream).toBeUndefined()
  expect(JSON.parse(found.body)).toMatchObject({ kind: 'Deployment' })
})

// Source: apiserver/pkg/server/handler.go (director): below a group that there is not, nothing of the API answers.
test('a group that there is not is no page, a version that there is not a Status', () => {
  const { api } = begin()
  expect(ask(api, '/apis/none')).toMatchObject({ status: 404, body: '404 page not found\n' })
  expect(statusOf(ask(api, '/apis/apps/v2'))).toMatchObject({ status: 404, kind: 'Status' })
})

// Source: sigs.k8s.io/json (UnmarshalStrict), apiserver/pkg/endpoints/handlers/patch.go (applyJSPatch).
test.each([
  ['json-patch+json', [{ op: 'test', path: '/kind', value: 'Deployment', why: 1 }], '299 - "json patch unknown field \\"[0].why\\""'],
  ['merge-patch+json', '{"spec":{"replicas":1,"replicas":2}}', '299 - "duplicate field \\"spec.replicas\\""'],
] as const)('what a patch (%s) says in vain is warned of', (kind, body, warning) => {
  expect(ask(withWeb(), `${deployments}/web?dryRun=All`, patch(kind, body))).toMatchObject({ status: 200, headers: { warning } })
})

// Source: apiserver/pkg/registry/rest/delete.go (BeforeDelete), pkg/registry/core/pod/strategy.go (CheckGracefulDelete): less than no time is a second.
test('a Pod that is to go before now has a second', () => {
  const { api, simulation } = begin()
  ask(api, pods, { method: 'POST', body: json({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'a', image: 'nginx' }] } }) })
  simulation.advance(5000)
  expect(JSON.parse(ask(api, `${pods}/p?gracePeriodSeconds=-5`, { method: 'DELETE' }).body)).toMatchObject({ metadata: { deletionGracePeriodSeconds: 1 } })
})

// Source: pkg/registry/core/pod/storage/storage.go (LegacyBindingREST).
test('a Pod is bound to a node at the path of bindings, too, once', () => {
  const { api } = begin()
  ask(api, pods, { method: 'POST', body: json({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { schedulerName: 'none', containers: [{ name: 'a', image: 'nginx' }] } }) })
  const bind = (name: string) => ask(api, '/api/v1/namespaces/default/bindings', { method: 'POST', body: json({ apiVersion: 'v1', kind: 'Binding', metadata: { name }, target: { kind: 'Node', name: 'worker-2' } }) })
  expect(bind('p').status).toBe(201)
  expect(JSON.parse(ask(api, `${pods}/p`).body)).toMatchObject({ spec: { nodeName: 'worker-2' } })
  expect(statusOf(bind('p'))).toMatchObject({ status: 409, message: 'Operation cannot be fulfilled on pods/binding "p": pod p is already assigned to node "worker-2"' })
  expect(statusOf(bind('q'))).toMatchObject({ status: 404, message: 'pods "q" not found' })
})
