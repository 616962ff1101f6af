import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { parse } from 'yaml'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { createApi } from '../../kubernetes/rest/api.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { type LiveCluster, REMEMBERED, startLiveCluster } from '../../scripts/serve/live-cluster.ts'
import { serveDeck } from '../../scripts/serve/server.ts'
import { buildHosted } from '../../static/build-hosted.ts'
import { CACHE } from '../../scripts/support/project.ts'
import { task } from '../../scripts/support/task.ts'
import type { Load } from './list-pods.ts'
import { quantile, table } from './table.ts'

// Times the cluster that kubectl talks to: how much it serves, what it keeps, and how soon the picture shows what was asked.

const PODS = 10
const SECONDS = 5
const CLIENTS = 8
const WATCHES = 200
const CHANGES = 20

const asTable = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

/** What its administrator shows, and who has signed what the server shows. */
function credentials({ kubeconfig }: LiveCluster): Pick<Load, 'token' | 'ca'> {
  const { users, clusters } = parse(readFileSync(kubeconfig, 'utf8')) as { users: { user: { token: string } }[], clusters: { cluster: { 'certificate-authority-data': string } }[] }
  return { token: users[0]?.user.token ?? '', ca: Buffer.from(clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64').toString() }
}

/** Asks the API of a live cluster as its administrator, over connections that are kept. */
function asker(cluster: LiveCluster): { readonly ask: (method: string, path: string, body?: object) => Promise<number>, readonly end: () => void } {
  const { token, ca } = credentials(cluster)
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS, ca })
  return {
    ask: async (method, path, body) => {
      const asked = request(new URL(path, cluster.url), { method, agent, headers: { 'authorization': `Bearer ${token}`, 'accept': asTable, 'content-type': 'application/merge-patch+json' } })
      asked.end(body && JSON.stringify(body))
      const [answer] = await once(asked, 'response') as [NodeJS.ReadableStream & { readonly statusCode?: number }]
      answer.resume()
      await once(answer, 'end')
      return answer.statusCode ?? 0
    },
    end: () => agent.destroy(),
  }
}

async function served(cluster: LiveCluster): Promise<string> {
  cluster.simulation.type({ run: 'create deployment', name: 'web', image: 'nginx', replicas: PODS })
  await setTimeout(3000)
  const worker = new Worker(new URL('./list-pods.ts', import.meta.url), { workerData: { ...credentials(cluster), url: cluster.url, clients: CLIENTS, seconds: SECONDS } satisfies Load })
  const [count] = await once(worker, 'message') as [number]
  return (count / SECONDS).toFixed(0)
}

/** How large the heap is when all Pods run, and an hour of the model later, with watches that are told of all Pods. */
function memoryUse(): readonly [start: string, end: string, growth: string] {
  const heap = (): number => {
    globalThis.gc?.()
    return process.memoryUsage().heapUsed
  }
  const simulation = openCluster({ scenario: { seed: 3, nodes: threeWorkers }, now: 0 })
  const api = createApi({ simulation, tokens: new Map([['a', { user: 'a', groups: ['kubeadm:cluster-admins'] }]]), address: '127.0.0.1:3031', clock: simulation.now })
  simulation.type({ run: 'create deployment', name: 'web', image: 'nginx', replicas: PODS })
  const ends = Array.from({ length: WATCHES }, () => api.handle({ method: 'GET', url: '/api/v1/pods?watch=true&allowWatchBookmarks=true&timeoutSeconds=7200', headers: { authorization: 'Bearer a' }, body: '' })?.stream?.({ write: () => {}, end: () => {} }))
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second++) {
      simulation.advance(1000)
      api.refresh()
      if (simulation.history.events.length > REMEMBERED.most)
        simulation.forget(REMEMBERED.kept)
    }
  }
  // The Pods run by then.
  pass(60)
  const start = heap()
  pass(3600)
  const end = heap()
  ends.forEach(stop => stop?.())
  return [`${(start / 1e6).toFixed(1)} MB`, `${(end / 1e6).toFixed(1)} MB`, `${((end / start - 1) * 100).toFixed(1)} %`]
}

