import { keyOf, storageKey } from '../api/kinds.ts'
import { same } from '../api/same.ts'
import { etcdTimeout, expired, invalid, isDialTimeout, isEtcdTimeout, notFound, unauthorized } from '../api/status.ts'
import type { ApiObject, Draft, Status } from '../api/objects.ts'
import { type Answer, type ApiRequest, asksForToken, writes } from '../api/request.ts'
import { nodeOf } from '../engine/actor.ts'
import type { Random } from '../engine/random.ts'
import type { Reply } from '../engine/task.ts'
import type { Recorder } from '../engine/recorder.ts'
import { timestamp } from '../engine/timing.ts'
import type { EventId } from '../history/event.ts'
import { authenticate, authorize } from './access.ts'
import { callWebhooks, checkNamespace, checkPriority, checkQuota, mutate, restrictNode } from './admission.ts'
import { changeOf, commit, type Ready } from './commit.ts'
import { withDefaults } from './defaults.ts'
import { deleteObject } from './delete.ts'
import { fetchLog, type FindKubelet } from './log.ts'
import { openContext, Refusal, type RequestContext } from './request-context.ts'
import type { Admission, Identity, Policy } from './policy.ts'
import { selectorOf } from './selector.ts'
import type { Store } from './store.ts'
import { boundRules } from './bound-rules.ts'
import { mayGo, prepareForCreate } from './strategy.ts'
import { finalizerErrors, validationErrors } from './validation.ts'
import type { Watches } from './watch.ts'

/**
 * For how long a request waits for etcd, in milliseconds: the API server half a minute for a write and a minute for a
 * read, a kubelet that tells of its node no longer than the ten seconds until it would tell again.
 * Sources: apiserver/pkg/server/config.go (RequestTimeout), cmd/kubelet/app/server.go (heartbeatClientConfig.Timeout); recorded: 34 and 60 s.
 */
function requestTimeout({ verb, resource, actor }: ApiRequest): number {
  if (nodeOf(actor) !== undefined && (resource === 'leases' || resource === 'nodes'))
    return 10_000
  // Whoever leads asks for no longer than half the time in which it must renew. Source: client-go/tools/leaderelection/resourcelock/interface.go (NewFromKubeconfig).
  if (resource === 'leases')
    return 5000
  return verb === 'get' || verb === 'list' || verb === 'watch' ? 60_000 : 34_000
}

/** How long it takes until a refusal comes, in milliseconds: a connection to a node that nothing comes back from is tried for 30 s. Source: apimachinery/pkg/util/net/http.go (dialer). */
function delayOf(request: ApiRequest, status: Status): number {
  if (isEtcdTimeout(status))
    return requestTimeout(request)
  return isDialTimeout(status) ? 30_000 : 0
}

/** Takes a request through the gates to its answer, and gives the event that answered. */
export interface ApiServer {
  readonly handle: (request: ApiRequest, causes: readonly EventId[]) => Reply
}

/** What an API server is made of. Only it is given the store. */
export interface ApiServerParts {
  readonly store: Store
  readonly etcd: () => boolean
  readonly policy: Policy
  readonly watches: Watches
  readonly kubelet: FindKubelet
  readonly recorder: Recorder
  readonly random: Random
  /** Milliseconds since the start. */
  readonly now: () => number
  /** What has a say beside the gates' own plugins, before webhooks and quotas. */
  readonly admission?: Admission
}

/**
 * An API server. The order of its gates is that of the source: authentication, authorization, decoding with defaults,
 * mutating admission, validation of the object, validating admission, the commit, the answer.
 * Sources: apiserver/pkg/server/config.go, apiserver/pkg/endpoints/handlers/create.go, apiserver/pkg/registry/generic/registry/store.go.
 */
