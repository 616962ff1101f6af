import type { Identity } from '../api/identity.ts'
import { fnv32 } from '../engine/random.ts'
import { anonymous } from '../server/policy.ts'
import type { Simulation } from '../simulation.ts'
import { json, prettied, rawJson, text } from './answers.ts'
import { type Attempt, mayDo, mayRead } from './authorization.ts'
import { largestBody } from './bodies.ts'
import { type Call, createServer, type Server, Unreachable, type Yaml } from './call.ts'
import { aggregated, groupList, groupOf, healthChecks, healthText, resourceList, rootPaths, version } from './discovery.ts'
import { expireEvents } from './event-ttl.ts'
import { badRequest, failure, forbidden, forbiddenPath, methodNotAllowed, noSuchPath, unauthorized } from './errors.ts'
import { accepted, ApiError, type HttpRequest, type HttpResponse, segments } from './http.ts'
import type { JsonObject } from './json.ts'
import { keepOwnService } from './kubernetes-service.ts'
import { openapiDocument, openapiIndex } from './openapi.ts'
import { get, list } from './reads.ts'
import { findResource, qualified } from './resources.ts'
import { review } from './reviews.ts'
import { models } from './schema.ts'
import type { StorageLimits } from './storage-limits.ts'
import { bind, subresource } from './subresources.ts'
import type { Signer } from './tokens.ts'
import { watch } from './watching.ts'
import { create, update } from './writes.ts'
import { patch } from './patch-request.ts'
import { remove, removeAll } from './deletes.ts'

/** The Kubernetes API of one cluster, over HTTP but without a network: what a request is answered. */
export interface Api {
  /** Answers a request. Undefined: there is no answer, as the API server of the model does not run. */
  readonly handle: (request: HttpRequest) => HttpResponse | undefined
  /** Tells those who watch what has happened: to be called whenever time has gone on. */
  readonly refresh: () => void
}

/** Answers what asks for a description of kinds. @param path below `/openapi/`: `v3/apis/apps/v1` */
export type Describe = (path: string, request: Pick<HttpRequest, 'headers'>, hash: string, now: number) => HttpResponse | undefined

export interface ApiOptions {
  readonly simulation: Simulation
  readonly tokens: ReadonlyMap<string, Identity>
  /** Where it is reached, as `/api` tells: `127.0.0.1:3031`. */
  readonly address: string
  readonly yaml?: Yaml
  /** The client's time, in milliseconds; the machine's unless given. */
  readonly clock?: () => number
  /** Answers what asks for a description of the kinds; only those that are kept are described unless given. */
  readonly describe?: Describe
  /** Refuses more than what a page itself would send wrong. @throws ApiError */
  readonly check?: (server: Server, call: Call) => void
  /** What bookmarks hold, which a page asks for none of. */
  readonly emptyFields?: Server['emptyFields']
  readonly limits?: StorageLimits
  readonly signer?: Signer
  /** Answers paths that are none of a resource, and that a page asks for none of. */
  readonly documentAt?: (path: string) => HttpResponse | undefined
  /** Hears of each request once it is answered. */
  readonly onRequest?: (request: ObservedRequest) => void
}

export interface ObservedRequest {
  /** As an authorizer names it; in small letters as HTTP does where the path is none of a resource. */
  readonly verb: string
  readonly path: string
  /** Undefined if nobody knows. */
  readonly user: string | undefined
  readonly code: number
}

const verbs: Readonly<Record<string, readonly [one: string, many: string]>> = {
  GET: ['get', 'list'],
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
  PATCH: ['patch', 'patch'],
  DELETE: ['delete', 'deletecollection'],
}