/** The kubectl of the tests, where they have fetched it, or that of the machine. */
const ownKubectl = join(CACHE, 'kubectl', '1.35.2', 'kubectl')
const kubectl = existsSync(ownKubectl) ? ownKubectl : 'kubectl'

/** Runs kubectl to its end; undefined if there is none. */
async function type(cluster: LiveCluster, folder: string, ...argv: readonly string[]): Promise<number | undefined> {
  const from = performance.now()
  const child = spawn(kubectl, argv, { stdio: 'ignore', env: { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: cluster.kubeconfig, KUBECACHEDIR: join(folder, 'kubectl-cache') } })
  const { promise, resolve } = Promise.withResolvers<number | undefined>()
  child.on('error', () => resolve(undefined))
  child.on('close', code => resolve(code === 0 ? performance.now() - from : undefined))
  return promise
}

/** How long from a request, and from Enter in a terminal with all of kubectl's own, to the picture that shows it, and how long kubectl takes for nothing, in milliseconds. */
async function shown(cluster: LiveCluster, folder: string): Promise<{ readonly asked: readonly number[], readonly typed: readonly number[], readonly started: readonly number[] }> {
  const browser = await launchBrowser()
  const deck = await serveDeck({ dir: join(folder, 'dist'), cluster: Promise.resolve(cluster) })
  const { ask, end } = asker(cluster)
  const [asked, typed, started]: [number[], number[], number[]] = [[], [], []]
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.goto(`${deck.url}break-it?live`)
    await page.locator('.live-cluster [role=switch]').first().waitFor()
    await setTimeout(1000)
    const timed = async (times: number[], act: () => Promise<unknown>): Promise<void> => {
      const changed = page.evaluate(() => new Promise<number>((resolve) => {
        const watched = document.querySelector('.live-cluster .terminal')
        const observer = new MutationObserver(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())))
        if (watched)
          observer.observe(watched, { subtree: true, childList: true, characterData: true })
      }))
      await setTimeout(300)
      const from = performance.timeOrigin + performance.now()
      const done = act()
      times.push(await changed - from)
      await done
    }
    for (let change = 0; change < CHANGES; change++)
      await timed(asked, () => ask('PATCH', '/apis/apps/v1/namespaces/default/deployments/web', { spec: { replicas: PODS + change % 2 } }))
    // What kubectl asks once and keeps, it has by then.
    if (await type(cluster, folder, 'get', 'deployments') !== undefined) {
      for (let change = 0; change < CHANGES; change++) {
        await timed(typed, () => type(cluster, folder, 'patch', 'deployment', 'web', '-p', `{"spec":{"replicas":${PODS + change % 2}}}`))
        started.push(await type(cluster, folder, 'version', '--client') ?? 0)
      }
    }
  }
  finally {
    end()
    await Promise.all([browser.close(), deck.close()])
  }
  return { asked, typed, started }
}

await task(async () => {
  const [start, end, growth] = memoryUse()
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'bench-'))
  try {
    await buildHosted({ out: join(folder, 'dist'), base: '/' })
    const cluster = await startLiveCluster({ folder, port: 0 })
    try {
      const perSecond = await served(cluster)
      const { asked, typed, started } = await shown(cluster, folder)
      const own = typed.map((time, turn) => time - (started[turn] ?? 0))
      console.log(table(['the cluster that kubectl talks to', 'figure'], [
        [`lists of ${PODS} Pods as kubectl asks for them, a second, over ${CLIENTS} connections`, perSecond],
        [`heap with ${WATCHES} watches, when all Pods run`, start],
        ['heap an hour of the model later', end],
        ['growth', growth],
        ['ms from a request to the picture that shows it: median', quantile(asked, 0.5)],
        ['95th %', quantile(asked, 0.95)],
        ...typed.length === 0
          ? [['ms from Enter in a terminal', 'no kubectl here: run the tests once'] as const]
          : [
              ['ms from Enter in a terminal to the picture, with all of kubectl: median', quantile(typed, 0.5)] as const,
              ['kubectl\'s own start and end (kubectl version --client): median', quantile(started, 0.5)] as const,
              ['ms from Enter to the picture without these: median', quantile(own, 0.5)] as const,
            ],
      ]))
    }
    finally {
      await cluster.close()
    }
  }
  finally {
    rmSync(folder, { recursive: true })
  }
})
