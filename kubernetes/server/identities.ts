import { type ActorName, kubeletOf, nodeOf, proxyOf } from '../engine/actor.ts'
import type { Identity, Policy, Priority, Rule } from './policy.ts'

/** The user name of a controller inside kube-controller-manager: each has a service account of its own. */
export function serviceAccount(controller: string): Identity {
  return {
    user: `system:serviceaccount:kube-system:${controller}`,
    groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
  }
}

/** The credential that an actor shows. The model writes credentials as the name of who owns them. */
export function credentialOf(actor: ActorName): string {
  return nodeOf(actor) ? actor : `${actor}'s`
}

/** The two classes that every cluster has. Source: pkg/apis/scheduling/types.go. */
export const systemPriorities: ReadonlyMap<string, Priority> = new Map([['system-cluster-critical', { value: 2_000_000_000 }], ['system-node-critical', { value: 2_000_001_000 }]])

/** What each part may do, a small cut. Sources: plugin/pkg/auth/authorizer/rbac/bootstrappolicy, plugin/pkg/auth/authorizer/node/node_authorizer.go. */
const rules: readonly Rule[] = [
  { subjects: ['kubeadm:cluster-admins'], verbs: ['*'], resources: ['*'] },
  { subjects: ['system:kube-scheduler'], verbs: ['get', 'list', 'watch'], resources: ['pods', 'nodes'] },
  { subjects: ['system:kube-scheduler'], verbs: ['create'], resources: ['pods/binding', 'events'] },
  { subjects: ['system:kube-scheduler'], verbs: ['patch'], resources: ['pods/status'] },
  { subjects: ['system:kube-scheduler', 'system:kube-controller-manager'], verbs: ['get', 'create', 'update'], resources: ['leases'] },
  { subjects: ['system:kube-scheduler'], verbs: ['delete'], resources: ['pods'] },
  { subjects: ['system:kube-controller-manager'], verbs: ['create', 'patch'], resources: ['events'] },
  { subjects: [serviceAccount('deployment-controller').user], verbs: ['get', 'list', 'watch'], resources: ['deployments', 'replicasets'] },
  { subjects: [serviceAccount('deployment-controller').user], verbs: ['update'], resources: ['deployments/status'] },
  { subjects: [serviceAccount('deployment-controller').user], verbs: ['create'], resources: ['replicasets'] },
  { subjects: [serviceAccount('deployment-controller').user], verbs: ['create', 'patch'], resources: ['events'] },
  { subjects: [serviceAccount('deployment-controller').user], verbs: ['update', 'patch', 'delete'], resources: ['replicasets'] },
  { subjects: [serviceAccount('replicaset-controller').user], verbs: ['get', 'list', 'watch'], resources: ['replicasets', 'pods'] },
  { subjects: [serviceAccount('replicaset-controller').user], verbs: ['update'], resources: ['replicasets/status'] },
  { subjects: [serviceAccount('replicaset-controller').user], verbs: ['create'], resources: ['pods'] },
  { subjects: [serviceAccount('replicaset-controller').user], verbs: ['create', 'patch'], resources: ['events'] },
  { subjects: [serviceAccount('replicaset-controller').user], verbs: ['delete', 'patch'], resources: ['pods'] },
  { subjects: [serviceAccount('endpointslice-controller').user], verbs: ['list', 'watch'], resources: ['services', 'pods'] },
  { subjects: [serviceAccount('endpointslice-controller').user], verbs: ['list', 'watch', 'create', 'update', 'delete'], resources: ['endpointslices'] },
  { subjects: [serviceAccount('node-controller').user], verbs: ['get', 'list', 'watch'], resources: ['nodes', 'pods', 'leases'] },
  { subjects: [serviceAccount('node-controller').user], verbs: ['patch'], resources: ['nodes', 'pods/status'] },
  { subjects: [serviceAccount('node-controller').user], verbs: ['update'], resources: ['nodes/status', 'pods/status'] },
  { subjects: [serviceAccount('node-controller').user], verbs: ['delete'], resources: ['pods'] },
  { subjects: [serviceAccount('node-controller').user], verbs: ['create', 'patch'], resources: ['events'] },
  { subjects: [serviceAccount('kube-proxy').user], verbs: ['list', 'watch'], resources: ['services', 'endpointslices'] },
  { subjects: [serviceAccount('generic-garbage-collector').user], verbs: ['get', 'list', 'watch', 'patch', 'delete'], resources: ['*'] },
  { subjects: [serviceAccount('pod-garbage-collector').user], verbs: ['get', 'list', 'watch'], resources: ['pods', 'nodes'] },
  { subjects: [serviceAccount('pod-garbage-collector').user], verbs: ['patch'], resources: ['pods/status'] },
  { subjects: [serviceAccount('pod-garbage-collector').user], verbs: ['delete'], resources: ['pods'] },
  { subjects: [serviceAccount('namespace-controller').user], verbs: ['get', 'list', 'watch', 'delete'], resources: ['*'] },
  { subjects: [serviceAccount('namespace-controller').user], verbs: ['update'], resources: ['namespaces/finalize', 'namespaces/status'] },
  { subjects: [serviceAccount('service-account-controller').user], verbs: ['list', 'watch', 'create'], resources: ['namespaces', 'serviceaccounts', 'configmaps'] },
  { subjects: ['system:nodes'], verbs: ['get', 'list', 'watch'], resources: ['pods', 'nodes'] },
  { subjects: ['system:nodes'], verbs: ['create'], resources: ['serviceaccounts/token'] },
  { subjects: ['system:nodes'], verbs: ['get'], resources: ['leases', 'configmaps', 'secrets'] },
  { subjects: ['system:nodes'], verbs: ['patch'], resources: ['pods/status', 'nodes/status'] },
  { subjects: ['system:nodes'], verbs: ['create', 'delete'], resources: ['pods'] },
  { subjects: ['system:nodes'], verbs: ['create'], resources: ['nodes', 'leases'] },
  { subjects: ['system:nodes'], verbs: ['create', 'patch'], resources: ['events'] },
  { subjects: ['system:nodes'], verbs: ['update'], resources: ['leases'] },
]

