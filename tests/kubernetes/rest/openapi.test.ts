import { expect, test } from 'vitest'
import { describeAll } from '../../../kubernetes/rest/describe-all.ts'
import { createApi } from '../../../kubernetes/rest/api.ts'
import type { HttpResponse } from '../../../kubernetes/rest/http.ts'
import { type JsonObject, objectAt } from '../../../kubernetes/rest/json.ts'
import { apiVersionOf, resources } from '../../../kubernetes/rest/resources.ts'
import { recordedCluster } from '../../support/kubectl/session.ts'

const api = createApi({ simulation: recordedCluster(), describe: describeAll, tokens: new Map([['admin', { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }]]), address: '127.0.0.1:3031', clock: () => Date.UTC(2026, 10, 28, 22) })

function get(url: string, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const answer = api.handle({ method: 'GET', url, headers: { authorization: 'Bearer admin', ...headers }, body: '' })
  if (!answer)
    throw new Error(`no answer for ${url}`)
  return answer
}

const bodyOf = (answer: HttpResponse): JsonObject => JSON.parse(answer.body) as JsonObject

/** The URL of each group and version's document, as the list has it. */
function listed(): ReadonlyMap<string, string> {
  return new Map(Object.entries(objectAt(bodyOf(get('/openapi/v3')), 'paths')).map(([path, each]) => [path, String((each as JsonObject).serverRelativeURL)]))
}

test('every kind that the API lists is described, with its fields', () => {
  const urls = listed()
  const missing = resources.filter(({ group, version, kind }) => {
    const schemas = objectAt(bodyOf(get(urls.get(`${group ? 'apis' : 'api'}/${apiVersionOf({ group, version })}`) ?? '')), 'components', 'schemas')
    return !Object.values(schemas).some(each => JSON.stringify((each as JsonObject)['x-kubernetes-group-version-kind']) === JSON.stringify([{ group, version, kind }]))
  })
  expect(missing.map(({ kind }) => kind)).toEqual([])
})

// Source: kube-openapi/pkg/handler3/handler.go (HandleGroupVersion), and net/http, ServeContent.
test('a document is kept by whoever asks for it by what is in it, told to be the same, and found from an older address', () => {
  const url = listed().get('apis/apps/v1') ?? ''
  expect(url).toMatch(/^\/openapi\/v3\/apis\/apps\/v1\?hash=[0-9A-F]{128}$/)
  const { status, headers } = get(url)
  expect([status, headers['cache-control'], headers.expires, headers.etag]).toEqual([200, 'public, immutable', 'Sun, 28 Nov 2027 22:00:00 UTC', `"${url.split('hash=')[1] ?? ''}"`])
  const plain = get('/openapi/v3/apis/apps/v1')
  expect([plain.status, plain.headers['cache-control'], plain.headers.expires]).toEqual([200, 'no-cache, private', undefined])
  const other = get('/openapi/v3/apis/apps/v1?hash=1')
  expect([other.status, other.headers.location]).toEqual([301, url])
  const same = get('/openapi/v3/apis/apps/v1', { 'if-none-match': headers.etag ?? '' })
  expect([same.status, same.body]).toEqual([304, ''])
})
