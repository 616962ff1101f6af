import type { LocationQueryValue, RouteLocationNormalized, RouteLocationRaw, Router } from 'vue-router'
import { normaliseAddress } from './normalise-address.ts'

type Query = RouteLocationNormalized['query']

/** What stands in one piece of a query, where the signs between its parts are written otherwise, or another query was put after it. */
function splitPart([key, value]: [string, Query[string]]): [string, LocationQueryValue | LocationQueryValue[]][] {
  const text = typeof value === 'string' ? `${key}=${value}` : key
  return /^(?:step|clicks|inside)=/i.test(text) ? [...new URLSearchParams(text.replaceAll('?', '&'))] : [[key, value]]
}

/**
 * The address that was meant, where a mail or who counts its readers has changed the signs of it, or a sign after it was
 * taken for a part of it; a page beside the slides may have been meant, too.
 *
 * @returns undefined where nothing was changed
 */
export function addressMeant(router: Pick<Router, 'resolve'>, to: Pick<RouteLocationNormalized, 'path' | 'query' | 'hash' | 'fullPath'>): RouteLocationRaw | undefined {
  const { path, query } = normaliseAddress({ path: to.path.replace('&', '?'), query: Object.fromEntries(Object.entries(to.query).flatMap(splitPart)) })
  const meant = { path, query: query as Query, hash: to.hash }
  return router.resolve(meant).fullPath === to.fullPath ? undefined : { ...meant, replace: true }
}
