import type { Row } from './read.ts'

/** An entry of an API server's audit log, as far as it is read. Source: k8s.io/apiserver/pkg/apis/audit/v1 Event. */
interface AuditEvent {
  readonly stage: string
  readonly requestReceivedTimestamp: string
  readonly verb: string
  readonly user: { readonly username: string }
  readonly userAgent?: string
  readonly objectRef?: { readonly resource?: string, readonly subresource?: string, readonly namespace?: string, readonly name?: string }
  readonly responseStatus?: { readonly code?: number }
  readonly requestObject?: Row['body']
  readonly responseObject?: { readonly metadata?: { readonly name?: string, readonly resourceVersion?: string } }
}

/**
 * The requests of an audit log that were received within a time, as rows of a recording.
 *
 * @param log one entry a line; it needs the level `RequestResponse` for bodies and versions
 * @param from the time that is 0 in the recording, in milliseconds since 1970, as is `to`
 */
export function auditRows(log: string, from: number, to: number): readonly Row[] {
  return log.split('\n').filter(line => line.trim() !== '').flatMap((line) => {
    const { stage, requestReceivedTimestamp, verb, user, userAgent, objectRef: { resource = '', subresource, namespace, name } = {}, responseStatus, requestObject, responseObject } = JSON.parse(line) as AuditEvent
    const t = Date.parse(requestReceivedTimestamp) - from
    if (stage !== 'ResponseComplete' || t < 0 || t > to - from)
      return []
    const named = name ?? responseObject?.metadata?.name
    const version = responseObject?.metadata?.resourceVersion
    return [{
      t,
      src: 'audit' as const,
      who: user.username,
      ...(userAgent !== undefined && { agent: userAgent }),
      verb,
      resource: subresource === undefined ? resource : `${resource}/${subresource}`,
      ...(named !== undefined && { name: named }),
      ...(namespace !== undefined && { namespace }),
      ...(responseStatus?.code !== undefined && { code: responseStatus.code }),
      ...(version !== undefined && { rv: version }),
      ...(requestObject && { body: requestObject }),
    }]
  })
}
