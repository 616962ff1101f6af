import type { PodStatus } from '../api/objects.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { noteEnds, stopAll } from './container-exit.ts'
import { workOf } from './container-work.ts'
import { endedStatus, podStatus, sandboxStatus } from './pod-status.ts'
import type { PodSyncer, PodWorkerEnv, PodWorkerState } from './pod-worker.ts'
import { awaitRelist } from './relist.ts'
import { isStatic } from './static-pods.ts'

/** What ending a Pod needs of its node. */
interface TerminationEnv extends Pick<PodWorkerEnv, 'statuses'> {
  readonly syncer: PodSyncer
}

/** What a kubelet says that has begun anew of a Pod which was called not ready in the meantime, and whose containers run. */
function asItRuns({ agenda }: PodSyncer, worker: PodWorkerState): Pick<Partial<PodStatus>, 'conditions'> {
  const { pod } = worker
  const isMarked = pod.status.phase === 'Running' && pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'False')
  const conditions = podStatus(worker, { time: timestamp(agenda.now()) }).conditions?.filter(({ type }) => type !== 'Initialized') ?? []
  return isMarked && conditions.every(({ status }) => status === 'True') ? { conditions } : {}
}

/** Containers first, then the sandbox, then the last report; then the Pod may go for good. Source: docs, concepts/workloads/pods/pod-lifecycle (termination). */
export function* terminatePod({ syncer, statuses }: TerminationEnv, worker: PodWorkerState, thread: Thread): Task {
  const { agenda, runtime, report } = syncer
  const { pod } = worker
  const now = (): string => timestamp(agenda.now())
  if (!worker.finished) {
    const works = [...pod.spec.initContainers ?? [], ...pod.spec.containers].map(each => workOf(worker, each))
    const isUntried = worker.accepted && !isStatic(pod) && pod.spec.containers.every(each => workOf(worker, each).last === undefined && workOf(worker, each).runs === undefined)
    // Why it waited is not said any more. Recorded from a real one.
    const isHeld = works.some(({ waits }) => waits !== undefined)
    for (const work of works)
      delete work.waits
    // That it has seen the deletion it says at once; the containers are as they were. Recorded from a real one.
    if (worker.accepted && !worker.reportedTermination && !isStatic(pod)) {
      const { containerStatuses, initContainerStatuses } = podStatus(worker, { time: now() })
      thread.fork(() => report(pod, { observedGeneration: (pod.metadata.generation ?? 1) + (pod.metadata.deletionTimestamp === undefined ? 1 : 0), ...asItRuns(syncer, worker), ...(isHeld || isUntried) && { containerStatuses, ...(initContainerStatuses && { initContainerStatuses }) } }))
    }
    worker.reportedTermination = true
    for (const { probed } of works) {
      if (probed?.ready === false)
        probed.askNow?.()
    }
    yield* stopAll(syncer, worker, thread)
    if (runtime.find(pod.metadata.uid))
      yield* runtime.stopSandbox(pod, thread)
    if (isUntried) {
      yield* report(pod, sandboxStatus(now(), false))
      yield* awaitRelist(syncer, pod, thread)
    }
    noteEnds(syncer, worker)
    yield* report(pod, endedStatus(worker, isStatic(pod), now()))
  }
  // It may go once the next look has found nothing of it. Source: pkg/kubelet/kubelet_pods.go (PodResourcesAreReclaimed).
  yield* awaitRelist(syncer, pod, thread)
  yield* statuses.remove(pod)
}
