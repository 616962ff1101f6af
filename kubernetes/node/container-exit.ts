import type { Container, Pod, PodStatus, Terminated } from '../api/objects.ts'
import { all, sleep, type Task, type Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { crashBackOff } from './back-off.ts'
import { awaitRelist } from './relist.ts'
import { failedStatus, heldBackStatus, initContainerStatuses, overStatus } from './pod-status.ts'
import { endingOf, ignoresTerm, isTriedAgain, preStopSeconds } from './programs.ts'
import { RuntimeUnavailable } from './runtime.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'

/** Once a container has run for so long, in milliseconds, its earlier ends count no more. Source: docs, concepts/workloads/pods/pod-lifecycle. */
const crashResetMs = 600_000

/** How a container ended, as its status tells it. */
export function terminated(exitCode: number, ms: number, isOutOfMemory = false): Terminated {
  return { exitCode, reason: isOutOfMemory ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error', finishedAt: timestamp(ms) }
}

/** What the kubelet says of a container that it does not start yet. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff). */
function backOffMessage({ metadata: { name, namespace = 'default', uid } }: Pod, container: Container, ms: number): string {
  const seconds = ms / 1000
  const minutes = Math.floor(seconds / 60)
  const wait = minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`
  return `back-off ${wait} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`
}

/** A container that has ended and is to be started again. */
export interface Again {
  readonly container: Container
  /** In milliseconds since the start of the run. */
  readonly endedAt: number
  /** Nobody else waits for it: a container that always ends would keep a cluster from resting. */
  readonly endless: boolean
  /** Reports that it has to wait, in these words. */
  readonly hold: (message: string) => Task
  readonly begin: (thread: Thread) => Task
  /** It reports at once that it has to wait: it was looking at the Pod anyway. */
  readonly atOnce?: true
}

/** Waits before an ended container is started again: said at once, but reported at the kubelet's next look. Source: pkg/kubelet/pod_workers.go (completeWork); recorded from a real one. */
export function* afterBackOff(syncer: PodSyncer, worker: PodWorkerState, again: Again, thread: Thread, reported = false): Task {
  const { agenda, later, say, delay } = syncer
  const { pod } = worker
  const { container, endedAt, endless, hold, begin } = again
  const wait = crashBackOff(worker.crashes)
  const left = endedAt + wait - agenda.now()
  if (wait === 0 || left <= 0) {
    yield* begin(thread)
    return
  }
  if (worker.terminating !== undefined)
    return
  const { name, namespace = 'default', uid } = pod.metadata
  say(pod, thread, 'BackOff', `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`, 'Warning', container)
  if (again.atOnce && !reported)
    yield* hold(backOffMessage(pod, container, wait))
  later({ ms: delay(Math.min(left, timing.resync)), background: endless }, worker, thread.causes, function* (own) {
    if (worker.terminating !== undefined)
      return
    if (!reported && !again.atOnce)
      yield* hold(backOffMessage(pod, container, wait))
    yield* afterBackOff(syncer, worker, again, own, true)
  })
}

/** Stops what runs in a Pod: its containers together, then its sidecars one by one, the last started first. Throws {@link RuntimeUnavailable}. Source: docs, concepts/workloads/pods/sidecar-containers. */
export function* stopAll({ agenda, runtime, say }: Pick<PodSyncer, 'agenda' | 'runtime' | 'say'>, worker: PodWorkerState, thread: Thread): Task {
  const { pod } = worker
  const running = runtime.find(pod.metadata.uid)?.containers.filter(({ state }) => state === 'running') ?? []
  const isRunning = ({ name }: Container): boolean => running.some(each => each.name === name)
  const stop = (container: Container) => function* (own: Thread): Task {
    say(pod, own, 'Killing', `Stopping container ${container.name}`, 'Normal', container)
    // Source: pkg/kubelet/kuberuntime/kuberuntime_container.go (executePreStopHook).
    yield* sleep(preStopSeconds(container) * 1000)
    yield* runtime.call('StopContainer', pod, own, container)
  }
  let away: RuntimeUnavailable | undefined
  yield* all(pod.spec.containers.filter(isRunning).map(container => function* (own) {
    try {
      yield* stop(container)(own)
    }
    catch (error) {
      if (!(error instanceof RuntimeUnavailable))
        throw error
      away = error
    }
  }))
  // What is thrown beside a thread does not reach it.
  if (away)
    throw away
  for (const first of pod.spec.initContainers?.filter(isRunning).toReversed() ?? [])
    yield* stop(first)(thread)
  const isKilled = (index: number): boolean => pod.spec.initContainers?.[index] !== undefined && ignoresTerm(pod.spec.initContainers[index])
  worker.init = worker.init.map((each, index) => 'running' in each.state ? { ...each, state: { terminated: terminated(isKilled(index) ? 137 : 0, agenda.now()) } } : each)
}

/** Nothing is started again: what still runs ends too, and the Pod has come to its last phase. Source: pkg/kubelet/kubelet_pods.go (getPhase). */
export function* finish(syncer: PodSyncer, worker: PodWorkerState, exitCode: number, ended: Terminated | undefined, thread: Thread): Task {
  const { agenda, runtime, report } = syncer
  yield* stopAll(syncer, worker, thread)
  const status = (): Partial<PodStatus> => ({ ...overStatus(worker.pod, exitCode, worker.restarts, ended, timestamp(agenda.now())), ...initContainerStatuses(worker.pod, worker.init) })
  // The end of the containers is reported first, that of the Pod once its sandbox is gone. Recorded from a real one.
  const { phase: _, conditions = [], ...first } = status()
  yield* report(worker.pod, { ...first, conditions: conditions.filter(({ type }) => type !== 'PodReadyToStartContainers') })
  yield* awaitRelist(syncer, worker.pod, thread)
  yield* runtime.stopSandbox(worker.pod, thread)
  worker.finished = true
  yield* report(worker.pod, status())
}

/** A Pod's containers have ended by themselves: the kubelet reports it, and starts them again or not, as the Pod says. */
export function* afterEnd(syncer: PodSyncer, worker: PodWorkerState, thread: Thread): Task {
  const { agenda, runtime, report, run } = syncer
  const { pod } = worker
  const [main] = pod.spec.containers
  const record = runtime.find(pod.metadata.uid)?.containers.find(({ name }) => name === main?.name)
  if (!main || !record?.exit)
    return
  const { code, at } = record.exit
  worker.started = false
  // An end that could not be seen to before is the same end.
  if (at !== worker.endedAt)
    worker.crashes = at - record.startedAt >= crashResetMs ? 1 : worker.crashes + 1
  worker.endedAt = at
  const before = worker.last
  worker.last = terminated(code, at, code === 137 && endingOf(main)?.isOutOfMemory)
  if (!isTriedAgain(pod, main, code)) {
    yield* finish(syncer, worker, code, worker.last, thread)
    return
  }
  yield* report(pod, failedStatus(pod, worker.last, { restarts: worker.restarts, last: before }, timestamp(agenda.now())))
  const hold = (message: string): Task => report(pod, heldBackStatus(pod, message, worker, timestamp(agenda.now())))
  yield* afterBackOff(syncer, worker, { container: main, endedAt: at, endless: endingOf(main) !== undefined, hold, begin: again => run(worker, again) }, thread)
}
