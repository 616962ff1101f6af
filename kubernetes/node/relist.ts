import type { Pod } from '../api/objects.ts'
import { sleep, type Task, type Thread } from '../engine/task.ts'
import { timing } from '../engine/timing.ts'
import type { PodSyncer } from './pod-worker.ts'
import { RuntimeUnavailable } from './runtime.ts'

/** Which Pod an event of its kubelet is about. */
export function aboutOf({ metadata: { name, namespace, uid } }: Pod) {
  return { pod: { resource: 'pods', name, ...(namespace && { namespace }) }, uid } as const
}

/** The kubelet learns from the runtime's list what has become of its containers, at its next look. Throws {@link RuntimeUnavailable} if there is no list. */
export function* awaitRelist({ agenda, runtime }: Pick<PodSyncer, 'agenda' | 'runtime'>, pod: Pod, thread: Thread): Task {
  yield* sleep(timing.relist - agenda.now() % timing.relist)
  if (runtime.awayFor() > 0)
    throw new RuntimeUnavailable()
  thread.record({ kind: 'observed', ...aboutOf(pod) })
}

/** The kubelet looks at one Pod whose containers it has just started, and does not wait for its next look at all of them. Throws {@link RuntimeUnavailable}. Source: pkg/kubelet/pleg/generic.go (on demand relist). */
export function* relistPod({ runtime }: Pick<PodSyncer, 'runtime'>, pod: Pod, thread: Thread): Task {
  yield* sleep(timing.glance)
  if (runtime.awayFor() > 0)
    throw new RuntimeUnavailable()
  thread.record({ kind: 'observed', ...aboutOf(pod) })
}
