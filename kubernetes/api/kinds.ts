import type { ApiObject, KindName } from './objects.ts'

/** The plural under which the API serves a kind. */
export type Resource
  = | 'deployments' | 'replicasets' | 'pods' | 'nodes' | 'leases' | 'events' | 'services' | 'endpointslices' | 'serviceaccounts'
    | 'namespaces' | 'configmaps' | 'secrets' | 'roles' | 'rolebindings' | 'clusterroles' | 'clusterrolebindings' | 'horizontalpodautoscalers' | 'validatingadmissionpolicies' | 'validatingadmissionpolicybindings'

/** How a kind is addressed. */
export interface KindInfo {
  readonly kind: KindName
  readonly resource: Resource
  /** API group; empty for the core group. */
  readonly group: string
  readonly version: string
  readonly namespaced: boolean
}

const kinds: Readonly<Record<KindName, KindInfo>> = {
  Deployment: { kind: 'Deployment', resource: 'deployments', group: 'apps', version: 'v1', namespaced: true },
  ReplicaSet: { kind: 'ReplicaSet', resource: 'replicasets', group: 'apps', version: 'v1', namespaced: true },
  Pod: { kind: 'Pod', resource: 'pods', group: '', version: 'v1', namespaced: true },
  Node: { kind: 'Node', resource: 'nodes', group: '', version: 'v1', namespaced: false },
  Lease: { kind: 'Lease', resource: 'leases', group: 'coordination.k8s.io', version: 'v1', namespaced: true },
  Event: { kind: 'Event', resource: 'events', group: '', version: 'v1', namespaced: true },
  Service: { kind: 'Service', resource: 'services', group: '', version: 'v1', namespaced: true },
  EndpointSlice: { kind: 'EndpointSlice', resource: 'endpointslices', group: 'discovery.k8s.io', version: 'v1', namespaced: true },
  Namespace: { kind: 'Namespace', resource: 'namespaces', group: '', version: 'v1', namespaced: false },
  ServiceAccount: { kind: 'ServiceAccount', resource: 'serviceaccounts', group: '', version: 'v1', namespaced: true },
  ConfigMap: { kind: 'ConfigMap', resource: 'configmaps', group: '', version: 'v1', namespaced: true },
  Secret: { kind: 'Secret', resource: 'secrets', group: '', version: 'v1', namespaced: true },
  Role: { kind: 'Role', resource: 'roles', group: 'rbac.authorization.k8s.io', version: 'v1', namespaced: true },
  RoleBinding: { kind: 'RoleBinding', resource: 'rolebindings', group: 'rbac.authorization.k8s.io', version: 'v1', namespaced: true },
  ClusterRole: { kind: 'ClusterRole', resource: 'clusterroles', group: 'rbac.authorization.k8s.io', version: 'v1', namespaced: false },
  ClusterRoleBinding: { kind: 'ClusterRoleBinding', resource: 'clusterrolebindings', group: 'rbac.authorization.k8s.io', version: 'v1', namespaced: false },
  HorizontalPodAutoscaler: { kind: 'HorizontalPodAutoscaler', resource: 'horizontalpodautoscalers', group: 'autoscaling', version: 'v2', namespaced: true },
  ValidatingAdmissionPolicy: { kind: 'ValidatingAdmissionPolicy', resource: 'validatingadmissionpolicies', group: 'admissionregistration.k8s.io', version: 'v1', namespaced: false },
  ValidatingAdmissionPolicyBinding: { kind: 'ValidatingAdmissionPolicyBinding', resource: 'validatingadmissionpolicybindings', group: 'admissionregistration.k8s.io', version: 'v1', namespaced: false },
}

const byResource = new Map(Object.values(kinds).map(info => [info.resource, info]))

/** How a resource is addressed. */
export function resourceInfo(resource: Resource): KindInfo {
  const info = byResource.get(resource)
  if (!info)
    throw new Error(`No resource "${resource}".`)
  return info
}

/** The resource that serves a kind. */
export function resourceOf(kind: KindName): Resource {
  return kinds[kind].resource
}

/** Every resource that the store holds objects of. */
export const storedResources: readonly Resource[] = Object.values(kinds).map(({ resource }) => resource)

/** The resource as error messages name it: `pods`, but `deployments.apps`. */
export function qualifiedResource(resource: Resource): string {
  const { group } = resourceInfo(resource)
  return group ? `${resource}.${group}` : resource
}

/** The kind as error messages name it: `Pod`, but `Deployment.apps`. */
export function qualifiedKind(resource: Resource): string {
  const { kind, group } = resourceInfo(resource)
  return group ? `${kind}.${group}` : kind
}

/** Kinds that have other names in etcd than in the API, for historical reasons. */
const directories: Readonly<Partial<Record<Resource, string>>> = { nodes: 'minions', services: 'services/specs' }

/**
 * The key under which the API server keeps an object in etcd, or without a name what all keys of a list begin with.
 * Source: pkg/kubeapiserver/options/options.go (prefix), pkg/kubeapiserver/default_storage_factory_builder.go.
 */
export function storageKey(resource: Resource, namespace: string | undefined, name?: string): string {
  const directory = directories[resource] ?? resource
  const list = namespace ? `/registry/${directory}/${namespace}` : `/registry/${directory}`
  return name ? `${list}/${name}` : list
}

/** The key of a stored object. */
export function keyOf(object: ApiObject): string {
  return storageKey(resourceOf(object.kind), object.metadata.namespace, object.metadata.name)
}

/** The path of a resource on the API server, without query. */
export function apiPath(resource: Resource, namespace?: string, name?: string, subresource?: string): string {
  const { group, version } = resourceInfo(resource)
  const root = group ? `/apis/${group}/${version}` : `/api/${version}`
  return [root, namespace && `namespaces/${namespace}`, resource, name, subresource].filter(Boolean).join('/')
}
