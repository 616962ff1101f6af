import type { Pod } from '../api/objects.ts'
import { storageKey } from '../api/kinds.ts'
import { secondsSince, timestamp } from '../engine/timing.ts'
import { json, objectResponse, text } from './answers.ts'
import { bodyOf } from './bodies.ts'
import { ask, type Call, isDryRun, numberOf, type Server, storedName } from './call.ts'
import { badRequest, conflict, invalid, methodNotAllowed, notFound, notSupported } from './errors.ts'
import type { HttpResponse, Sink } from './http.ts'
import { type JsonObject, listAt, numberAt, objectAt, textAt, withAt } from './json.ts'
import { objectAtPath } from './reads.ts'
import { findResource } from './resources.ts'
import { tokenIssuer } from './tokens.ts'
import { patched } from './patch-request.ts'
import { wrong } from './validation.ts'
import { changed, checkPlace } from './writes.ts'

/** How many Pods a workload should have, as its `scale` says. Source: pkg/registry/apps/deployment/storage/storage.go. */
function scaleOf(object: JsonObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = objectAt(object, 'metadata')
  const labels = Object.entries(objectAt(object, 'spec', 'selector', 'matchLabels')).map(([label, value]) => `${label}=${String(value)}`).sort().join(',')
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, 'spec', 'replicas') ?? 0 },
    status: { replicas: numberAt(object, 'status', 'replicas') ?? 0, selector: labels },
  }
}

function scale(server: Server, call: Call): HttpResponse {
  const { resource, name = '', verb } = call
  storedName(resource)
  const whole = objectAtPath(server, call)
  const before = scaleOf(whole)
  if (verb === 'get')
    return objectResponse(server, call, 200, before)
  const kind = { group: 'autoscaling', version: 'v1', kind: 'Scale' }
  const { object: sent } = verb === 'update' ? bodyOf(server, call, kind) : patched(call, before, 'V1Scale')
  checkPlace(call, objectAt(sent, 'metadata'))
  const version = textAt(sent, 'metadata', 'resourceVersion')
  if (version !== '' && version !== textAt(before, 'metadata', 'resourceVersion'))
    throw conflict(resource, name)
  const replicas = numberAt(sent, 'spec', 'replicas') ?? 0
  if (replicas < 0)
    throw invalid({ group: 'autoscaling', kind: 'Scale' }, name, [wrong('spec.replicas', replicas, 'must be greater than or equal to 0')])
  if (isDryRun(call.query))
    return objectResponse(server, call, 200, { ...before, spec: { replicas } })
  changed(server, call, whole, withAt(withAt(whole, ['spec', 'replicas'], replicas), ['metadata', 'managedFields'], undefined), { verb: verb === 'update' ? verb : 'patch', warnings: {} })
  return objectResponse(server, call, 200, scaleOf(objectAtPath(server, call)))
}

function podAt(server: Server, { namespace, name = '', resource }: Call): Pod {
  const pod = server.cache.get(storageKey('pods', namespace, name))
  if (pod?.kind !== 'Pod')
    throw notFound(resource, name)
  return pod
}

/** A moment as logs write it, to the nanosecond. */
function exact(ms: number): string {
  return `${timestamp(ms).slice(0, -1)}.${String(Math.floor(ms % 1000)).padStart(3, '0')}000000Z`
}

