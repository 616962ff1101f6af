import { text } from './answers.ts'
import { type Describe, tagOf } from './api.ts'
import { accepted } from './http.ts'
import more from './more-models.json' with { type: 'json' }
import { openapiDocument, openapiIndex, swagger, swaggerProtobuf } from './openapi.ts'
import { type Model, type Models, models } from './schema.ts'

const further = more as unknown as Readonly<Record<string, Partial<Model>>>

/**
 * The models of every kind that the API lists, with all that Kubernetes says of their fields: too much for a page.
 * `npm run models` writes both files.
 */
const allModels: Models = {
  ...models,
  ...Object.fromEntries(Object.entries(further).map(([name, { description, fields }]) => [name, { description: description ?? models[name]?.description ?? '', fields: { ...models[name]?.fields, ...fields } }])),
}

const documents = new Map<string, readonly [content: string, tag: string]>()

/** A document, written once, and what tells it from another; undefined if there is none. */
function documentAt(path: string): readonly [content: string, tag: string] | undefined {
  const known = documents.get(path)
  if (known)
    return known
  const value = path === 'v3' ? openapiIndex(each => documentAt(`v3/${each}`)?.[1] ?? '') : path === 'v2' ? swagger(allModels) : path.startsWith('v3/') ? openapiDocument(path.slice(3), allModels) : undefined
  if (!value)
    return undefined
  const content = JSON.stringify(value)
  const written = [content, tagOf(content)] as const
  documents.set(path, written)
  return written
}

/** Describes every kind that the API lists, to clients that keep what they were told. Source: kube-openapi/pkg/handler3/handler.go (HandleDiscovery, HandleGroupVersion). */
export const describeAll: Describe = (path, { headers }, hash, now) => {
  if (path === 'v2' && accepted(headers.accept)[0]?.type.startsWith('application/com.github.proto-openapi.spec.v2@'))
    return text(200, swaggerProtobuf(), 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf')
  const found = documentAt(path)
  if (!found)
    return undefined
  const [body, tag] = found
  // The list of documents is served as a text, without a tag. Recorded from a real one.
  if (path === 'v3')
    return text(200, body)
  if (hash !== '' && hash !== tag)
    return { status: 301, headers: { location: `/openapi/${path}?hash=${tag}` }, body: '' }
  const expires = new Date(now)
  expires.setUTCFullYear(expires.getUTCFullYear() + 1)
  return { status: 200, headers: { 'content-type': 'application/json', 'vary': 'Accept', 'etag': `"${tag}"`, ...hash ? { 'cache-control': 'public, immutable', 'expires': expires.toUTCString().replace('GMT', 'UTC') } : { 'cache-control': 'no-cache, private' } }, body }
}
