import type { ApiObject } from '../api/objects.ts'
import { storageKey } from '../api/kinds.ts'
import type { Answer, DeleteOptions } from '../api/request.ts'
import { etcdTimeout, notFound } from '../api/status.ts'
import { callWebhooks, checkNamespace, restrictNode } from './admission.ts'
import type { Ready } from './commit.ts'
import { Refusal, type RequestContext } from './request-context.ts'
import type { Identity, Policy } from './policy.ts'
import { markDeleted, markEvicted, markRemoved } from './strategy.ts'

/** What a delete needs of the API server. */
export interface DeleteEnv {
  readonly find: (key: string) => ApiObject | undefined
  readonly policy: Policy
  /** Milliseconds since the start. */
  readonly now: () => number
  /** Stores an object that is only marked as deleted. */
  readonly save: (context: RequestContext, ready: Ready) => Answer
  /** Takes a key out of etcd and gives the object as it was last; undefined if etcd does not answer. */
  readonly remove: (context: RequestContext, key: string, current: ApiObject) => ApiObject | undefined
}

/**
 * Deletes an object, or marks it where it has finalizers or a grace period. A delete passes both phases of admission, and no
 * validation: there is no object to validate. Source: apiserver/pkg/registry/rest/delete.go.
 *
 * @throws Refusal if there is no such object, or another one by now, admission refuses, or etcd does not answer
 */
export function deleteObject(context: RequestContext, identity: Identity, { find, policy, now, save, remove }: DeleteEnv): Answer {
  const { request } = context
  const { resource, namespace, name = '', body } = request
  const refusal = checkNamespace(request, () => undefined)
  if (refusal)
    context.refuse('mutating', refusal)
  const key = storageKey(resource, namespace, name)
  const found = find(key)
  if (!found)
    throw new Refusal(notFound(resource, name))
  context.pass('mutating', callWebhooks(policy, 'mutating', request) ?? restrictNode(identity, request, found))
  context.pass('validating', callWebhooks(policy, 'validating', request))
  const options: DeleteOptions = body?.kind === 'DeleteOptions' ? body : { kind: 'DeleteOptions' }
  const evicted = request.subresource === 'eviction' && found.kind === 'Pod' ? markEvicted(found, now()) : undefined
  const { object: current = found } = evicted ? save(context, { object: evicted, expected: Number(found.metadata.resourceVersion) }) : {}
  const marked = markDeleted(current, options, now())
  if (marked)
    return save(context, { object: marked, expected: Number(current.metadata.resourceVersion) })
  // A Pod that goes for good is first written once more, with no time left: one request, two revisions. Source: apiserver/pkg/registry/generic/registry/store.go (Delete).
  const gone = markRemoved(current, now())
  const { object: written = current } = gone ? save(context, { object: gone, expected: Number(current.metadata.resourceVersion) }) : {}
  const last = remove(context, key, written)
  if (!last) {
    context.note({ kind: 'uncommitted', request, refusal: etcdTimeout(request) }, 'etcd')
    throw new Refusal(etcdTimeout(request))
  }
  return { code: 200, object: last }
}
