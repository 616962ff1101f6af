import type { Container, ContainerState } from '../api/objects.ts'
import { same } from '../api/same.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { afterBackOff, finish, terminated } from './container-exit.ts'
import { awaitRelist, relistPod } from './relist.ts'
import { initStatus } from './pod-status.ts'
import { isTriedAgain } from './programs.ts'
import type { Care, Worker } from './pod-worker.ts'

/**
 * Starts the init containers of a Pod, one after another, from the one that it has come to: the next comes when the
 * one before has ended well, or, if that is a sidecar, has started. `again` is one that has failed and is to be
 * started anew. False: the others may not be started yet, or never.
 * Sources: docs, concepts/workloads/pods/init-containers, concepts/workloads/pods/sidecar-containers.
 */
export function* initialize(care: Care, worker: Worker, thread: Thread, again?: string): Task<boolean> {
  const { runtime, launch } = care
  const { pod } = worker
  const find = (name: string) => runtime.find(pod.metadata.uid)?.containers.find(each => each.name === name)
  for (const [index, container] of pod.spec.initContainers?.entries() ?? []) {
    const isSidecar = container.restartPolicy === 'Always'
    if (worker.leaving !== undefined)
      return false
    // One that was created only, as the runtime went away, was never started.
    if ((find(container.name)?.state ?? 'created') === 'created' || container.name === again) {
      const error = yield* launch(worker, container, thread)
      if (error !== undefined) {
        care.notStarted(worker, container, error, thread)
        return false
      }
      yield* relistPod(care, pod, thread)
      // An end is noticed at the next look at all of them.
      if (find(container.name)?.state === 'exited')
        yield* awaitRelist(care, pod, thread)
    }
    const { state, startedAt = 0, exit } = find(container.name) ?? {}
    worker.seen = runtime.find(pod.metadata.uid)?.ended
    if (state === 'running') {
      yield* tell(care, worker, index, { running: { startedAt: timestamp(startedAt) } })
      if (!isSidecar)
        return false
    }
    else if (exit?.code === 0) {
      yield* tell(care, worker, index, { terminated: terminated(0, exit.at) })
      worker.falls = 0
    }
    else {
      if (exit)
        yield* fail(care, worker, container, index, exit, thread)
      return false
    }
  }
  return true
}

/** Reports how an init container stands, if that is new. */
export function* tell({ agenda, runtime, report }: Care, worker: Worker, index: number, state: ContainerState): Task {
  const { pod, init, falls } = worker
  const before = init[index]
  if (before && same(before.state, state))
    return
  const ended = before && 'terminated' in before.state ? before.state : before?.lastState
  worker.init = [...init.slice(0, index), { state, restartCount: falls, ...(ended && { lastState: ended }) }]
  const podIP = runtime.find(pod.metadata.uid)?.ip
  yield* report(pod, { ...initStatus(pod, worker.init, timestamp(agenda.now())), ...(podIP !== undefined && { podIP }) })
}

/** An init container has failed: the Pod has too, or it is tried again. */
function* fail(care: Care, worker: Worker, container: Container, index: number, { code, at }: { readonly code: number, readonly at: number }, thread: Thread): Task {
  yield* tell(care, worker, index, { terminated: terminated(code, at) })
  if (!isTriedAgain(worker.pod, container, code)) {
    yield* finish(care, worker, code, undefined, thread)
    return
  }
  const restarts = worker.falls++
  const hold = function* (message: string): Task {
    worker.falls = restarts
    yield* tell(care, worker, index, { waiting: { reason: 'CrashLoopBackOff', message } })
    worker.falls = restarts + 1
  }
  yield* afterBackOff(care, worker, { container, endedAt: at, endless: true, hold, begin: again => care.run(worker, again, container.name) }, thread)
}
