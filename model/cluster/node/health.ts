import type { Pod } from '../api/objects.ts'
import type { Agenda } from '../engine/agenda.ts'
import { sleep } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { runningStatus } from './pod-status.ts'
import type { Care, Worker } from './worker.ts'

/** Which Pod an event of its kubelet is about. */
export function aboutOf({ metadata: { name, namespace, uid } }: Pod) {
  return { pod: { resource: 'pods', name, ...(namespace && { namespace }) }, uid } as const
}

/** The kubelet learns from the runtime's list what has become of its containers, at its next look. */
export function* look(agenda: Agenda, pod: Pod, thread: Thread): Task {
  yield* sleep(timing.relist - agenda.now() % timing.relist)
  thread.record({ kind: 'observed', ...aboutOf(pod) })
}

/**
 * Sees that containers run which have just been started, and reports it; with a probe, ready only once it has passed.
 * Sources: pkg/kubelet/kubelet.go, docs, concepts/workloads/pods/pod-lifecycle (probes).
 */
export function* settle({ agenda, report }: Care, { pod, restarts, last }: Worker, thread: Thread): Task {
  const startedAt = timestamp(agenda.now())
  const running = (ready: boolean): Task => report(pod, runningStatus(pod, { ready, restartCount: restarts, startedAt, last }, timestamp(agenda.now())))
  yield* look(agenda, pod, thread)
  const probes = pod.spec.containers.flatMap(({ readinessProbe }) => readinessProbe ?? [])
  yield* running(probes.length === 0)
  for (const { httpGet } of probes) {
    yield* sleep(timing.probe)
    thread.record({ kind: 'probed', ...aboutOf(pod), ...httpGet, code: 200 })
  }
  if (probes.length > 0)
    yield* running(true)
}
