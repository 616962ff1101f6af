import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { type Api, createApi } from '../../../kubernetes/rest/api.ts'
import { describeAll } from '../../../kubernetes/rest/describe-all.ts'
import { emptyFields } from '../../../kubernetes/rest/empty-fields.ts'
import { checkRequest } from '../../../kubernetes/rest/request-checks.ts'
import { differences } from '../../support/api-differences.ts'
import { recordedCluster } from '../../support/kubectl/session.ts'

/** A request, and what a real API server of version 1.36.2 answered: all of it, or the beginning where that was cut. */
interface Recorded {
  readonly group: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly as?: string
  readonly status: number
  readonly answer: Readonly<Record<string, string>>
  readonly response?: unknown
  readonly lines?: readonly unknown[]
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'recordings', 'api', 'requests.json'), 'utf8')) as readonly Recorded[]

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain | undefined }

/** Texts in which what is drawn, measured or counted is all the same. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>'],
  [/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, '<time>'],
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>'],
  [/[0-9a-f]{64}/g, '<digest>'],
  [/\b\d+\.\d+\.\d+\.\d+\b/g, '<address>'],
  [/\b(web|dry|ssa)-[a-z0-9]{6,10}-[a-z0-9]{5}/g, '$1-<pod>'],
  [/-[bcdfghjklmnpqrstvwxz2456789]{6,10}\b/g, '-<hash>'],
  [/(pod-template-hash=)\w+/g, '$1<hash>'],
  [/^gen-\w{5}$/, 'gen-<id>'],
  [/^(web-[\w<>]+|web)(\.[0-9a-f]{8,16}$)/, '$1.<event>'],
  [/^(web-)\w{5}$/, '$1<id>'],
  [/(apiserver-)[a-z2-7]{26}/g, '$1<id>'],
  [/worker-\d/g, '<node>'],
  [/docker\.io\/library\/nginx:[\w.]+/g, '<image>'],
  [/kube-api-access-\w+/g, 'kube-api-access-<id>'],
  [/^\d+[smhd](?:\d+[smh])?$/, '<age>'],
  [/\b\d+(?:\.\d+)?ms\b/g, '<age>'],
  [/current: \d+/, 'current: <version>'],
  [/(too old resource version: )\d+ \(\d+\)/, '$1<version>'],
  [/hash=[0-9A-F]+/g, 'hash=<hash>'],
]

/** Members whose values are versions and hashes. */
const drawn = new Set(['resourceVersion', 'pod-template-hash'])

function plain(value: unknown): Plain {
  if (typeof value === 'string')
    return replacements.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), value)
  if (Array.isArray(value))
    return (value as readonly unknown[]).map(plain)
  if (typeof value !== 'object' || value === null)
    return value as Plain
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).map(([name, each]) => [
    String(plain(name)),
    drawn.has(name) && typeof each === 'string' && each !== '' ? '<version>' : name === 'continue' && typeof each === 'string' ? continuation(each) : plain(each),
  ]))
}

/** What a token of a list that goes on says: what a client cannot read, but what has to fit. */
function continuation(token: string): Plain {
  const { v, rv, start } = JSON.parse(atob(token.replaceAll('-', '+').replaceAll('_', '/'))) as { readonly v: string, readonly rv: number, readonly start: string }
  return plain({ v, rv: rv > 0 ? '<version>' : rv, start })
}

/** Where two values differ, each as a path, with both. */
function differing(one: Plain | undefined, other: Plain | undefined, path: string): readonly string[] {
  if (JSON.stringify(one) === JSON.stringify(other))
    return []
  if (Array.isArray(one) && Array.isArray(other)) {
    const [own, theirs] = [one as readonly Plain[], other as readonly Plain[]]
    return own.length === theirs.length ? own.flatMap((each, index) => differing(each, theirs[index], `${path}[]`)) : [`${path} has ${own.length} entries: ${theirs.length}`]
  }
  if (typeof one === 'object' && one !== null && typeof other === 'object' && other !== null && !Array.isArray(one) && !Array.isArray(other)) {
    const [own, theirs] = [one as Readonly<Record<string, Plain>>, other as Readonly<Record<string, Plain>>]
    return [...new Set([...Object.keys(own), ...Object.keys(theirs)])].flatMap(name => differing(own[name], theirs[name], `${path}.${name}`))
  }
  return [`${path} is ${JSON.stringify(one)?.slice(0, 200) ?? 'not there'}: ${JSON.stringify(other)?.slice(0, 200) ?? 'not there'}`]
}

/** A recorded body that was cut: so many characters, of which the first are given. */
const cut = /^\d+ characters: /

/** Objects that were there before, by whom. */
const before = {
  web: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', labels: { app: 'web' } }, spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } } } },
  service: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', labels: { app: 'web' } }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 80 }] } },
  short: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'short', labels: { app: 'short' } }, spec: { containers: [{ name: 'short', image: 'nginx' }] } },
}

