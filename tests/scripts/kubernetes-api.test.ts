import { createPublicKey, verify } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'
import { serveApi, type ServedApi } from '../../scripts/serve/kubernetes-api.ts'

const limits = { watches: 5, unread: 256 * 1024 }
let simulation: Simulation
let served: ServedApi
let options: RequestOptions
beforeEach(async () => {
  simulation = openCluster({ scenario: { seed: 7, nodes: threeWorkers }, now: 0 })
  served = await serveApi({ simulation, limits })
  options = optionsFor(served)
})
afterEach(() => served.close())

/** How to ask a server as the first user of its kubeconfig. */
function optionsFor({ kubeconfig }: ServedApi): RequestOptions {
  const { users, clusters } = parse(kubeconfig) as { users: { user: { token: string } }[], clusters: { cluster: { 'certificate-authority-data': string } }[] }
  return { ca: Buffer.from(clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64'), headers: { 'authorization': `Bearer ${users[0]?.user.token ?? ''}`, 'content-type': 'application/json' } }
}

/** Asks, and gives the answer before its body is read. */
function begin(path: string, { method = 'GET', body, accept = 'application/json' }: { readonly method?: string, readonly body?: object, readonly accept?: string } = {}): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request(new URL(path, served.url), { ...options, method, headers: { ...options.headers, accept } }, resolve).on('error', reject).end(body && JSON.stringify(body))
  return promise
}

async function ask(path: string, how?: Parameters<typeof begin>[1]): Promise<{ readonly code: number | undefined, readonly body: unknown }> {
  const answer = await begin(path, how)
  return { code: answer.statusCode, body: JSON.parse(await textOf(answer)) }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of answer)
    parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

const watch = '/api/v1/configmaps?watch=true'
const maps = '/api/v1/namespaces/default/configmaps'

describe('a server of the API', () => {
  // As `kubectl get endpoints` printed it of a real cluster: kubernetes, with the address and port 6443.
  test('has itself behind its own Service, in the older Endpoints, too', async () => {
    const { body } = await ask('/api/v1/namespaces/default/endpoints/kubernetes')
    expect(body).toMatchObject({ kind: 'Endpoints', metadata: { name: 'kubernetes', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }, subsets: [{ addresses: [{ ip: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) }], ports: [{ name: 'https', port: 6443, protocol: 'TCP' }] }] })
  })

  // Sources: OpenID Connect Discovery 1.0; RFC 7517, 4; pkg/serviceaccount/openidmetadata.go.
  test('signs the tokens of service accounts, by a key that it tells whoever asks for it', async () => {
    const { body: token } = await ask('/api/v1/namespaces/default/serviceaccounts/default/token', { method: 'POST', body: { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', spec: {} } })
    const [header = '', claims = '', signature = ''] = (token as { status: { token: string } }).status.token.split('.')
    const { body: configuration } = await ask('/.well-known/openid-configuration')
    expect(configuration).toEqual({ issuer: (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iss: string }).iss, jwks_uri: `${served.url}/openid/v1/jwks`, response_types_supported: ['id_token'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] })
    const answer = await begin('/openid/v1/jwks')
    expect(answer.headers['content-type']).toBe('application/jwk-set+json')
    const { keys } = JSON.parse(await textOf(answer)) as { keys: Record<string, string>[] }
    expect(keys).toEqual([expect.objectContaining({ use: 'sig', kty: 'RSA', alg: 'RS256', e: 'AQAB', kid: (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid })])
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' })
    expect(verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  // Source: apiserver/pkg/endpoints/metrics/metrics.go, apiserver/pkg/storage/etcd3/metrics/metrics.go; Prometheus' text format 0.0.4.
  test('counts its requests and what is stored, and has no number for what no server has', async () => {
    await ask('/api/v1/namespaces/default/pods')
    await ask('/api/v1/namespaces/default/pods')
    await ask(`${maps}?dryRun=All`, { method: 'POST', body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } } })
    for (const path of ['/api/v1/nope', '/api/v1/namespaces/default/pods/a/nope', '/apis/nope.io/v1/x?dryRun=nope'])
      (await begin(path)).resume()
    const answer = await begin('/metrics')
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    const lines = (await textOf(answer)).trimEnd().split('\n')
    expect(lines.filter(line => line.startsWith('apiserver_request_total'))).toEqual([
      'apiserver_request_total{code="200",component="apiserver",dry_run="",group="",resource="pods",scope="namespace",subresource="",verb="LIST",version="v1"} 2',
      'apiserver_request_total{code="201",component="apiserver",dry_run="All",group="",resource="configmaps",scope="resource",subresource="",verb="POST",version="v1"} 1',
    ])
    expect(lines).toContain('apiserver_storage_objects{resource="nodes"} 3')
    expect(lines.filter(line => !/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{(?:\w+="[^"]*",?)*\})? [\d.]+)$/.test(line))).toEqual([])
  })

  // Source: apiserver/pkg/endpoints/apiserver.go (AllowsMediaTypeTransform).
  test.each([
    ['application/yaml;as=Table;g=meta.k8s.io;v=v1', 'Table', 'v1'],
    ['application/json;as=Table;g=meta.k8s.io;v=v1beta1', 'Table', 'v1beta1'],
    ['application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1beta1', 'PartialObjectMetadataList', 'v1beta1'],
  ])('answers in the form %s', async (accept, kind, version) => {
    const answer = await begin('/api/v1/nodes', { accept })
    expect(answer.headers['content-type']).toBe(accept.split(';')[0])
    const found = parse(await textOf(answer)) as { readonly rows?: readonly { readonly object: unknown }[], readonly items?: readonly unknown[] }
    expect(found).toMatchObject({ kind, apiVersion: `meta.k8s.io/${version}` })
    expect([...found.rows?.map(({ object }) => object) ?? [], ...found.items ?? []]).toEqual([1, 2, 3].map(number => expect.objectContaining({ kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata: expect.objectContaining({ name: `worker-${number}` }) })))
  })

  test('tells of what happens in an older form, too', async () => {
    const answer = await begin('/api/v1/nodes?watch=true', { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1beta1' })
    const [first] = await once(answer, 'data') as [Buffer]
    answer.destroy()
    expect(JSON.parse(first.toString().split('\n')[0] ?? '')).toMatchObject({ type: 'ADDED', object: { kind: 'Table', apiVersion: 'meta.k8s.io/v1beta1', rows: [{ object: { apiVersion: 'meta.k8s.io/v1beta1' } }] } })
  })

  // As kubectl writes it, which reads with the same package: names in order, and times between quotes.
  test('writes YAML as a real one does', async () => {
    expect(await textOf(await begin('/api/v1/namespaces/default', { accept: 'application/yaml' }))).toMatch(/^apiVersion: v1\nkind: Namespace\nmetadata:\n {2}creationTimestamp: "[^"]+"\n {2}labels:\n/)
  })

  // As the recorded cluster has them: k8s.io/api/events/v1 Event.
  test('tells of Events by the names of their newer group, those that are there and those that come', async () => {
    simulation.type({ run: 'create deployment', name: 'web', image: 'nginx', replicas: 1 })
    simulation.advance(100)
    served.refresh()
    const path = '/apis/events.k8s.io/v1/namespaces/default/events'
    const { body } = await ask(path)
    const { items, metadata } = body as { items: Record<string, unknown>[], metadata: { resourceVersion: string } }
    const first = { reportingController: 'deployment-controller', reason: 'ScalingReplicaSet', note: expect.stringContaining('from 0 to 1'), type: 'Normal', eventTime: null, deprecatedCount: 1, deprecatedSource: { component: 'deployment-controller' }, regarding: expect.objectContaining({ kind: 'Deployment', name: 'web' }) }
    const isFirst = ({ reason }: Record<string, unknown>): boolean => reason === 'ScalingReplicaSet'
    expect(items.find(isFirst)).toMatchObject(first)
    expect(Object.keys(items.find(isFirst) ?? {})).not.toContain('reportingComponent')

    const heard: { type: string, object: Record<string, unknown> }[] = []
    for (const from of ['0', metadata.resourceVersion]) {
      const stream = await begin(`${path}?watch=true&resourceVersion=${from}`)
      stream.on('error', () => {})
      let text = ''
      stream.on('data', (part: Buffer) => {
        const lines = `${text}${part}`.split('\n')
        text = lines.pop() ?? ''
        heard.push(...lines.map(line => JSON.parse(line) as typeof heard[number]))
      })
    }
    await expect.poll(() => heard.find(({ object }) => isFirst(object))?.object).toMatchObject(first)
    expect(heard.some(({ object }) => object['reason'] === 'Started')).toBe(false)
    simulation.advance(5000)
    served.refresh()
    await expect.poll(() => heard.filter(({ object }) => object['reason'] === 'Started')).toHaveLength(2)
    expect(heard.filter(({ object: { regarding, note } }) => typeof note !== 'string' || (regarding as { name?: string }).name === undefined)).toEqual([])
  })

  test('limits the number of open watches with an error, and accepts one again after another has ended', async () => {
    const open = await Promise.all(Array.from({ length: limits.watches }, () => begin(watch)))
    expect(open.map(({ statusCode }) => statusCode)).toEqual(open.map(() => 200))
    const refused = await begin(watch)
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['retry-after']).toBe('1')
    refused.resume()
    expect(await ask('/api/v1/nodes')).toMatchObject({ code: 200 })
    open[0]?.destroy()
    await expect.poll(() => served.watches()).toBe(limits.watches - 1)
    expect((await begin(watch)).statusCode).toBe(200)
  })

  // So many connections are open at once, each with the keys of its own, in the same process as their clients.
  test('thousands of watches are held that nobody has anything to tell, told when there is, and let go', { timeout: 60_000 }, async () => {
    await served.close()
    served = await serveApi({ simulation })
    options = optionsFor(served)
    const most = 2000
    const heard = new Set<number>()
    const open: IncomingMessage[] = []
    while (open.length < most)
      open.push(...await Promise.all(Array.from({ length: 100 }, () => begin(watch))))
    for (const [index, each] of open.entries()) {
      each.on('error', () => {})
      each.on('data', () => heard.add(index))
    }
    expect(open.every(({ statusCode }) => statusCode === 200)).toBe(true)
    expect(served.watches()).toBe(most)
    const refused = await begin(watch)
    expect(refused.statusCode).toBe(429)
    refused.resume()
    heard.clear()
    expect(await ask(maps, { method: 'POST', body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'news' } } })).toMatchObject({ code: 201 })
    await expect.poll(() => heard.size, { timeout: 20_000 }).toBe(most)
    open.forEach(each => each.destroy())
    await expect.poll(() => served.watches(), { timeout: 20_000 }).toBe(0)
    expect(await ask('/api/v1/nodes')).toMatchObject({ code: 200 })
  })

  test('lets a client go that watches and does not read, and answers the others', async () => {
    const silent = await begin(watch)
    silent.pause()
    const heard: string[] = []
    const reader = await begin(watch)
    reader.on('data', (part: Buffer) => heard.push(part.toString()))
    reader.on('error', () => {})
    silent.on('error', () => {})
    await expect.poll(() => served.watches()).toBe(2)
    const written = await ask(maps, { method: 'POST', body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'large' }, data: { text: 'x' } } })
    expect(written.code).toBe(201)
    // What lies in the buffers of the system between the two is not counted: it takes some megabytes.
    for (let i = 0; served.watches() > 1 && i < 200; i++)
      expect(await ask(`${maps}/large`, { method: 'PUT', body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'large' }, data: { text: String(i).repeat(100_000) } } })).toMatchObject({ code: 200 })
    await expect.poll(() => served.watches()).toBe(1)
    await expect.poll(() => heard.join('')).toContain('"MODIFIED"')
    reader.destroy()
  })
})
