import type { Container, Pod, PodStatus } from '../api/objects.ts'
import { createPoster } from '../controllers/event-recorder.ts'
import { send, type Task, type Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { noteEnd } from './container-exit.ts'
import { type NotStarted, workOf } from './container-work.ts'
import { onceConnected } from './network.ts'
import { creatingStatus, sandboxStatus } from './pod-status.ts'
import { hasEnded, restart, sync } from './pod-sync.ts'
import { aboutOf, awaitRelist } from './relist.ts'
import { noteReported } from './report-pod.ts'
import { noRuntime, type RuntimeUnavailable } from './runtime.ts'
import { terminatePod } from './terminate-pod.ts'
import type { PodSyncer, PodWorkerEnv, PodWorkerState } from './pod-worker.ts'

/** What a kubelet does for a Pod. Each throws a RuntimeAway if the runtime does not answer. */
export interface PodWork {
  readonly start: (worker: PodWorkerState, thread: Thread) => Task
  readonly resume: (worker: PodWorkerState, thread: Thread) => Task
  readonly handleExit: (worker: PodWorkerState, thread: Thread) => Task
  /** Replaces containers whose definition has changed; undefined where nobody changes any. */
  readonly change: ((worker: PodWorkerState, thread: Thread) => Task) | undefined
  readonly terminate: (worker: PodWorkerState, thread: Thread) => Task
  /** Says what the runtime did not do, once for each. */
  readonly reportUnanswered: (worker: PodWorkerState, error: RuntimeUnavailable, thread: Thread) => void
}

/** A time span as Go writes it: `200ms`, `1.4s`. */
function duration(ms: number): string {
  return ms < 1000 ? `${ms}ms` : `${ms / 1000}s`
}

/** The work of a kubelet on its Pods: CRI calls and status out. Source: pkg/kubelet/kubelet.go. */
export function createPodWork({ agenda, hostIP, runtime, statuses, later, delay, changes, checks }: PodWorkerEnv): PodWork {
  const now = (): string => timestamp(agenda.now())
  const post = createPoster({ agenda }, 'type')

  const report = (pod: Pod, status: Partial<PodStatus>): Task => statuses.report(pod, status)

  function say(pod: Pod, thread: Thread, reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal', container?: Container): void {
    thread.fork(post({ about: pod, type, reason, message, component: 'kubelet', ...(container && { container: container.name }) }))
  }

  /** Sees that a container's image is on the node. Source: pkg/kubelet/images/image_manager.go (EnsureImageExists). */
  function* ensureImage(pod: Pod, container: Container, thread: Thread): Task<NotStarted | undefined> {
    const { image, imagePullPolicy } = container
    const wrong = checks?.image(container, runtime.holds(image))
    if (wrong)
      return wrong
    if (imagePullPolicy !== 'Always' && runtime.holds(image)) {
      say(pod, thread, 'Pulled', `Container image "${image}" already present on machine and can be accessed by the pod`, 'Normal', container)
      return undefined
    }
    say(pod, thread, 'Pulling', `Pulling image "${image}"`, 'Normal', container)
    const begun = agenda.now()
    const error = yield* runtime.pull(pod, thread, image)
    if (error !== undefined)
      return { reason: 'ErrImagePull', message: error, says: [['Failed', `Failed to pull image "${image}": ${error}`], ['Failed', 'Error: ErrImagePull']] }
    const took = duration(agenda.now() - begun)
    say(pod, thread, 'Pulled', `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: ${runtime.registry.size(image)} bytes.`, 'Normal', container)
    return undefined
  }

  /** What has to go is started no further, wherever its start stood. Source: pkg/kubelet/pod_workers.go (UpdatePod, which cancels the sync that is under way). */
  function* launch(worker: PodWorkerState, container: Container, thread: Thread): Task<NotStarted | undefined> {
    const { pod } = worker
    const error = yield* ensureImage(pod, container, thread)
    if (error !== undefined || worker.terminating !== undefined)
      return error
    const lacking = checks && (yield* checks.variables(pod, container))
    if (lacking)
      return lacking
    const work = workOf(worker, container)
    yield* runtime.call('CreateContainer', pod, thread, container)
    say(pod, thread, 'Created', 'Container created', 'Normal', container)
    if (worker.terminating !== undefined)
      return undefined
    const without = checks?.program(container)
    if (!without)
      yield* runtime.call('StartContainer', pod, thread, container)
    work.restarts += work.made ? 1 : 0
    work.made = true
    if (without)
      return without
    work.runs = now()
    say(pod, thread, 'Started', 'Container started', 'Normal', container)
    return checks && (yield* checks.postStart(syncer, worker, container, thread))
  }

  const syncer: PodSyncer = { agenda, runtime, later, delay, report, say, launch, unanswered: checks?.unanswered, sync: (worker, thread) => sync(syncer, worker, thread), restart: (worker, container, thread) => restart(syncer, worker, container, thread) }

  /** One of its containers has ended. */
  function* handleExit(worker: PodWorkerState, thread: Thread): Task {
    if (worker.finished || !hasEnded(syncer, worker))
      return
    yield* awaitRelist(syncer, worker.pod, thread)
    yield* sync(syncer, worker, thread)
  }

  function* start(worker: PodWorkerState, thread: Thread): Task {
    const { pod } = worker
    thread.record({ kind: 'accepted', ...aboutOf(pod) })
    worker.accepted = true
    worker.probesSince = agenda.now()
    checks?.keepDeadline(syncer, worker, thread)
    noteReported(worker)
    thread.fork(() => report(pod, creatingStatus(worker, hostIP, now())))
    yield* onceConnected(syncer, worker, thread, own => onceTrusted(worker, own, next => onceMounted(worker, next, function* (then) {
      yield* runtime.runSandbox(pod, then)
      if (worker.terminating !== undefined)
        return
      then.fork(() => report(pod, sandboxStatus(now())))
      yield* sync(syncer, worker, then)
    })))
  }

  /** Goes on once all that its volumes show is there, where that is looked at. */
  function onceMounted(worker: PodWorkerState, thread: Thread, work: (thread: Thread) => Task): Task {
    return checks ? checks.mount(syncer, worker, thread, work) : work(thread)
  }

  /** Goes on once the Pod has the token of its service account, which is among its volumes. Source: pkg/kubelet/token/token_manager.go. */
  function* onceTrusted(worker: PodWorkerState, thread: Thread, work: (thread: Thread) => Task, failures = 0): Task {
    const { name, namespace = 'default', uid } = worker.pod.metadata
    if (!worker.token) {
      const body = { kind: 'TokenRequest', spec: { expirationSeconds: 3607, boundObjectRef: { kind: 'Pod', name, uid } } } as const
      const { code } = yield* send({ verb: 'create', resource: 'serviceaccounts', subresource: 'token', namespace, name: worker.pod.spec.serviceAccountName ?? 'default', body })
      worker.token = code === 201
    }
    if (worker.terminating !== undefined)
      return
    if (worker.token)
      yield* work(thread)
    else
      later({ ms: Math.min(timing.tokenRetry * 2 ** failures, timing.tokenRetryMost), background: true }, worker, thread.causes, again => onceTrusted(worker, again, work, failures + 1))
  }

  /** Goes on with a Pod where the last attempt or the last kubelet left it: nothing that runs is started twice. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions). */
  function* resume(worker: PodWorkerState, thread: Thread): Task {
    const { pod } = worker
    yield* awaitRelist(syncer, pod, thread)
    const found = runtime.find(pod.metadata.uid)
    // One that begins anew asks for the tokens of all Pods again, those that are leaving too. Recorded from a real one.
    if (found && !worker.token)
      thread.fork(own => onceTrusted(worker, own, function* () {}))
    if (worker.terminating !== undefined)
      return
    if (!found) {
      const all = [...pod.spec.initContainers ?? [], ...pod.spec.containers]
      const lost = all.filter(each => workOf(worker, each).runs !== undefined)
      // The machine was off: containerd knows no more of what ran than that it runs no longer. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (SyncPod).
      for (const container of lost)
        noteEnd(workOf(worker, container), { exitCode: 255, reason: 'Unknown' }, agenda.now())
      // What goes before the others does so in a new sandbox, too, and nothing has to wait.
      for (const container of pod.spec.initContainers ?? [])
        delete workOf(worker, container).last
      for (const container of all)
        delete workOf(worker, container).endedAt
      delete worker.settled
      if (lost.length > 0)
        say(pod, thread, 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.')
      yield* start(worker, thread)
      return
    }
    checks?.keepDeadline(syncer, worker, thread)
    // The last kubelet may have ended before it could report what it had done.
    if (!worker.accepted)
      yield* report(pod, creatingStatus(worker, hostIP, now()))
    worker.accepted = true
    if (!pod.status.conditions?.some(({ type, status }) => type === 'PodReadyToStartContainers' && status === 'True'))
      yield* report(pod, sandboxStatus(now()))
    for (const record of found.containers.filter(({ state }) => state !== 'created')) {
      const work = workOf(worker, record)
      if (work.runs === undefined && record.exit === undefined)
        work.runs = timestamp(record.startedAt)
      work.made = true
    }
    delete worker.reported
    yield* sync(syncer, worker, thread)
  }

  /** Sources: pkg/kubelet/kuberuntime/kuberuntime_manager.go (SyncPod, KillPod), pkg/kubelet/kubelet.go (killPod). */
  function reportUnanswered(worker: PodWorkerState, { call }: RuntimeUnavailable, thread: Thread): void {
    const { pod } = worker
    if (call === undefined || worker.reportedUnanswered.has(call))
      return
    worker.reportedUnanswered.add(call)
    if (call === 'RunPodSandbox')
      say(pod, thread, 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${noRuntime}`, 'Warning')
    if (call !== 'StopContainer')
      return
    const error = JSON.stringify(noRuntime)
    const containers = pod.spec.containers.map(({ name }) => `failed to "KillContainer" for "${name}" with KillContainerError: ${error}`)
    say(pod, thread, 'FailedKillPod', `error killing pod: [${[...containers, `failed to "KillPodSandbox" for "${pod.metadata.uid}" with KillPodSandboxError: ${error}`].join(', ')}]`, 'Warning')
  }

  return { start, resume, handleExit, change: changes && ((worker, thread) => changes.change(syncer, worker, thread)), terminate: (worker, thread) => terminatePod({ syncer, statuses }, worker, thread), reportUnanswered }
}
