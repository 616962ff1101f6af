import type { HttpRequest } from './http.ts'
import type { ApiResource } from './resources.ts'
import { failure, forbidden } from './errors.ts'
import type { WatchCache } from './watch-cache.ts'

export interface StorageLimits {
  readonly objects: number
  /** How much they may be together, in bytes. */
  readonly bytes: number
}

/** As much as a demonstration needs, and little enough for a page. */
export const modelLimits: StorageLimits = { objects: 5000, bytes: 64 * 1024 * 1024 }

/** The largest request that etcd takes, in bytes. Source: etcd, server/embed/config.go (DefaultMaxRequestBytes). */
const largestRequest = 1.5 * 1024 * 1024

/**
 * Refuses a write beyond the limits: too many objects as a quota would, too many bytes as etcd does.
 *
 * @param name of the object, empty if it is to be given one
 * @throws ApiError
 */
export function checkStorage(cache: Pick<WatchCache, 'count' | 'bytes'>, limits: StorageLimits, { resource, http }: { readonly resource: ApiResource, readonly http: HttpRequest }, name: string, isNew: boolean): void {
  const bytes = http.body.length
  if (bytes > largestRequest)
    throw failure(500, '', 'etcdserver: request is too large')
  const { objects } = limits
  if (isNew && cache.count() >= objects)
    throw forbidden(resource, name, `exceeded quota: cluster, requested: objects=1, used: objects=${cache.count()}, limited: objects=${objects}`)
  if (cache.bytes() + bytes > limits.bytes)
    throw failure(500, '', 'etcdserver: mvcc: database space exceeded')
}
