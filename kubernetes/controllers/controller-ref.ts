import { resourceOf } from '../api/kinds.ts'
import type { ApiObject, LabelSelector, OwnerReference } from '../api/objects.ts'
import type { Answer } from '../api/request.ts'
import { matchesSelector } from '../api/selector.ts'
import { send, type Task } from '../engine/task.ts'
import type { Informer } from './informer.ts'

interface Owner {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string, readonly namespace?: string, readonly uid: string, readonly deletionTimestamp?: string }
  readonly spec: { readonly selector: LabelSelector }
}

/** Whether an owner's selector finds an object. */
export function selects({ metadata, spec }: Owner, object: ApiObject): boolean {
  return object.metadata.namespace === metadata.namespace && matchesSelector(spec.selector, object.metadata.labels ?? {})
}

/** The reference by which an object belongs to its controller. */
export function controllerOf({ apiVersion, kind, metadata: { name, uid } }: Owner): OwnerReference {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }
}

/**
 * Lets objects go whose labels have changed, and takes in those that nobody owns; gives those that are the owner's then,
 * as they were known before. Source: pkg/controller/controller_ref_manager.go (ClaimPods, ClaimReplicaSets).
 *
 * @param mayAdopt whether an object without an owner may be taken in
 */
export function* claim<T extends ApiObject>(owner: Owner, known: Informer<T>, mayAdopt: (object: T) => boolean = () => true): Task<readonly T[]> {
  const { uid, deletionTimestamp } = owner.metadata
  const claimed: T[] = []
  const own = ({ kind, metadata: { name, namespace } }: T, ownerReferences: readonly OwnerReference[]): Task<Answer> =>
    send({ verb: 'patch', resource: resourceOf(kind), ...(namespace !== undefined && { namespace }), name, body: { kind: 'OwnerPatch', ownerReferences } })
  for (const object of known.ownedBy(uid)) {
    if (selects(owner, object) || deletionTimestamp !== undefined)
      claimed.push(object)
    else
      yield* own(object, (object.metadata.ownerReferences ?? []).filter(each => each.uid !== uid))
  }
  if (deletionTimestamp !== undefined)
    return claimed
  for (const object of known.orphans()) {
    if (object.metadata.deletionTimestamp !== undefined || !mayAdopt(object) || !selects(owner, object))
      continue
    const { object: adopted } = yield* own(object, [...object.metadata.ownerReferences ?? [], controllerOf(owner)])
    if (adopted)
      claimed.push(object)
  }
  return claimed
}