/** Who asks. @throws ApiError (401) for a token that is not known, (403) for somebody who may not ask for another */
function identify(server: Server, tokens: ReadonlyMap<string, Identity>, { headers }: HttpRequest, attempt: (identity: Identity) => Attempt | undefined): Identity {
  const shown = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1]
  const own = headers.authorization === undefined ? anonymous : tokens.get(shown ?? '') ?? server.tokens.identify(shown ?? '', server.simulation.now())
  if (!own)
    throw unauthorized()
  const user = headers['impersonate-user']
  if (user === undefined)
    return own
  if (!mayDo(server, own, { verb: 'impersonate', group: '', resource: 'users', name: user })) {
    const wanted = attempt(own)
    throw wanted
      ? forbidden({ group: wanted.group, name: wanted.resource, kind: '' }, wanted.name ?? '', `User "${own.user}" cannot impersonate-on:user-info:${wanted.verb} resource "${wanted.resource}" in API group "${wanted.group}"${wanted.namespace ? ` in the namespace "${wanted.namespace}"` : ' at the cluster scope'}`)
      : failure(403, 'Forbidden', `users "${user}" is forbidden: User "${own.user}" cannot impersonate resource "users" in API group "" at the cluster scope`, { name: user, kind: 'users' })
  }
  const groups = (headers['impersonate-group'] ?? '').split(',').map(each => each.trim()).filter(Boolean)
  return { user, groups: [...new Set([...groups, 'system:authenticated'])] }
}

/** The place on a resource that a path names; undefined if it names none. */
export function resourcePathOf(path: readonly string[]): Pick<Call, 'namespace' | 'name' | 'subresource'> & { readonly group: string, readonly version: string, readonly plural: string, readonly isWatch: boolean } | undefined {
  const [root, ...below] = path
  const [group = '', number = '', ...given] = root === 'api' ? ['', ...below] : below
  if ((root !== 'api' && root !== 'apis') || given.length === 0)
    return undefined
  const isWatch = given[0] === 'watch'
  const rest = isWatch ? given.slice(1) : given
  const common = { group, version: number, isWatch }
  const [first, namespace, plural, name, sub, more] = rest
  if (first === 'namespaces' && plural !== undefined && !['status', 'finalize'].includes(plural))
    return more === undefined || sub === 'proxy' ? { ...common, namespace, plural, name, subresource: sub } : undefined
  return first === undefined || (rest.length > 3 && plural !== 'proxy') ? undefined : { ...common, namespace: undefined, plural: first, name: namespace, subresource: plural }
}

/** Whether a path is below a group that there is: what is not there is told by a Status, elsewhere by a text. */
function isInApi(path: string): boolean {
  const [root, group] = segments(path)
  return root === 'api' || (root === 'apis' && group !== undefined && groupOf(group) !== undefined)
}

/** Answers what is no resource; undefined if there is nothing at the path. */
function document({ simulation, clock }: Server, path: string, { headers }: HttpRequest, query: URLSearchParams, address: string, describe: Describe): HttpResponse | undefined {
  const parts = segments(path)
  const { stopped } = simulation.state()
  if (stopped.has('kube-apiserver'))
    throw new Unreachable()
  const hasStore = [...stopped].filter(part => part.startsWith('etcd-')).length < 2
  const wantsAggregated = accepted(headers.accept).find(({ parameters: { g, as } }) => g === 'apidiscovery.k8s.io' && as === 'APIGroupDiscoveryList')
  const found = (value: JsonObject | undefined): HttpResponse | undefined => value && json(200, value)
  const [root, second, third] = parts
  if (parts.length === 0)
    return rawJson(rootPaths())
  if (root === 'version' && parts.length === 1)
    return rawJson(version)
  if (root === 'healthz' || root === 'livez' || root === 'readyz') {
    const check = parts.slice(1).join('/')
    const [isHealthy, report] = healthText(root, hasStore, query.getAll('exclude').filter(Boolean))
    if (check === '')
      return text(isHealthy ? 200 : 500, isHealthy && !query.has('verbose') ? 'ok' : report)
    if (!healthChecks(root).includes(check))
      return undefined
    return check === 'etcd' && !hasStore ? text(500, 'internal server error: error getting data from etcd: context deadline exceeded\n') : text(200, 'ok')
  }
  if (root === 'openapi')
    return describe(parts.slice(1).join('/'), { headers }, query.get('hash') ?? '', clock())
  if ((path === '/api' || path === '/apis') && wantsAggregated) {
    const { g = '', v = '', as = '' } = wantsAggregated.parameters
    const found = aggregated(path === '/api')
    return json(200, found, { 'cache-control': 'public', 'vary': 'Accept', 'etag': `"${tagOf(JSON.stringify(found))}"`, 'content-type': `application/json;g=${g};v=${v};as=${as}` })
  }
  if (root === 'api')
    return parts.length === 1 ? json(200, { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }] }) : parts.length === 2 ? found(resourceList('', second ?? '')) : undefined
  if (root !== 'apis')
    return undefined
  if (parts.length === 1)
    return json(200, groupList())
  const group = groupOf(second ?? '')
  return parts.length === 2 ? found(group && { kind: 'APIGroup', apiVersion: 'v1', ...group }) : parts.length === 3 && second ? found(resourceList(second, third ?? '')) : undefined
}