/** The policy of a cluster as it is set up: everyone known, everyone allowed what they need, no webhook, no quota. */
export function standardPolicy(nodes: readonly string[]): Policy {
  const credentials = new Map<string, Identity>([
    [credentialOf('kubectl'), { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }],
    [credentialOf('kube-scheduler'), { user: 'system:kube-scheduler', groups: ['system:authenticated'] }],
    [credentialOf('kube-controller-manager'), { user: 'system:kube-controller-manager', groups: ['system:authenticated'] }],
    [credentialOf('deployment-controller'), serviceAccount('deployment-controller')],
    [credentialOf('replicaset-controller'), serviceAccount('replicaset-controller')],
    [credentialOf('endpointslice-controller'), serviceAccount('endpointslice-controller')],
    [credentialOf('node-lifecycle-controller'), serviceAccount('node-controller')],
    // It shares the rights of the node controller, of which it once was a part. Source: cmd/kube-controller-manager/app/core.go.
    [credentialOf('taint-eviction-controller'), serviceAccount('node-controller')],
    [credentialOf('garbage-collector-controller'), serviceAccount('generic-garbage-collector')],
    [credentialOf('pod-garbage-collector-controller'), serviceAccount('pod-garbage-collector')],
    [credentialOf('namespace-controller'), serviceAccount('namespace-controller')],
    [credentialOf('serviceaccount-controller'), serviceAccount('service-account-controller')],
  ])
  for (const node of nodes) {
    credentials.set(credentialOf(kubeletOf(node)), { user: `system:node:${node}`, groups: ['system:nodes', 'system:authenticated'] })
    credentials.set(credentialOf(proxyOf(node)), serviceAccount('kube-proxy'))
  }
  return { credentials, rules, webhooks: [], quotas: [], priorities: systemPriorities }
}
