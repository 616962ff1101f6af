import type { Command, Fault } from '../../../../kubernetes/scenario.ts'
import { later, nodes, type Played, podsOf, scenario, web } from './scenario.ts'

/** A node of which nobody hears any more, and the Pods on it. It begins so that the kubelets have just not renewed their Leases when they fall silent. */
function lost(exposes: boolean, commands: (pods: readonly string[]) => readonly Command[], faults: readonly Fault[], until: number): Played {
  const from = 205.95
  const before: readonly Command[] = [{ ...web, at: from }, ...exposes ? [{ run: 'expose deployment', at: from + 3.4, name: 'web', port: 80 }] as const : []]
  const shifted = commands(podsOf(scenario(before))).map(command => command.at === 'rest' ? command : { ...command, at: command.at + from })
  return { scenario: scenario([...before, ...shifted], { faults: faults.map(fault => ({ ...fault, at: fault.at + from })), until: until + from }), from, untyped: before.length }
}

/** How the model plays the recordings of failures. */
export const failures = {
  'failures-scheduler': later(3, ([victim = '']) => [
    { run: 'create deployment', at: 1.12, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'scale deployment', at: 1.18, name: 'web', replicas: 4 },
    { run: 'delete pod', at: 1.27, name: victim, wait: 'no' },
  ], { candidates: 1, faults: [{ at: 0.01, stop: 'kube-scheduler' }, { at: 4.54, start: 'kube-scheduler' }], until: 10 }),
  'failures-scheduler-killed': later(3, ([victim = '']) => [
    { run: 'create deployment', at: 1.08, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'scale deployment', at: 1.14, name: 'web', replicas: 4 },
    { run: 'delete pod', at: 1.21, name: victim, wait: 'no' },
  ], { candidates: 1, faults: [{ at: 0.01, stop: 'kube-scheduler', killed: true }, { at: 4.5, start: 'kube-scheduler' }], until: 40 }),
  'failures-controller-manager': later(3, ([victim = '']) => [
    { run: 'create deployment', at: 1.14, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'scale deployment', at: 1.19, name: 'web', replicas: 4 },
    { run: 'delete pod', at: 1.25, name: victim, wait: 'no' },
  ], { candidates: 1, faults: [{ at: 0.01, stop: 'kube-controller-manager' }, { at: 4.5, start: 'kube-controller-manager' }], until: 40 }),
  'failures-kubelet-short': later(3, ([victim = '']) => [
    { run: 'logs', at: 2.03, name: victim },
    { run: 'get nodes', at: 2.09 },
    { run: 'delete pod', at: 2.15, name: victim, wait: 'no' },
    { run: 'get pods', at: 7.24 },
    { run: 'get pods', at: 21.5 },
  ], { faults: [{ at: 0.01, stop: 'kubelet@worker-1' }, { at: 17.3, start: 'kubelet@worker-1' }], until: 22 }),
  'failures-runtime': later(3, ([victim = '']) => [
    { run: 'logs', at: 2.03, name: victim },
    { run: 'get nodes', at: 2.18 },
    { run: 'scale deployment', at: 2.23, name: 'web', replicas: 6 },
    { run: 'get pods', at: 22.29 },
    { run: 'get nodes', at: 22.35 },
    { run: 'delete pod', at: 22.42, name: victim, wait: 'no' },
    { run: 'get pods', at: 47.48 },
    { run: 'get nodes', at: 47.57 },
  ], { faults: [{ at: 0.01, stop: 'container-runtime@worker-1' }, { at: 47.78, start: 'container-runtime@worker-1' }], until: 58 }),
  'failures-node-cut-off': lost(true, ([victim = '']) => [
    { run: 'get nodes', at: 50 },
    { run: 'get pods', at: 50.1 },
    { run: 'logs', at: 50.2, name: victim },
    { run: 'get pods', at: 351.78 },
    { run: 'get pods', at: 391.92 },
    { run: 'get nodes', at: 416.4 },
    { run: 'get pods', at: 416.46 },
  ], [{ at: 3.95, stop: 'link@worker-1' }, { at: 392.07, start: 'link@worker-1' }], 417),
  'failures-node-kubelet-killed': lost(true, ([victim = '']) => [
    { run: 'get nodes', at: 52.54 },
    { run: 'get pods', at: 52.6 },
    { run: 'logs', at: 52.8, name: victim },
    { run: 'get pods', at: 355.64 },
    { run: 'get pods', at: 395.77 },
    { run: 'get nodes', at: 406.4 },
    { run: 'get pods', at: 406.46 },
  ], [{ at: 3.99, stop: 'kubelet@worker-1' }, { at: 395.89, start: 'kubelet@worker-1' }], 407),
  'failures-all-nodes': lost(false, () => [
    { run: 'get nodes', at: 58.31 },
    { run: 'get pods', at: 58.37 },
    { run: 'get pods', at: 163.04 },
  ], [
    ...nodes.map(({ name }) => ({ at: 3.5, stop: `link@${name}` }) as const),
    ...nodes.map(({ name }) => ({ at: 118.49, start: `link@${name}` }) as const),
  ], 164),
  'failures-api-server': later(3, ([victim = '']) => [
    { run: 'create deployment', at: 61.17, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'scale deployment', at: 61.22, name: 'web', replicas: 4 },
    { run: 'delete pod', at: 61.26, name: victim, wait: 'no' },
  ], { faults: [{ at: 0.01, stop: 'kube-apiserver' }, { at: 10.5, stop: 'kube-controller-manager' }, { at: 16, stop: 'kube-scheduler' }, { at: 64.42, start: 'kube-apiserver' }], until: 189 }),
  'failures-api-server-outage': later(3, () => [
    { run: 'get pods', at: 0.1 },
    { run: 'create deployment', at: 0.17, name: 'late', image: 'nginx', replicas: 1 },
    { run: 'get pods', at: 30.28 },
    { run: 'create deployment', at: 32.73, name: 'after', image: 'nginx', replicas: 1 },
    { run: 'get nodes', at: 83.19 },
  ], {
    candidates: 1,
    faults: [
      { at: 0.01, stop: 'kube-apiserver' },
      { at: 32.7, start: 'kube-apiserver' },
    ],
    until: 87,
  }),
  'failures-etcd-majority': later(2, () => [
    { run: 'get pods', at: 3.05 },
    { run: 'create deployment', at: 3.12, name: 'late-one-gone', image: 'nginx', replicas: 1 },
    { run: 'get pods', at: 6.52 },
    { run: 'create deployment', at: 66.58, name: 'late-two-gone', image: 'nginx', replicas: 1 },
    { run: 'get pods', at: 181.88 },
    { run: 'get pods', at: 244.4 },
  ], {
    candidates: 1,
    faults: [
      { at: 0.04, stop: 'etcd-3' },
      { at: 6.4, stop: 'etcd-2' },
      { at: 241.94, start: 'etcd-2' },
    ],
    until: 244.45,
  }, { to: 244.45 }),
  'failures-etcd-outage': later(3, () => [
    { run: 'get pods', at: 20.02 },
    { run: 'create deployment', at: 80.08, name: 'late', image: 'nginx', replicas: 1 },
  ], { candidates: 1, faults: [{ at: 0.01, stop: 'etcd-1' }, { at: 0.01, stop: 'etcd-2' }, { at: 0.01, stop: 'etcd-3' }], until: 200 }, { to: 200 }),
} as const satisfies Readonly<Record<string, Played>>
