import { partOf } from './index.ts'
import type { Duty, PartId } from './part.ts'
import type { WorkSteps } from './part-steps.ts'
import { apiServerSteps } from './api-server/steps.ts'
import { controllerSteps } from './controller-manager/steps.ts'
import { runtimeSteps } from './container-runtime/steps.ts'
import { etcdSteps } from './etcd/steps.ts'
import { proxySteps } from './kube-proxy/steps.ts'
import { kubeletSteps } from './kubelet/steps.ts'
import { schedulerSteps } from './scheduler/steps.ts'

/** The steps of each part's slide: the part at work. */
export const atWork: Readonly<Record<PartId, WorkSteps>> = {
  'api-server': apiServerSteps,
  'scheduler': schedulerSteps,
  'controller-manager': controllerSteps,
  'etcd': etcdSteps,
  'kubelet': kubeletSteps,
  'container-runtime': runtimeSteps,
  'kube-proxy': proxySteps,
}

/** The duties of a part that its slide has told by a step, in order; `now` is the one that this step tells. */
export function dutiesShown(part: PartId, index: number): readonly (Duty & { readonly now: boolean })[] {
  const shown = atWork[part].slice(0, index + 1).map(({ duty }) => duty)
  return partOf(part).duties
    .filter(({ id }) => shown.includes(id))
    .map(duty => ({ ...duty, now: duty.id === shown[index] }))
}
