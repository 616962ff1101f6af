import type { Task, Thread } from '../engine/task.ts'
import { timing } from '../engine/timing.ts'
import type { Care, Worker } from './pod-worker.ts'

/**
 * What a kubelet says while its runtime calls the network not ready: in the runtime's words, here those of containerd.
 * Source: pkg/kubelet/kubelet.go (updateRuntimeUp).
 */
export const networkNotReady = 'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'

/**
 * Starts something of a Pod, but not before its node's network is ready; what runs already is left alone. `told`: it
 * has been said that the Pod has to wait. Sources: pkg/kubelet/kubelet.go (SyncPod), pkg/kubelet/pod_workers.go (completeWork).
 */
export function* onceConnected(care: Pick<Care, 'runtime' | 'later' | 'say'>, worker: Worker, thread: Thread, work: (thread: Thread) => Task, reported = false): Task {
  if (care.runtime.isConnected()) {
    yield* work(thread)
    return
  }
  if (!reported)
    care.say(worker.pod, thread, 'NetworkNotReady', `network is not ready: ${networkNotReady}`, 'Warning')
  care.later({ ms: timing.networkRetry, background: true }, worker, thread.causes, again => onceConnected(care, worker, again, work, true))
}
