import type { Component } from 'vue'
import type { PartId } from '../../../model/architecture/anatomy.ts'
import ApiServerAtWork from './ApiServerAtWork.vue'
import EtcdAtWork from './EtcdAtWork.vue'
import KubeletAtWork from './KubeletAtWork.vue'
import ProxyAtWork from './ProxyAtWork.vue'
import RuntimeAtWork from './RuntimeAtWork.vue'
import SchedulerAtWork from './SchedulerAtWork.vue'

/**
 * The pictures of the parts at work, each 400 × 300 canvas pixels. A picture has one property, `index`, the step of
 * `model/architecture/at-work/` that it shows.
 */
export const workPictures: Readonly<Partial<Record<PartId, Component>>> = {
  'api-server': ApiServerAtWork,
  'scheduler': SchedulerAtWork,
  'etcd': EtcdAtWork,
  'kubelet': KubeletAtWork,
  'container-runtime': RuntimeAtWork,
  'kube-proxy': ProxyAtWork,
}
