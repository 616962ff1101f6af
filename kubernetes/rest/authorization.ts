import type { Identity } from '../api/identity.ts'
import { boundRules } from '../server/bound-rules.ts'
import { storageKey, storedResources } from '../api/kinds.ts'
import type { Rule } from '../server/policy.ts'
import type { Server } from './call.ts'
import type { JsonObject } from './json.ts'

/** A request as authorization sees it. */
export interface Attempt {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly subresource?: string
  readonly namespace?: string
  readonly name?: string
}

function boundOf({ cache }: Server): readonly Rule[] {
  return boundRules(cache.get, (prefix) => {
    const resource = storedResources.find(each => prefix === `${storageKey(each, undefined)}/`)
    return resource ? cache.list(resource) : []
  })
}

function concerns({ subjects }: Rule, { user, groups }: Identity): boolean {
  return subjects.some(subject => subject === user || groups.includes(subject))
}

/** Whether a user may make a request. Source: docs, reference/access-authn-authz/rbac. */
export function mayDo(server: Server, identity: Identity, { verb, group, resource, subresource, namespace, name }: Attempt): boolean {
  const target = subresource ? `${resource}/${subresource}` : resource
  const allows = (rule: Rule): boolean => concerns(rule, identity)
    && rule.verbs.some(each => each === '*' || each === verb)
    && rule.resources.some(each => each === '*' || each === target || (subresource !== undefined && each === `*/${subresource}`))
    && (rule.groups === undefined || rule.groups.some(each => each === '*' || each === group))
    && (rule.namespace === undefined || rule.namespace === namespace)
    && (rule.names === undefined || rule.names.includes(name ?? ''))
  return server.simulation.policy.rules.some(allows) || boundOf(server).some(allows) || (verb === 'create' && identity.groups.includes('system:authenticated') && /^self/.test(resource))
}

/** Paths that any user may read, and those that authenticated users may. Source: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go. */
const open = ['/healthz', '/livez', '/readyz', '/version', '/version/']
const discovery = ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/openapi', '/openapi/*', '/readyz', '/version', '/version/']
const issuer = ['/.well-known', '/.well-known/*']

function matchesPath(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path
}

/** Whether a user may read a path that is no resource. */
export function mayRead(server: Server, identity: Identity, path: string): boolean {
  if (open.includes(path) || server.simulation.policy.rules.some(rule => concerns(rule, identity) && rule.verbs.includes('*') && rule.resources.includes('*')))
    return true
  const bound = boundOf(server).flatMap(rule => concerns(rule, identity) && rule.namespace === undefined ? rule.paths ?? [] : [])
  return [...bound, ...identity.groups.includes('system:authenticated') ? [...discovery, ...issuer] : []].some(pattern => matchesPath(pattern, path))
}

/** All that a user may do in a namespace, as a review answers it. Source: pkg/registry/authorization/selfsubjectrulesreview. */
export function rulesOf(server: Server, identity: Identity, namespace: string): JsonObject {
  const groupOf = (resource: string): string => /^(?:deployments|replicasets)/.test(resource) ? 'apps' : resource === '*' ? '*' : ''
  const own = [...server.simulation.policy.rules, ...boundOf(server)].filter(rule => concerns(rule, identity) && (rule.namespace === undefined || rule.namespace === namespace))
  // Two bindings may say the same.
  const once = (rules: readonly JsonObject[]): readonly JsonObject[] => [...new Map(rules.map(rule => [JSON.stringify(rule), rule])).values()]
  const isAdmin = own.some(({ verbs, resources }) => verbs.includes('*') && resources.includes('*'))
  return {
    resourceRules: once([
      ...own.filter(({ paths }) => !paths).map(({ verbs, groups, resources, names }) => ({ verbs, apiGroups: groups ?? [...new Set(resources.map(groupOf))], resources, ...(names && { resourceNames: names }) })),
      { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'] },
      { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
    ]),
    nonResourceRules: once([
      ...own.flatMap(({ verbs, paths, namespace: where }) => paths && where === undefined ? [{ verbs, nonResourceURLs: paths }] : []),
      ...isAdmin ? [{ verbs: ['*'], nonResourceURLs: ['*'] }] : [],
      { verbs: ['get'], nonResourceURLs: discovery },
      { verbs: ['get'], nonResourceURLs: open },
      { verbs: ['get'], nonResourceURLs: issuer },
    ]),
    incomplete: false,
  }
}
