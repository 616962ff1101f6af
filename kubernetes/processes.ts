import type { ApiObject, Node } from './api/objects.ts'
import { startDeploymentController, type TemplateHash } from './controllers/deployment.ts'
import { startEndpointSliceController } from './controllers/endpointslice.ts'
import { startNodeLifecycleController } from './controllers/nodes/node-lifecycle.ts'
import { startTaintEvictionController } from './controllers/nodes/taint-eviction.ts'
import { release, standForElection } from './controllers/leader-election.ts'
import { startReplicaSetController } from './controllers/replicaset.ts'
import { type ActorName, nodeOf } from './engine/actor.ts'
import { type ProcessEnv, type ProcessRun, startProcess } from './engine/process.ts'
import { majorityOf } from './etcd/members.ts'
import type { ContainerChanges, StartChecks } from './node/pod-worker.ts'
import { startKubeProxy } from './node/kube-proxy.ts'
import { type KubeletLogs, startKubelet } from './node/kubelet.ts'
import { createRegistry } from './node/images.ts'
import { createRuntime } from './node/runtime.ts'
import { createManifestFolder } from './node/static-pods.ts'
import { type Breakable, breakablesOf, presence } from './parts.ts'
import type { Scenario } from './scenario.ts'
import type { Constraints } from './scheduler/filter.ts'
import { startScheduler } from './scheduler/scheduler.ts'
import { hostIP } from './seed.ts'
import { createConnections } from './server/connections.ts'
import type { FindKubelet } from './server/log.ts'
import type { ComponentEnv } from './component-env.ts'

/** The processes of a cluster, their switches, and the ways between them. */
export interface Processes {
  /** Starts every process that is there, each knowing what is stored. */
  readonly begin: (initial: readonly ApiObject[]) => void
  /** Turns a switch, and with it whatever depends on it; what is killed has no time to give anything back. Gives whether it was not so before. */
  readonly toggle: (part: Breakable, on: boolean, killed?: boolean) => boolean
  readonly reaches: (actor: ActorName) => boolean
  readonly etcd: () => boolean
  readonly kubelet: FindKubelet
  /** Copies of parts that lead now, of those that stand for election. */
  readonly leaders: () => readonly Breakable[]
}

/** Something that runs while everything it needs is on. */
interface Process {
  readonly needs: readonly Breakable[]
  readonly start: (initial?: readonly ApiObject[]) => void
  readonly stop: (killed: boolean) => void
  on: boolean
}

/** How long it takes until a process that has quit is started again, in milliseconds: plausible, not measured. */
const restart = 1000

/** What only clusters need that anybody can write to. */
export interface Additions {
  /** Controllers beside those that every cluster has. */
  readonly controllers?: readonly ((cluster: ComponentEnv) => void)[]
  /** What the kubelets do where containers of running Pods are changed. */
  readonly changes?: ContainerChanges
  /** What the kubelets look at before they start containers, and what the schedulers do. */
  readonly checks?: StartChecks
  readonly constraints?: Constraints
  /** How Pod templates are hashed, where that has to be as in Kubernetes. */
  readonly templateHash?: TemplateHash
  /** The name under which a copy of a part stands for election each time it is started, the first of which is 0: `kube-scheduler-1`. */
  readonly identify?: (copy: string, start: number) => string
}

