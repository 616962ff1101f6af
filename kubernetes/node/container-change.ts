import type { Task, Thread } from '../engine/task.ts'
import { stop } from './container-exit.ts'
import { workOf } from './container-work.ts'
import type { ContainerChanges, PodSyncer, PodWorkerState } from './pod-worker.ts'

/** A container with another image than it should have is replaced; one that waits, waits no longer. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions, containerChanged). */
function* change(syncer: PodSyncer, worker: PodWorkerState, thread: Thread): Task {
  const { pod } = worker
  const made = syncer.runtime.find(pod.metadata.uid)?.containers ?? []
  const changed = pod.spec.containers.filter((container) => {
    const record = made.find(({ name }) => name === container.name)
    return record ? record.image !== container.image : workOf(worker, container).waits !== undefined
  })
  if (changed.length === 0)
    return
  yield* syncer.report(pod, { observedGeneration: pod.metadata.generation ?? 1 })
  for (const container of changed) {
    const work = workOf(worker, container)
    if (made.some(({ name, state }) => name === container.name && state === 'running')) {
      syncer.say(pod, thread, 'Killing', `Container ${container.name} definition changed, will be restarted`, 'Normal', container)
      yield* stop(syncer, worker, container, thread)
    }
    // What is waited for counts by the container's definition.
    Object.assign(work, { crashes: 0, wait: 0, failures: 0, retryAt: 0 })
  }
  yield* syncer.sync(worker, thread)
}

/** What a kubelet does where somebody changes containers of a Pod that it runs. */
export const containerChanges: ContainerChanges = {
  isChanged: (before, now) => !now.spec.containers.every(({ name, image }) => before.spec.containers.some(each => each.name === name && each.image === image)),
  change,
}
