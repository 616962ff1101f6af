import type { Pod, PodStatus } from '../api/objects.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { stopAll } from './container-exit.ts'
import { endedStatus, initContainerStatuses, type LastEnd, readiness, takenAwayStatus, untriedStatus, withoutSandboxStatus } from './pod-status.ts'
import type { PodSyncer, PodWorkerEnv, PodWorkerState } from './pod-worker.ts'
import { ignoresTerm } from './programs.ts'
import { awaitRelist } from './relist.ts'
import type { Runtime } from './runtime.ts'
import { isStatic } from './static-pods.ts'

/** What ending a Pod needs of its node. */
interface TerminationEnv extends Pick<PodWorkerEnv, 'statuses' | 'changes'> {
  readonly syncer: PodSyncer
}

/** How a Pod's containers are going to end. */
function endOf(runtime: Runtime, { spec, metadata }: Pod): LastEnd {
  const made = runtime.find(metadata.uid)?.containers ?? []
  if (!spec.containers.some(({ name }) => made.some(each => each.name === name && each.state !== 'created')))
    return 'never run'
  return spec.containers.some(ignoresTerm) ? 'killed' : 'completed'
}

/** What a kubelet says that has begun anew of a Pod which was called not ready in the meantime, and whose containers run. */
function asItRuns({ agenda, runtime }: PodSyncer, { pod, probed }: PodWorkerState): Pick<Partial<PodStatus>, 'conditions'> {
  if ([...probed?.values() ?? []].some(({ ready, started }) => !ready || !started))
    return {}
  const isMarked = pod.status.phase === 'Running' && pod.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'False')
  const running = runtime.find(pod.metadata.uid)?.containers.filter(({ state }) => state === 'running').length
  return isMarked && running === pod.spec.containers.length ? { conditions: readiness(pod, true, timestamp(agenda.now())) } : {}
}

/** Containers first, then the sandbox, then the last report; then the Pod may go for good. Source: docs, concepts/workloads/pods/pod-lifecycle (termination). */
export function* terminatePod({ syncer, statuses, changes }: TerminationEnv, worker: PodWorkerState, thread: Thread): Task {
  const { agenda, runtime, report } = syncer
  const { pod } = worker
  const now = (): string => timestamp(agenda.now())
  if (!worker.finished) {
    const how = endOf(runtime, pod)
    const isUntried = worker.accepted && how === 'never run' && !isStatic(pod)
    // That it has seen the deletion it says at once; the containers are as they were. Recorded from a real one.
    if (worker.accepted && !worker.reportedTermination && !isStatic(pod))
      thread.fork(() => report(pod, { observedGeneration: (pod.metadata.generation ?? 1) + (pod.metadata.deletionTimestamp === undefined ? 1 : 0), ...asItRuns(syncer, worker), ...isUntried && untriedStatus(pod) }))
    worker.reportedTermination = true
    yield* stopAll(syncer, worker, thread)
    if (runtime.find(pod.metadata.uid))
      yield* runtime.stopSandbox(pod, thread)
    if (isUntried) {
      yield* report(pod, withoutSandboxStatus(now()))
      yield* awaitRelist(syncer, pod, thread)
    }
    yield* report(pod, { ...(isStatic(pod) ? takenAwayStatus(pod, how, now()) : endedStatus(pod, how, now())), ...initContainerStatuses(pod, worker.init) })
  }
  // It may go once the next look has found nothing of it. Source: pkg/kubelet/kubelet_pods.go (PodResourcesAreReclaimed).
  yield* awaitRelist(syncer, pod, thread)
  yield* statuses.remove(pod)
  changes?.forget(pod.metadata.uid)
}
