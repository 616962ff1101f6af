import type { Task, Thread } from '../engine/task.ts'
import { timing } from '../engine/timing.ts'
import { keepDeadline } from './deadline.ts'
import { postStart } from './hooks.ts'
import { wrongImageName } from './image-names.ts'
import { missingOf, missingVolumes } from './missing-objects.ts'
import { missingProgram } from './missing-programs.ts'
import { createNodeEvents } from './node-events.ts'
import type { PodSyncer, PodWorkerState, StartChecks } from './pod-worker.ts'
import { unanswered } from './unanswered.ts'

/** Goes on once all that its volumes show is there: until then it is tried again, after half a second and then twice as long each time. Sources: pkg/kubelet/volumemanager, pkg/util/goroutinemap/exponentialbackoff; recorded from a real one. */
function* mount(syncer: PodSyncer, worker: PodWorkerState, thread: Thread, work: (thread: Thread) => Task, failures = 0): Task {
  const missing = yield* missingVolumes(worker.pod)
  if (worker.terminating !== undefined)
    return
  if (missing.length === 0) {
    yield* work(thread)
    return
  }
  for (const failure of missing)
    syncer.say(worker.pod, thread, 'FailedMount', failure, 'Warning')
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
  createNodeEvents,
  postStart,
}
