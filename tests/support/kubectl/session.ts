import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashOfTemplate } from '../../../kubernetes/rest/template-hash.ts'
import type { Deployment, Pod, ReplicaSet } from '../../../kubernetes/api/objects.ts'
import { openCluster } from '../../../kubernetes/rest/cluster.ts'
import type { Simulation } from '../../../kubernetes/simulation.ts'
import { serveApi } from '../../../scripts/serve/kubernetes-api.ts'

/** What a program printed, and how it ended. */
export interface Printed {
  readonly stdout: string
  readonly stderr: string
  readonly exit: number
}

/** One command of the recorded session. */
export interface Invocation extends Partial<Printed> {
  readonly id: number
  readonly argv: readonly string[]
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  /** What was waited for afterwards: so many Pods that run, or so many seconds. */
  readonly wait?: { readonly running?: string, readonly n?: number, readonly ns?: string, readonly sleep?: number }
  /** For how many seconds it was left to run, and what else was typed meanwhile. */
  readonly run?: number
  readonly meanwhile?: readonly string[]
  /** Set where what it printed is not given. */
  readonly printed?: string
}

/** The machines of the cluster that the session was recorded on, and the images of its registry. */
const recorded = {
  nodes: [1, 2, 3].map(number => ({ name: `worker-${number}`, cpu: '2', memory: '24673844Ki', pods: 110 })),
  registry: {
    'nginx': { pull: 30, size: 1_028_906, output: ['{time} start worker processes'], known: 'docker.io/library/nginx:1.27' },
    'busybox': { pull: 20, size: 1_028_657 },
    'nginx:1.28': { pull: 30, size: 1_028_911, output: ['{time} start worker processes'] },
  },
}

const machine = { osImage: 'Debian GNU/Linux 12 (bookworm)', kernelVersion: '6.18.44', containerRuntimeVersion: 'containerd://2.3.4', memory: '24684084Ki' }

/**
 * The steps in which the model's time goes on, in milliseconds. While a command asks and is answered it stands still, so
 * that the same is asked at the same times in every run; for one that waits for something to happen, it goes on.
 */
const step = 100
const pause = 10
const watchDelay = 1500

function podsOf(simulation: Simulation, label: string, namespace = 'default'): readonly Pod[] {
  const [name = '', value = ''] = label.split('=')
  return [...simulation.state().objects.values()].filter((each): each is Pod => each.kind === 'Pod' && each.metadata.namespace === namespace && each.metadata.labels?.[name] === value)
}

function nameFor(simulation: Simulation, what: string, label: string): string {
  const [name = '', value = ''] = label.split('=')
  if (what === 'pod')
    return podsOf(simulation, label).map(({ metadata }) => metadata.name).sort()[0] ?? 'none'
  const replicaSets = [...simulation.state().objects.values()].filter((each): each is ReplicaSet => each.kind === 'ReplicaSet' && each.metadata.labels?.[name] === value)
  return replicaSets.find(({ spec }) => spec.replicas > 0)?.metadata.name ?? 'none'
}

function isSettled(simulation: Simulation, { running = '', n = 0, ns = 'default' }: NonNullable<Invocation['wait']>): boolean {
  const pods = podsOf(simulation, running, ns)
  const deployments = [...simulation.state().objects.values()].filter((each): each is Deployment => each.kind === 'Deployment' && each.spec.paused !== true)
  if (deployments.some(({ metadata, spec, status }) => status.observedGeneration !== metadata.generation || [status.replicas, status.updatedReplicas, status.availableReplicas].some(count => (count ?? 0) !== spec.replicas)))
    return false
  return pods.length === n && pods.every(({ metadata, status }) => metadata.deletionTimestamp === undefined && status.phase === 'Running' && status.containerStatuses?.every(({ ready }) => ready))
}