/** The processes of a scenario, and what is added to them; nothing runs yet. */
export function createProcesses(scenario: Scenario, env: ProcessEnv, { controllers = [], changes, checks, constraints, templateHash, identify }: Additions = {}): Processes {
  const has = presence(scenario)
  const registry = createRegistry(scenario.registry)
  const off = new Set<Breakable>()
  const kubelets = new Map<string, KubeletLogs>()
  const processes: Process[] = []
  const leading = new Set<Breakable>()
  // Needed at every request, so it is computed once whenever a part is stopped or started.
  let serving: readonly Breakable[] = []
  let stores = false
  let cutOff: ReadonlySet<string> = new Set()
  const breakables = breakablesOf(scenario)
  const members = breakables.filter(part => part.startsWith('etcd-'))
  const several = breakables.filter(part => part.startsWith('kube-apiserver-'))
  const connections = createConnections(() => serving)

  function isOn(part: Breakable): boolean {
    return has(part) && !off.has(part)
  }

  /** A process of one or more actors, which knows nothing but what it is given each time it is started. */
  function add(needs: readonly Breakable[], starts: readonly ((cluster: ComponentEnv) => void)[]): void {
    let running: ProcessRun | undefined
    processes.push({
      needs,
      on: false,
      start: (initial) => {
        running = startProcess(env, initial)
        for (const start of starts)
          start(running.cluster)
      },
      stop: () => running?.end(),
    })
  }

  /** A process of which one of several works, if they stand for election. */
  function addLeading(part: 'kube-scheduler' | 'kube-controller-manager', starts: readonly ((cluster: ComponentEnv) => void)[]): void {
    const { candidates } = scenario
    if (candidates === undefined) {
      add([part], starts)
      return
    }
    for (const number of ([1, 2, 3] as const).slice(0, candidates)) {
      const copy = `${part}-${number}` as const
      let running: ProcessRun | undefined
      let identity: string = copy
      let started = 0
      const start = (initial?: readonly ApiObject[]): void => {
        const { cluster, end } = running = startProcess(env, initial)
        // A process that is started again is another candidate: it does not know its own Lease again.
        identity = identify?.(copy, started) ?? (started === 0 ? copy : `${copy}_${started}`)
        started++
        standForElection(cluster, {
          actor: part,
          lease: part,
          identity,
          lead: (known) => {
            const { initial: _, ...later } = cluster
            leading.add(copy)
            for (const begin of starts)
              begin(known ? cluster : later)
          },
          // Whoever looks after the process, a kubelet for one, starts it again.
          lost: () => {
            end()
            leading.delete(copy)
            env.agenda.after(restart, () => isOn(part) && start(), true)
          },
        })
      }
      processes.push({
        needs: candidates === 1 ? [part] : [part, copy],
        on: false,
        start,
        stop: (killed) => {
          running?.end()
          // Only the scheduler gives its Lease back: the controller manager's does so behind a gate that is off. Recorded from both.
          if (leading.delete(copy) && !killed && part === 'kube-scheduler')
            startProcess(env).cluster.engine.start(part, [], () => release(part, identity, env.agenda.now()))
        },
      })
    }
  }

  function addNode({ name, ready = true }: Scenario['nodes'][number], index: number): void {
    const machine: Breakable = `node@${name}`
    const crashes = (scenario.crashes ?? []).filter(({ node }) => node === name).map(({ at }) => at)
    const runtime = createRuntime({ node: name, index, crashes, registry }, env.agenda, env.recorder)
    const folder = createManifestFolder(name, scenario.manifests ?? [], env.agenda, env.recorder)
    add([machine, `kube-proxy@${name}`], [cluster => startKubeProxy(cluster, name)])
    processes.push({ needs: [machine], on: false, start: () => {}, stop: runtime.powerOff })
    processes.push({ needs: [machine, `container-runtime@${name}`], on: false, start: runtime.start, stop: runtime.stop })
    processes.push({ needs: [`network-plugin@${name}`], on: false, start: () => runtime.connect(true), stop: () => runtime.connect(false) })
    let own: Node | undefined
    if (ready) {
      add([machine, `kubelet@${name}`], [(cluster) => {
        own ??= cluster.initial?.find((each): each is Node => each.kind === 'Node' && each.metadata.name === name)
        kubelets.set(name, startKubelet(cluster, { name, own, hostIP: hostIP(index), runtime, folder, changes, checks }))
      }])
    }
    if (!has(`container-runtime@${name}`))
      runtime.stop()
  }

  addLeading('kube-controller-manager', [
    ...has('deployment-controller') ? [(cluster: ComponentEnv) => startDeploymentController(cluster, templateHash)] : [],
    ...has('replicaset-controller') ? [startReplicaSetController] : [],
    ...has('endpointslice-controller') ? [startEndpointSliceController] : [],
    startNodeLifecycleController,
    startTaintEvictionController,
    ...controllers,
  ])
  addLeading('kube-scheduler', [cluster => startScheduler(cluster, constraints)])
  for (const [index, node] of scenario.nodes.entries())
    addNode(node, index)

  function reaches(actor: ActorName): boolean {
    return (cutOff.size === 0 || !cutOff.has(nodeOf(actor) ?? '')) && connections.reach(actor)
  }

  /** Brings every process to the state that the switches say, and every way. */
  function follow(initial?: readonly ApiObject[], killed = false): void {
    const served = serving.length > 0
    serving = isOn('kube-apiserver') ? several.length > 0 ? several.filter(isOn) : ['kube-apiserver'] : []
    // A server that starts remembers nothing of what was written before.
    if (!served && serving.length > 0)
      env.watches.forget()
    stores = has('etcd') && members.filter(isOn).length >= majorityOf(3)
    cutOff = new Set(scenario.nodes.map(({ name }) => name).filter(name => !isOn(`node@${name}`) || !isOn(`link@${name}`)))
    for (const process of processes) {
      const on = process.needs.every(isOn)
      if (on === process.on)
        continue
      process.on = on
      if (on)
        process.start(initial)
      else
        process.stop(killed)
    }
    env.watches.end(actor => connections.isBroken(actor) || !reaches(actor))
  }

  return {
    begin: initial => follow(initial),
    toggle: (part, on, killed) => {
      if (off.has(part) !== on)
        return false
      if (on)
        off.delete(part)
      else
        off.add(part)
      follow(undefined, killed)
      return true
    },
    reaches,
    etcd: () => stores,
    leaders: () => breakables.filter(part => leading.has(part)),
    kubelet: (node) => {
      if (!isOn(`node@${node}`) || !isOn(`link@${node}`))
        return 'i/o timeout'
      const there = kubelets.get(node)
      return there && isOn(`kubelet@${node}`) ? there : 'connect: connection refused'
    },
  }
}
