import type { Pod, PodStatus } from '../api/objects.ts'
import { post } from '../controllers/note.ts'
import type { Agenda } from '../engine/agenda.ts'
import { send, sleep } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import type { EventId, ObjectRef } from '../history/event.ts'
import { endContainers, settle } from './health.ts'
import { creatingStatus, endedStatus, notPulledStatus, sandboxStatus } from './pod-status.ts'
import type { Runtime } from './runtime.ts'

/** How a kubelet stands with one Pod. */
export interface Worker {
  /** The Pod as the kubelet took it on. */
  readonly pod: Pod
  /** It does one thing at a time for each Pod. Source: pkg/kubelet/pod_workers.go. */
  busy: boolean
  /** Whether its containers have been started. */
  started: boolean
  /** How often an image could not be pulled. */
  failures: number
  /** How often its containers were started again. */
  restarts: number
  /** When they will end by themselves, in seconds. */
  crashes: readonly number[]
  /** Set once the Pod has to go: by which event. */
  leaving?: EventId
}

/** How long to wait, in milliseconds, and whether nobody else waits for it. */
export interface Delay {
  readonly ms: number
  readonly background: boolean
}

/** What the work on Pods needs of its node. */
export interface Workplace {
  readonly agenda: Agenda
  readonly hostIP: string
  readonly runtime: Runtime
  /** Puts work on a Pod on the agenda again, after a delay. */
  readonly later: (delay: Delay, worker: Worker, causes: readonly EventId[], work: (thread: Thread) => Task) => void
}

/** The two things a kubelet does for a Pod. */
export interface PodWork {
  readonly start: (worker: Worker, thread: Thread) => Task
  readonly terminate: (worker: Worker, thread: Thread) => Task
}

/** Time between two pulls after so many failures, in milliseconds. Source: pkg/kubelet/kubelet.go (imageBackOffPeriod, MaxImageBackOff). */
export function pullBackOff(failures: number): number {
  return Math.min(10_000 * 2 ** (failures - 1), 300_000)
}

function refTo({ metadata: { name, namespace } }: Pod): ObjectRef {
  return { resource: 'pods', name, ...(namespace && { namespace }) }
}

/** The work of a kubelet on its Pods: CRI calls and status out. Source: pkg/kubelet/kubelet.go. */
export function createPodWork({ agenda, hostIP, runtime, later }: Workplace): PodWork {
  const now = (): string => timestamp(agenda.now())

  /** The status manager reads the Pod, then patches what differs. Source: pkg/kubelet/status/status_manager.go. */
  function* report(pod: Pod, status: Partial<PodStatus>): Task {
    const { name, namespace = 'default' } = pod.metadata
    const target = { resource: 'pods', name, namespace } as const
    const current = yield* send({ ...target, verb: 'get' })
    if (current.object)
      yield* send({ ...target, verb: 'patch', subresource: 'status', body: { kind: 'StatusPatch', status } })
  }

  const care = { agenda, runtime, report }

  function say(pod: Pod, thread: Thread, reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
    thread.fork(post({ about: pod, type, reason, message, component: 'kubelet' }))
  }

  /** False: an image could not be pulled. Its back-off follows when the kubelet looks again. */
  function* startContainers(worker: Worker, thread: Thread): Task<boolean> {
    const { pod } = worker
    for (const { image } of pod.spec.containers) {
      say(pod, thread, 'Pulling', `Pulling image "${image}"`)
      const error = yield* runtime.pull(pod, thread, image)
      if (error !== undefined) {
        worker.failures++
        say(pod, thread, 'Failed', `Failed to pull image "${image}": ${error}`, 'Warning')
        say(pod, thread, 'Failed', 'Error: ErrImagePull', 'Warning')
        yield* report(pod, notPulledStatus(pod, 'ErrImagePull', error))
        return false
      }
      say(pod, thread, 'Pulled', `Successfully pulled image "${image}"`)
      yield* runtime.call('CreateContainer', pod, thread, image)
      say(pod, thread, 'Created', 'Container created')
      yield* runtime.call('StartContainer', pod, thread, image)
      say(pod, thread, 'Started', 'Container started')
    }
    return true
  }

  /** Sources: pkg/kubelet/images/image_manager.go, docs, concepts/containers/images (ImagePullBackOff). */
  function* holdBack(worker: Worker, thread: Thread): Task {
    const { pod } = worker
    yield* sleep(timing.podRetry)
    if (worker.leaving !== undefined)
      return
    for (const { image } of pod.spec.containers) {
      const message = `Back-off pulling image "${image}"`
      say(pod, thread, 'BackOff', message)
      say(pod, thread, 'Failed', 'Error: ImagePullBackOff', 'Warning')
      yield* report(pod, notPulledStatus(pod, 'ImagePullBackOff', message))
    }
    later({ ms: pullBackOff(worker.failures), background: true }, worker, thread.causes, again => runContainers(worker, again))
  }

  function* runContainers(worker: Worker, thread: Thread): Task {
    const { pod } = worker
    if (!(yield* startContainers(worker, thread))) {
      yield* holdBack(worker, thread)
      return
    }
    worker.started = true
    yield* settle(care, pod, worker.restarts, thread)
    const [crash, ...crashes] = worker.crashes
    worker.crashes = crashes
    if (crash !== undefined)
      later({ ms: Math.max(crash * 1000 - agenda.now(), 0), background: false }, worker, thread.causes, again => restart(worker, again))
  }

  /** The first new start comes at once; the back-off of later ones (10 s, then twice as long) is left out. */
  function* restart(worker: Worker, thread: Thread): Task {
    yield* endContainers(care, worker.pod, worker.restarts, thread)
    worker.restarts++
    yield* runContainers(worker, thread)
  }

  function* start(worker: Worker, thread: Thread): Task {
    const { pod } = worker
    thread.record({ kind: 'accepted', pod: refTo(pod), uid: pod.metadata.uid })
    thread.fork(() => report(pod, creatingStatus(pod, hostIP, now())))
    const ip = yield* runtime.runSandbox(pod, thread)
    if (ip === undefined)
      return
    thread.fork(() => report(pod, sandboxStatus(ip, now())))
    yield* runContainers(worker, thread)
  }

  /** Containers first, then the sandbox, then the last report; then the Pod may go for good. Source: docs, concepts/workloads/pods/pod-lifecycle (termination). */
  function* terminate(worker: Worker, thread: Thread): Task {
    const { pod } = worker
    const { name, namespace = 'default' } = pod.metadata
    for (const container of worker.started ? pod.spec.containers : []) {
      say(pod, thread, 'Killing', `Stopping container ${container.name}`)
      yield* runtime.call('StopContainer', pod, thread, container.image)
    }
    yield* runtime.stopSandbox(pod, thread)
    yield* report(pod, endedStatus(pod, now()))
    yield* send({ verb: 'delete', resource: 'pods', name, namespace, body: { kind: 'DeleteOptions', gracePeriodSeconds: 0 } })
  }

  return { start, terminate }
}