/** A cluster like the one that the session was recorded on. */
export function recordedCluster(seed = 7): Simulation {
  return openCluster({ scenario: { seed, ...recorded }, now: Math.floor(Date.now() / 1000) * 1000 - Date.UTC(2026, 0, 1, 9) - 899_500, age: 230_000, machine, templateHash: hashOfTemplate })
}

/** The words of a command, without kubectl, the names of what it is about put in. */
export function wordsFor(simulation: Simulation, { argv }: Pick<Invocation, 'argv'>): readonly string[] {
  return argv.slice(1).map(word => word.replace(/\{(pod|rs):([^:}]+):0\}/, (_, what: string, label: string) => nameFor(simulation, what, label)))
}

/** Waits after a command as it was waited when it was recorded. @param advance lets time pass */
export function waitAfter(simulation: Simulation, { wait }: Invocation, advance: (ms: number) => void): void {
  advance(step)
  if (wait?.sleep !== undefined)
    advance(wait.sleep * 1000)
  advance(wait?.running === undefined ? 0 : step)
  for (let waited = 0; wait?.running !== undefined && !isSettled(simulation, wait) && waited < 120_000; waited += step)
    advance(step)
  advance(wait?.running === undefined ? 0 : 1000)
}

/** A session with one version of kubectl, against a cluster of its own. */
export interface Session {
  readonly type: (invocation: Invocation) => Promise<Printed>
  readonly end: () => Promise<void>
}

/** Begins a session. @param program the path of kubectl */
export async function beginSession(program: string, seed = 7): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-session-'))
  const simulation = recordedCluster(seed)
  const served = await serveApi({ simulation })
  const kubeconfig = join(folder, 'config')
  writeFileSync(kubeconfig, served.kubeconfig)

  function advance(ms: number): void {
    simulation.advance(ms)
    served.refresh()
  }

  async function start(argv: readonly string[], { stdin, env = {}, run, meanwhile }: Partial<Invocation>): Promise<Printed> {
    const { promise, resolve, reject } = Promise.withResolvers<Printed>()
    const child = spawn(program, argv, { cwd: folder, env: { PATH: '/usr/bin:/bin', HOME: folder, KUBECONFIG: kubeconfig, KUBECACHEDIR: join(folder, 'cache'), GOGC: 'off', ...env } })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (part: Buffer) => stdout += part.toString())
    child.stderr.on('data', (part: Buffer) => stderr += part.toString())
    child.on('error', reject)
    // What ended by a signal is told by its number, less than zero.
    child.on('close', (code, signal) => resolve({ stdout, stderr, exit: code ?? (signal === 'SIGKILL' ? -9 : signal === 'SIGINT' ? -2 : -15) }))
    child.stdin.on('error', () => {})
    child.stdin.end(stdin ?? '')
    const begun = simulation.now()
    const spawned = performance.now()
    let isReady = false
    let ending = false
    const clock = setInterval(() => {
      // Who watches waits; who asks again and again is known by how long it takes.
      if (served.watches() === 0 && performance.now() - spawned < watchDelay)
        return
      advance(run === undefined && meanwhile === undefined ? step / 5 : step / 2)
      const ran = simulation.now() - begun
      // The clock of the recording counts from where the program is ready, which takes it a few of these steps.
      if (meanwhile && !isReady && ran >= 1000) {
        isReady = true
        void start(meanwhile, {})
      }
      if (run !== undefined && !ending && ran >= run * 1000 + 1000) {
        ending = true
        child.kill('SIGINT')
        setTimeout(() => child.kill('SIGKILL'), 500).unref()
      }
    }, pause)
    try {
      return await promise
    }
    finally {
      clearInterval(clock)
    }
  }

  return {
    type: async (invocation) => {
      const printed = await start(wordsFor(simulation, invocation), invocation)
      waitAfter(simulation, invocation, advance)
      return printed
    },
    end: async () => {
      await served.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Reads the recorded session of a version. */
export function recordedSession(version: string): readonly Invocation[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'recordings', 'kubectl-session', `${version}.json`), 'utf8')) as readonly Invocation[]
}
