import type { Component } from 'vue'
import type { PartId } from './part.ts'
import ApiServerAtWork from './api-server/AtWork.vue'
import ControllersAtWork from './controller-manager/AtWork.vue'
import EtcdAtWork from './etcd/AtWork.vue'
import KubeletAtWork from './kubelet/AtWork.vue'
import ProxyAtWork from './kube-proxy/AtWork.vue'
import RuntimeAtWork from './container-runtime/AtWork.vue'
import SchedulerAtWork from './scheduler/AtWork.vue'

/** The pictures of the parts at work, each 900 × 364 canvas pixels. */
export const workPictures: Readonly<Record<PartId, Component>> = {
  'api-server': ApiServerAtWork,
  'scheduler': SchedulerAtWork,
  'controller-manager': ControllersAtWork,
  'etcd': EtcdAtWork,
  'kubelet': KubeletAtWork,
  'container-runtime': RuntimeAtWork,
  'kube-proxy': ProxyAtWork,
}