/** A text that tells one content from another, as long as a real server's. */
export function tagOf(content: string): string {
  const seed = fnv32(content)
  return Array.from({ length: 16 }, (_, index) => fnv32(`${index}/${seed}`).toString(16).padStart(8, '0')).join('').toUpperCase()
}

/** The list of documents, and those of the kinds that are kept: what a page needs. */
function describeKept(path: string): HttpResponse | undefined {
  const found = path === 'v3' ? openapiIndex(tagOf) : path.startsWith('v3/') ? openapiDocument(path.slice(3), models) : undefined
  return found && json(200, found)
}

const answers: Readonly<Partial<Record<string, (server: Server, call: Call) => HttpResponse>>> = { get, list, watch, create, update, patch, delete: remove }

/** Answers a call on a resource, once it is known that it may be made. */
function dispatch(server: Server, call: Call): HttpResponse {
  const { resource, verb, name } = call
  if (/^(?:authentication|authorization)\.k8s\.io$/.test(resource.group))
    return review(server, call)
  const part = resource.subresources.find(each => each.name === call.subresource)
  if (call.subresource !== undefined && !part)
    throw noSuchPath()
  if (!(part ?? resource).verbs.includes(verb))
    throw methodNotAllowed()
  if (resource.name === 'bindings')
    return bind(server, call)
  if (part && part.name !== 'status')
    return subresource(server, call)
  if (name === undefined ? verb === 'update' || verb === 'patch' : verb === 'create')
    throw methodNotAllowed()
  return (answers[verb] ?? removeAll)(server, call)
}

