import type { JsonObject } from '../types.ts'

/** One event of a watch. */
export function watched(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: JsonObject): JsonObject {
  return { type, object }
}

/** Tells a watch that began without a list: everything that existed at its start has been sent. */
export function initialEventsEnd(kind: string, apiVersion: string): JsonObject {
  const annotations = { 'k8s.io/initial-events-end': 'true' }
  return { type: 'BOOKMARK', object: { kind, apiVersion, metadata: { resourceVersion: '1019', creationTimestamp: null, annotations } } }
}

/** A list of whole objects. */
export function list(kind: string, apiVersion: string, items: readonly JsonObject[]): JsonObject {
  return { kind: `${kind}List`, apiVersion, metadata: { resourceVersion: '1009' }, items }
}
