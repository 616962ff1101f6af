import type { Container, Pod } from '../api/objects.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timing } from '../engine/timing.ts'
import { pullBackOff } from './back-off.ts'
import { finish, noteEnd, noteEnds } from './container-exit.ts'
import { type NotStarted, workOf } from './container-work.ts'
import { onceConnected } from './network.ts'
import { hasStarted, isSidecar, outcomeOf } from './pod-status.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'
import { answerAll, beginProbes } from './probes.ts'
import { reportPod } from './report-pod.ts'
import { endingOf, isTriedAgain } from './programs.ts'
import { awaitRelist, relistPod } from './relist.ts'

/** What the kubelet says of a container that it does not start yet. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff). */
function backOffMessage({ metadata: { name, namespace = 'default', uid } }: Pod, container: Container, ms: number): string {
  const seconds = ms / 1000
  const minutes = Math.floor(seconds / 60)
  const wait = minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`
  return `back-off ${wait} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`
}

/**
 * The containers of a Pod that do not run and should: of those that go before the others the first that is not done, then,
 * once all are and the sidecars among them have started, the others.
 * Sources: pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions), docs, concepts/workloads/pods/init-containers.
 */
function toStart(worker: PodWorkerState): readonly Container[] {
  const { pod } = worker
  const { initContainers = [], containers } = pod.spec
  const isInitialized = containers.some(each => workOf(worker, each).runs !== undefined)
  const wanted: Container[] = []
  for (const container of initContainers) {
    const work = workOf(worker, container)
    const goesOn = isSidecar(pod, container)
    if (work.runs === undefined && (goesOn || (!isInitialized && work.last?.exitCode !== 0)))
      wanted.push(container)
    if (!isInitialized && !(goesOn ? hasStarted(work) : work.runs === undefined && work.last?.exitCode === 0))
      return wanted
  }
  return [...wanted, ...containers.filter((each) => {
    const { runs, last } = workOf(worker, each)
    return runs === undefined && (last === undefined || isTriedAgain(pod, each, last.exitCode))
  })]
}

/** Whether a container has to wait before it is started, because of its last end or its image: then that is said, and is what its status tells from then on. */
function isHeld({ agenda, say }: PodSyncer, worker: PodWorkerState, container: Container, thread: Thread): boolean {
  const { pod } = worker
  const work = workOf(worker, container)
  if (work.endedAt !== undefined && agenda.now() < work.endedAt + work.wait) {
    const { name, namespace = 'default', uid } = pod.metadata
    say(pod, thread, 'BackOff', `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`, 'Warning', container)
    work.waits = { reason: 'CrashLoopBackOff', message: backOffMessage(pod, container, work.wait) }
    return true
  }
  // Source: pkg/kubelet/images/image_manager.go (EnsureImageExists).
  if (agenda.now() < work.retryAt) {
    const held = `Back-off pulling image "${container.image}"`
    say(pod, thread, 'BackOff', held, 'Normal', container)
    say(pod, thread, 'Failed', 'Error: ImagePullBackOff', 'Warning', container)
    work.waits = { reason: 'ImagePullBackOff', message: `${held}: ErrImagePull: ${work.pullError}` }
    return true
  }
  return false
}

/** Takes note that a container could not be started, and says so. */
function notStarted({ agenda, say }: PodSyncer, worker: PodWorkerState, container: Container, { reason, message, says }: NotStarted, thread: Thread): void {
  const work = workOf(worker, container)
  for (const [why, text] of says)
    say(worker.pod, thread, why, text, 'Warning', container)
  if (reason === 'ErrImagePull') {
    work.failures++
    work.pullError = message
    work.retryAt = agenda.now() + pullBackOff(work.failures)
  }
  // Its container was made: that it could not run counts as an end. Recorded from a real one.
  if (reason === 'RunContainerError')
    noteEnd(work, { exitCode: 128, reason: 'StartError', message, startedAt: '1970-01-01T00:00:00Z' }, agenda.now())
  work.waits = { reason, message }
  work.isEndless = true
}

/** How a look at what does not run has ended. */
interface Looked {
  /** Whether a container was started, and whether the runtime has something new to tell. */
  readonly started: boolean
  readonly isNew: boolean
  readonly held: readonly Container[]
}

/** Starts what may be started. */
function* start(syncer: PodSyncer, worker: PodWorkerState, wanted: readonly Container[], thread: Thread): Task<Looked> {
  let started = false
  let isNew = worker.settled === undefined
  const held: Container[] = []
  for (const container of wanted) {
    if (worker.terminating !== undefined)
      break
    const work = workOf(worker, container)
    if (work.runs !== undefined)
      continue
    if (isHeld(syncer, worker, container, thread)) {
      held.push(container)
      continue
    }
    const error = yield* syncer.launch(worker, container, thread)
    if (worker.terminating !== undefined && work.runs === undefined)
      break
    if (error === undefined) {
      started = true
      work.failures = 0
      delete work.waits
      continue
    }
    held.push(container)
    notStarted(syncer, worker, container, error, thread)
    isNew ||= error.reason === 'RunContainerError' || error.reason === 'PostStartHookError'
  }
  return { started, isNew: isNew || started, held }
}

/** When what waits is looked at again: with the end of the first wait, or after a minute if that is sooner; what could not be started at all after ten seconds; each by up to a half later. Source: pkg/kubelet/pod_workers.go (completeWork); recorded from a real one. */
function syncLater(syncer: PodSyncer, worker: PodWorkerState, held: readonly Container[], thread: Thread): void {
  const { agenda, later, delay } = syncer
  const number = ++worker.syncs
  const works = held.map(each => workOf(worker, each))
  const left = works.map(({ waits, endedAt = 0, wait }) => waits?.reason === 'CrashLoopBackOff' ? endedAt + wait - agenda.now() : timing.podRetry)
  // A container that always ends would keep a cluster from resting.
  const isEndless = held.every((each, index) => works[index]?.waits?.reason !== 'CrashLoopBackOff' || endingOf(each) !== undefined || works[index].isEndless === true)
  later({ ms: delay(Math.min(works.some(({ waits }) => waits?.reason !== 'CrashLoopBackOff') ? timing.podRetry : timing.resync, ...left)), background: isEndless, isKept: true }, worker, thread.causes, function* (own) {
    if (number === worker.syncs)
      yield* sync(syncer, worker, own)
  })
}

/**
 * One look at a Pod whose sandbox is there: how its containers stand is reported, then what should run and does not is
 * started, and when to look again is put on the agenda. Sources: pkg/kubelet/kubelet.go (SyncPod), pkg/kubelet/kuberuntime/kuberuntime_manager.go (SyncPod).
 */
export function* sync(syncer: PodSyncer, worker: PodWorkerState, thread: Thread): Task {
  const { runtime } = syncer
  const { pod } = worker
  if (worker.terminating !== undefined || worker.finished)
    return
  noteEnds(syncer, worker)
  worker.syncs++
  if (outcomeOf(worker)) {
    yield* finish(syncer, worker, thread)
    return
  }
  beginProbes(syncer, worker, thread.causes)
  yield* reportPod(syncer, worker)
  if (yield* answerAll(syncer, worker, thread))
    yield* reportPod(syncer, worker)
  if (pod.spec.containers.every(each => workOf(worker, each).runs !== undefined))
    runtime.settled(pod.metadata.uid, thread.causes)
  const wanted = toStart(worker)
  if (wanted.length > 0 && worker.terminating === undefined)
    yield* onceConnected(syncer, worker, thread, own => startAll(syncer, worker, wanted, own))
}

/** Starts a container again that was ended for it, unless it has to wait: its end brings another look at once. */
export function* restart(syncer: PodSyncer, worker: PodWorkerState, container: Container, thread: Thread): Task {
  if (isHeld(syncer, worker, container, thread))
    yield* sync(syncer, worker, thread)
  else
    yield* startAll(syncer, worker, [container], thread)
}

/** Starts what is wanted of a Pod, as far as it does not have to wait. */
function* startAll(syncer: PodSyncer, worker: PodWorkerState, wanted: readonly Container[], thread: Thread): Task {
  const { pod } = worker
  const { started, isNew, held } = yield* start(syncer, worker, wanted, thread)
  if (worker.terminating !== undefined)
    return
  if (!isNew) {
    syncLater(syncer, worker, held, thread)
    return
  }
  worker.settled = true
  // What it has just started it looks at before its next look at all; what has ended by then was never seen to run, and is noticed there.
  if (started && held.length === 0)
    yield* relistPod(syncer, pod, thread)
  if (!started || held.length > 0 || hasEnded(syncer, worker))
    yield* awaitRelist(syncer, pod, thread)
  yield* sync(syncer, worker, thread)
}

/** Whether a container of a Pod has ended since the last look. */
export function hasEnded({ runtime }: Pick<PodSyncer, 'runtime'>, worker: PodWorkerState): boolean {
  const exited = runtime.find(worker.pod.metadata.uid)?.containers.filter(({ state }) => state === 'exited') ?? []
  return exited.some(each => workOf(worker, each).runs !== undefined)
}
