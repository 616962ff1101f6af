import type { Pod } from '../api/objects.ts'
import { sleep } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { runningStatus } from './pod-status.ts'
import { isProbed, probe, reportProbed } from './probes.ts'
import { RuntimeAway } from './runtime.ts'
import type { Care, Worker } from './pod-worker.ts'

/** Which Pod an event of its kubelet is about. */
export function aboutOf({ metadata: { name, namespace, uid } }: Pod) {
  return { pod: { resource: 'pods', name, ...(namespace && { namespace }) }, uid } as const
}

/** The kubelet learns from the runtime's list what has become of its containers, at its next look. Throws {@link RuntimeAway} if there is no list. */
export function* look({ agenda, runtime }: Pick<Care, 'agenda' | 'runtime'>, pod: Pod, thread: Thread): Task {
  yield* sleep(timing.relist - agenda.now() % timing.relist)
  if (runtime.awayFor() > 0)
    throw new RuntimeAway()
  thread.record({ kind: 'observed', ...aboutOf(pod) })
}

/** The kubelet looks at one Pod whose containers it has just started, and does not wait for its next look at all of them. Throws {@link RuntimeAway}. Source: pkg/kubelet/pleg/generic.go (on demand relist). */
export function* glance({ runtime }: Pick<Care, 'runtime'>, pod: Pod, thread: Thread): Task {
  yield* sleep(timing.glance)
  if (runtime.awayFor() > 0)
    throw new RuntimeAway()
  thread.record({ kind: 'observed', ...aboutOf(pod) })
}

/** Whether one of a Pod's containers has ended; those that go before them end as they should. */
export function hasEnded({ runtime }: Pick<Care, 'runtime'>, { metadata, spec }: Pod): boolean {
  const exited = runtime.find(metadata.uid)?.containers.filter(({ state }) => state === 'exited') ?? []
  return spec.containers.some(({ name }) => exited.some(each => each.name === name))
}

/**
 * Sees that containers run which have just been started, and reports it; with a probe, ready only once it has passed.
 * Sources: pkg/kubelet/kubelet.go, docs, concepts/workloads/pods/pod-lifecycle (probes).
 */
export function* settle(care: Care, worker: Worker, thread: Thread): Task {
  const { pod, restarts, last } = worker
  const { agenda, runtime, report } = care
  const { uid } = pod.metadata
  const startedAt = timestamp(Math.max(0, ...(runtime.find(uid)?.containers ?? []).map(container => container.startedAt)))
  const running = (ready: boolean): Task => report(pod, runningStatus(pod, { ready, started: true, restartCount: restarts, startedAt, last, podIP: runtime.find(uid)?.ip }, timestamp(agenda.now())))
  yield* glance(care, pod, thread)
  // What has ended by then was never seen to run, and is noticed at the next look at all of them.
  if (hasEnded(care, pod)) {
    yield* look(care, pod, thread)
    return
  }
  if (isProbed(pod)) {
    probe(care, worker, thread.causes)
    yield* reportProbed(care, worker)
    runtime.settled(uid, thread.causes)
    return
  }
  const probes = pod.spec.containers.flatMap(({ readinessProbe }) => readinessProbe ?? [])
  yield* running(probes.length === 0)
  for (const asked of probes) {
    if (!('httpGet' in asked))
      continue
    yield* sleep(timing.probe)
    thread.record({ kind: 'probed', ...aboutOf(pod), ...asked.httpGet, code: 200 })
  }
  if (probes.length > 0)
    yield* running(true)
  runtime.settled(uid, thread.causes)
}
