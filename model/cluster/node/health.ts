import type { Pod, PodStatus } from '../api/objects.ts'
import type { Agenda } from '../engine/agenda.ts'
import { sleep } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { failedStatus, runningStatus } from './pod-status.ts'
import { exitCode } from './runtime.ts'
import type { Runtime } from './runtime.ts'

/** What a kubelet needs to look after a Pod. */
export interface Care {
  readonly agenda: Agenda
  readonly runtime: Runtime
  readonly report: (pod: Pod, status: Partial<PodStatus>) => Task
  /** Starts the Pod's containers, in the sandbox that is there. */
  readonly start: (pod: Pod, thread: Thread) => Task
  /** When the Pod's containers end by themselves, in seconds. */
  readonly crashes: readonly number[]
}

/**
 * Looks after a Pod whose containers have been started: sees that they run, probes them, and starts them again when
 * they end. The first new start comes at once; the back-off of later ones (10 s, then twice as long) is left out.
 * Sources: pkg/kubelet/kubelet.go, docs, concepts/workloads/pods/pod-lifecycle.
 */
export function* lookAfter({ agenda, runtime, report, start, crashes }: Care, pod: Pod, thread: Thread): Task {
  const { name, namespace, uid } = pod.metadata
  const about = { pod: { resource: 'pods', name, ...(namespace && { namespace }) }, uid } as const
  const now = (): string => timestamp(agenda.now())

  /** The kubelet learns from the runtime's list what runs, at its next look. */
  function* look(): Task {
    yield* sleep(timing.relist - agenda.now() % timing.relist)
    thread.record({ kind: 'observed', ...about })
  }

  function* settle(restartCount: number): Task {
    const startedAt = now()
    yield* look()
    const probes = pod.spec.containers.flatMap(({ readinessProbe }) => readinessProbe ?? [])
    yield* report(pod, runningStatus(pod, { ready: probes.length === 0, restartCount, startedAt }, now()))
    if (probes.length === 0)
      return
    for (const { httpGet } of probes) {
      yield* sleep(timing.probe)
      thread.record({ kind: 'probed', ...about, ...httpGet, code: 200 })
    }
    yield* report(pod, runningStatus(pod, { ready: true, restartCount, startedAt }, now()))
  }

  yield* settle(0)
  for (const [restarts, at] of crashes.entries()) {
    yield* sleep(Math.max(at * 1000 - agenda.now(), 0))
    for (const { image } of pod.spec.containers)
      runtime.end(pod, thread, image)
    yield* look()
    yield* report(pod, failedStatus(pod, exitCode, restarts, now()))
    yield* start(pod, thread)
    yield* settle(restarts + 1)
  }
}
