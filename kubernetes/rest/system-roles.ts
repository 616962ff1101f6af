import { clusterBinding, clusterRole, eventRule, rules } from './bootstrap-roles.ts'
import type { JsonObject } from './json.ts'
import tables from './system-roles.json' with { type: 'json' }

const group = (name: string): JsonObject => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name })
const user = (name: string): JsonObject => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name })
const account = (name: string): JsonObject => ({ kind: 'ServiceAccount', name, namespace: 'kube-system' })

/** Who has a role, by its name. The Node authorizer says what nodes may: nobody has theirs. */
const subjects: Readonly<Record<string, readonly JsonObject[]>> = {
  'system:basic-user': [group('system:authenticated')],
  'system:discovery': [group('system:authenticated')],
  'system:kube-controller-manager': [user('system:kube-controller-manager')],
  'system:kube-dns': [account('kube-dns')],
  'system:kube-scheduler': [user('system:kube-scheduler')],
  'system:monitoring': [group('system:monitoring')],
  'system:node': [],
  'system:node-proxier': [user('system:kube-proxy')],
  'system:public-info-viewer': [group('system:authenticated'), group('system:unauthenticated')],
  'system:service-account-issuer-discovery': [group('system:serviceaccounts')],
  'system:volume-scheduler': [user('system:kube-scheduler')],
}

function ruleOf(line: string): readonly JsonObject[] {
  const [verb, ...paths] = line.split(' ')
  return paths[0]?.startsWith('/') ? [{ nonResourceURLs: paths, verbs: [verb ?? ''] }] : rules(line === 'events' ? eventRule : line)
}

/** The ClusterRoles of a new cluster's programs and controllers, and who has them: `system-roles.json` has a list of rules for each name. Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy (policy.go, controller_policy.go). */
export function systemClusterRoles(): readonly JsonObject[] {
  const meta = (name: string): JsonObject => ({ name })
  const controllers = Object.entries(tables.controllers).map(([name, lines]) => [`system:controller:${name}`, lines] as const)
  return [
    ...[...Object.entries(tables.programs), ...controllers].map(([name, lines]) => clusterRole(meta, name, lines.flatMap(ruleOf))),
    ...Object.entries(subjects).map(([name, who]) => clusterBinding(meta, name, who)),
    ...controllers.map(([name]) => clusterBinding(meta, name, [account(name.replace('system:controller:', ''))])),
    { ...clusterBinding(meta, 'cluster-admin', [group('kubeadm:cluster-admins')]), metadata: meta('kubeadm:cluster-admins') },
  ]
}
