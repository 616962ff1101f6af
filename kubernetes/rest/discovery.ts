import type { Json, JsonObject } from './json.ts'
import { type ApiResource, apiVersionOf, resources } from './resources.ts'

/** The version that the server says it is. */
export const version: JsonObject = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.2',
  gitCommit: '98b35193b2ac7a23a673325f5e9b830ecd5ba406',
  gitTreeState: 'clean',
  buildDate: '2026-08-21T11:29:11Z',
  goVersion: 'go1.26.8',
  compiler: 'gc',
  platform: 'linux/amd64',
}

/** What `/readyz?verbose` lists, in its order; `/livez` leaves out some of it. Source: apiserver/pkg/server/healthz. */
const checks = [
  'ping', 'log', 'informer-sync', 'poststarthook/start-apiserver-admission-initializer', 'poststarthook/generic-apiserver-start-informers',
  'poststarthook/priority-and-fairness-config-consumer', 'poststarthook/priority-and-fairness-filter', 'poststarthook/storage-object-count-tracker-hook',
  'poststarthook/start-apiextensions-informers', 'poststarthook/start-apiextensions-controllers', 'poststarthook/crd-informer-synced',
  'poststarthook/start-system-namespaces-controller', 'poststarthook/peer-endpoint-reconciler-controller', 'poststarthook/start-cluster-authentication-info-controller',
  'poststarthook/start-kube-apiserver-identity-lease-controller', 'poststarthook/start-kube-apiserver-identity-lease-garbage-collector', 'poststarthook/storage-readiness',
  'poststarthook/start-legacy-token-tracking-controller', 'poststarthook/start-service-ip-repair-controllers', 'poststarthook/rbac/bootstrap-roles',
  'poststarthook/scheduling/bootstrap-system-priority-classes', 'poststarthook/priority-and-fairness-config-producer', 'poststarthook/bootstrap-controller',
  'poststarthook/start-kubernetes-service-cidr-controller', 'poststarthook/aggregator-reload-proxy-client-cert', 'poststarthook/start-kube-aggregator-informers',
  'poststarthook/apiservice-status-local-available-controller', 'poststarthook/apiservice-status-remote-available-controller', 'poststarthook/apiservice-registration-controller',
  'poststarthook/apiservice-wait-for-first-sync', 'poststarthook/apiservice-discovery-controller', 'poststarthook/kube-apiserver-autoregistration', 'autoregister-completion',
  'poststarthook/apiservice-openapi-controller', 'poststarthook/apiservice-openapiv3-controller', 'shutdown',
]

function checksOf(endpoint: string): readonly string[] {
  return endpoint === 'readyz' ? checks : ['ping', 'log', 'loopback-serving-certificate', 'etcd', ...checks.slice(3, -1)]
}

/** The checks that can be asked for one by one: `/livez/ping`. The store is one of those that a server is ready by, though the recorded tree leaves it out. Source: docs, reference/using-api/health-checks. */
export function healthChecks(endpoint: string): readonly string[] {
  return [...checksOf(endpoint), 'etcd']
}

/** What a health endpoint says of its checks but for those that are left out, and whether all pass. Source: apiserver/pkg/server/healthz/healthz.go (handleRootHealth). */
export function healthText(endpoint: string, hasStore: boolean, excluded: readonly string[]): readonly [isHealthy: boolean, text: string] {
  const own = checksOf(endpoint)
  const all = own.includes('etcd') || (hasStore && !excluded.includes('etcd')) ? own : ['etcd', ...own]
  const fails = (check: string): boolean => check === 'etcd' && !hasStore && !excluded.includes(check)
  const isHealthy = !all.some(fails)
  const unknown = [...new Set(excluded)].filter(check => !all.includes(check)).sort()
  const lines = [
    ...all.map(check => fails(check) ? `[-]${check} failed: reason withheld` : `[+]${check} ${excluded.includes(check) ? 'excluded: ' : ''}ok`),
    ...unknown.length > 0 ? [`warn: some health checks cannot be excluded: no matches for ${unknown.map(check => JSON.stringify(check)).join(',')}`] : [],
    `${endpoint} check ${isHealthy ? 'passed' : 'failed'}`,
  ]
  return [isHealthy, `${lines.join('\n')}\n`]
}

function groups(): readonly string[] {
  return [...new Set(resources.map(({ group }) => group))]
}

function versionsOf(group: string): readonly string[] {
  return [...new Set(resources.filter(each => each.group === group).map(each => each.version))]
}

function inGroup(group: string, number: string): readonly ApiResource[] {
  return resources.filter(each => each.group === group && each.version === number)
}

/** One group; undefined if there is none of that name. */
export function groupOf(group: string): { readonly [name: string]: Json } | undefined {
  const versions = versionsOf(group).map(number => ({ groupVersion: apiVersionOf({ group, version: number }), version: number }))
  const [preferred] = versions
  return preferred && { name: group, versions, preferredVersion: preferred }
}

/** `/apis`: all groups but the core one. */
export function groupList(): JsonObject {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups().filter(Boolean).map(group => groupOf(group) ?? null) }
}

function listed(resource: ApiResource): readonly JsonObject[] {
  const { name, singular, namespaced, kind, verbs, shortNames, categories, subresources } = resource
  return [
    { name, singularName: singular, namespaced, kind, verbs, ...(shortNames.length > 0 && { shortNames }), ...(categories.length > 0 && { categories }) },
    ...subresources.map(sub => ({ name: `${name}/${sub.name}`, singularName: '', namespaced, ...(sub.group !== undefined && { group: sub.group, version: sub.version }), kind: sub.kind, verbs: sub.verbs })),
  ]
}

/** The resources of a group and version; undefined if there is none such. */
export function resourceList(group: string, number: string): JsonObject | undefined {
  const found = inGroup(group, number)
  return found.length === 0 ? undefined : { kind: 'APIResourceList', ...(group && { apiVersion: 'v1' }), groupVersion: apiVersionOf({ group, version: number }), resources: found.flatMap(listed) }
}

function aggregatedResource({ name, singular, kind, namespaced, verbs, shortNames, categories, subresources }: ApiResource): Json {
  return {
    resource: name,
    responseKind: { group: '', version: '', kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
    ...(subresources.length > 0 && { subresources: subresources.map(sub => ({ subresource: sub.name, responseKind: { group: sub.group ?? '', version: sub.version ?? '', kind: sub.kind }, verbs: sub.verbs })) }),
  }
}

/** All resources in one answer. @param core those of the core group, or of all others */
export function aggregated(core: boolean): JsonObject {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups().filter(group => (group === '') === core).map(group => ({
      metadata: group ? { name: group } : {},
      versions: versionsOf(group).map(number => ({ version: number, resources: inGroup(group, number).map(aggregatedResource), freshness: 'Current' })),
    })),
  }
}

/** Groups and versions as paths below the root: `api/v1`, `apis/apps/v1`. */
export function groupVersionPaths(): readonly string[] {
  return groups().flatMap(group => versionsOf(group).map(number => group ? `apis/${group}/${number}` : `api/${number}`))
}

/** `/`: the paths that there are. */
export function rootPaths(): JsonObject {
  const all = ['/.well-known/openid-configuration', '/api', '/apis', '/apis/', '/healthz', '/livez', '/openapi/v2', '/openapi/v3', '/openapi/v3/', '/readyz', '/version', ...groupVersionPaths().map(path => `/${path}`), ...groups().filter(Boolean).map(group => `/apis/${group}`)]
  return { paths: all.sort() }
}
