import type { JsonObject } from './json.ts'

const verbs: Readonly<Record<string, readonly string[]>> = {
  read: ['get', 'list', 'watch'],
  write: ['create', 'delete', 'deletecollection', 'patch', 'update'],
  all: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
  create: ['create'],
  impersonate: ['impersonate'],
}

/** A rule a line: what may be done, in which group, with which resources. */
function rules(table: string): readonly JsonObject[] {
  return table.trim().split('\n').map((line) => {
    const [what = '', group = '', ...resources] = line.trim().split(/\s+/)
    return { apiGroups: [group === 'core' ? '' : group], resources, verbs: verbs[what] ?? [] }
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

const everything: readonly JsonObject[] = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }]

const group = 'rbac.authorization.k8s.io'

/** A ClusterRole that is part of another, or made of others. */
interface Aggregation {
  readonly into?: string
  readonly of?: string
}

/** The ClusterRoles for users, and who has the widest. Sources: docs, reference/access-authn-authz/rbac (user-facing roles); pkg/controller/clusterroleaggregation. */
export function clusterRoles(meta: (name: string) => JsonObject): readonly JsonObject[] {
  const label = (part: string): string => `${group}/aggregate-to-${part}`
  const common = (name: string, more: JsonObject = {}): JsonObject => ({ ...meta(name), labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...more }, annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' } })
  const role = (name: string, all: readonly JsonObject[], { into, of }: Aggregation = {}): JsonObject => ({
    apiVersion: `${group}/v1`,
    kind: 'ClusterRole',
    metadata: common(name, into === undefined ? {} : { [label(into)]: 'true' }),
    rules: all,
    ...(of !== undefined && { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [label(of)]: 'true' } }] } }),
  })
  return [
    role('admin', [...edit, ...view, ...admin], { of: 'admin' }),
    role('cluster-admin', everything),
    role('edit', [...edit, ...view], { into: 'admin', of: 'edit' }),
    role('system:aggregate-to-admin', admin, { into: 'admin' }),
    role('system:aggregate-to-edit', edit, { into: 'edit' }),
    role('system:aggregate-to-view', view, { into: 'view' }),
    role('view', view, { into: 'edit', of: 'view' }),
    { apiVersion: `${group}/v1`, kind: 'ClusterRoleBinding', metadata: common('cluster-admin'), roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ apiGroup: group, kind: 'Group', name: 'system:masters' }] },
  ]
}
