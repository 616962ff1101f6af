import type { PodStatus } from '../api/objects.ts'
import type { Task } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { podStatus } from './pod-status.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'

/** What is to be told of a Pod's containers, as text; the times of its conditions alone are nothing new. */
function written(status: Partial<PodStatus>): string {
  return JSON.stringify(status, (key, value: unknown) => key === 'lastTransitionTime' ? undefined : value)
}

/** Takes note that how the containers of a Pod stand has been reported. */
export function noteReported(worker: PodWorkerState): void {
  worker.reported = written(podStatus(worker, { time: '' }))
}

/** Reports how the containers of a Pod stand, if that is new. Source: pkg/kubelet/status/status_manager.go (updateStatusInternal). */
export function* reportPod({ agenda, runtime, report }: Pick<PodSyncer, 'agenda' | 'runtime' | 'report'>, worker: PodWorkerState): Task {
  const { pod, reported } = worker
  noteReported(worker)
  if (reported !== worker.reported)
    yield* report(pod, podStatus(worker, { time: timestamp(agenda.now()), podIP: runtime.find(pod.metadata.uid)?.ip }))
}
