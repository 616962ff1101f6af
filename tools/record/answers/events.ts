import type { JsonObject } from '../types.ts'
import { namespace } from '../names.ts'

/** What an Event of the scenarios says. */
export interface Warning {
  /** The whole object it is about. */
  readonly about: JsonObject
  readonly reason: string
  readonly message: string
  /** The component that reports it. */
  readonly from: string
}

/** The name of the Event about the object of that name: the object's, and a part that tells Events apart. */
export function eventName(object: string): string {
  return `${object}.17a1b2c3d4e5f607`
}

/** The Event, twelve and a half minutes old: `describe` works out the age itself, so it must not change while kubectl runs. */
export function warning({ about, reason, message, from }: Warning): JsonObject {
  const { name = '', uid = '', resourceVersion = '' } = about.metadata as JsonObject
  const time = new Date(Date.now() - 12.5 * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: eventName(String(name)), namespace },
    involvedObject: { kind: about.kind ?? '', namespace, name, uid, apiVersion: about.apiVersion ?? '', resourceVersion },
    type: 'Warning',
    reason,
    message,
    source: { component: from },
    reportingComponent: from,
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
  }
}
