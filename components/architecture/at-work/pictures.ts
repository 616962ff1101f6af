import type { Component } from 'vue'
import type { PartId } from '../../../model/architecture/anatomy.ts'
import ApiServerAtWork from './ApiServerAtWork.vue'
import ControllersAtWork from './ControllersAtWork.vue'
import EtcdAtWork from './EtcdAtWork.vue'
import KubeletAtWork from './KubeletAtWork.vue'
import ProxyAtWork from './ProxyAtWork.vue'
import RuntimeAtWork from './RuntimeAtWork.vue'
import SchedulerAtWork from './SchedulerAtWork.vue'

/**
 * The pictures of the parts at work, each 400 × 300 canvas pixels. A picture has one property, `index`, the step of
 * `model/architecture/at-work/` that it shows.
 */
export const workPictures: Readonly<Record<PartId, Component>> = {
  'api-server': ApiServerAtWork,
  'scheduler': SchedulerAtWork,
  'controller-manager': ControllersAtWork,
  'etcd': EtcdAtWork,
  'kubelet': KubeletAtWork,
  'container-runtime': RuntimeAtWork,
  'kube-proxy': ProxyAtWork,
}
