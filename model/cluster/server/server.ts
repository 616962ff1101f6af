import { keyOf, storageKey } from '../api/kinds.ts'
import { same } from '../api/same.ts'
import { etcdTimeout, invalid, kubeletUnreachable, noLogYet, notFound, otherUid, unauthorized } from '../api/status.ts'
import type { ApiObject, Draft, Pod, Status } from '../api/objects.ts'
import { writes } from '../api/request.ts'
import { kubeletOf } from '../engine/actor.ts'
import type { KubeletLogs } from '../node/kubelet.ts'
import type { Answer, ApiRequest } from '../api/request.ts'
import type { ActorName } from '../engine/actor.ts'
import type { Random } from '../engine/random.ts'
import type { Recorder } from '../engine/recorder.ts'
import { timestamp } from '../engine/timing.ts'
import type { EventId, Gate, Happening } from '../history/event.ts'
import { authenticate, authorize } from './access.ts'
import { callWebhooks, checkQuota, mutate, restrictNode } from './admission.ts'
import { changeOf, commit } from './commit.ts'
import type { Ready } from './commit.ts'
import { withDefaults } from './defaults.ts'
import type { Identity, Policy, Verdict } from './policy.ts'
import type { Store } from './store.ts'
import { markDeleted, prepareForCreate } from './strategy.ts'
import { validationErrors } from './validation.ts'
import type { Watches } from './watch.ts'

/** Takes a request through the gates to its answer, and gives the event that answered. */
export interface ApiServer {
  readonly handle: (request: ApiRequest, causes: readonly EventId[]) => { readonly answer: Answer, readonly event: EventId }
}

/** What an API server is made of. Only it is given the store. */
export interface ApiServerParts {
  readonly store: Store
  /** Whether etcd answers: whether a majority of its members does. */
  readonly etcd: () => boolean
  readonly policy: Policy
  readonly watches: Watches
  /** The kubelet of a node, or why there is no connection to it. */
  readonly kubelet: (node: string) => KubeletLogs | 'connect: connection refused' | 'i/o timeout'
  readonly recorder: Recorder
  readonly random: Random
  /** Milliseconds since the start. */
  readonly now: () => number
}

/** A request that was turned away somewhere. */
class Refusal extends Error {
  readonly status: Status
  constructor(status: Status) {
    super(status.message)
    this.status = status
  }
}

/** What a list is asked for, by its field selector: everything without one. */
function selectorOf({ query = '' }: ApiRequest): (object: ApiObject) => boolean {
  const [, field, value] = /fieldSelector=([\w.]+)%3D([^&]+)/.exec(query) ?? []
  if (field === 'spec.nodeName')
    return object => object.kind === 'Pod' && object.spec.nodeName === value
  return object => field === undefined || object.metadata.name === value
}

/**
 * An API server. The order of its gates is that of the source: authentication, authorization, decoding with defaults,
 * mutating admission, validation of the object, validating admission, the commit, the answer.
 * Sources: apiserver/pkg/server/config.go, apiserver/pkg/endpoints/handlers/create.go, apiserver/pkg/registry/generic/registry/store.go.
 */
