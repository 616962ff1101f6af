import type { Task, Thread } from '../engine/task.ts'
import { timing } from '../engine/timing.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'

/** What a kubelet says while its runtime, here containerd, calls the network not ready. Source: pkg/kubelet/kubelet.go (updateRuntimeUp). */
export const networkNotReady = 'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'

/** Starts something of a Pod once its node's network is ready; `told`: the wait was reported. Sources: pkg/kubelet/kubelet.go (SyncPod), pkg/kubelet/pod_workers.go (completeWork). */
export function* onceConnected(syncer: Pick<PodSyncer, 'runtime' | 'later' | 'say'>, worker: PodWorkerState, thread: Thread, work: (thread: Thread) => Task, reported = false): Task {
  if (syncer.runtime.isConnected()) {
    yield* work(thread)
    return
  }
  if (!reported)
    syncer.say(worker.pod, thread, 'NetworkNotReady', `network is not ready: ${networkNotReady}`, 'Warning')
  syncer.later({ ms: timing.networkRetry, background: true }, worker, thread.causes, again => onceConnected(syncer, worker, again, work, true))
}
