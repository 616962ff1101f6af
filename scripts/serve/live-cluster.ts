import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOfTemplate } from '../../kubernetes/rest/template-hash.ts'
import { openCluster } from '../../kubernetes/rest/cluster.ts'
import { systemClusterRoles } from '../../kubernetes/rest/system-roles.ts'
import { threeWorkers } from '../../kubernetes/scenario.ts'
import type { Breakable } from '../../kubernetes/parts.ts'
import type { Simulation } from '../../kubernetes/simulation.ts'
import type { LiveView, RequestPath, Speed } from '../../slides/break-it/live.ts'
import { followCluster } from '../../slides/break-it/live-view.ts'
import { CACHE } from '../support/project.ts'
import { serveApi } from './kubernetes-api.ts'
import { freePort } from './ports.ts'

const PORT = 3031

const TICK_MS = 20

/** When the model's clock starts, in milliseconds: its times are those of the clock on the wall. */
const MODEL_START = Date.UTC(2026, 0, 1, 9)

/** How many events are remembered at most, and how many of them once there are more, or more was sent than so many bytes. */
export const REMEMBERED = { most: 5_000, kept: 2_000, bytes: 32 * 1024 * 1024 } as const

/** The most Pods of a Namespace: as many as its machines have places for. */
const MOST_PODS = threeWorkers.reduce((sum, { pods }) => sum + pods, 0)

const role = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: 'deployer', namespace: 'default' } }
const ROLES = [
  {
    ...role,
    kind: 'Role',
    rules: [
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['create', 'get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
    ],
  },
  {
    ...role,
    kind: 'RoleBinding',
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'deployer' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'ann' }],
  },
]

/** A cluster that lives with the clock, and answers kubectl. */
export interface LiveCluster {
  readonly simulation: Simulation
  readonly url: string
  readonly kubeconfig: string
  /** What windows show of it now. */
  readonly view: () => LiveView
  /** The ways that requests have gone since it was asked last. */
  readonly follow: () => readonly RequestPath[]
  readonly toggle: (part: Breakable) => void
  readonly setSpeed: (speed: Speed) => void
  readonly close: () => Promise<void>
}

export interface LiveClusterOptions {
  /** By default 3031, or the next that is free. */
  readonly port?: number
  /** By default only this machine is answered. */
  readonly host?: string
  /** Where the kubeconfig is written, absolute; by default a folder of the project that git ignores. */
  readonly folder?: string
}

/** Starts a cluster of three workers whose time goes on with the clock, and serves its API. Its kubeconfig is a file of its own. @throws an Error of Node's if it cannot listen */
export async function startLiveCluster({ port, host, folder = join(CACHE, 'kubectl') }: LiveClusterOptions = {}): Promise<LiveCluster> {
  const simulation = openCluster({ scenario: { seed: Date.now() % 2 ** 31, nodes: threeWorkers, apiServers: 3, candidates: 3, policy: { quotas: [{ name: 'cluster', namespace: '*', pods: MOST_PODS }] } }, now: Date.now() - MODEL_START, objects: [...ROLES, ...systemClusterRoles()], templateHash: hashOfTemplate })
  const follower = followCluster(simulation)
  const served = await serveApi({ simulation, port: port ?? await freePort(PORT), ...(host !== undefined && { host }), onRequest: follower.onRequest })
  let speed: Speed = 1
  /** How far the model's clock is before the one on the wall, in milliseconds: behind it where time stood still. */
  let ahead = 0
  let last = Date.now()
  /** How much had been sent when something was forgotten for that, in bytes. */
  let forgotten = 0
  function tick(): void {
    const now = Date.now()
    // A machine that was asleep is not made up for at once, and not tenfold.
    ahead += speed === 0 ? last - now : (speed - 1) * Math.min(now - last, 1000)
    last = now
    simulation.advance(Math.min(Math.max(now - MODEL_START + ahead - simulation.now(), 0), 10_000))
    served.refresh()
    const isMuch = served.received() - forgotten > REMEMBERED.bytes
    if (isMuch || simulation.history.events.length > REMEMBERED.most)
      simulation.forget(isMuch ? REMEMBERED.kept / 10 : REMEMBERED.kept)
    forgotten = isMuch ? served.received() : forgotten
  }
  const clock = setInterval(() => {
    try {
      tick()
    }
    catch (error) {
      // What somebody has put into the cluster does not end the talk.
      console.error('The cluster has stumbled:', error)
    }
  }, TICK_MS)
  clock.unref()
  mkdirSync(folder, { recursive: true })
  const kubeconfig = join(folder, `kubeconfig-${served.port}`)
  writeFileSync(kubeconfig, served.kubeconfig, { mode: 0o600 })
  return {
    simulation,
    url: served.url,
    kubeconfig,
    view: () => follower.view(speed),
    follow: follower.follow,
    toggle: part => (simulation.state().stopped.has(part) ? simulation.start : simulation.stop)(part),
    setSpeed: (wanted) => {
      tick()
      speed = wanted
    },
    close: async () => {
      clearInterval(clock)
      await served.close()
    },
  }
}
