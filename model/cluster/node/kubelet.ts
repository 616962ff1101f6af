import type { Lease } from '../api/objects.ts'
import { kubeletOf } from '../engine/actor.ts'
import { send } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import type { Cluster } from '../cluster.ts'
import { outputOf } from './images.ts'
import { createPodWork } from './pod-work.ts'
import { createWorker } from './worker.ts'
import type { Worker } from './worker.ts'
import type { Runtime } from './runtime.ts'

/** Where a kubelet works. */
export interface KubeletNode {
  readonly name: string
  readonly hostIP: string
  readonly runtime: Runtime
  /** When containers of the first Pod end by themselves, in seconds. */
  readonly crashes: readonly number[]
  /** The node's Lease as it was when the kubelet started. */
  readonly lease: Lease
}

/** What a kubelet serves on its own port, 10250, as far as the model asks for it. */
export interface KubeletLogs {
  /** The log of a Pod that runs here; undefined while it does not run. */
  readonly log: (pod: string) => readonly string[] | undefined
}

/** Starts the kubelet of a node: the Pods bound to it in, CRI calls and status out. Source: pkg/kubelet/kubelet.go. */
export function startKubelet({ agenda, engine, watches }: Cluster, { name: node, hostIP, runtime, crashes, lease }: KubeletNode): KubeletLogs {
  const actor = kubeletOf(node)
  const workers = new Map<string, Worker>()
  let ahead = crashes
  const { start, terminate } = createPodWork({
    agenda,
    hostIP,
    runtime,
    later: ({ ms, background }, worker, causes, again) => agenda.after(ms, () => {
      if (!worker.busy)
        engine.start(actor, causes, thread => work(worker, thread, again(thread)))
    }, background),
  })

  /** Does one piece of work for a Pod, and then lets the Pod go if it has to. */
  function* work(worker: Worker, thread: Thread, task: Task): Task {
    worker.busy = true
    yield* task
    worker.busy = false
    if (worker.leaving !== undefined) {
      thread.follow(worker.leaving)
      yield* leave(worker, thread)
    }
  }

  function* leave(worker: Worker, thread: Thread): Task {
    worker.busy = true
    yield* terminate(worker, thread)
    workers.delete(worker.pod.metadata.uid)
  }

  function renew(current: Lease): void {
    agenda.after(timing.lease, () => engine.start(actor, [], function* () {
      const spec = { ...current.spec, renewTime: timestamp(agenda.now()) }
      const answer = yield* send({ verb: 'update', resource: 'leases', namespace: 'kube-node-lease', name: node, body: { ...current, spec } })
      renew(answer.object?.kind === 'Lease' ? answer.object : current)
    }), true)
  }

  watches.open({
    name: actor,
    resource: 'pods',
    node,
    receive: (type, object, told) => {
      if (object.kind !== 'Pod')
        return
      const { uid, deletionTimestamp } = object.metadata
      if (type === 'ADDED') {
        const worker = createWorker(object, ahead)
        ahead = []
        workers.set(uid, worker)
        engine.start(actor, [told], thread => work(worker, thread, start(worker, thread)))
      }
      const worker = workers.get(uid)
      if (!worker || type === 'DELETED' || deletionTimestamp === undefined || worker.leaving !== undefined)
        return
      worker.leaving = told
      if (!worker.busy)
        engine.start(actor, [told], thread => leave(worker, thread))
    },
  })
  renew(lease)
  return {
    log: (name) => {
      const worker = [...workers.values()].find(({ pod }) => pod.metadata.name === name)
      return worker?.started ? worker.pod.spec.containers.flatMap(({ image }) => outputOf(image)) : undefined
    },
  }
}
