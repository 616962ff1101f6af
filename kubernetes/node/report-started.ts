import { sleep, type Task, type Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { runningStatus } from './pod-status.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'
import { isProbed, probe, reportProbed } from './probes.ts'
import { aboutOf, awaitRelist, hasEnded, relistPod } from './relist.ts'

/** Sees that started containers run, and reports it; with a probe, ready only once it has passed. Sources: pkg/kubelet/kubelet.go, docs, concepts/workloads/pods/pod-lifecycle (probes). */
export function* reportStarted(syncer: PodSyncer, worker: PodWorkerState, thread: Thread): Task {
  const { pod, restarts, last } = worker
  const { agenda, runtime, report } = syncer
  const { uid } = pod.metadata
  const startedAt = timestamp(Math.max(0, ...(runtime.find(uid)?.containers ?? []).map(container => container.startedAt)))
  const running = (ready: boolean): Task => report(pod, runningStatus(pod, { ready, started: true, restartCount: restarts, startedAt, last, podIP: runtime.find(uid)?.ip }, timestamp(agenda.now())))
  yield* relistPod(syncer, pod, thread)
  // What has ended by then was never seen to run, and is noticed at the next look at all of them.
  if (hasEnded(syncer, pod)) {
    yield* awaitRelist(syncer, pod, thread)
    return
  }
  if (isProbed(syncer, pod)) {
    probe(syncer, worker, thread.causes)
    yield* reportProbed(syncer, worker)
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
