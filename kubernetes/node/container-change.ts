import type { Terminated } from '../api/objects.ts'
import type { Task, Thread } from '../engine/task.ts'
import { terminated } from './container-exit.ts'
import { ignoresTerm } from './programs.ts'
import type { ContainerChanges, PodSyncer, PodWorkerState } from './pod-worker.ts'

interface Replaced {
  readonly times: number
  readonly last: Terminated
}

/** The changes of containers on one node. */
export function createContainerChanges(): ContainerChanges {
  const replaced = new Map<string, Map<string, Replaced>>()

  /** A container with another image than it should have is replaced; one that waits, waits no longer. Source: pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions, containerChanged). */
  function* change({ agenda, runtime, report, run, say }: PodSyncer, worker: PodWorkerState, thread: Thread): Task {
    const { pod } = worker
    const made = runtime.find(pod.metadata.uid)?.containers ?? []
    const changed = pod.spec.containers.filter(({ name, image }) => made.some(each => each.name === name && each.image !== image))
    if (worker.pull === undefined && changed.length === 0)
      return
    yield* report(pod, { observedGeneration: pod.metadata.generation ?? 1 })
    delete worker.pull
    worker.failures = 0
    worker.crashes = 0
    for (const container of changed.filter(({ name }) => made.some(each => each.name === name && each.state === 'running'))) {
      say(pod, thread, 'Killing', `Container ${container.name} definition changed, will be restarted`, 'Normal', container)
      yield* runtime.call('StopContainer', pod, thread, container)
      const before = replaced.get(pod.metadata.uid) ?? new Map<string, Replaced>()
      const { times } = before.get(container.name) ?? { times: 0 }
      replaced.set(pod.metadata.uid, before.set(container.name, { times: times + 1, last: terminated(ignoresTerm(container) ? 137 : 0, agenda.now()) }))
    }
    yield* run(worker, thread)
  }

  return {
    isChanged: (before, now) => !now.spec.containers.every(({ name, image }) => before.spec.containers.some(each => each.name === name && each.image === image)),
    change,
    counted: (pod, status) => {
      const own = replaced.get(pod.metadata.uid)
      const containerStatuses = own && status.containerStatuses?.map((each) => {
        const { times, last } = own.get(each.name) ?? { times: 0, last: undefined }
        return { ...each, restartCount: each.restartCount + times, ...(last && !each.lastState && { lastState: { terminated: last } }) }
      })
      return containerStatuses ? { ...status, containerStatuses } : status
    },
    forget: uid => replaced.delete(uid),
  }
}
