import { keyOf, storageKey } from '../api/kinds.ts'
import { alreadyExists, conflict, etcdTimeout, notFound } from '../api/status.ts'
import type { ApiObject, Draft, Status } from '../api/objects.ts'
import { type ApiRequest, type Body, isPatch } from '../api/request.ts'
import { bind, patch, update } from './strategy.ts'
import type { Store } from './store.ts'

/** An object as a write would store it, and the revision that its key must have; 0 if it must be new. */
export interface Ready {
  readonly object: ApiObject
  readonly expected: number
}

/** What a write comes to: a new object, a changed one, or nothing. */
export type Change = { readonly create: Draft } | Ready | { readonly refusal: Status }

function isObject(body: Body): body is ApiObject {
  return 'metadata' in body && 'resourceVersion' in body.metadata
}

/** Reads the body of a write together with the object it changes. Throws on a write that the model does not know. */
export function changeOf(request: ApiRequest, store: Store, time: string): Change {
  const { verb, resource, namespace, name, body } = request
  if (verb === 'create' && !request.subresource && body && !isPatch(body) && body.kind !== 'Binding' && body.kind !== 'DeleteOptions' && body.kind !== 'TokenRequest' && body.kind !== 'Replacement')
    return { create: body }
  const current = name === undefined ? undefined : store.get(storageKey(resource, namespace, name))
  if (name !== undefined && !current)
    return { refusal: notFound(resource, name) }
  const expected = Number(current?.metadata.resourceVersion)
  if (current?.kind === 'Pod' && body?.kind === 'Binding')
    return { object: bind(current, body, time), expected }
  if (current && body?.kind === 'Replacement')
    return { object: body.object, expected }
  const patched = current && body && isPatch(body) ? patch(current, body) : undefined
  if (patched)
    return { object: patched, expected }
  if (current && body && verb === 'update' && isObject(body)) {
    const object = update(current, body, request.subresource)
    if (object)
      return { object, expected: Number(body.metadata.resourceVersion) }
  }
  throw new Error(`The model knows no ${verb} of ${resource}/${request.subresource ?? ''}.`)
}

/** Puts an object into the store, or says why not. `expected` is 0 for a new object. */
export function commit(store: Store | undefined, request: ApiRequest, object: ApiObject, expected: number): ApiObject | { readonly refusal: Status } {
  if (!store)
    return { refusal: etcdTimeout(request) }
  const stored = store.put(keyOf(object), object, expected)
  if (stored)
    return stored
  const { name } = object.metadata
  return { refusal: expected === 0 ? alreadyExists(request.resource, name) : conflict(request.resource, name) }
}
