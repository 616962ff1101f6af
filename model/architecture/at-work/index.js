import { apiServerSteps } from './api-server.ts';
import { controllerSteps } from './controller-manager.ts';
import { runtimeSteps } from './container-runtime.ts';
import { etcdSteps } from './etcd.ts';
import { proxySteps } from './kube-proxy.ts';
import { kubeletSteps } from './kubelet.ts';
import { schedulerSteps } from './scheduler.ts';
/** The steps of each part's slide: the part at work. */
export const atWork = {
    'api-server': apiServerSteps,
    'scheduler': schedulerSteps,
    'controller-manager': controllerSteps,
    'etcd': etcdSteps,
    'kubelet': kubeletSteps,
    'container-runtime': runtimeSteps,
    'kube-proxy': proxySteps,
};
