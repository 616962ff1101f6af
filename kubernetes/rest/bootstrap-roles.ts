import type { JsonObject } from './json.ts'

const verbs: Readonly<Record<string, readonly string[]>> = {
  read: ['get', 'list', 'watch'],
  write: ['create', 'delete', 'deletecollection', 'patch', 'update'],
  all: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
}

/** A rule a line: what may be done, in which groups, with which resources, and behind `=` the names of the only ones. */
export function rules(table: string): readonly JsonObject[] {
  return table.trim().split('\n').map((line) => {
    const [what = '', groups = '', ...words] = line.trim().split(/\s+/)
    const names = words.filter(word => word.startsWith('=')).map(word => word.slice(1))
    return { apiGroups: groups.split(',').map(each => each === 'core' ? '' : each), ...(names.length > 0 && { resourceNames: names }), resources: words.slice(0, words.length - names.length), verbs: verbs[what] ?? what.split(',') }
  })
}

const view = rules(`
  read core configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status
  read core bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status
  read core namespaces
  read discovery.k8s.io endpointslices
  read apps controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status
  read autoscaling horizontalpodautoscalers horizontalpodautoscalers/status
  read batch cronjobs cronjobs/status jobs jobs/status
  read extensions daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale
  read policy poddisruptionbudgets poddisruptionbudgets/status
  read networking.k8s.io ingresses ingresses/status networkpolicies
`)

const edit = rules(`
  read core pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy
  impersonate core serviceaccounts
  write core pods pods/attach pods/exec pods/portforward pods/proxy
  create core pods/eviction
  write core configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy
  create core serviceaccounts/token
  write apps daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale
  write autoscaling horizontalpodautoscalers
  write batch cronjobs jobs
  write extensions daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale
  write policy poddisruptionbudgets
  write networking.k8s.io ingresses networkpolicies
  all coordination.k8s.io leases
`)

const admin = rules(`
  create authorization.k8s.io localsubjectaccessreviews
  all rbac.authorization.k8s.io rolebindings roles
`)

const leader = (part: string): string => `watch core configmaps
  get,update core configmaps =${part}`
/** That somebody may note Events. */
export const eventRule = 'create,patch,update core,events.k8s.io events'

/** Roles in the Namespaces of the control plane, each with its binding: what its name has before it, and the users and accounts that have it. Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/namespace_policy.go. */
const namespaced: readonly (readonly [namespace: string, name: string, table: string, subjects: readonly string[], before?: string])[] = [
  ['kube-public', 'system:controller:bootstrap-signer', `read core configmaps\nupdate core configmaps =cluster-info\n${eventRule}`, ['bootstrap-signer']],
  ['kube-system', 'extension-apiserver-authentication-reader', 'read core configmaps =extension-apiserver-authentication', ['system:kube-controller-manager', 'system:kube-scheduler'], 'system::'],
  ['kube-system', 'system::leader-locking-kube-controller-manager', `${leader('kube-controller-manager')}\ncreate,get,list,update,watch coordination.k8s.io leases`, ['system:kube-controller-manager', 'kube-controller-manager', 'leader-election-controller']],
  ['kube-system', 'system::leader-locking-kube-scheduler', leader('kube-scheduler'), ['system:kube-scheduler', 'kube-scheduler']],
  ['kube-system', 'system:controller:bootstrap-signer', 'read core secrets', ['bootstrap-signer']],
  ['kube-system', 'system:controller:cloud-provider', 'create,get,list,watch core configmaps', ['cloud-provider']],
  ['kube-system', 'system:controller:token-cleaner', `delete,get,list,watch core secrets\n${eventRule}`, ['token-cleaner']],
]

const everything: readonly JsonObject[] = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }]

const group = 'rbac.authorization.k8s.io'

/** A ClusterRole that is part of another, or made of others. */
interface Aggregation {
  readonly into?: string
  readonly of?: string
}

const label = (part: string): string => `${group}/aggregate-to-${part}`

/** Metadata of an object by its name. */
type Meta = (name: string, namespace?: string) => JsonObject

function common(meta: Meta, name: string, more: JsonObject = {}, namespace?: string): JsonObject {
  return { ...meta(name, namespace), labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...more }, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' } }
}

/** A ClusterRole that the API server sees to when it starts. */
export function clusterRole(meta: Meta, name: string, all: readonly JsonObject[], { into, of }: Aggregation = {}): JsonObject {
  return {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRole',
    metadata: common(meta, name, into === undefined ? {} : { [label(into)]: 'true' }),
    rules: all,
    ...(of !== undefined && { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [label(of)]: 'true' } }] } }),
  }
}

/** Gives subjects the ClusterRole of the same name. */
export function clusterBinding(meta: Meta, name: string, subjects: readonly JsonObject[]): JsonObject {
  return { apiVersion: `${group}/v1`, kind: 'ClusterRoleBinding', metadata: common(meta, name), roleRef: { apiGroup: group, kind: 'ClusterRole', name }, ...(subjects.length > 0 && { subjects }) }
}

/** The ClusterRoles for users, who has the widest, and the Roles of the control plane. Sources: docs, reference/access-authn-authz/rbac (user-facing roles); pkg/controller/clusterroleaggregation. */
export function bootstrapRoles(meta: Meta): readonly JsonObject[] {
  const role = (name: string, all: readonly JsonObject[], aggregation?: Aggregation): JsonObject => clusterRole(meta, name, all, aggregation)
  return [
    role('admin', [...edit, ...view, ...admin], { of: 'admin' }),
    role('cluster-admin', everything),
    role('edit', [...edit, ...view], { into: 'admin', of: 'edit' }),
    role('system:aggregate-to-admin', admin, { into: 'admin' }),
    role('system:aggregate-to-edit', edit, { into: 'edit' }),
    role('system:aggregate-to-view', view, { into: 'view' }),
    role('view', view, { into: 'edit', of: 'view' }),
    clusterBinding(meta, 'cluster-admin', [{ apiGroup: group, kind: 'Group', name: 'system:masters' }]),
    ...namespaced.flatMap(([namespace, name, table, subjects, before = '']) => [
      { apiVersion: `${group}/v1`, kind: 'Role', metadata: common(meta, name, {}, namespace), rules: rules(table) },
      { apiVersion: `${group}/v1`, kind: 'RoleBinding', metadata: common(meta, `${before}${name}`, {}, namespace), roleRef: { apiGroup: group, kind: 'Role', name }, subjects: subjects.map(subject => subject.startsWith('system:') ? { apiGroup: group, kind: 'User', name: subject } : { kind: 'ServiceAccount', name: subject, namespace: 'kube-system' }) },
    ]),
  ]
}
