import type { Component } from 'vue'
import type { PartId } from './anatomy.ts'
import ApiServerAtWork from './api-server/Picture.vue'
import ControllersAtWork from './controller-manager/Picture.vue'
import EtcdAtWork from './etcd/Picture.vue'
import KubeletAtWork from './kubelet/Picture.vue'
import ProxyAtWork from './kube-proxy/Picture.vue'
import RuntimeAtWork from './container-runtime/Picture.vue'
import SchedulerAtWork from './scheduler/Picture.vue'

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