function begin() {
  const simulation = recordedCluster()
  const groups = ['system:authenticated']
  let asked = 0
  const open = (): Api => createApi({ simulation, describe: describeAll, check: checkRequest, emptyFields, tokens: new Map([['admin', { user: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', ...groups] }], ['bob', { user: 'bob', groups }]]), address: '10.0.0.1:6443', yaml: { parse: text => parse(text) as unknown, stringify: value => stringify(value) }, clock: () => asked })
  let api = open()
  const post = (path: string, object: object, manager: string): void => {
    expect(api.handle({ method: 'POST', url: `${path}?fieldManager=${manager}`, headers: { 'authorization': 'Bearer admin', 'content-type': 'application/json' }, body: JSON.stringify(object) })?.status).toBe(201)
  }
  post('/apis/apps/v1/namespaces/default/deployments', before.web, 'kubectl-create')
  simulation.advance(2000)
  post('/api/v1/namespaces/default/services', before.service, 'kubectl-expose')
  simulation.advance(2000)
  const then = simulation.state().revision
  let goesOn = ''

  function ask({ group, method, path, headers, body = '', as = 'admin' }: Recorded) {
    const dry = [...simulation.state().objects.values()].find(({ kind, metadata }) => kind === 'Pod' && metadata.labels?.['app'] === 'dry')?.metadata.name ?? 'none'
    const named = (text: string): string => text.replaceAll('{pod:dry}', dry).replaceAll('{then}', String(then)).replaceAll('{continue}', goesOn)
    const large = /^(\d+) bytes$/.exec(body)?.[1]
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const found = api.handle({ method, url: named(path), headers: { ...(as !== 'anonymous' && { authorization: `Bearer ${as}` }), ...lower }, body: large === undefined ? named(body) : 'x'.repeat(Number(large)) })
    const lines: unknown[] = []
    if (found?.stream) {
      const end = found.stream({ write: text => lines.push(...text.split('\n').filter(Boolean).map(line => JSON.parse(line) as unknown)), end: () => lines.push('<end>') })
      asked += 3000
      api.refresh()
      end()
    }
    let response: unknown = found?.body
    if (/json/.test(found?.headers['content-type'] ?? '') || path === '/openapi/v3')
      response = found?.body ? JSON.parse(found.body) as unknown : ''
    if (path.endsWith('?limit=2') && group === 'list')
      goesOn = (response as { readonly metadata: { readonly continue?: string } }).metadata.continue ?? ''
    return { found, response, lines, dry }
  }

  return {
    ask,
    /** What was applied was looked at again within milliseconds. */
    pass: (group: string): void => {
      simulation.advance(group === 'apply' ? 10 : 1000)
      api.refresh()
    },
    /** A group begins: one Pod more is there for deletions; an API server that has just started knows nothing of before. */
    prepare: (group: string): void => {
      if (group === 'delete') {
        post('/api/v1/namespaces/default/pods', before.short, 'kubectl-run')
        simulation.advance(2000)
      }
      if (group === 'expired')
        api = open()
    },
  }
}

test('the API answers what a real one was asked in turn with the same code, headers and body, but for what is listed', () => {
  const { ask, pass, prepare } = begin()
  const seen = new Set<unknown>()
  const found: string[] = []
  let group = ''
  for (const each of recorded) {
    if (each.group !== group)
      prepare(each.group)
    group = each.group
    const { found: answer, response, lines, dry } = ask(each)
    const { etag: ownTag, ...own } = each.answer
    const { etag, ...headers } = answer?.headers ?? {}
    const isText = typeof each.response === 'string' && cut.test(each.response)
    const all = [
      ...each.status === answer?.status ? [] : [`status is ${each.status}: ${answer?.status ?? 'none'}`],
      ...(ownTag === undefined) === (etag === undefined) ? [] : [`answer.etag is ${ownTag ?? 'not there'}: ${etag ?? 'not there'}`],
      ...differing(plain(own), plain(headers), 'answer'),
      ...each.lines && answer?.stream ? differing(plain(each.lines), plain(lines), 'lines') : [],
      ...isText ? [] : differing(plain(each.lines && !answer?.stream ? each.lines[0] : answer?.stream ? '' : each.response), plain(answer?.stream ? '' : response), 'response'),
    ]
    const request = `${each.group} ${each.method} ${each.path}`
    for (const difference of all) {
      const known = differences.filter(({ where, what }) => where.test(request) && what.test(difference))
      known.forEach(one => seen.add(one))
      if (known.length === 0)
        found.push(`${request.replaceAll(dry, '{pod:dry}').slice(0, 110)} ${difference}`)
    }
    pass(group)
  }
  expect(recorded.length).toBe(164)
  expect([...new Set(found)]).toEqual([])
  expect(differences.filter(each => !seen.has(each) || each.why === '')).toEqual([])
})

test('what a real API server answered at length begins as recorded', () => {
  const { ask } = begin()
  const long = recorded.filter(({ path, response }) => /^\/openapi\/|\/token$/.test(path) && typeof response === 'string' && cut.test(response))
  expect(long.map(({ path }) => path)).toEqual(['/openapi/v2', '/openapi/v3/api/v1', '/openapi/v3/apis/apps/v1', '/api/v1/namespaces/default/serviceaccounts/default/token'])
  for (const each of long.slice(0, 3)) {
    const opening = /^\d+ characters: (\{.*?"info":\{.*?\})/.exec(String(each.response))?.[1] ?? 'none'
    const [, version = '', title = ''] = /"(swagger|openapi)":/.exec(opening) ?? []
    expect(opening).toContain(title)
    expect(Object.keys(ask(each).response as object).slice(0, 2)).toEqual([version, 'info'])
    expect(JSON.stringify(ask(each).response).slice(0, opening.length)).toBe(opening)
  }
  const [token] = long.slice(3)
  expect(token && String(token.response)).toContain('{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","metadata":{"name":"default","namespace":"default","uid":')
  const { found, response } = token ? ask(token) : { found: undefined, response: undefined }
  expect(found?.status).toBe(token?.status)
  expect(response).toMatchObject({ kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: { name: 'default', namespace: 'default' } })
})
