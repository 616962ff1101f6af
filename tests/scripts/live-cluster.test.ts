import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { parse } from 'yaml'
import { listen, type Listening } from '../../scripts/serve/listen.ts'
import { type LiveCluster, REMEMBERED, startLiveCluster } from '../../scripts/serve/live-cluster.ts'
import { showCluster } from '../../scripts/serve/live-windows.ts'
import type { LiveMessage } from '../../slides/break-it/live.ts'

let folder: string
let cluster: LiveCluster
let deck: Listening
let port: number
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'live-cluster-'))
  cluster = await startLiveCluster({ folder, port: 0 })
  deck = await listen((_, response) => response.end())
  port = deck.port
  showCluster(deck.server, '/deck/', Promise.resolve(cluster))
})
afterEach(async () => {
  vi.useRealTimers()
  await deck.close()
  await cluster.close()
  rmSync(folder, { recursive: true })
})

interface Window {
  readonly socket: WebSocket
  readonly heard: LiveMessage[]
}

/** Connects as a page does; settles once it is told of the cluster, or with the status of the refusal. */
async function connect(origin = `http://127.0.0.1:${port}`): Promise<Window | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/deck/cluster`, { origin })
  const heard: LiveMessage[] = []
  socket.on('error', () => {})
  return new Promise((resolve) => {
    socket.on('message', (data) => {
      heard.push(JSON.parse(String(data)) as LiveMessage)
      resolve({ socket, heard })
    })
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  })
}

async function window(): Promise<Window> {
  const connected = await connect()
  if (typeof connected === 'number')
    throw new Error(`refused with ${connected}`)
  return connected
}

const viewOf = ({ heard }: Window) => heard.flatMap(message => message.kind === 'cluster' ? [message.view] : []).at(-1)
const refusals = ({ heard }: Window) => heard.flatMap(message => message.kind === 'refused' ? [message.message] : [])
const ways = ({ heard }: Window) => heard.flatMap(message => message.kind === 'ways' ? message.ways : []).map(way => way.join(' '))

/** Asks the cluster's API as one of its users, or as nobody that it knows; gives the code. */
async function ask(user: string | undefined, method: string, path: string, body?: object): Promise<number> {
  const { users, clusters } = parse(readFileSync(cluster.kubeconfig, 'utf8')) as { users: { name: string, user: { token: string } }[], clusters: { cluster: { 'certificate-authority-data': string } }[] }
  const token = users.find(({ name }) => name === user)?.user.token ?? 'forged'
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const asked = request(new URL(path, cluster.url), {
    method,
    ca: Buffer.from(clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64'),
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
  }, (response) => {
    response.resume().on('end', () => resolve(response.statusCode ?? 0))
  })
  asked.on('error', reject)
  asked.end(body && JSON.stringify(body))
  return promise
}

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx' }] } } },
}
const deployments = '/apis/apps/v1/namespaces/default/deployments'

describe('windows that show the live cluster', () => {
  test('all pictures show what was created, and the path of the request', async () => {
    const [one, other] = [await window(), await window()]
    expect(await ask('ann', 'POST', deployments, deployment)).toBe(201)
    for (const each of [one, other]) {
      await expect.poll(() => viewOf(each)?.requests.at(-1)).toMatchObject({ verb: 'create', path: deployments, user: 'ann', code: 201 })
      await expect.poll(() => ways(each)).toContain('terminal kube-apiserver etcd')
      await expect.poll(() => viewOf(each)?.nodes.flatMap(({ pods }) => pods.map(({ status }) => status)), { timeout: 10_000 }).toEqual(['Running'])
      expect(ways(each)).toContain('kube-scheduler kube-apiserver etcd')
    }
  })

  test('the spoken words say that a request was refused, and that it ended at the API server', async () => {
    const one = await window()
    expect(await ask('bob', 'GET', '/api/v1/namespaces/default/pods')).toBe(403)
    await expect.poll(() => viewOf(one)?.requests.at(-1)).toMatchObject({ verb: 'list', user: 'bob', code: 403 })
    await expect.poll(() => ways(one)).toEqual(['terminal kube-apiserver'])
    expect(await ask(undefined, 'GET', '/version')).toBe(401)
    await expect.poll(() => viewOf(one)?.requests.at(-1)).toMatchObject({ verb: 'get', path: '/version', code: 401 })
    expect(viewOf(one)?.requests.at(-1)?.user).toBeUndefined()
  })

  test('toggle the switches of that same cluster', async () => {
    const [one, other] = [await window(), await window()]
    one.socket.send(JSON.stringify({ toggle: 'kube-scheduler' }))
    await expect.poll(() => viewOf(other)?.stopped).toEqual(['kube-scheduler'])
    await ask('ann', 'POST', deployments, deployment)
    await expect.poll(() => viewOf(other)?.unbound.map(({ status }) => status)).toEqual(['Pending'])
    other.socket.send(JSON.stringify({ toggle: 'kube-scheduler' }))
    await expect.poll(() => viewOf(one)?.unbound).toEqual([])
  })

  test.each([
    ['{', 'not JSON'],
    ['7', 'An order is an object'],
    ['null', 'An order is an object'],
    ['{}', 'An order is an object'],
    ['{"toggle":"kube-scheduler","speed":1}', 'An order is an object'],
    ['{"toggle":"coffee"}', 'no switch for "coffee"'],
    ['{"toggle":{"toString":1}}', 'no switch for {"toString":1}'],
    ['{"speed":1000}', 'no speed 1000: there are 0, 1, 10'],
  ])('who orders %s is told what is wrong, and nothing changes', async (order, sentence) => {
    const one = await window()
    one.socket.send(order)
    await expect.poll(() => refusals(one)).toEqual([expect.stringContaining(sentence)])
    expect(viewOf(one)?.stopped).toEqual([])
    expect(viewOf(one)?.speed).toBe(1)
  })

  test.each([['http://elsewhere.example'], ['null'], ['']])('are no pages of %j', async origin => expect(await connect(origin)).toBe(403))
})

describe('the clock of a live cluster', () => {
  /** Lets the machine's clock go on, and gives how much that was for the cluster, in milliseconds. */
  const passes = async (ms: number): Promise<number> => {
    const before = cluster.simulation.now()
    await vi.advanceTimersByTimeAsync(ms)
    return cluster.simulation.now() - before
  }
  beforeEach(async () => {
    await cluster.close()
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
    cluster = await startLiveCluster({ folder, port: 0 })
  })

  test('the clock runs at real time, pauses, and runs ten times as fast', async () => {
    expect(await passes(2000)).toBe(2000)
    cluster.setSpeed(0)
    expect(await passes(2000)).toBe(0)
    cluster.setSpeed(10)
    expect(await passes(2000)).toBe(20_000)
    cluster.setSpeed(1)
    expect(await passes(2000)).toBe(2000)
  })

  test('the model clock catches up soon after the machine was asleep', async () => {
    await passes(100)
    const behind = Date.now() - cluster.simulation.now()
    vi.setSystemTime(Date.now() + 3_600_000)
    await passes(20)
    expect(Date.now() - cluster.simulation.now()).toBeGreaterThan(behind + 3_000_000)
    await passes(10_000)
    expect(Date.now() - cluster.simulation.now()).toBe(behind)
  })

  test('a cluster that ran a day holds no more memory than one that ran hours', async () => {
    const { events } = cluster.simulation.history
    for (let hours = 0; hours < 24; hours++) {
      vi.setSystemTime(Date.now() + 3_600_000)
      await passes(8000)
      expect(events.length).toBeLessThanOrEqual(REMEMBERED.most + 500)
    }
    expect(events[0]?.id).toBeGreaterThan(100_000)
    expect(cluster.view().nodes.map(({ status }) => status)).toEqual(['Ready', 'Ready', 'Ready'])
    expect(await ask('kubernetes-admin', 'GET', '/api/v1/nodes')).toBe(200)
  })
})
