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
  const { users, clusters } = parse(served.kubeconfig) as { users: { user: { token: string } }[], clusters: { cluster: { 'certificate-authority-data': string } }[] }
  options = { ca: Buffer.from(clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64'), headers: { 'authorization': `Bearer ${users[0]?.user.token ?? ''}`, 'content-type': 'application/json' } }
})
afterEach(() => served.close())

/** Asks, and gives the answer before its body is read. */
function begin(path: string, { method = 'GET', body }: { readonly method?: string, readonly body?: object } = {}): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request(new URL(path, served.url), { ...options, method }, resolve).on('error', reject).end(body && JSON.stringify(body))
  return promise
}

async function ask(path: string, how?: Parameters<typeof begin>[1]): Promise<{ readonly code: number | undefined, readonly body: unknown }> {
  const answer = await begin(path, how)
  const parts: Buffer[] = []
  for await (const part of answer)
    parts.push(part as Buffer)
  return { code: answer.statusCode, body: JSON.parse(Buffer.concat(parts).toString()) }
}

const watch = '/api/v1/configmaps?watch=true'
const maps = '/api/v1/namespaces/default/configmaps'

describe('a server of the API', () => {
  test('has room for so many watches, says when there are too many, and has room again when one has gone', async () => {
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
    for (let turn = 0; served.watches() > 1 && turn < 200; turn++)
      expect(await ask(`${maps}/large`, { method: 'PUT', body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'large' }, data: { text: String(turn).repeat(100_000) } } })).toMatchObject({ code: 200 })
    await expect.poll(() => served.watches()).toBe(1)
    await expect.poll(() => heard.join('')).toContain('"MODIFIED"')
    reader.destroy()
  })
})