/** The API of a cluster. It runs wherever the model runs: what opens ports and reads files is elsewhere. */
export function createApi({ simulation, tokens, address, yaml, clock = Date.now, describe = describeKept, check, emptyFields, limits, signer, documentAt, onRequest }: ApiOptions): Api {
  const server = createServer(simulation, clock, yaml, limits, emptyFields, signer)
  const periodic = [expireEvents(server), keepOwnService(server)]

  function answer(request: HttpRequest, about: { verb: string, user?: string }): HttpResponse {
    server.cache.refresh()
    const [path = '/', search = ''] = request.url.split('?', 2)
    const query = new URLSearchParams(search)
    if (new TextEncoder().encode(request.body).length > largestBody)
      throw failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${largestBody}`)
    const resourcePath = resourcePathOf(segments(path))
    const methods = verbs[request.method]
    const isWatch = resourcePath?.isWatch || (request.method === 'GET' && resourcePath?.name === undefined && !['false', '0'].includes((query.get('watch') ?? 'false').toLowerCase()))
    const verb = isWatch ? 'watch' : methods?.[resourcePath?.name === undefined ? 1 : 0] ?? request.method.toLowerCase()
    const attempt: Attempt | undefined = resourcePath && {
      verb,
      group: resourcePath.group,
      resource: resourcePath.plural,
      ...(resourcePath.subresource !== undefined && { subresource: resourcePath.subresource }),
      ...(resourcePath.namespace !== undefined && { namespace: resourcePath.namespace }),
      ...(resourcePath.name !== undefined && { name: resourcePath.name }),
    }
    about.verb = resourcePath ? verb : request.method.toLowerCase()
    const identity = identify(server, tokens, request, () => attempt)
    about.user = identity.user
    if (!resourcePath || !attempt) {
      if (!mayRead(server, identity, path))
        throw forbiddenPath(identity.user, verbs[request.method]?.[0] ?? request.method.toLowerCase(), path)
      const found = document(server, path, request, query, address, describe) ?? documentAt?.(path)
      if (!found)
        return isInApi(path) ? json(404, noSuchPath().status) : text(404, '404 page not found\n')
      if (request.method !== 'GET')
        throw methodNotAllowed()
      const { etag } = found.headers
      return etag !== undefined && etag === request.headers['if-none-match'] ? { ...found, status: 304, body: '' } : found
    }
    const resource = findResource(resourcePath.group, resourcePath.version, resourcePath.plural)
    if (!mayDo(server, identity, attempt)) {
      const target = resourcePath.subresource ? `${resourcePath.plural}/${resourcePath.subresource}` : resourcePath.plural
      const refusal = forbidden({ group: resourcePath.group, name: resourcePath.plural, kind: '' }, resourcePath.name ?? '', `User "${identity.user}" cannot ${verb} resource "${target}" in API group "${resourcePath.group}"${resourcePath.namespace ? ` in the namespace "${resourcePath.namespace}"` : ' at the cluster scope'}`)
      throw refusal
    }
    if (resourcePath.group !== '' && !groupOf(resourcePath.group))
      return text(404, '404 page not found\n')
    if (!resource || (resourcePath.namespace !== undefined && !resource.namespaced))
      throw noSuchPath()
    if (!methods)
      throw methodNotAllowed()
    if (resource.namespaced && resourcePath.namespace === undefined && (resourcePath.name !== undefined || !['list', 'watch'].includes(verb)))
      throw resourcePath.name !== undefined ? noSuchPath() : methodNotAllowed()
    const call = { http: request, identity, verb, resource, namespace: resourcePath.namespace, name: resourcePath.name, subresource: resourcePath.subresource, query }
    check?.(server, call)
    return dispatch(server, call)
  }

  function answered(request: HttpRequest, about: { verb: string, user?: string }): HttpResponse | undefined {
    try {
      return answer(request, about)
    }
    catch (error) {
      if (error instanceof Unreachable)
        return undefined
      if (error instanceof URIError)
        return json(400, badRequest(`the path cannot be read: ${qualified({ group: '' }, request.url.slice(0, 80))}`).status)
      if (error instanceof ApiError)
        return json(error.code, error.status)
      // The stack is at its end: what was sent has too much in each other, in YAML or otherwise.
      if (error instanceof RangeError)
        return json(400, badRequest('exceeded max depth').status)
      throw error
    }
  }

  function handle(request: HttpRequest): HttpResponse | undefined {
    const about: { verb: string, user?: string } = { verb: request.method.toLowerCase() }
    const plain = answered(request, about)
    const whole = plain && prettied(plain, request, new URLSearchParams(request.url.split('?', 2)[1]))
    const found = whole && request.method === 'HEAD' ? { ...whole, body: '' } : whole
    if (found)
      onRequest?.({ verb: about.verb, path: request.url, user: about.user, code: found.status })
    return found
  }

  return {
    handle,
    refresh: () => {
      server.cache.refresh()
      for (const tick of [...periodic, ...server.ticks])
        tick()
    },
  }
}
