import type { apiServerSteps } from '../architecture/at-work/api-server.ts'
import type { runtimeSteps } from '../architecture/at-work/container-runtime.ts'
import type { controllerSteps } from '../architecture/at-work/controller-manager.ts'
import type { etcdSteps } from '../architecture/at-work/etcd.ts'
import type { proxySteps } from '../architecture/at-work/kube-proxy.ts'
import type { kubeletSteps } from '../architecture/at-work/kubelet.ts'
import type { schedulerSteps } from '../architecture/at-work/scheduler.ts'
import type { mapSteps } from '../architecture/cluster-map.ts'
import type { conclusionSteps } from '../close/conclusion.ts'
import type { wholeSteps } from '../close/whole-picture.ts'
import type { outcomeSteps } from '../outcomes/outcomes.ts'
import type { breakSteps } from '../playground/scenes.ts'
import type { podLifeSteps } from '../pods/pod-life.ts'
import type { wrapperSteps } from '../pods/pod-wrapper.ts'
import type { replacementSteps } from '../pods/replacement.ts'
import type { coldOpenSteps, paidBackSteps } from '../request/cold-open.ts'
import type { eightSteps } from '../request/eight-steps.ts'
import type { requestSteps } from '../request/steps.ts'
import type { wrongArrowSteps } from '../request/wrong-arrow.ts'
import type { StepId } from '../step.ts'

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
