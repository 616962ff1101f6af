import type { Command, Fault } from '../../../../kubernetes/scenario.ts'
import { aspects, isThere, nodes, type Played, scenario, typed, typedBefore, web } from './scenario.ts'

const byAllButTimes = aspects.filter(aspect => aspect !== 'times')

/** What becomes of a Deployment that was there before, and of the one copy of each part of the control plane. */
function broken(faults: readonly Fault[], more: Omit<Played, 'scenario'> = {}, replicas = 3, afterwards = 2): Played {
  return typed({ begins: 79.5, unseen: [isThere(replicas)], faults, afterwards }, { candidates: 1 }, more)
}

/** A node of which nobody hears any more, and the Pods on it. It begins so that the kubelets have just not renewed their Leases when they fall silent; the seed places a Pod where the recorded one was. */
function lost(faults: readonly Fault[], unseen: readonly ReturnType<typeof typedBefore>[] = [], seed = 1, more: Pick<NonNullable<Played['typed']>, 'delay'> = {}): Played {
  return typed({ begins: 205.95, unseen: [typedBefore(0, 'create deployment web --image=nginx --replicas=3'), ...unseen], faults, ...more }, { seed })
}

const exposed = typedBefore(3.4, 'expose deployment web --port=80')

/** How long commands wait while etcd has no majority. */
function waits(recording: string, commands: readonly Command[], to: number): Played {
  return { scenario: scenario(commands, { candidates: 1, faults: [{ at: 0.01, stop: 'etcd-3' }, { at: 0.02, stop: 'etcd-2' }] }), recording, to, by: ['times'] }
}

/** How the model plays the recordings of failures. */
export const failures = {
  'failures-scheduler': broken([{ at: 0.01, stop: 'kube-scheduler' }, { at: 4.54, start: 'kube-scheduler' }]),
  'failures-scheduler-killed': broken([{ at: 0.01, stop: 'kube-scheduler', killed: true }, { at: 4.5, start: 'kube-scheduler' }]),
  'failures-controller-manager': broken([{ at: 0.01, stop: 'kube-controller-manager' }, { at: 4.5, start: 'kube-controller-manager' }]),
  'failures-kubelet-short': broken([{ at: 0.01, stop: 'kubelet@worker-1' }, { at: 18.3, start: 'kubelet@worker-1' }]),
  'failures-runtime': broken([{ at: 0.01, stop: 'container-runtime@worker-1' }, { at: 47.78, start: 'container-runtime@worker-1' }], {}, 3, 3),
  'failures-node-cut-off': lost([{ at: 3.95, stop: 'link@worker-1' }, { at: 392.07, start: 'link@worker-1' }], [exposed], 8, { delay: [48, 70, 2.5] }),
  'failures-node-kubelet-killed': lost([{ at: 3.99, stop: 'kubelet@worker-1' }, { at: 395.89, start: 'kubelet@worker-1' }], [exposed], 3),
  'failures-all-nodes': lost([
    ...nodes.map(({ name }) => ({ at: 3.5, stop: `link@${name}` }) as const),
    ...nodes.map(({ name }) => ({ at: 118.49, start: `link@${name}` }) as const),
  ]),
  'failures-api-server': broken([{ at: 0.01, stop: 'kube-apiserver' }, { at: 10.5, stop: 'kube-controller-manager' }, { at: 16, stop: 'kube-scheduler' }, { at: 64.42, start: 'kube-apiserver' }]),
  'failures-api-server-outage': broken([{ at: 0.015, stop: 'kube-apiserver' }, { at: 30.446, start: 'kube-apiserver' }]),
  'failures-etcd-majority': broken([{ at: 0.04, stop: 'etcd-3' }, { at: 5.5, stop: 'etcd-2' }, { at: 241.94, start: 'etcd-2' }, { at: 244.72, start: 'etcd-3' }], { by: byAllButTimes }, 2),
  'failures-etcd-outage': broken([...[1, 2, 3].map(number => ({ at: 0.013, stop: `etcd-${number}` }) as Fault), ...[1, 2, 3].map(number => ({ at: 266.361, start: `etcd-${number}` }) as Fault)], { to: 266.3, by: byAllButTimes }),
  // A terminal in a page does not wait for an answer that will not come: the users of the pictures do.
  'failures-etcd-majority (waits)': waits('failures-etcd-majority', [{ run: 'get pods', at: 6.52 }, { ...web, at: 66.58, name: 'late-two-gone', replicas: 1 }, { run: 'get pods', at: 181.88 }], 244.4),
  'failures-etcd-outage (waits)': waits('failures-etcd-outage', [{ run: 'get pods', at: 20.02 }, { ...web, at: 80.08, name: 'late', replicas: 1 }, { run: 'get pods', at: 204.2 }], 266.3),
} as const satisfies Readonly<Record<string, Played>>
