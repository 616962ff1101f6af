import { gateNames } from '../../kubernetes/history/event.ts'
import type { Component } from './outcome.ts'

/** Where a command can end, on its way from the gates to a node, and what it is called there. */
export const componentNames: Readonly<Record<Component, string>> = {
  ...gateNames,
  'etcd': 'etcd',
  'kube-apiserver': 'API server',
  'kube-controller-manager': 'Controller manager',
  'kube-scheduler': 'Scheduler',
  'kubelet': 'kubelet',
}
