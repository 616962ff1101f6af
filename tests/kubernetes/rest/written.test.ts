import { expect, test } from 'vitest'
import { ask, begin } from './ask.ts'

const { api } = begin()
const body = (path: string, headers: Readonly<Record<string, string>> = {}): string => api.handle({ method: 'GET', url: path, headers: { authorization: 'Bearer admin', ...headers }, body: '' })?.body ?? ''

// Source: apiserver/pkg/endpoints/handlers/responsewriters/writers.go (WriteRawJSON), and what `curl /version` prints.
test('the version and the list of paths are written on lines of their own, whoever asks', () => {
  expect(body('/version')).toMatch(/^\{\n {2}"major": "1",\n {2}"minor": "36",\n[^]*\n {2}"platform": "linux\/amd64"\n\}$/)
  expect(body('/?pretty=false')).toMatch(/^\{\n {2}"paths": \[\n {4}"\/\.well-known\/openid-configuration",\n/)
})

// Source: apiserver/pkg/endpoints/handlers/negotiation/negotiate.go (isPrettyPrint); runtime/serializer/json/json.go: what is not pretty ends a line.
test.each([
  ['a client', '/api', {}, /^\{"kind":"APIVersions",.*\}\n$/],
  ['a client that wants it', '/api?pretty=true', {}, /^\{\n {2}"kind": "APIVersions",\n[^]*\n\}$/],
  ['curl', '/api', { 'user-agent': 'curl/8.5.0' }, /^\{\n {2}"kind": "APIVersions",\n[^]*\n\}$/],
  ['a browser that does not want it', '/api?pretty=0', { 'user-agent': 'Mozilla/5.0 (X11)' }, /^\{"kind":"APIVersions",.*\}\n$/],
  ['curl, of what is not there', '/api/v1/namespaces/default/pods/nope', { 'user-agent': 'curl/8.5.0' }, /^\{\n {2}"kind": "Status",\n[^]*"code": 404\n\}$/],
])('an answer is pretty for a person: %s', (_, path, headers, expected) => {
  expect(body(path, headers)).toMatch(expected)
})

// Source: encoding/json, HTMLEscape.
test('signs of HTML are written by their numbers', () => {
  ask(api, '/api/v1/namespaces/default/configmaps', { method: 'POST', body: '{"metadata":{"name":"signs"},"data":{"a":"<b> & c"}}' })
  expect(body('/api/v1/namespaces/default/configmaps/signs')).toContain(String.raw`"data":{"a":"\u003cb\u003e \u0026 c"}`)
})
