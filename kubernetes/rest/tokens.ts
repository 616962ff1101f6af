import type { Identity } from '../api/identity.ts'
import { storageKey } from '../api/kinds.ts'
import { secondsSince } from '../engine/timing.ts'
import type { WatchCache } from './watch-cache.ts'

/** Whose token one is, and until when. */
interface IssuedToken {
  readonly name: string
  readonly namespace: string
  readonly uid: string
  /** As the API writes it. */
  readonly until: string
}

/** So many tokens of service accounts are known at most: of more, the oldest are forgotten. */
const most = 1000

/** Who issues tokens, and whom they are for where nobody is named. Source: kubeadm's defaults. */
export const tokenIssuer = 'https://kubernetes.default.svc.cluster.local'

/** Signs tokens by a key that is known by an id. */
export interface Signer {
  readonly id: string
  /** The signature of a text, in base64url. */
  readonly sign: (text: string) => string
}

function encoded(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** The tokens that a server has issued for service accounts. */
export interface Tokens {
  /** A new token: its three parts are those of a JSON Web Token, the last of which nobody can guess. */
  readonly issue: (token: IssuedToken, use: { readonly seconds: number, readonly audiences: readonly string[] }) => string
  /** Who shows a token; undefined if it was not issued here, is over, or its account is gone. */
  readonly identify: (token: string, now: number) => Identity | undefined
}

/** @param cache where the accounts are @param signer without it, signatures are drawn: nobody can tell */
export function createTokens(cache: WatchCache, signer?: Signer): Tokens {
  const issued = new Map<string, IssuedToken>()
  return {
    issue: (token, { seconds, audiences }) => {
      const { name, namespace, uid, until } = token
      const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
      const begin = Date.parse(until) / 1000 - seconds
      const claims = { 'aud': audiences, 'exp': begin + seconds, 'iat': begin, 'iss': tokenIssuer, 'jti': id, 'kubernetes.io': { namespace, serviceaccount: { name, uid } }, 'nbf': begin, 'sub': `system:serviceaccount:${namespace}:${name}` }
      const signed = [{ alg: 'RS256', kid: signer?.id ?? 'service-accounts' }, claims].map(part => encoded(JSON.stringify(part))).join('.')
      const text = `${signed}.${signer?.sign(signed) ?? encoded(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(256))))}`
      issued.set(text, token)
      for (const oldest of issued.keys()) {
        if (issued.size <= most)
          break
        issued.delete(oldest)
      }
      return text
    },
    identify: (text, now) => {
      const token = issued.get(text)
      if (!token || secondsSince(token.until, now) > 0)
        return undefined
      const { name, namespace, uid } = token
      if (cache.get(storageKey('serviceaccounts', namespace, name))?.metadata.uid !== uid)
        return undefined
      return { user: `system:serviceaccount:${namespace}:${name}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'] }
    },
  }
}
