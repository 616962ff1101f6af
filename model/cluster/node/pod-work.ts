import type { Container, Pod, PodStatus } from '../api/objects.ts'
import { post } from '../controllers/note.ts'
import { send, sleep } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { endContainers, isRestarted, stopAll } from './ending.ts'
import type { End } from './ending.ts'
import { aboutOf, settle } from './health.ts'
import { initialize } from './init-work.ts'
import { creatingStatus, endedStatus, initContainerStatuses, notPulledStatus, sandboxStatus } from './pod-status.ts'
import { endingOf } from './programs.ts'
import type { Care, Worker, Workplace } from './worker.ts'

/** The exit code of a process that crashes. */
const failure = 1

/** The two things a kubelet does for a Pod. */
export interface PodWork {
  readonly start: (worker: Worker, thread: Thread) => Task
  readonly terminate: (worker: Worker, thread: Thread) => Task
}

/** Time between two pulls after so many failures, in milliseconds. Source: pkg/kubelet/kubelet.go (imageBackOffPeriod, MaxImageBackOff). */
export function pullBackOff(failures: number): number {
  return Math.min(10_000 * 2 ** (failures - 1), 300_000)
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

  function say(pod: Pod, thread: Thread, reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
    thread.fork(post({ about: pod, type, reason, message, component: 'kubelet' }))
  }

  function* launch(worker: Worker, container: Container, thread: Thread): Task<string | undefined> {
    const { pod } = worker
    const { image } = container
    say(pod, thread, 'Pulling', `Pulling image "${image}"`)
    const error = yield* runtime.pull(pod, thread, image)
    if (error !== undefined)
      return error
    say(pod, thread, 'Pulled', `Successfully pulled image "${image}"`)
    yield* runtime.call('CreateContainer', pod, thread, container)
    say(pod, thread, 'Created', 'Container created')
    yield* runtime.call('StartContainer', pod, thread, container)
    say(pod, thread, 'Started', 'Container started')
    worker.running = [...worker.running, container]
    return undefined
  }

  const care: Care = { agenda, runtime, later, report, say, launch, run: runContainers }

  /** False: an image could not be pulled. Its back-off follows when the kubelet looks again. */
  function* startContainers(worker: Worker, thread: Thread): Task<boolean> {
    const { pod } = worker
    for (const container of pod.spec.containers) {
      const error = yield* launch(worker, container, thread)
      if (error === undefined)
        continue
      worker.failures++
      say(pod, thread, 'Failed', `Failed to pull image "${container.image}": ${error}`, 'Warning')
      say(pod, thread, 'Failed', 'Error: ErrImagePull', 'Warning')
      yield* report(pod, notPulledStatus(pod, 'ErrImagePull', error))
      return false
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
    if (!(yield* initialize(care, worker, thread)))
      return
    if (!(yield* startContainers(worker, thread))) {
      yield* holdBack(worker, thread)
      return
    }
    worker.started = true
    const startedAt = agenda.now()
    const [ending] = pod.spec.containers.flatMap(container => endingOf(container) ?? [])
    // What ends before the kubelet looks for the first time was never seen to run.
    if (ending && ending.seconds * 1000 < timing.relist - startedAt % timing.relist) {
      yield* sleep(ending.seconds * 1000)
      yield* endContainers(care, worker, { startedAt, exitCode: ending.exitCode, endless: true }, thread)
      return
    }
    yield* settle(care, worker, thread)
    const [crash, ...crashes] = worker.crashes
    worker.crashes = crashes
    if (crash !== undefined)
      endLater(worker, crash * 1000, { startedAt, exitCode: failure, endless: false }, thread)
    else if (ending)
      endLater(worker, startedAt + ending.seconds * 1000, { startedAt, exitCode: ending.exitCode, endless: true }, thread)
  }

  function endLater(worker: Worker, due: number, end: End, thread: Thread): void {
    // What ends again and again would keep a cluster from resting.
    const background = end.endless && isRestarted(worker.pod, end.exitCode)
    later({ ms: Math.max(due - agenda.now(), 0), background }, worker, thread.causes, again => endContainers(care, worker, end, again))
  }

  function* start(worker: Worker, thread: Thread): Task {
    const { pod } = worker
    thread.record({ kind: 'accepted', ...aboutOf(pod) })
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
    if (!worker.over) {
      yield* stopAll(care, worker, thread)
      yield* runtime.stopSandbox(pod, thread)
      yield* report(pod, { ...endedStatus(pod, now()), ...initContainerStatuses(pod, worker.init) })
    }
    yield* send({ verb: 'delete', resource: 'pods', name, namespace, body: { kind: 'DeleteOptions', gracePeriodSeconds: 0 } })
  }

  return { start, terminate }
}
