import type { Container, ContainerState } from '../api/objects.ts'
import { same } from '../api/same.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { afterBackOff, finish, terminated } from './container-exit.ts'
import { awaitRelist, relistPod } from './relist.ts'
import { initStatus } from './pod-status.ts'
import { isTriedAgain } from './programs.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'

/** Starts a Pod's init containers in turn, `again` anew; false: the others may not start yet. Sources: docs, concepts/workloads/pods/init-containers, concepts/workloads/pods/sidecar-containers. */
export function* initialize(syncer: PodSyncer, worker: PodWorkerState, thread: Thread, again?: string): Task<boolean> {
  const { runtime, launch } = syncer
  const { pod } = worker
  const find = (name: string) => runtime.find(pod.metadata.uid)?.containers.find(each => each.name === name)
  for (const [index, container] of pod.spec.initContainers?.entries() ?? []) {
    const isSidecar = container.restartPolicy === 'Always'
    if (worker.terminating !== undefined)
      return false
    // One that was created only, as the runtime went away, was never started.
    if ((find(container.name)?.state ?? 'created') === 'created' || container.name === again) {
      const error = yield* launch(worker, container, thread)
      if (error !== undefined) {
        syncer.notStarted(worker, container, error, thread)
        return false
      }
      yield* relistPod(syncer, pod, thread)
      // An end is noticed at the next look at all of them.
      if (find(container.name)?.state === 'exited')
        yield* awaitRelist(syncer, pod, thread)
    }
    const { state, startedAt = 0, exit } = find(container.name) ?? {}
    worker.handledExit = runtime.find(pod.metadata.uid)?.ended
    if (state === 'running') {
      yield* tell(syncer, worker, index, { running: { startedAt: timestamp(startedAt) } })
      if (!isSidecar)
        return false
    }
    else if (exit?.code === 0) {
      yield* tell(syncer, worker, index, { terminated: terminated(0, exit.at) })
      worker.crashes = 0
    }
    else {
      if (exit)
        yield* fail(syncer, worker, container, index, exit, thread)
      return false
    }
  }
  return true
}

/** Reports how an init container stands, if that is new. */
export function* tell({ agenda, runtime, report }: PodSyncer, worker: PodWorkerState, index: number, state: ContainerState): Task {
  const { pod, init, crashes } = worker
  const before = init[index]
  if (before && same(before.state, state))
    return
  const ended = before && 'terminated' in before.state ? before.state : before?.lastState
  worker.init = [...init.slice(0, index), { state, restartCount: crashes, ...(ended && { lastState: ended }) }]
  const podIP = runtime.find(pod.metadata.uid)?.ip
  yield* report(pod, { ...initStatus(pod, worker.init, timestamp(agenda.now())), ...(podIP !== undefined && { podIP }) })
}

/** An init container has failed: the Pod has too, or it is tried again. */
function* fail(syncer: PodSyncer, worker: PodWorkerState, container: Container, index: number, { code, at }: { readonly code: number, readonly at: number }, thread: Thread): Task {
  yield* tell(syncer, worker, index, { terminated: terminated(code, at) })
  if (!isTriedAgain(worker.pod, container, code)) {
    yield* finish(syncer, worker, code, undefined, thread)
    return
  }
  const restarts = worker.crashes++
  const hold = function* (message: string): Task {
    worker.crashes = restarts
    yield* tell(syncer, worker, index, { waiting: { reason: 'CrashLoopBackOff', message } })
    worker.crashes = restarts + 1
  }
  yield* afterBackOff(syncer, worker, { container, endedAt: at, endless: true, hold, begin: again => syncer.run(worker, again, container.name) }, thread)
}
