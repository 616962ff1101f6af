import { apiServer } from './api-server/facts.ts'
import { containerRuntime } from './container-runtime/facts.ts'
import { controllerManager } from './controller-manager/facts.ts'
import { etcd } from './etcd/facts.ts'
import { kubeProxy } from './kube-proxy/facts.ts'
import { kubelet } from './kubelet/facts.ts'
import { scheduler } from './scheduler/facts.ts'
import type { Part, PartId } from './part.ts'

/** The seven parts, in the order of the talk. */
export const parts: readonly Part[] = [apiServer, scheduler, controllerManager, etcd, kubelet, containerRuntime, kubeProxy]

/** The part of that id. */
export function partOf(id: PartId): Part {
  const part = parts.find(candidate => candidate.id === id)
  if (!part)
    throw new Error(`No part "${id}". Parts: ${parts.map(candidate => candidate.id).join(', ')}.`)
  return part
}
