import { gateNames } from '../request/gates.ts'
import type { Place } from './outcome.ts'

/** Where a command can end, on its way from the gates to a node, and what it is called there. */
export const placeNames: Readonly<Record<Place, string>> = {
  ...gateNames,
  'etcd': 'etcd',
  'kube-apiserver': 'API server',
  'kube-controller-manager': 'Controller manager',
  'kube-scheduler': 'Scheduler',
  'kubelet': 'kubelet',
}
