import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { HttpResponse } from '../../kubernetes/rest/http.ts'
import { type Signer, tokenIssuer } from '../../kubernetes/rest/tokens.ts'

/** What signs tokens of service accounts, and the documents by which anybody can tell whether it did. */
export interface ServiceAccountKeys extends Signer {
  /** The document at a path; undefined if there is none. */
  readonly documentAt: (path: string) => HttpResponse | undefined
}

/**
 * A new key for service accounts, made when it is asked for first.
 *
 * @param address where the API is reached. Source: pkg/serviceaccount/openidmetadata.go, pkg/routes/openidmetadata.go
 */
export function serviceAccountKeys(address: string): ServiceAccountKeys {
  let made: { readonly privateKey: string, readonly publicKey: string, readonly id: string } | undefined
  const keys = (): NonNullable<typeof made> => {
    if (!made) {
      const pair = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
      // Its id is the digest of its public part. Source: pkg/serviceaccount/jwt.go (keyIDFromPublicKey).
      const id = createHash('sha256').update(createPublicKey(pair.publicKey).export({ type: 'spki', format: 'der' })).digest('base64url')
      made = { ...pair, id }
    }
    return made
  }
  const answer = (type: string, value: unknown): HttpResponse => ({ status: 200, headers: { 'cache-control': 'public, max-age=3600', 'content-type': type }, body: JSON.stringify(value) })
  return {
    get id() {
      return keys().id
    },
    sign: text => sign('sha256', Buffer.from(text), keys().privateKey).toString('base64url'),
    documentAt: (path) => {
      switch (path) {
        case '/.well-known/openid-configuration':
          return answer('application/json', { issuer: tokenIssuer, jwks_uri: `https://${address}/openid/v1/jwks`, response_types_supported: ['id_token'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] })
        case '/openid/v1/jwks': {
          const { n, e } = createPublicKey(keys().publicKey).export({ format: 'jwk' })
          return answer('application/jwk-set+json', { keys: [{ use: 'sig', kty: 'RSA', kid: keys().id, alg: 'RS256', n, e }] })
        }
        default:
          return undefined
      }
    },
  }
}
