import type { JsonObject } from '../types.ts'

/** The media type in which a server lists all its resources at once. */
const contentType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** The lists of resources by path, cut down to those the scenarios name. */
const lists: Readonly<Record<string, JsonObject>> = {
  '/api': list(group('', 'v1', [
    resource('events', 'Event', { shortNames: ['ev'] }),
    resource('nodes', 'Node', { shortNames: ['no'], scope: 'Cluster' }),
    resource('pods', 'Pod', { shortNames: ['po'], categories: ['all'] }),
  ])),
  '/apis': list(group('apps', 'v1', [
    resource('deployments', 'Deployment', { shortNames: ['deploy'], categories: ['all'], subresources: ['scale', 'status'] }),
    resource('replicasets', 'ReplicaSet', { shortNames: ['rs'], categories: ['all'], subresources: ['scale', 'status'] }),
  ])),
}

/** What a request for the list of resources at that path gets, or nothing if the path is no such list. */
export function discovery(path: string): { readonly contentType: string, readonly body: JsonObject } | undefined {
  const body = lists[path]
  return body && { contentType, body }
}

function list(...items: JsonObject[]): JsonObject {
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items }
}

function group(name: string, version: string, resources: readonly JsonObject[]): JsonObject {
  const served = resources.map(({ kind = '', ...entry }) => ({ ...entry, responseKind: { group: name, version, kind } }))
  return { metadata: name ? { name } : {}, versions: [{ version, freshness: 'Current', resources: served }] }
}

interface Traits {
  readonly shortNames: readonly string[]
  readonly scope?: 'Cluster'
  readonly categories?: readonly string[]
  readonly subresources?: readonly string[]
}

function resource(name: string, kind: string, { shortNames, scope, categories = [], subresources = [] }: Traits): JsonObject {
  return {
    resource: name,
    kind,
    singularResource: kind.toLowerCase(),
    scope: scope ?? 'Namespaced',
    shortNames,
    categories,
    verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
    subresources: subresources.map(subresource => ({ subresource, verbs: ['get', 'patch', 'update'] })),
  }
}
