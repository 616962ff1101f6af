import type { Container, Pod, PodStatus } from '../api/objects.ts'
import { createPoster } from '../controllers/event-recorder.ts'
import { send, type Task, type Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { pullBackOff } from './back-off.ts'
import { afterEnd } from './container-exit.ts'
import { reportStarted } from './report-started.ts'
import { aboutOf, awaitRelist, hasEnded } from './relist.ts'
import { initialize, tell } from './init-containers.ts'
import { onceConnected } from './network.ts'
import { creatingStatus, notPulledStatus, type NotStarted, sandboxStatus } from './pod-status.ts'
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

  const report = (pod: Pod, status: Partial<PodStatus>): Task => statuses.report(pod, changes?.counted(pod, status) ?? status)

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
    yield* runtime.call('CreateContainer', pod, thread, container)
    say(pod, thread, 'Created', 'Container created', 'Normal', container)
    if (worker.terminating !== undefined)
      return undefined
    const without = checks?.program(container)
    if (without)
      return without
    yield* runtime.call('StartContainer', pod, thread, container)
    say(pod, thread, 'Started', 'Container started', 'Normal', container)
    return undefined
  }

  const syncer: PodSyncer = { agenda, runtime, later, delay, report, say, launch, run, notStarted, unanswered: checks?.unanswered }

  function notStarted(worker: PodWorkerState, container: Container, { reason, message, says }: NotStarted, thread: Thread): void {
    const isPull = reason === 'ErrImagePull'
    const isReported = worker.pull?.reported && worker.pull.reason === reason && worker.pull.error === message
    worker.failures++
    worker.pull = { container, error: message, reason, after: isPull ? agenda.now() + pullBackOff(worker.failures) : agenda.now(), ...(isReported && { reported: true }) }
    for (const [why, text] of says)
      say(worker.pod, thread, why, text, 'Warning', container)
  }

  /** False: one could not be started, as for want of its image, and the other containers run. Its back-off follows when the kubelet looks again. */
  function* startContainers(worker: PodWorkerState, thread: Thread): Task<boolean> {
    const { pod } = worker
    let all = true
    const running = runtime.find(pod.metadata.uid)?.containers.filter(({ state }) => state === 'running') ?? []
    for (const container of pod.spec.containers.filter(({ name }) => !running.some(each => each.name === name))) {
      if (worker.terminating !== undefined)
        return false
      const error = yield* launch(worker, container, thread)
      if (error !== undefined)
        notStarted(worker, container, error, thread)
      all &&= error === undefined
    }
    return all
  }

  /** It looks again once it sees that the sandbox is there, and from then on every ten seconds or somewhat more. */
  function* holdBack(worker: PodWorkerState, thread: Thread): Task {
    if (worker.failures > 1) {
      later({ ms: delay(timing.podRetry), background: true }, worker, thread.causes, again => pullAgain(worker, again))
      return
    }
    yield* awaitRelist(syncer, worker.pod, thread)
    yield* pullAgain(worker, thread)
  }

  function startsOf({ metadata }: Pod): ReadonlyMap<string, string> {
    const running = runtime.find(metadata.uid)?.containers.filter(({ state }) => state === 'running') ?? []
    return new Map(running.map(({ name, startedAt = 0 }) => [name, timestamp(startedAt)]))
  }

  /** One look at a Pod whose image was not pulled: reported now, asked for again once allowed. Sources: pkg/kubelet/images/image_manager.go, docs, concepts/containers/images (ImagePullBackOff). */
  function* pullAgain(worker: PodWorkerState, thread: Thread): Task {
    const { pod, pull } = worker
    if (worker.terminating !== undefined || !pull)
      return
    const { container, error, reason, after, reported } = pull
    const podIP = runtime.find(pod.metadata.uid)?.ip
    const held = `Back-off pulling image "${container.image}"`
    const message = reason === 'ImagePullBackOff' ? `${held}: ErrImagePull: ${error}` : error
    const index = pod.spec.initContainers?.findIndex(({ name }) => name === container.name) ?? -1
    if (!reported && index >= 0)
      yield* tell(syncer, worker, index, { waiting: { reason, message } })
    else if (!reported)
      yield* report(pod, notPulledStatus(pod, { container, reason, message }, podIP, startsOf(pod), now()))
    if (agenda.now() >= after) {
      if (reason !== 'ErrImagePull' && reason !== 'ImagePullBackOff')
        worker.pull = { ...pull, reported: true }
      yield* run(worker, thread)
      return
    }
    say(pod, thread, 'BackOff', held, 'Normal', container)
    say(pod, thread, 'Failed', 'Error: ImagePullBackOff', 'Warning', container)
    worker.pull = { container, error, reason: 'ImagePullBackOff', after, ...(reason === 'ImagePullBackOff' && { reported: true }) }
    later({ ms: delay(timing.podRetry), background: true }, worker, thread.causes, again => pullAgain(worker, again))
  }

  function run(worker: PodWorkerState, thread: Thread, again?: string): Task {
    return onceConnected(syncer, worker, thread, own => runContainers(worker, own, again))
  }

  function* runContainers(worker: PodWorkerState, thread: Thread, again?: string): Task {
    const before = worker.pull
    if (!(yield* initialize(syncer, worker, thread, again))) {
      if (worker.pull !== before)
        yield* holdBack(worker, thread)
      return
    }
    const ended = hasEnded(syncer, worker.pod)
    const isWhole = yield* startContainers(worker, thread)
    if (worker.terminating !== undefined)
      return
    if (!isWhole && checks && worker.pull?.reason === 'RunContainerError') {
      yield* checks.notRun(syncer, worker, worker.pull.container, worker.pull.error, thread)
      return
    }
    if (!isWhole) {
      yield* holdBack(worker, thread)
      return
    }
    worker.started = true
    worker.restarts += ended ? 1 : 0
    yield* reportStarted(syncer, worker, thread)
    if (hasEnded(syncer, worker.pod)) {
      worker.handledExit = runtime.find(worker.pod.metadata.uid)?.ended
      yield* afterEnd(syncer, worker, thread)
    }
  }

  /** One of its containers has ended: one that goes before the others, as it should or not, or one of these. */
  function* handleExit(worker: PodWorkerState, thread: Thread): Task {
    const { pod } = worker
    const sandbox = runtime.find(pod.metadata.uid)
    if (worker.finished || !sandbox || sandbox.ended === undefined || sandbox.ended === worker.handledExit)
      return
    worker.handledExit = sandbox.ended
    yield* awaitRelist(syncer, pod, thread)
    if (hasEnded(syncer, pod))
      yield* afterEnd(syncer, worker, thread)
    else
      yield* run(worker, thread)
  }

  function* start(worker: PodWorkerState, thread: Thread): Task {
    const { pod } = worker
    thread.record({ kind: 'accepted', ...aboutOf(pod) })
    worker.accepted = true
    worker.probesSince = agenda.now()
    checks?.keepDeadline(syncer, worker, thread)
    thread.fork(() => report(pod, creatingStatus(pod, hostIP, now())))
    yield* onceConnected(syncer, worker, thread, own => onceTrusted(worker, own, next => onceMounted(worker, next, function* (then) {
      yield* runtime.runSandbox(pod, then)
      if (worker.terminating !== undefined)
        return
      then.fork(() => report(pod, sandboxStatus(now())))
      yield* runContainers(worker, then)
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
      // The machine was off: containerd knows no more of what ran than that it runs no longer. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (SyncPod).
      if (worker.started) {
        say(pod, thread, 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.')
        worker.restarts++
        worker.last = { exitCode: 255, reason: 'Unknown', finishedAt: now() }
      }
      yield* start(worker, thread)
      return
    }
    checks?.keepDeadline(syncer, worker, thread)
    // The last kubelet may have ended before it could report what it had done.
    if (!worker.accepted)
      yield* report(pod, creatingStatus(pod, hostIP, now()))
    worker.accepted = true
    if (!pod.status.conditions?.some(({ type, status }) => type === 'PodReadyToStartContainers' && status === 'True'))
      yield* report(pod, sandboxStatus(now()))
    const states = pod.spec.containers.map(({ name }) => found.containers.find(each => each.name === name)?.state)
    worker.started = states.some(state => state !== undefined)
    delete worker.handledExit
    if (states.includes('exited'))
      yield* handleExit(worker, thread)
    else if (states.every(state => state === 'running'))
      yield* reportStarted(syncer, worker, thread)
    else
      yield* run(worker, thread)
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

  return { start, resume, handleExit, change: changes && ((worker, thread) => changes.change(syncer, worker, thread)), terminate: (worker, thread) => terminatePod({ syncer, statuses, changes }, worker, thread), reportUnanswered }
}
