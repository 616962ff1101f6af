import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parse } from 'yaml'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { createApi } from '../../kubernetes/rest/api.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import { launchBrowser } from '../../scripts/browser/launch.ts'
import { startLiveCluster, type LiveCluster } from '../../scripts/serve/live-cluster.ts'
import { serveDeck } from '../../scripts/serve/server.ts'
import { buildHosted } from '../../static/build-hosted.ts'
import { CACHE } from '../../scripts/support/project.ts'
import { task } from '../../scripts/support/task.ts'
import { quantile, table } from './table.ts'

// Times the cluster that kubectl talks to: how much it serves, what it keeps, and how soon the picture shows what was asked.

const PODS = 10
const SECONDS = 5
const CLIENTS = 8
const WATCHES = 200
const CHANGES = 20

const asTable = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

/** Asks the API of a live cluster as its administrator, over connections that are kept. */
function asker({ kubeconfig, url }: LiveCluster): { readonly ask: (method: string, path: string, body?: object) => Promise<number>, readonly end: () => void } {
  const { users, clusters } = parse(readFileSync(kubeconfig, 'utf8')) as { users: { user: { token: string } }[], clusters: { cluster: { 'certificate-authority-data': string } }[] }
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS, ca: Buffer.from(clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64') })
  return {
    ask: async (method, path, body) => {
      const asked = request(new URL(path, url), { method, agent, headers: { 'authorization': `Bearer ${users[0]?.user.token ?? ''}`, 'accept': asTable, 'content-type': 'application/merge-patch+json' } })
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
  const { ask, end } = asker(cluster)
  cluster.simulation.type({ run: 'create deployment', name: 'web', image: 'nginx', replicas: PODS })
  await setTimeout(3000)
  let count = 0
  const until = performance.now() + SECONDS * 1000
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    while (performance.now() < until) {
      await ask('GET', '/api/v1/namespaces/default/pods?limit=500')
      count++
    }
  }))
  end()
  return (count / SECONDS).toFixed(0)
}

/** How much larger the heap is after an hour of the model, in per cent, with watches that are told of all Pods. */
function kept(): readonly [start: string, end: string, growth: string] {
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
      if (simulation.history.events.length > 20_000)
        simulation.forget(5000)
    }
  }
  // What is remembered at most is full by then.
  pass(3 * 3600)
  const start = heap()
  pass(3600)
  const end = heap()
  ends.forEach(stop => stop?.())
  return [`${(start / 1e6).toFixed(1)} MB`, `${(end / 1e6).toFixed(1)} MB`, `${((end / start - 1) * 100).toFixed(1)} %`]
}

async function shown(cluster: LiveCluster, dir: string): Promise<readonly number[]> {
  const browser = await launchBrowser()
  const deck = await serveDeck({ dir, cluster: Promise.resolve(cluster) })
  const { ask, end } = asker(cluster)
  const times: number[] = []
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.goto(`${deck.url}break-it?live`)
    await page.locator('.live-cluster [role=switch]').first().waitFor()
    await setTimeout(1000)
    for (let turn = 0; turn < CHANGES; turn++) {
      const changed = page.evaluate(() => new Promise<number>((resolve) => {
        const watched = document.querySelector('.live-cluster .terminal')
        const observer = new MutationObserver(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())))
        if (watched)
          observer.observe(watched, { subtree: true, childList: true, characterData: true })
      }))
      await setTimeout(300)
      const from = performance.timeOrigin + performance.now()
      await ask('PATCH', '/apis/apps/v1/namespaces/default/deployments/web', { spec: { replicas: PODS + turn % 2 } })
      times.push(await changed - from)
    }
  }
  finally {
    end()
    await Promise.all([browser.close(), deck.close()])
  }
  return times
}

await task(async () => {
  const [start, end, growth] = kept()
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'bench-'))
  try {
    await buildHosted({ out: join(folder, 'dist'), base: '/' })
    const cluster = await startLiveCluster({ folder, port: 0 })
    try {
      const perSecond = await served(cluster)
      const times = await shown(cluster, join(folder, 'dist'))
      console.log(table(['the cluster that kubectl talks to', 'figure'], [
        [`lists of ${PODS} Pods as kubectl asks for them, a second, over ${CLIENTS} connections`, perSecond],
        [`heap with ${WATCHES} watches, after three hours of the model`, start],
        ['heap an hour of the model later', end],
        ['growth', growth],
        ['ms from a request to the picture that shows it: median', quantile(times, 0.5)],
        ['95th %', quantile(times, 0.95)],
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
