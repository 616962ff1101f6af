import '../../talk/add-more-sources.ts'
import { defineSteps, type StepId } from '../../talk/step.ts'
import { realStaticPod } from '../recorded.ts'

/** On which machines the control plane runs, what starts it there, and what one sees of it. */
export const whereItRunsSteps = defineSteps([
  {
    id: 'machines',
    caption: { lead: 'A machine like the others.', rest: 'A kubelet, a runtime, and Pods.' },
    narration: 'So far the control plane stood in the air. It runs on a machine, and as kubeadm sets it up, on one like the others: a container runtime, a kubelet, and Pods. API server, scheduler, controller manager and etcd are containers. Only kubelet and runtime are started by the machine itself.',
    source: 'docs:setup/production-environment/tools/kubeadm/create-cluster-kubeadm',
    page: true,
    poster: true,
  },
  {
    id: 'files',
    caption: { lead: 'Who starts the API server?', rest: 'A kubelet, from a file.' },
    narration: 'But who starts the API server, if every Pod is asked for there? The kubelet does not ask. It looks into a folder of its machine, and runs what is written there: a static Pod. It needs no scheduler, no controller, and nobody who answers. Four files, and a control plane comes up.',
    source: 'docs:tasks/configure-pod-container/static-pod',
    page: true,
  },
  {
    id: 'mirrors',
    caption: { lead: 'What kubectl shows are mirrors.', rest: 'The kubelet made them, so that you see it.' },
    narration: 'Once the API server answers, the kubelet tells it of each static Pod: it creates a mirror. It belongs to the Node, and an annotation has the hash of what it mirrors. So kubectl lists your control plane. But you look into a mirror.',
    source: 'docs:tasks/configure-pod-container/static-pod',
    page: true,
  },
  {
    id: 'deleted',
    moves: ['terminal'],
    caption: { lead: 'You cannot delete it.', rest: 'A new mirror, and the container ran on.' },
    narration: `Delete such a Pod, and kubectl says deleted. The container never notices. In a real cluster a new mirror was there after ${realStaticPod.shownAgain} seconds, with another UID; zero restarts. To stop a static Pod, somebody takes its file away, on that machine.`,
    source: 'docs:tasks/configure-pod-container/static-pod',
    page: true,
  },
  {
    id: 'taint',
    caption: { lead: 'Your Pods stay away:', rest: 'a taint on that Node.' },
    narration: 'Why does none of your Pods land there? The Node bears a taint, and the scheduler leaves it out. Nothing else protects it: take the taint off, or tolerate it, and your Pods may run beside etcd. For one machine on a desk that is how one does it.',
    source: 'docs:setup/production-environment/tools/kubeadm/create-cluster-kubeadm',
    page: true,
  },
  {
    id: 'certificates',
    caption: { lead: 'Who is who: certificates.', rest: 'The name in it is the user.' },
    narration: 'How do they know each other? By certificates. One authority signs for the cluster, another for etcd alone. The name in a client’s certificate is its user: system, node, control-plane. kubeadm makes them for a year, and renews them with each upgrade; a kubelet renews its own. If one runs out, it is refused.',
    source: 'docs:setup/best-practices/certificates',
    page: true,
  },
  {
    id: 'stacked',
    caption: { lead: 'Stacked, or etcd apart.', rest: 'Three machines, or six.' },
    narration: 'Is this the only layout? No. Stacked means that each machine has an API server and a member of etcd: three machines, and losing one loses both. Or etcd stands apart: six machines, and neither takes the other along. Nothing that you have seen today changes.',
    source: 'docs:setup/production-environment/tools/kubeadm/ha-topology',
    page: true,
  },
  {
    id: 'managed',
    caption: { lead: 'Managed: somebody else’s machines.', rest: 'You see an address.' },
    narration: 'And if you rent your control plane? Then all of this is still there, on machines that are somebody else’s. You see one address. No Node, no mirror, no file, no etcd to look into; backups and certificates are their work. Your part begins at the kubelets.',
    source: 'docs:concepts/architecture',
    page: true,
  },
])

export type WhereItRunsStepId = StepId<typeof whereItRunsSteps>
