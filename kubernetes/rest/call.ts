import type { Identity } from '../api/identity.ts'
import { type Resource, storedResources } from '../api/kinds.ts'
import type { Answer, Ask } from '../api/request.ts'
import { createRegistry } from '../node/images.ts'
import { timestamp } from '../engine/timing.ts'
import type { Simulation } from '../simulation.ts'
import { badRequest, failure } from './errors.ts'
import type { ApiError, HttpRequest } from './http.ts'
import type { JsonObject } from './json.ts'
import { present, type PresentContext } from './object-json.ts'
import { type ApiResource, qualified } from './resources.ts'
import { modelLimits, type StorageLimits } from './storage-limits.ts'
import { createTokens, type Signer, type Tokens } from './tokens.ts'
import { createWatchCache, type WatchCache } from './watch-cache.ts'
import type { ApiObject, Status } from '../api/objects.ts'

/** Reads and writes YAML, which this folder itself does not. */
export interface Yaml {
  readonly parse: (text: string) => unknown
  readonly stringify: (value: unknown) => string
}

/** What every part of the API works with. */
export interface Server {
  readonly simulation: Simulation
  readonly cache: WatchCache
  readonly context: PresentContext
  readonly yaml: Yaml | undefined
  readonly limits: StorageLimits
  /** What an object of a kind holds that holds nothing. */
  readonly emptyFields: Readonly<Record<string, JsonObject>>
  /** Those of service accounts. */
  readonly tokens: Tokens
  /** The client's time, in milliseconds: timeouts of a client are not counted by the model's clock. */
  readonly clock: () => number
  /** Called whenever the model's time has advanced. */
  readonly ticks: Set<() => void>
  readonly show: (object: ApiObject) => JsonObject
  /** The time as the API writes it. */
  readonly time: () => string
}

/** Kinds that are shown otherwise when something else has changed. */
const dependent: ReadonlySet<string> = new Set(['Event'])

/** What stored objects look like, for as long as they are stored: they never change in place. */
const views = new WeakMap<ApiObject, JsonObject>()

function shown(object: ApiObject, context: PresentContext): JsonObject {
  const known = dependent.has(object.kind) ? undefined : views.get(object)
  if (known)
    return known
  const view = present(object, context)
  views.set(object, view)
  return view
}

/** The server's parts around a cluster. */
export function createServer(simulation: Simulation, clock: () => number, yaml?: Yaml, limits = modelLimits, emptyFields: Server['emptyFields'] = {}, signer?: Signer): Server {
  const cache = createWatchCache(simulation)
  const context: PresentContext = { registry: createRegistry(simulation.history.scenario.registry), get: cache.get }
  return { simulation, cache, context, yaml, limits, emptyFields, tokens: createTokens(cache, signer), clock, ticks: new Set(), show: object => shown(object, context), time: () => timestamp(simulation.now()) }
}

/** The API server as a client of its own. */
export const apiServerItself: Identity = { user: 'system:apiserver', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }

/** A request on a resource, taken apart. */
export interface Call {
  readonly http: HttpRequest
  readonly identity: Identity
  readonly verb: string
  readonly resource: ApiResource
  readonly namespace: string | undefined
  readonly name: string | undefined
  readonly subresource: string | undefined
  readonly query: URLSearchParams
}

/** Nobody answers: the API server of the model does not run. */
export class Unreachable extends Error {}

/** Whether the model stores objects of a resource. */
export function isStored({ name, group }: ApiResource): boolean {
  return storedResources.some(each => each === name) && group !== 'events.k8s.io'
}

/** The name under which the model knows a resource. @throws ApiError if it knows it not */
export function storedName({ name }: Pick<ApiResource, 'name'>): Resource {
  const found = storedResources.find(each => each === name)
  if (!found)
    throw failure(405, 'MethodNotAllowed', `this cluster keeps no ${name}`, {})
  return found
}

/** Asks the API server of the model, and gives its answer if that is yes. @throws ApiError if it is no, Unreachable if there is none */
export function ask(server: Server, { identity, resource, namespace, name }: Call, request: Omit<Ask, 'resource'> & { readonly resource?: Resource }): Answer {
  const answer = server.simulation.ask({ resource: storedName(resource), ...(namespace !== undefined && { namespace }), ...(name !== undefined && { name }), ...request }, identity)
  server.cache.refresh()
  if (answer.code === 0)
    throw new Unreachable()
  if (answer.status)
    throw refusalOf(resource, answer.status)
  return answer
}

/** What is wrong with an object, field by field. */
function causesOf({ details }: Status): JsonObject {
  const causes = details?.causes.map((each) => {
    const [, field = '', message = each] = /^(\S+): (.*)$/s.exec(each) ?? []
    return { reason: `FieldValue${/^\w+/.exec(message)?.[0] ?? ''}`, message, field }
  })
  return causes ? { causes } : {}
}

/** What the API answers where the model's API server refuses. */
export function refusalOf(resource: ApiResource, status: Status): ApiError {
  const target = /"([^"]+)"/.exec(status.message)?.[1]
  // What a policy denies is told of the resource, with what it says as the only cause. Source: apiserver/pkg/admission/plugin/policy/validating/dispatcher.go.
  const [, cause] = / is forbidden: (ValidatingAdmissionPolicy '.*)$/s.exec(status.message) ?? []
  if (cause !== undefined)
    return failure(status.code, status.reason ?? '', status.message, { name: /"([^"]*)" is forbidden/.exec(status.message)?.[1] ?? '', ...(resource.group && { group: resource.group }), kind: resource.name, causes: [{ message: cause }] })
  const isAboutIt = status.message.startsWith(qualified(resource, resource.name)) || status.message.startsWith(qualified(resource, resource.kind)) || status.message.startsWith('Operation cannot')
  const details = isAboutIt ? { ...(target !== undefined && !status.message.startsWith(`${qualified(resource, resource.name)} is`) && { name: target }), ...(resource.group && { group: resource.group }), kind: status.reason === 'Invalid' ? resource.kind : resource.name, ...causesOf(status) } : undefined
  return failure(status.code, status.reason ?? '', status.message, details)
}

/** Whether nothing is to be stored. */
export function isDryRun(query: URLSearchParams): boolean {
  return query.getAll('dryRun').includes('All')
}

/** A number of the query; undefined if it is not given. @throws ApiError if it is none */
export function numberOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null || text === '')
    return undefined
  if (!/^-?\d+$/.test(text))
    throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`)
  return Number(text)
}

/** Who writes, as `managedFields` names it: by the query, or by the client's own name. */
export function managerOf({ query, http }: Call): string {
  return query.get('fieldManager') || /^[^/\s]+/.exec(http.headers['user-agent'] ?? '')?.[0] || 'unknown'
}
