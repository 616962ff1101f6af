import type { Lease, Pod, PodStatus } from '../api/objects.ts'
import { post } from '../controllers/note.ts'
import { kubeletOf } from '../engine/actor.ts'
import { send } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import type { Cluster } from '../cluster.ts'
import { lookAfter } from './health.ts'
import { creatingStatus, sandboxStatus } from './pod-status.ts'
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

/** Starts the kubelet of a node: the Pods bound to it in, CRI calls and status out. Source: pkg/kubelet/kubelet.go. */
export function startKubelet({ agenda, engine, watches }: Cluster, { name: node, hostIP, runtime, crashes, lease }: KubeletNode): void {
  const actor = kubeletOf(node)
  let ahead = crashes

  /** The status manager reads the Pod, then patches what differs. Source: pkg/kubelet/status/status_manager.go. */
  function* report(pod: Pod, status: Partial<PodStatus>): Task {
    const { name, namespace = 'default' } = pod.metadata
    const target = { resource: 'pods', name, namespace } as const
    const current = yield* send({ ...target, verb: 'get' })
    if (current.object)
      yield* send({ ...target, verb: 'patch', subresource: 'status', body: { kind: 'StatusPatch', status } })
  }

  function say(pod: Pod, thread: Thread, reason: string, message: string): void {
    thread.fork(post({ about: pod, reason, message, component: 'kubelet' }))
  }

  function* startContainers(pod: Pod, thread: Thread): Task {
    for (const { image } of pod.spec.containers) {
      say(pod, thread, 'Pulling', `Pulling image "${image}"`)
      yield* runtime.call('PullImage', pod, thread, image)
      say(pod, thread, 'Pulled', `Successfully pulled image "${image}"`)
      yield* runtime.call('CreateContainer', pod, thread, image)
      say(pod, thread, 'Created', 'Container created')
      yield* runtime.call('StartContainer', pod, thread, image)
      say(pod, thread, 'Started', 'Container started')
    }
  }

  function* syncPod(pod: Pod, thread: Thread): Task {
    const { name, namespace, uid } = pod.metadata
    const ref = { resource: 'pods', name, ...(namespace && { namespace }) } as const
    thread.record({ kind: 'accepted', pod: ref, uid })
    thread.fork(() => report(pod, creatingStatus(pod, hostIP, timestamp(agenda.now()))))
    const ip = yield* runtime.runSandbox(pod, thread)
    if (ip === undefined)
      return
    thread.fork(() => report(pod, sandboxStatus(ip, timestamp(agenda.now()))))
    yield* startContainers(pod, thread)
    const mine = ahead
    ahead = []
    yield* lookAfter({ agenda, runtime, report, start: startContainers, crashes: mine }, pod, thread)
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
    receive: (type, object, event) => {
      if (type === 'ADDED' && object.kind === 'Pod')
        engine.start(actor, [event], thread => syncPod(object, thread))
    },
  })
  renew(lease)
}
