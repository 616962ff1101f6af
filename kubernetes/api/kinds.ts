import type { ApiObject, KindName } from './objects.ts'

/** The plural under which the API serves a kind. */
export type Resource
  = | 'deployments' | 'replicasets' | 'pods' | 'nodes' | 'leases' | 'events' | 'services' | 'endpointslices' | 'serviceaccounts'
    | 'namespaces' | 'configmaps' | 'secrets' | 'roles' | 'rolebindings' | 'clusterroles' | 'clusterrolebindings' | 'horizontalpodautoscalers' | 'priorityclasses' | 'validatingadmissionpolicies' | 'validatingadmissionpolicybindings'

/** How a kind is addressed. */
export interface KindInfo {
  readonly kind: KindName
  readonly resource: Resource
  /** API group; empty for the core group. */
  readonly group: string
  readonly version: string
  readonly namespaced: boolean
}

/** By kind: its resource, its group unless that is the core group, whether it is in no Namespace, and its version unless that is v1. */
const rows: Readonly<Record<KindName, readonly [resource: Resource, group?: string, scope?: 'cluster', version?: string]>> = {
  Deployment: ['deployments', 'apps'],
  ReplicaSet: ['replicasets', 'apps'],
  Pod: ['pods'],
  Node: ['nodes', '', 'cluster'],
  Lease: ['leases', 'coordination.k8s.io'],
  Event: ['events'],
  Service: ['services'],
  EndpointSlice: ['endpointslices', 'discovery.k8s.io'],
  Namespace: ['namespaces', '', 'cluster'],
  ServiceAccount: ['serviceaccounts'],
  ConfigMap: ['configmaps'],
  Secret: ['secrets'],
  Role: ['roles', 'rbac.authorization.k8s.io'],
  RoleBinding: ['rolebindings', 'rbac.authorization.k8s.io'],
  ClusterRole: ['clusterroles', 'rbac.authorization.k8s.io', 'cluster'],
  ClusterRoleBinding: ['clusterrolebindings', 'rbac.authorization.k8s.io', 'cluster'],
  HorizontalPodAutoscaler: ['horizontalpodautoscalers', 'autoscaling', undefined, 'v2'],
  PriorityClass: ['priorityclasses', 'scheduling.k8s.io', 'cluster'],
  ValidatingAdmissionPolicy: ['validatingadmissionpolicies', 'admissionregistration.k8s.io', 'cluster'],
  ValidatingAdmissionPolicyBinding: ['validatingadmissionpolicybindings', 'admissionregistration.k8s.io', 'cluster'],
}

const kinds = Object.entries(rows).map(([kind, [resource, group = '', scope, version = 'v1']]): KindInfo => ({ kind: kind as KindName, resource, group, version, namespaced: scope === undefined }))

const byResource = new Map(kinds.map(info => [info.resource, info]))

/** How a resource is addressed. */
export function resourceInfo(resource: Resource): KindInfo {
  const info = byResource.get(resource)
  if (!info)
    throw new Error(`No resource "${resource}".`)
  return info
}

/** The resource that serves a kind. */
export function resourceOf(kind: KindName): Resource {
  return rows[kind][0]
}

/** Every resource that the store holds objects of. */
export const storedResources: readonly Resource[] = kinds.map(({ resource }) => resource)

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

/** The key of an object in etcd, or without a name what all keys of a list begin with. Source: pkg/kubeapiserver/options/options.go, default_storage_factory_builder.go. */
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
