import type { Component } from 'vue'
import type { PartId } from './part.ts'
import ApiServerNarrow from './api-server/NarrowAtWork.vue'
import ControllersNarrow from './controller-manager/NarrowAtWork.vue'
import EtcdNarrow from './etcd/NarrowAtWork.vue'
import KubeletNarrow from './kubelet/NarrowAtWork.vue'
import ProxyNarrow from './kube-proxy/NarrowAtWork.vue'
import RuntimeNarrow from './container-runtime/NarrowAtWork.vue'
import SchedulerNarrow from './scheduler/NarrowAtWork.vue'

/** The pictures of the parts at work for a narrow column. A picture has one property, `index`, the step of `slides/parts/` that it shows. */
export const narrowPictures: Readonly<Record<PartId, Component>> = {
  'api-server': ApiServerNarrow,
  'scheduler': SchedulerNarrow,
  'controller-manager': ControllersNarrow,
  'etcd': EtcdNarrow,
  'kubelet': KubeletNarrow,
  'container-runtime': RuntimeNarrow,
  'kube-proxy': ProxyNarrow,
}
