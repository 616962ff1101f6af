import type { Container, Terminated } from '../api/objects.ts'
import { all, sleep, type Task, type Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { crashBackOff } from './back-off.ts'
import { type ContainerWork, workOf } from './container-work.ts'
import { overStatus, podStatus } from './pod-status.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'
import { endingOf, ignoresTerm, playHook } from './programs.ts'
import { awaitRelist } from './relist.ts'
import { RuntimeUnavailable } from './runtime.ts'

/** Once a container has run for so long, in milliseconds, its earlier ends count no more. Source: docs, concepts/workloads/pods/pod-lifecycle. */
const crashResetMs = 600_000

/** Whoever is asked to end has so long for it at least, in milliseconds. Source: pkg/kubelet/kuberuntime/kuberuntime_container.go (minimumGracePeriodInSeconds). */
const leastGrace = 2000

/** Takes note that a container has ended, and when, in milliseconds: it waits for longer the more often it has ended too soon. */
export function noteEnd(work: ContainerWork, end: Omit<Terminated, 'finishedAt'>, ms: number): void {
  const { runs, last } = work
  const finishedAt = timestamp(ms)
  if (last)
    work.before = last
  work.last = { ...end, ...runs !== undefined && end.startedAt === undefined && { startedAt: runs }, finishedAt }
  work.crashes = runs !== undefined && Date.parse(finishedAt) - Date.parse(runs) >= crashResetMs ? 1 : work.crashes + 1
  work.wait = crashBackOff(work.crashes)
  work.endedAt = ms
  delete work.runs
  delete work.waits
  delete work.probed
  delete work.isEnding
}

/** How a process ended, as the status of its container tells it. */
function endOf(exitCode: number, isOutOfMemory = false): Omit<Terminated, 'finishedAt'> {
  return { exitCode, reason: isOutOfMemory ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error' }
}

/** Takes note of what has ended by itself since the last look. */
export function noteEnds({ runtime }: Pick<PodSyncer, 'runtime'>, worker: PodWorkerState): void {
  const { pod } = worker
  const records = runtime.find(pod.metadata.uid)?.containers ?? []
  for (const container of [...pod.spec.initContainers ?? [], ...pod.spec.containers]) {
    const exit = records.find(({ name }) => name === container.name)?.exit
    const work = workOf(worker, container)
    if (exit && work.runs !== undefined)
      noteEnd(work, endOf(exit.code, exit.code === 137 && endingOf(container)?.isOutOfMemory), exit.at)
  }
}

/** Asks a container to end, which may take as much of its Pod's time as is left, in milliseconds; `note` says when its end is taken note of. Throws {@link RuntimeUnavailable}. */
export function* stop({ agenda, runtime, say }: Pick<PodSyncer, 'agenda' | 'runtime' | 'say'>, worker: PodWorkerState, container: Container, thread: Thread, grace = graceOf(worker), note: (take: () => void) => void = take => take()): Task {
  const { pod } = worker
  const begun = agenda.now()
  // Source: pkg/kubelet/kuberuntime/kuberuntime_container.go (executePreStopHook).
  const { seconds, exitCode } = playHook(container.lifecycle?.preStop)
  yield* sleep(Math.min(seconds * 1000, grace))
  if (exitCode !== 0)
    say(pod, thread, 'FailedPreStopHook', 'PreStopHook failed', 'Warning', container)
  const work = workOf(worker, container)
  work.isEnding = true
  yield* runtime.call('StopContainer', pod, thread, container, Math.max(grace - (agenda.now() - begun), leastGrace))
  const ended = agenda.now()
  note(() => work.runs !== undefined && noteEnd(work, endOf(ignoresTerm(container) ? 137 : 0), ended))
}

/** How long a Pod's containers may take to end, in milliseconds. Source: pkg/kubelet/kuberuntime/kuberuntime_container.go (setTerminationGracePeriod). */
function graceOf({ pod: { metadata, spec } }: PodWorkerState): number {
  return (metadata.deletionGracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30) * 1000
}

/**
 * Stops what runs in a Pod: its containers together, then its sidecars one by one, the last started first, in what is left of
 * the Pod's time. Throws {@link RuntimeUnavailable}. Sources: docs, concepts/workloads/pods/sidecar-containers,
 * pkg/kubelet/kuberuntime/kuberuntime_container.go (killContainer), pkg/kubelet/kuberuntime/kuberuntime_termination_order.go.
 */
export function* stopAll(syncer: Pick<PodSyncer, 'agenda' | 'runtime' | 'say'>, worker: PodWorkerState, thread: Thread): Task {
  const { agenda, runtime, say } = syncer
  const { pod } = worker
  const running = runtime.find(pod.metadata.uid)?.containers.filter(({ state }) => state === 'running') ?? []
  const isRunning = ({ name }: Container): boolean => running.some(each => each.name === name)
  const [own, first] = [pod.spec.containers.filter(isRunning), (pod.spec.initContainers ?? []).filter(isRunning)]
  const begun = agenda.now()
  for (const container of first)
    say(pod, thread, 'Killing', `Stopping container ${container.name}`, 'Normal', container)
  let away: RuntimeUnavailable | undefined
  // Of what has ended before the others it takes note once all have. Source: pkg/kubelet/pod_workers.go (podWorkerLoop: one thing at a time).
  const ends: (() => void)[] = []
  const note = (take: () => void): void => void ends.push(take)
  yield* all(own.map(container => function* (thread) {
    say(pod, thread, 'Killing', `Stopping container ${container.name}`, 'Normal', container)
    try {
      yield* stop(syncer, worker, container, thread, graceOf(worker), note)
    }
    catch (error) {
      if (!(error instanceof RuntimeUnavailable))
        throw error
      away = error
    }
  }))
  try {
    // What is thrown beside a thread does not reach it.
    if (away)
      throw away
    for (const container of first.toReversed())
      yield* stop(syncer, worker, container, thread, Math.max(graceOf(worker) - (agenda.now() - begun), 0), note)
  }
  finally {
    for (const take of ends)
      take()
  }
}

/** Nothing is started again: what still runs ends too, and the Pod has come to its last phase. Source: pkg/kubelet/kubelet_pods.go (getPhase). */
export function* finish(syncer: PodSyncer, worker: PodWorkerState, thread: Thread, phase?: 'Failed'): Task {
  const { agenda, runtime, report } = syncer
  const { pod } = worker
  // The end of the containers is reported first, that of the Pod once its sandbox is gone. Recorded from a real one.
  const { phase: _, ...first } = podStatus(worker, { time: timestamp(agenda.now()), ...phase && { phase } })
  yield* report(pod, first)
  yield* stopAll(syncer, worker, thread)
  yield* awaitRelist(syncer, pod, thread)
  yield* runtime.stopSandbox(pod, thread)
  worker.finished = true
  yield* report(pod, overStatus(worker, timestamp(agenda.now()), phase))
}