function containerOf({ spec, metadata: { name } }: Pod, wanted: string | null): string {
  const all = [...spec.containers, ...spec.initContainers ?? []].map(each => each.name)
  const [first = '', ...others] = spec.containers.map(each => each.name)
  if (!wanted && others.length > 0)
    throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${[first, ...others].join(' ')}]`)
  if (wanted && !all.includes(wanted))
    throw badRequest(`container ${wanted} is not valid for pod ${name}`)
  return wanted || first
}

/** Answers what a container has written, and with `follow` what it goes on to write. */
function log(server: Server, call: Call): HttpResponse {
  const { query } = call
  const pod = podAt(server, call)
  const container = containerOf(pod, query.get('container'))
  const previous = query.get('previous') === 'true'
  const read = () => {
    const { log: lines = [], written = [] } = ask(server, call, { verb: 'get', subresource: 'log', container, previous, query: `container=${container}` })
    return lines.map((line, index) => ({ line, at: written[index] ?? 0 }))
  }
  const time = query.get('sinceTime')
  const since = time ? secondsSince(time, server.simulation.now()) : numberOf(query, 'sinceSeconds')
  const tail = numberOf(query, 'tailLines')
  const stamped = query.get('timestamps') === 'true'
  const shown = (lines: ReturnType<typeof read>): string => lines.map(({ line, at }) => `${stamped ? `${exact(at)} ` : ''}${line}\n`).join('')
  const first = read()
  const recent = first.filter(({ at }) => since === undefined || at >= server.simulation.now() - since * 1000)
  const begin = shown(tail === undefined || tail < 0 ? recent : tail === 0 ? [] : recent.slice(-tail)).slice(0, numberOf(query, 'limitBytes'))
  if (query.get('follow') !== 'true')
    return text(200, begin, 'text/plain')
  const key = storageKey('pods', call.namespace, call.name)
  function stream(sink: Sink): () => void {
    let seen = first.length
    sink.write(begin)
    const close = (): void => void server.ticks.delete(tick)
    const tick = (): void => {
      const now = server.cache.get(key)
      const state = now?.kind === 'Pod' ? now.status.containerStatuses?.find(({ name }) => name === container)?.state : undefined
      if (!state || 'terminated' in state) {
        close()
        sink.end()
        return
      }
      const lines = read()
      if (lines.length > seen)
        sink.write(shown(lines.slice(seen)))
      seen = lines.length
    }
    server.ticks.add(tick)
    return close
  }
  return { ...text(200, '', 'text/plain'), stream }
}

/** Source: pkg/registry/core/pod/storage/eviction.go. */
function evict(server: Server, call: Call): HttpResponse {
  const { object } = bodyOf(server, call, { group: 'policy', version: 'v1', kind: 'Eviction' })
  const named = textAt(object, 'metadata', 'name')
  if (named !== '' && named !== call.name)
    throw badRequest('name in URL does not match name in Eviction object')
  podAt(server, call)
  const grace = numberAt(object, 'deleteOptions', 'gracePeriodSeconds')
  if (!isDryRun(call.query))
    ask(server, call, { verb: 'create', subresource: 'eviction', body: { kind: 'DeleteOptions', ...(grace !== undefined && { gracePeriodSeconds: grace }) } })
  return json(201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 })
}

/** Binds a Pod to a node: at its own path, or where the body names it. Source: pkg/registry/core/pod/storage/storage.go (assignPod, LegacyBindingREST). */
export function bind(server: Server, given: Call): HttpResponse {
  const { object } = bodyOf(server, given, { group: '', version: 'v1', kind: 'Binding' })
  const call = given.name === undefined ? { ...given, resource: findResource('', 'v1', 'pods') ?? given.resource, name: textAt(object, 'metadata', 'name') } : given
  const pod = podAt(server, call)
  const { name, namespace = 'default' } = pod.metadata
  if (pod.spec.nodeName !== undefined)
    throw conflict({ group: '', name: 'pods/binding', kind: 'Binding' }, name, `pod ${name} is already assigned to node "${pod.spec.nodeName}"`)
  const target = textAt(object, 'target', 'name')
  ask(server, call, { verb: 'create', subresource: 'binding', body: { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target: { kind: 'Node', name: target } } })
  return json(201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 })
}

/** A token with which a service account may ask. Source: pkg/registry/core/serviceaccount/storage/token.go. */
function token(server: Server, call: Call): HttpResponse {
  const { object } = bodyOf(server, call, { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' })
  const account = objectAtPath(server, call)
  const seconds = numberAt(object, 'spec', 'expirationSeconds') ?? 3600
  if (seconds < 600)
    throw invalid({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, '', [wrong('spec.expirationSeconds', seconds, 'may not specify a duration less than 10 minutes')])
  const given = listAt(object, 'spec', 'audiences').map(String)
  const audiences = given.length > 0 ? given : [tokenIssuer]
  const [name, namespace, uid] = (['name', 'namespace', 'uid'] as const).map(field => textAt(account, 'metadata', field)) as [string, string, string]
  const until = timestamp(server.simulation.now() + seconds * 1000)
  return json(201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, uid, creationTimestamp: server.time() },
    spec: { boundObjectRef: null, ...objectAt(object, 'spec'), audiences, expirationSeconds: seconds },
    status: { token: server.tokens.issue({ name, namespace, uid, until }, { seconds, audiences }), expirationTimestamp: until },
  })
}

/** Subresources that open a connection to a container. */
const connecting = new Set(['exec', 'attach', 'portforward', 'proxy', 'ephemeralcontainers', 'resize'])

const answers = new Map<string, (server: Server, call: Call) => HttpResponse>([
  ['scale', scale],
  ['log', log],
  ['eviction', evict],
  ['binding', bind],
  ['token', token],
  ['ephemeralcontainers', (server, call) => objectResponse(server, call, 200, objectAtPath(server, call))],
])

/** Answers a call about a part of an object. @throws ApiError for one that this cluster has not */
export function subresource(server: Server, call: Call): HttpResponse {
  const { verb, subresource: part = '' } = call
  if (connecting.has(part) && !(part === 'ephemeralcontainers' && verb === 'get'))
    throw notSupported(`the containers of this cluster are only modelled: ${part} is not possible`)
  const answer = answers.get(part)
  if (!answer)
    throw methodNotAllowed()
  return answer(server, call)
}
