import type { Container, ContainerState } from '../api/objects.ts'
import { sleep } from '../engine/task.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp } from '../engine/timing.ts'
import { afterBackOff, finish, isRestarted, terminated } from './ending.ts'
import { look } from './health.ts'
import { initStatus } from './pod-status.ts'
import { endingOf } from './programs.ts'
import type { Care, Worker } from './worker.ts'

/** Whether the next container may be started: a sidecar has started, another init container has ended well. */
function isPassed(container: Container, state: ContainerState | undefined): boolean {
  if (!state)
    return false
  return container.restartPolicy === 'Always' ? 'running' in state : 'terminated' in state && state.terminated.exitCode === 0
}

/**
 * Starts the init containers of a Pod, one after another, from the one that it has come to. False: the others may not
 * be started yet, or never.
 * Sources: docs, concepts/workloads/pods/init-containers, concepts/workloads/pods/sidecar-containers.
 */
export function* initialize(care: Care, worker: Worker, thread: Thread): Task<boolean> {
  for (const [place, container] of worker.pod.spec.initContainers?.entries() ?? []) {
    if (!isPassed(container, worker.init[place]?.state) && !(yield* pass(care, worker, container, place, thread)))
      return false
  }
  return true
}

function* pass(care: Care, worker: Worker, container: Container, place: number, thread: Thread): Task<boolean> {
  const { agenda, runtime, launch, report } = care
  const { pod } = worker
  const now = (): string => timestamp(agenda.now())
  const restartCount = worker.falls
  let last = worker.init[place]?.lastState
  const tell = (state: ContainerState): Task => {
    worker.init = [...worker.init.slice(0, place), { state, restartCount, ...(last && { lastState: last }) }]
    return report(pod, initStatus(pod, worker.init, now()))
  }
  if (worker.leaving !== undefined)
    return false
  yield* launch(worker, container, thread)
  const startedAt = now()
  const ending = container.restartPolicy === 'Always' ? undefined : endingOf(container)
  if (!ending) {
    yield* look(agenda, pod, thread)
    yield* tell({ running: { startedAt } })
    return container.restartPolicy === 'Always'
  }
  yield* sleep(ending.seconds * 1000)
  runtime.end(pod, thread, container, ending.exitCode)
  worker.running = worker.running.filter(each => each !== container)
  const endedAt = agenda.now()
  yield* look(agenda, pod, thread)
  const ended = { terminated: terminated(ending.exitCode, endedAt) }
  yield* tell(ended)
  if (ending.exitCode === 0) {
    worker.falls = 0
    return true
  }
  worker.falls++
  if (!isRestarted(pod, ending.exitCode)) {
    yield* finish(care, worker, ending.exitCode, undefined, thread)
    return false
  }
  last = ended
  const hold = (message: string): Task => tell({ waiting: { reason: 'CrashLoopBackOff', message } })
  yield* afterBackOff(care, worker, { container, endedAt, endless: true, hold, begin: again => care.run(worker, again) }, thread)
  return false
}