export function createApiServer({ store, etcd, policy, watches, kubelet: findKubelet, recorder, random, now, admission }: ApiServerParts): ApiServer {
  const lastCommit = new Map<string, EventId>()

  function admitted(context: RequestContext): Identity {
    const { request } = context
    const identity = request.as ?? authenticate(policy, request.credential) ?? context.refuse('authentication', unauthorized())
    context.note({ kind: 'gate', request, gate: 'authentication', user: identity.user })
    context.pass('authorization', authorize(policy, identity, request, () => boundRules(key => store.get(key), prefix => store.list(prefix))))
    return identity
  }

  const namespaceOf = (name: string): ApiObject | undefined => store.get(storageKey('namespaces', undefined, name))

  function freeName(prefix: string, request: ApiRequest): string {
    for (;;) {
      const name = prefix + random.suffix(5)
      if (!store.get(storageKey(request.resource, request.namespace, name)))
        return name
    }
  }

  function create(context: RequestContext, identity: Identity, sent: Draft): Ready {
    const { request } = context
    const decoded = withDefaults(sent)
    context.note({ kind: 'decoded', request, object: decoded })
    const mutated = mutate(admission?.change(decoded, request) ?? decoded, policy)
    context.pass('mutating', checkNamespace(request, namespaceOf) ?? checkPriority(policy, decoded) ?? restrictNode(identity, request, decoded) ?? callWebhooks(policy, 'mutating', request), mutated)
    const name = mutated.metadata.name ?? freeName(mutated.metadata.generateName ?? '', request)
    const object = prepareForCreate(mutated, { name, uid: random.uid(), creationTimestamp: timestamp(now()) })
    const errors = validationErrors(mutated, name)
    context.pass('validation', errors.length > 0 ? invalid(request.resource, name, errors) : undefined, object)
    const used = (): number => store.list(`${storageKey('pods', request.namespace)}/`).length
    context.pass('validating', admission?.check({ request, object, store }) ?? callWebhooks(policy, 'validating', request) ?? checkQuota(policy, request, name, used))
    return { object, expected: 0 }
  }

  function amend(context: RequestContext, identity: Identity, change: Ready): Ready {
    context.note({ kind: 'decoded', request: context.request, object: change.object })
    const { resource, name = '' } = context.request
    const before = store.get(keyOf(change.object))
    const errors = finalizerErrors(change.object, before?.metadata.finalizers)
    context.pass('mutating', restrictNode(identity, context.request, change.object))
    context.pass('validation', errors.length > 0 ? invalid(resource, name, errors) : undefined)
    context.pass('validating', admission?.check({ request: context.request, object: change.object, before, store }))
    return change
  }

  /** An object that has waited to go, and has nothing left to wait for. */
  function letGo(context: RequestContext, object: ApiObject): Answer {
    const last = remove(context, keyOf(object), object)
    if (!last)
      throw new Refusal(etcdTimeout())
    return { code: 200, object: last }
  }

  function save(context: RequestContext, { object, expected }: Ready): Answer {
    const { request } = context
    const key = keyOf(object)
    const earlier = store.get(key)
    if (earlier && expected === Number(earlier.metadata.resourceVersion) && mayGo(earlier, object))
      return letGo(context, object)
    const previous = lastCommit.get(key)
    if (previous !== undefined)
      context.follow([previous])
    const before = store.get(key)
    if (before && expected === Number(before.metadata.resourceVersion) && same(before, object)) {
      context.note({ kind: 'unchanged', request, revision: Number(before.metadata.resourceVersion) })
      return { code: 200, object: before }
    }
    const stored = commit(etcd() ? store : undefined, request, object, expected)
    if ('refusal' in stored) {
      context.note({ kind: 'uncommitted', request, refusal: stored.refusal }, 'etcd')
      throw new Refusal(stored.refusal)
    }
    const event = context.note({ kind: 'committed', request, key, revision: Number(stored.metadata.resourceVersion), object: stored }, 'etcd')
    lastCommit.set(key, event)
    watches.spread(before, stored, event)
    return { code: request.verb === 'create' ? 201 : 200, object: stored }
  }

  function remove(context: RequestContext, key: string, current: ApiObject): ApiObject | undefined {
    const { request } = context
    const previous = lastCommit.get(key)
    if (previous !== undefined)
      context.follow([previous])
    const last = etcd() ? store.remove(key) : undefined
    if (!last)
      return undefined
    const event = context.note({ kind: 'removed', request, key, revision: Number(last.metadata.resourceVersion), object: last }, 'etcd')
    lastCommit.delete(key)
    watches.spread(current, last, event, true)
    return last
  }

  /** Source: pkg/registry/core/serviceaccount/storage/token.go. */
  function issueToken(context: RequestContext): Answer {
    context.pass('mutating', undefined)
    context.pass('validation', undefined)
    context.pass('validating', undefined)
    return { code: 201 }
  }

  function write(context: RequestContext, identity: Identity): Answer {
    if (context.request.invalid) {
      context.pass('mutating', undefined)
      context.refuse('validation', context.request.invalid)
    }
    if (context.request.verb === 'delete' || context.request.subresource === 'eviction')
      return deleteObject(context, identity, { find: store.get, policy, now, save, remove })
    if (asksForToken(context.request))
      return issueToken(context)
    const change = changeOf(context.request, store, timestamp(now()))
    if ('refusal' in change)
      throw new Refusal(change.refusal)
    return save(context, 'create' in change ? create(context, identity, change.create) : amend(context, identity, change))
  }

  function read(context: RequestContext): Answer {
    const { request } = context
    const { resource, namespace, name } = request
    if (!etcd())
      throw new Refusal(etcdTimeout(request))
    // A watch is opened here; its events are recorded as `watched`.
    if (request.verb === 'watch') {
      const from = /resourceVersion=(\d+)/.exec(request.query ?? '')?.[1]
      if (from !== undefined && !watches.remembers(Number(from)))
        throw new Refusal(expired(Number(from), watches.oldest()))
      return { code: 200 }
    }
    const found = name === undefined ? store.list(`${storageKey(resource, namespace)}/`).filter(selectorOf(request)) : [store.get(storageKey(resource, namespace, name))]
    const items = found.filter(object => object !== undefined)
    // What is read was written before.
    const written = items.map(object => lastCommit.get(keyOf(object))).filter(event => event !== undefined)
    context.follow(written)
    context.note({ kind: 'read', request, count: items.length })
    if (name === undefined)
      return { code: 200, items, revision: store.revision() }
    const [object] = items
    if (!object)
      throw new Refusal(notFound(resource, name))
    return request.subresource === 'log' && object.kind === 'Pod' ? fetchLog(context, object, findKubelet) : { code: 200, object }
  }

  return {
    handle: (request, causes) => {
      const context = openContext(recorder, request, causes)
      let answer: Answer
      try {
        const identity = admitted(context)
        answer = writes(request) ? write(context, identity) : read(context)
      }
      catch (refusal) {
        if (!(refusal instanceof Refusal))
          throw refusal
        answer = { code: refusal.status.code, status: refusal.status }
      }
      return { answer, event: context.note({ kind: 'answered', request, code: answer.code }), late: answer.status ? delayOf(request, answer.status) : 0 }
    },
  }
}
