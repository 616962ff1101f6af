import type { Pod } from '../api/objects.ts'
import type { Answer } from '../api/request.ts'
import { kubeletUnreachable, type NoConnection, noLogYet, noPreviousLog } from '../api/status.ts'
import { kubeletOf } from '../engine/actor.ts'
import type { KubeletLogs } from '../node/kubelet.ts'
import { Refusal, type RequestContext } from './request-context.ts'

/** The kubelet of a node, or why there is no connection to it. */
export type FindKubelet = (node: string) => KubeletLogs | NoConnection

/** Why a container does not run yet, as its kubelet has it in the Pod's status. */
function waitingFor({ status: { containerStatuses = [], initContainerStatuses = [] } }: Pod, container: string): string {
  const state = [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === container)?.state
  return state && 'waiting' in state ? state.waiting.reason : 'ContainerCreating'
}

/**
 * Fetches the log of a Pod's container, of the first unless another is named. Only for what a kubelet alone has does the API server open a connection
 * to one. Source: pkg/registry/core/pod/strategy.go (LogLocation).
 *
 * @throws Refusal if no kubelet answers, or it has no log
 */
export function fetchLog(context: RequestContext, pod: Pod, findKubelet: FindKubelet): Answer {
  const { request } = context
  const { metadata: { name, namespace = 'default' }, spec, status } = pod
  const container = request.container ?? spec.containers[0]?.name ?? ''
  if (spec.nodeName === undefined)
    return { code: 204, log: [] }
  const kubelet = kubeletOf(spec.nodeName)
  const path = `/containerLogs/${namespace}/${name}/${container}`
  context.note({ kind: 'dialled', request, kubelet, path })
  const there = findKubelet(spec.nodeName)
  if (typeof there === 'string')
    throw new Refusal(kubeletUnreachable(`${status.hostIP ?? spec.nodeName}:10250`, path, there))
  const lines = there.log({ namespace, name }, container, request.previous ?? false)
  if (!lines)
    throw new Refusal(request.previous ? noPreviousLog(container, name) : noLogYet(container, name, waitingFor(pod, container)))
  context.note({ kind: 'streamed', request }, kubelet)
  const shown = request.tail === undefined ? lines : lines.slice(Math.max(lines.length - request.tail, 0))
  return { code: 200, log: shown.map(({ text }) => text), written: shown.map(({ at }) => at) }
}
