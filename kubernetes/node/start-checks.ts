import type { Container, Pod, PodStatus, Terminated } from '../api/objects.ts'
import type { Task, Thread } from '../engine/task.ts'
import { timestamp, timing } from '../engine/timing.ts'
import { afterBackOff, finish } from './container-exit.ts'
import { keepDeadline } from './deadline.ts'
import { wrongImageName } from './image-names.ts'
import { missingOf, missingVolume } from './missing-objects.ts'
import { missingProgram } from './missing-programs.ts'
import { heldBackStatus } from './pod-status.ts'
import type { PodSyncer, PodWorkerState, StartChecks } from './pod-worker.ts'
import { isTriedAgain } from './programs.ts'
import { awaitRelist } from './relist.ts'
import { unanswered } from './unanswered.ts'

/** What it reports of one whose process could not be started: that counts as Running, as the container was made. Recorded from a real one. */
function notRunStatus(pod: Pod, message: string, { restarts, last, podIP }: { readonly restarts: number, readonly last?: Terminated, readonly podIP?: string | undefined }, time: string): Partial<PodStatus> {
  const held = heldBackStatus(pod, message, { restarts, ...(last && { last }) }, time)
  return { ...held, phase: 'Running', ...(podIP !== undefined && { podIP }), containerStatuses: held.containerStatuses?.map(each => ({ ...each, state: { waiting: { reason: 'RunContainerError', message } } })) ?? [] }
}

/** A process that could not be started counts as an end. Recorded from a real one: tried at once, then after 10 s and so on, Running all the time. */
function* notRun(syncer: PodSyncer, worker: PodWorkerState, container: Container, message: string, thread: Thread): Task {
  const { agenda, runtime, report, run } = syncer
  const { pod } = worker
  yield* awaitRelist(syncer, pod, thread)
  if (worker.terminating !== undefined)
    return
  const now = agenda.now()
  worker.crashes++
  worker.endedAt = now
  const last: Terminated = { exitCode: 128, reason: 'StartError', message, startedAt: '1970-01-01T00:00:00Z', finishedAt: timestamp(now) }
  worker.last = last
  if (!isTriedAgain(pod, container, last.exitCode)) {
    yield* finish(syncer, worker, last.exitCode, last, thread)
    return
  }
  yield* report(pod, notRunStatus(pod, message, { restarts: worker.restarts, last, podIP: runtime.find(pod.metadata.uid)?.ip }, timestamp(now)))
  const hold = (held: string): Task => report(pod, heldBackStatus(pod, held, worker, timestamp(agenda.now())))
  const begin = (again: Thread): Task => {
    worker.restarts++
    return run(worker, again)
  }
  yield* afterBackOff(syncer, worker, { container, endedAt: now, endless: true, hold, begin }, thread)
}

/** Goes on once all that its volumes show is there: until then it is tried again, after half a second and then twice as long each time. Sources: pkg/kubelet/volumemanager, pkg/util/goroutinemap/exponentialbackoff; recorded from a real one. */
function* mount(syncer: PodSyncer, worker: PodWorkerState, thread: Thread, work: (thread: Thread) => Task, failures = 0): Task {
  const missing = yield* missingVolume(worker.pod)
  if (worker.terminating !== undefined)
    return
  if (missing === undefined) {
    yield* work(thread)
    return
  }
  syncer.say(worker.pod, thread, 'FailedMount', missing, 'Warning')
  syncer.later({ ms: Math.min(timing.mountRetry * 2 ** failures, timing.mountRetryMost), background: true }, worker, thread.causes, again => mount(syncer, worker, again, work, failures + 1))
}

/** What a kubelet looks at where Pods may ask for what is not there. Sources: pkg/kubelet/images/image_manager.go, pkg/kubelet/kuberuntime/kuberuntime_container.go (startContainer). */
export const startChecks: StartChecks = {
  image: ({ image, imagePullPolicy }, isThere) => {
    const message = wrongImageName(image)
    if (message !== undefined)
      return { reason: 'InvalidImageName', message, says: [['InspectFailed', message], ['Failed', 'Error: InvalidImageName']] }
    const never = `Container image "${image}" is not present with pull policy of Never`
    return imagePullPolicy === 'Never' && !isThere ? { reason: 'ErrImageNeverPull', message: never, says: [['ErrImageNeverPull', never], ['Failed', 'Error: ErrImageNeverPull']] } : undefined
  },
  *variables(pod, container) {
    const message = yield* missingOf(pod, container)
    return message === undefined ? undefined : { reason: 'CreateContainerConfigError', message, says: [['Failed', `Error: ${message}`]] }
  },
  program: (container) => {
    const message = missingProgram(container)
    return message === undefined ? undefined : { reason: 'RunContainerError', message, says: [['Failed', `Error: ${message}`]] }
  },
  mount,
  unanswered,
  keepDeadline,
  notRun,
}
