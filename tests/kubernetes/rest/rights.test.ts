import { expect, test } from 'vitest'
import { type Api, createApi } from '../../../kubernetes/rest/api.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import { systemClusterRoles } from '../../../kubernetes/rest/system-roles.ts'
import { threeWorkers } from '../../../kubernetes/scenario.ts'

const rbac = '/apis/rbac.authorization.k8s.io/v1'

function begin(objects: ReturnType<typeof systemClusterRoles> = []) {
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0, objects })
  const api = createApi({ simulation, tokens: new Map([['admin', { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }]]), address: '127.0.0.1:3031' })
  return { simulation, api }
}

function ask(api: Api, method: string, url: string, { body, token = 'admin', as }: { readonly body?: object, readonly token?: string, readonly as?: string } = {}) {
  const answer = api.handle({ method, url, headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json', 'accept': 'application/json', ...(as !== undefined && { 'impersonate-user': as }) }, body: body ? JSON.stringify(body) : '' })
  return { code: answer?.status, body: JSON.parse(answer?.body ?? '{}') as Record<string, unknown> }
}

function bind(api: Api, role: string, subject: object): void {
  expect(ask(api, 'POST', `${rbac}/namespaces/default/rolebindings`, { body: { kind: 'RoleBinding', metadata: { name: role }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role }, subjects: [subject] } }).code).toBe(201)
}

const pods = '/api/v1/namespaces/default/pods'
const secrets = '/api/v1/namespaces/default/secrets'

// Source: docs, reference/access-authn-authz/rbac (user-facing roles): view may not see Secrets, edit may, and neither Roles but admin.
test.each([['view', [200, 403, 403]], ['edit', [200, 200, 403]], ['admin', [200, 200, 200]]] as const)('who is bound to the ClusterRole %s may read what it says', (role, codes) => {
  const { api } = begin()
  expect([pods, secrets].map(url => ask(api, 'GET', url, { as: 'bob' }).code)).toEqual([403, 403])
  bind(api, role, { kind: 'User', name: 'bob' })
  expect([pods, secrets, `${rbac}/namespaces/default/roles`].map(url => ask(api, 'GET', url, { as: 'bob' }).code)).toEqual(codes)
})

// Source: the claims of a bound token, docs, reference/access-authn-authz/service-accounts-admin.
test('a token of a service account is one that its holder may ask with, until it is over or the account is gone', () => {
  const { api, simulation } = begin()
  const accounts = '/api/v1/namespaces/default/serviceaccounts'
  const request = (seconds: number) => ask(api, 'POST', `${accounts}/default/token`, { body: { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', spec: { expirationSeconds: seconds } } })
  const { token } = request(600).body['status'] as { readonly token: string }
  const claims = JSON.parse(atob(token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '')) as Record<string, unknown>
  expect(claims).toMatchObject({ 'sub': 'system:serviceaccount:default:default', 'iss': 'https://kubernetes.default.svc.cluster.local', 'kubernetes.io': { namespace: 'default', serviceaccount: { name: 'default' } } })
  expect(Number(claims['exp']) - Number(claims['iat'])).toBe(600)
  const refused = ask(api, 'GET', pods, { token })
  expect(refused).toMatchObject({ code: 403, body: { message: 'pods is forbidden: User "system:serviceaccount:default:default" cannot list resource "pods" in API group "" in the namespace "default"' } })
  bind(api, 'view', { kind: 'ServiceAccount', name: 'default', namespace: 'default' })
  expect(ask(api, 'GET', pods, { token }).code).toBe(200)
  expect(ask(api, 'GET', pods, { token: `${token.slice(0, -4)}AAAA` }).code).toBe(401)
  simulation.advance(601_000)
  expect(ask(api, 'GET', pods, { token }).code).toBe(401)
  const other = (request(600).body['status'] as { readonly token: string }).token
  expect(ask(api, 'DELETE', `${accounts}/default`).code).toBe(200)
  expect(ask(api, 'GET', pods, { token: other }).code).toBe(401)
})

// Source: pkg/apis/authentication/validation/validation.go (ValidateTokenRequest).
test('a token for less than ten minutes is refused', () => {
  const { api } = begin()
  expect(ask(api, 'POST', '/api/v1/namespaces/default/serviceaccounts/default/token', { body: { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', spec: { expirationSeconds: 60 } } })).toMatchObject({ code: 422, body: { message: 'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes' } })
})

// Source: pkg/apis/scheduling/types.go and helpers.go (the PriorityClasses of every cluster).
test('the PriorityClasses that every cluster has are there', () => {
  const { api } = begin()
  const { items } = ask(api, 'GET', '/apis/scheduling.k8s.io/v1/priorityclasses').body as { readonly items: readonly { readonly metadata: { readonly name: string }, readonly value: number }[] }
  expect(items.map(({ metadata: { name }, value }) => [name, value])).toEqual([['system-cluster-critical', 2_000_000_000], ['system-node-critical', 2_000_001_000]])
  expect(ask(api, 'GET', '/apis/scheduling.k8s.io/v1/priorityclasses/system-node-critical').body).toMatchObject({ kind: 'PriorityClass', description: 'Used for system critical pods that must not be moved from their current node.', preemptionPolicy: 'PreemptLowerPriority' })
})

// Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata (cluster-roles.yaml, cluster-role-bindings.yaml, controller-role-bindings.yaml).
test('the roles of a new cluster say who may do what, paths that are no resource among it', () => {
  const { api } = begin(systemClusterRoles())
  expect(ask(api, 'GET', `${rbac}/clusterroles/system:certificates.k8s.io:kubelet-serving-approver`).body).toMatchObject({ metadata: { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' }, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' } }, rules: [{ apiGroups: ['certificates.k8s.io'], resourceNames: ['kubernetes.io/kubelet-serving'], resources: ['signers'], verbs: ['approve'] }] })
  expect(ask(api, 'GET', `${rbac}/clusterrolebindings/system:controller:ttl-controller`).body).toMatchObject({ roleRef: { kind: 'ClusterRole', name: 'system:controller:ttl-controller' }, subjects: [{ kind: 'ServiceAccount', name: 'ttl-controller', namespace: 'kube-system' }] })
  expect(ask(api, 'GET', '/api/v1/nodes', { as: 'system:kube-proxy' }).code).toBe(200)
  expect(ask(api, 'GET', '/metrics', { as: 'bob' }).body).toMatchObject({ code: 403, message: 'forbidden: User "bob" cannot get path "/metrics"' })
  expect(ask(api, 'POST', `${rbac}/clusterrolebindings`, { body: { kind: 'ClusterRoleBinding', metadata: { name: 'watcher' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:monitoring' }, subjects: [{ kind: 'User', name: 'bob' }] } }).code).toBe(201)
  const attempt = (path: string) => ask(api, 'POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { as: 'bob', body: { kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1', spec: { nonResourceAttributes: { path, verb: 'get' } } } }).body
  expect(['/metrics', '/livez/ping', '/debug/pprof'].map(path => attempt(path)['status'])).toMatchObject([{ allowed: true }, { allowed: true }, { allowed: false }])
})

/** What an API server of 1.36.2 looked for when it started, as recorded. */
const recordedControllers = 'attachdetach-controller certificate-controller clusterrole-aggregation-controller cronjob-controller daemon-set-controller deployment-controller device-taint-eviction-controller disruption-controller endpoint-controller endpointslice-controller endpointslicemirroring-controller ephemeral-volume-controller expand-controller generic-garbage-collector horizontal-pod-autoscaler job-controller legacy-service-account-token-cleaner namespace-controller node-controller persistent-volume-binder pod-garbage-collector pv-protection-controller pvc-protection-controller replicaset-controller replication-controller resource-claim-controller resourcequota-controller root-ca-cert-publisher route-controller selinux-warning-controller service-account-controller service-ca-cert-publisher service-cidrs-controller service-controller statefulset-controller ttl-after-finished-controller ttl-controller validatingadmissionpolicy-status-controller volumeattributesclass-protection-controller'.split(' ')
const recordedRoles = 'admin cluster-admin edit system:aggregate-to-admin system:aggregate-to-edit system:aggregate-to-view system:auth-delegator system:basic-user system:certificates.k8s.io:certificatesigningrequests:nodeclient system:certificates.k8s.io:certificatesigningrequests:selfnodeclient system:certificates.k8s.io:kube-apiserver-client-approver system:certificates.k8s.io:kube-apiserver-client-kubelet-approver system:certificates.k8s.io:kubelet-serving-approver system:certificates.k8s.io:legacy-unknown-approver system:discovery system:heapster system:kube-aggregator system:kube-controller-manager system:kube-dns system:kube-scheduler system:kubelet-api-admin system:monitoring system:node system:node-bootstrapper system:node-problem-detector system:node-proxier system:persistent-volume-provisioner system:public-info-viewer system:service-account-issuer-discovery system:volume-scheduler view'.split(' ')

test('a new cluster has the ClusterRoles that a recorded one has, and no other', () => {
  const { api } = begin(systemClusterRoles())
  const { items } = ask(api, 'GET', `${rbac}/clusterroles`).body as { readonly items: readonly { readonly metadata: { readonly name: string } }[] }
  const names = items.map(({ metadata: { name } }) => name)
  expect(names.toSorted()).toEqual([...recordedRoles, ...recordedControllers.map(name => `system:controller:${name}`)].toSorted())
})

// Sources: docs, reference/access-authn-authz/rbac (Referring to resources: subresources), concepts/scheduling-eviction/api-eviction.
test('who may only scale and evict may do that, and no more', () => {
  const { api } = begin()
  const rules = [{ apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['update'] }, { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] }]
  expect(ask(api, 'POST', `${rbac}/clusterroles`, { body: { kind: 'ClusterRole', metadata: { name: 'mover' }, rules } }).code).toBe(201)
  bind(api, 'mover', { kind: 'User', name: 'bob' })
  const deployments = '/apis/apps/v1/namespaces/default/deployments'
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } }
  expect(ask(api, 'POST', deployments, { body: { metadata: { name: 'web' }, spec: { selector: { matchLabels: { app: 'web' } }, template } } }).code).toBe(201)
  expect(ask(api, 'POST', pods, { body: { metadata: { name: 'lone' }, spec: template.spec } }).code).toBe(201)
  const scale = { metadata: { name: 'web' }, spec: { replicas: 2 } }
  expect(ask(api, 'PUT', `${deployments}/web`, { as: 'bob', body: scale }).code).toBe(403)
  expect(ask(api, 'PUT', `${deployments}/web/scale`, { as: 'bob', body: scale })).toMatchObject({ code: 200, body: { kind: 'Scale', spec: { replicas: 2 } } })
  expect(ask(api, 'DELETE', `${pods}/lone`, { as: 'bob' }).code).toBe(403)
  expect(ask(api, 'POST', `${pods}/lone/eviction`, { as: 'bob', body: { kind: 'Eviction', metadata: { name: 'lone' } } }).code).toBe(201)
})
