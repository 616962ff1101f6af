import type { apiServerSteps } from '../parts/api-server/steps.ts'
import type { runtimeSteps } from '../parts/container-runtime/steps.ts'
import type { controllerSteps } from '../parts/controller-manager/steps.ts'
import type { etcdSteps } from '../parts/etcd/steps.ts'
import type { proxySteps } from '../parts/kube-proxy/steps.ts'
import type { kubeletSteps } from '../parts/kubelet/steps.ts'
import type { schedulerSteps } from '../parts/scheduler/steps.ts'
import type { mapSteps } from '../hub/steps.ts'
import type { conclusionSteps } from '../conclusion/steps.ts'
import type { wholeSteps } from '../whole-picture/steps.ts'
import type { outcomeSteps } from '../outcomes/outcomes.ts'
import type { breakSteps } from '../break-it/scenes.ts'
import type { podLifeSteps } from '../pod-life/steps.ts'
import type { wrapperSteps } from '../pod/steps.ts'
import type { replacementSteps } from '../replaced/steps.ts'
import type { coldOpenSteps, paidBackSteps } from '../cold-open/steps.ts'
import type { eightSteps } from '../eight-steps/steps.ts'
import type { requestSteps } from '../request/steps.ts'
import type { wrongArrowSteps } from '../wrong-arrow/steps.ts'
import type { StepId } from '../../talk/step.ts'

/** The slides that tell something, by their permanent names, with the steps of each. */
interface Tellers {
  'cold-open': typeof coldOpenSteps
  'hub': typeof mapSteps
  'api-server': typeof apiServerSteps
  'scheduler': typeof schedulerSteps
  'controller-manager': typeof controllerSteps
  'etcd': typeof etcdSteps
  'kubelet': typeof kubeletSteps
  'container-runtime': typeof runtimeSteps
  'kube-proxy': typeof proxySteps
  'eight-steps': typeof eightSteps
  'wrong-arrow': typeof wrongArrowSteps
  'request': typeof requestSteps
  'paid-back': typeof paidBackSteps
  'outcomes': typeof outcomeSteps
  'pod': typeof wrapperSteps
  'replaced': typeof replacementSteps
  'pod-life': typeof podLifeSteps
  'break-it': typeof breakSteps
  'whole-picture': typeof wholeSteps
  'conclusion': typeof conclusionSteps
}

/** Where the talk tells something: a slide and one of its own steps. A name that does not exist does not compile. */
export type Place = {
  [Slide in keyof Tellers]: { readonly slide: Slide, readonly step: StepId<Tellers[Slide]> }
}[keyof Tellers]
