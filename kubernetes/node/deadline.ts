import type { Pod } from '../api/objects.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { finish, stopAll } from './container-exit.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'

/** What is said of a Pod that was there for longer than it may be. Source: pkg/kubelet/active_deadline.go. */
const exceeded = { reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' } as const

/** How often a kubelet looks whether the time of a Pod is over, in milliseconds. Source: pkg/kubelet/kubelet.go (syncLoop, syncTicker). */
const checkInterval = 1000

/** Ends a Pod whose time is over: it has failed, however its containers end; said at each look. Sources: pkg/kubelet/active_deadline.go (ShouldEvict), pkg/kubelet/kubelet_pods.go (generateAPIPodStatus). */
function* expire(syncer: PodSyncer, worker: PodWorkerState, thread: Thread): Task {
  const { pod } = worker
  const say = (): void => syncer.say(pod, thread, exceeded.reason, exceeded.message)
  say()
  say()
  yield* stopAll(syncer, worker, thread)
  say()
  // Why it has failed stands beside the phase.
  const report: PodSyncer['report'] = (about, status) => syncer.report(about, { ...status, ...status.phase && exceeded })
  yield* finish({ ...syncer, report }, worker, thread, 'Failed')
  say()
}

/** How long a Pod may stay yet, in milliseconds, counted from when a kubelet took it on. */
function left({ status }: Pod, deadline: number, now: number): number {
  const before = status.startTime === undefined ? 0 : Date.parse(timestamp(now)) - Date.parse(status.startTime)
  return Math.max(0, deadline * 1000 - before)
}

/** Sees that a Pod is there no longer than it may be. */
export function keepDeadline(syncer: PodSyncer, worker: PodWorkerState, { causes }: Thread): void {
  const { activeDeadlineSeconds } = worker.pod.spec
  if (activeDeadlineSeconds === undefined)
    return
  const check = (): void => {
    if (worker.finished || worker.terminating !== undefined)
      return
    if (worker.busy)
      syncer.agenda.after(checkInterval, check, true)
    else
      syncer.later({ ms: 0, background: true }, worker, causes, thread => expire(syncer, worker, thread))
  }
  syncer.agenda.after(left(worker.pod, activeDeadlineSeconds, syncer.agenda.now()), check, true)
}