export function createApiServer({ store, etcd, policy, watches, kubelet: findKubelet, recorder, random, now }: ApiServerParts): ApiServer {
  const lastCommit = new Map<string, EventId>()

  /** One request on its way: each event follows from the one before. */
  interface Passage {
    readonly request: ApiRequest
    causes: readonly EventId[]
  }

  function note(passage: Passage, happening: Happening, actor: ActorName = 'kube-apiserver'): EventId {
    const id = recorder.record(actor, passage.causes, happening)
    passage.causes = [id]
    return id
  }

  function pass(passage: Passage, gate: Gate, refusal: Verdict, object?: ApiObject | Draft): void {
    if (refusal)
      refuse(passage, gate, refusal)
    note(passage, { kind: 'gate', request: passage.request, gate, ...(object && { object }) })
  }

  function refuse(passage: Passage, gate: Gate, refusal: Status): never {
    note(passage, { kind: 'gate', request: passage.request, gate, refusal })
    throw new Refusal(refusal)
  }

  function admitted(passage: Passage): Identity {
    const { request } = passage
    const identity = authenticate(policy, request.credential) ?? refuse(passage, 'authentication', unauthorized())
    note(passage, { kind: 'gate', request, gate: 'authentication', user: identity.user })
    pass(passage, 'authorization', authorize(policy, identity, request))
    return identity
  }

  function freeName(prefix: string, request: ApiRequest): string {
    for (;;) {
      const name = prefix + random.suffix(5)
      if (!store.get(storageKey(request.resource, request.namespace, name)))
        return name
    }
  }

  function create(passage: Passage, sent: Draft): Ready {
    const { request } = passage
    const decoded = withDefaults(sent)
    note(passage, { kind: 'decoded', request, object: decoded })
    const mutated = mutate(decoded)
    pass(passage, 'mutating', callWebhooks(policy, 'mutating', request), mutated)
    const name = mutated.metadata.name ?? freeName(mutated.metadata.generateName ?? '', request)
    const object = prepareForCreate(mutated, { name, uid: random.uid(), creationTimestamp: timestamp(now()) })
    const errors = validationErrors(mutated, name)
    pass(passage, 'validation', errors.length > 0 ? invalid(request.resource, name, errors) : undefined, object)
    const used = (): number => store.list(`${storageKey('pods', request.namespace)}/`).length
    pass(passage, 'validating', callWebhooks(policy, 'validating', request) ?? checkQuota(policy, request, name, used))
    return { object, expected: 0 }
  }

  function amend(passage: Passage, identity: Identity, change: Ready): Ready {
    note(passage, { kind: 'decoded', request: passage.request, object: change.object })
    pass(passage, 'mutating', restrictNode(identity, passage.request, change.object))
    pass(passage, 'validation', undefined)
    pass(passage, 'validating', undefined)
    return change
  }

  function save(passage: Passage, { object, expected }: Ready): Answer {
    const { request } = passage
    const key = keyOf(object)
    const previous = lastCommit.get(key)
    if (previous !== undefined)
      passage.causes = [...passage.causes, previous]
    const before = store.get(key)
    if (before && expected === Number(before.metadata.resourceVersion) && same(before, object)) {
      note(passage, { kind: 'unchanged', request, revision: Number(before.metadata.resourceVersion) })
      return { code: 200, object: before }
    }
    const stored = commit(etcd() ? store : undefined, request, object, expected)
    if ('refusal' in stored) {
      note(passage, { kind: 'uncommitted', request, refusal: stored.refusal }, 'etcd')
      throw new Refusal(stored.refusal)
    }
    const event = note(passage, { kind: 'committed', request, key, revision: Number(stored.metadata.resourceVersion), object: stored }, 'etcd')
    lastCommit.set(key, event)
    watches.spread(before, stored, event)
    return { code: request.verb === 'create' ? 201 : 200, object: stored }
  }

  /** A delete passes both phases of admission, and no validation: there is no object to validate. Source: apiserver/pkg/registry/rest/delete.go. */
  function erase(passage: Passage, identity: Identity): Answer {
    const { request } = passage
    const { resource, namespace, name = '', body } = request
    const key = storageKey(resource, namespace, name)
    const current = store.get(key) ?? refuseUnstored(notFound(resource, name))
    if (body?.kind === 'DeleteOptions' && body.uid !== undefined && body.uid !== current.metadata.uid)
      throw new Refusal(otherUid(resource, name, body.uid, current.metadata.uid))
    pass(passage, 'mutating', callWebhooks(policy, 'mutating', request) ?? restrictNode(identity, request, current))
    pass(passage, 'validating', callWebhooks(policy, 'validating', request))
    const marked = markDeleted(current, body?.kind === 'DeleteOptions' ? body : { kind: 'DeleteOptions' }, now())
    if (marked)
      return save(passage, { object: marked, expected: Number(current.metadata.resourceVersion) })
    const previous = lastCommit.get(key)
    if (previous !== undefined)
      passage.causes = [...passage.causes, previous]
    const last = etcd() ? store.remove(key) : undefined
    if (!last) {
      note(passage, { kind: 'uncommitted', request, refusal: etcdTimeout() }, 'etcd')
      throw new Refusal(etcdTimeout())
    }
    const event = note(passage, { kind: 'removed', request, key, revision: Number(last.metadata.resourceVersion), object: last }, 'etcd')
    lastCommit.delete(key)
    watches.spread(current, last, event, true)
    return { code: 200, object: last }
  }

  function refuseUnstored(status: Status): never {
    throw new Refusal(status)
  }

  function write(passage: Passage, identity: Identity): Answer {
    if (passage.request.verb === 'delete')
      return erase(passage, identity)
    const change = changeOf(passage.request, store, timestamp(now()))
    if ('refusal' in change)
      throw new Refusal(change.refusal)
    return save(passage, 'create' in change ? create(passage, change.create) : amend(passage, identity, change))
  }

  /** Only for what a kubelet alone has does the API server open a connection to one. Source: pkg/registry/core/pod/strategy.go (LogLocation). */
  function log(passage: Passage, { metadata: { name, namespace = 'default' }, spec, status }: Pod): Answer {
    const { request } = passage
    const [container = { name: '' }] = spec.containers
    if (spec.nodeName === undefined)
      return { code: 204, log: [] }
    const kubelet = kubeletOf(spec.nodeName)
    const path = `/containerLogs/${namespace}/${name}/${container.name}`
    note(passage, { kind: 'dialled', request, kubelet, path })
    const there = findKubelet(spec.nodeName)
    if (typeof there === 'string')
      throw new Refusal(kubeletUnreachable(`${status.hostIP ?? spec.nodeName}:10250`, path, there))
    const lines = there.log(name)
    if (!lines)
      throw new Refusal(noLogYet(container.name, name, 'ContainerCreating'))
    note(passage, { kind: 'streamed', request }, kubelet)
    return { code: 200, log: lines }
  }

  function read(passage: Passage): Answer {
    const { request } = passage
    const { resource, namespace, name } = request
    if (!etcd())
      throw new Refusal(etcdTimeout())
    // A watch is opened here; what comes over it is told by `watched` events.
    if (request.verb === 'watch')
      return { code: 200 }
    const found = name === undefined ? store.list(`${storageKey(resource, namespace)}/`).filter(selectorOf(request)) : [store.get(storageKey(resource, namespace, name))]
    const items = found.filter(object => object !== undefined)
    // What is read was written before.
    const written = items.map(object => lastCommit.get(keyOf(object))).filter(event => event !== undefined)
    passage.causes = [...passage.causes, ...written]
    note(passage, { kind: 'read', request, count: items.length })
    if (name === undefined)
      return { code: 200, items, revision: store.revision() }
    const [object] = items
    if (!object)
      throw new Refusal(notFound(resource, name))
    return request.subresource === 'log' && object.kind === 'Pod' ? log(passage, object) : { code: 200, object }
  }

  return {
    handle: (request, causes) => {
      const passage: Passage = { request, causes: [recorder.record(request.actor, causes, { kind: 'sent', request })] }
      let answer: Answer
      try {
        const identity = admitted(passage)
        answer = writes(request) ? write(passage, identity) : read(passage)
      }
      catch (refusal) {
        if (!(refusal instanceof Refusal))
          throw refusal
        answer = { code: refusal.status.code, status: refusal.status }
      }
      return { answer, event: note(passage, { kind: 'answered', request, code: answer.code }) }
    },
  }
}
