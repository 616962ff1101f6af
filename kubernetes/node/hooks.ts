import type { Container, LifecycleHandler, Pod } from '../api/objects.ts'
import { sleep, type Task, type Thread } from '../engine/task.ts'
import { noteEnds, stop } from './container-exit.ts'
import { type NotStarted, workOf } from './container-work.ts'
import { missingProgram } from './missing-programs.ts'
import type { PodSyncer, PodWorkerState } from './pod-worker.ts'
import { playHook } from './programs.ts'
import { unanswered } from './unanswered.ts'

/** What is wrong about what a container was asked to do; undefined: nothing. What is not known of a program counts as done well, and any answer over HTTP. */
function failureOf({ metadata: { name, namespace = 'default', uid } }: Pod, container: Container, { exec, httpGet }: LifecycleHandler, { isGone, address }: { readonly isGone: boolean, readonly address: string }): string | undefined {
  const about = `for Container "${container.name}" in Pod "${name}_${namespace}(${uid})" failed - error:`
  if (httpGet) {
    const error = unanswered(container, { httpGet }, { address })
    return error?.endsWith('connection refused') === true ? `HTTP lifecycle hook (${httpGet.path ?? ''}) ${about} ${error}` : undefined
  }
  if (!exec)
    return undefined
  const missing = missingProgram({ image: container.image, command: exec.command })
  const exitCode = isGone ? 137 : playHook({ exec }).exitCode
  const error = missing === undefined ? `command '${exec.command.join(' ')}' exited with ${exitCode}: ` : `rpc error: code = Unknown desc = ${missing}`
  return missing === undefined && exitCode === 0 ? undefined : `Exec lifecycle hook ([${exec.command.join(' ')}]) ${about} ${error}, message: ""`
}

/**
 * Does what a container is to do once it has been started: until that is done, nothing of its Pod goes on, and where it fails
 * the container is ended. Sources: pkg/kubelet/kuberuntime/kuberuntime_container.go (startContainer), pkg/kubelet/lifecycle/handlers.go (Run).
 */
export function* postStart(syncer: Pick<PodSyncer, 'agenda' | 'runtime' | 'say'>, worker: PodWorkerState, container: Container, thread: Thread): Task<NotStarted | undefined> {
  const { pod } = worker
  const { postStart: handler } = container.lifecycle ?? {}
  if (!handler)
    return undefined
  yield* sleep(playHook(handler).seconds * 1000)
  const { containers = [], ip: address = '' } = syncer.runtime.find(pod.metadata.uid) ?? {}
  const message = failureOf(pod, container, handler, { isGone: !containers.some(({ name, state }) => name === container.name && state === 'running'), address })
  if (message === undefined || worker.terminating !== undefined)
    return undefined
  syncer.say(pod, thread, 'FailedPostStartHook', 'PostStartHook failed', 'Warning', container)
  syncer.say(pod, thread, 'Killing', 'FailedPostStartHook', 'Normal', container)
  noteEnds(syncer, worker)
  if (workOf(worker, container).runs !== undefined)
    yield* stop(syncer, worker, container, thread)
  return { reason: 'PostStartHookError', message, says: [] }
}
