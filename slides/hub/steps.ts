import { defineSteps } from '../../talk/step.ts'

export type MapKind = 'plane' | 'part' | 'node' | 'pod'

export interface MapBox {
  /** Unique on the map; a part on a node is `<node>/<part>`. */
  readonly id: string
  readonly label: string
  readonly kind: MapKind
  readonly plane: 'control' | 'worker'
  readonly from: MapStepId
  /** Whether the article's drawing has it, under the same label. */
  readonly original: boolean
}

/** The steps of the map: the article's drawing box by box, what it leaves out, then who dials whom. */
export const mapSteps = defineSteps([
  {
    id: 'planes',
    caption: { lead: 'Two planes.', rest: 'One decides, the other runs your work.' },
    narration: 'A cluster has two halves. The control plane decides, the worker nodes run your programs. The article calls this master and worker, or control plane and data plane. Kubernetes gave up the word master in 2020.',
    source: 'page:github.com/kubernetes/community/blob/master/sig-architecture/naming/recommendations/001-master-control-plane.md',
  },
  {
    id: 'api-server',
    caption: { lead: 'API server.', rest: 'The front desk of the cluster.' },
    narration: 'In the control plane there is the API server, the front desk. We will meet it again and again.',
    source: 'docs:reference/glossary/kube-apiserver',
  },
  {
    id: 'scheduler',
    caption: { lead: 'Scheduler.', rest: 'Picks a node for each Pod that has none.' },
    narration: 'The scheduler picks a node for each Pod that has none yet.',
    source: 'docs:reference/glossary/kube-scheduler',
  },
  {
    id: 'controller-manager',
    caption: { lead: 'Controller manager.', rest: 'Closes the gap between wish and reality.' },
    narration: 'The controller manager holds the loops that compare what you asked for with what there is.',
    source: 'docs:reference/glossary/kube-controller-manager',
  },
  {
    id: 'etcd',
    caption: { lead: 'etcd.', rest: 'Remembers the objects of the API.' },
    narration: 'And etcd remembers: it keeps the objects of the API.',
    source: 'docs:reference/glossary/etcd',
  },
  {
    id: 'nodes',
    caption: { lead: 'Three worker nodes.', rest: 'Machines, virtual or real.' },
    narration: 'Below are the worker nodes, virtual or physical machines. Three here, up to thousands elsewhere.',
    source: 'docs:concepts/architecture/nodes',
  },
  {
    id: 'kubelet-and-pods',
    caption: { lead: 'A kubelet on each node,', rest: 'and the Pods it runs.' },
    narration: 'Each node has a kubelet, the local agent, and the Pods that were given to it: often dozens, not one.',
    source: 'docs:reference/glossary/kubelet',
  },
  {
    id: 'one-arrow',
    caption: { lead: 'The article draws one arrow, downwards.', rest: 'Is that so?' },
    narration: 'That is the article’s drawing, and it ends with one arrow from the control plane down to the nodes, as if orders were handed out. Keep that arrow in mind.',
    source: 'docs:concepts/architecture/control-plane-node-communication',
    page: true,
  },
  {
    id: 'left-out',
    caption: { lead: 'Left out:', rest: 'a container runtime and kube-proxy on each node.' },
    narration: 'First two boxes the drawing leaves out, though the text has them: every node needs a container runtime, and usually has a kube-proxy.',
    source: 'docs:concepts/architecture',
  },
  {
    id: 'dial-in',
    caption: { lead: 'Everyone dials the API server.', rest: 'Nobody hands out orders.' },
    narration: 'Now the wires, each drawn from whoever opens the connection. The article’s one arrow turns around: kubelets, kube-proxies, scheduler and controllers all dial the API server and ask it what is new.',
    source: 'docs:concepts/architecture/control-plane-node-communication',
    page: true,
  },
  {
    id: 'dial-etcd',
    caption: { lead: 'Only the API server dials etcd.', rest: 'One hub, one memory.' },
    narration: 'And only the API server dials etcd. That is the shape of Kubernetes: one hub, one memory, everybody else a client.',
    source: 'docs:tasks/administer-cluster/configure-upgrade-etcd',
  },
  {
    id: 'exceptions',
    caption: { lead: 'Two more wires:', rest: 'logs and exec go out, CRI stays on the node.' },
    narration: 'Two more wires. For logs, exec, attach and port forwarding the API server dials a kubelet. And on the node, the kubelet speaks CRI, the Container Runtime Interface, with the runtime. Where somebody has added servers of their own, such as admission webhooks, the API server dials those, too.',
    source: 'docs:concepts/architecture/control-plane-node-communication',
  },
])

export type MapStepId = (typeof mapSteps)[number]['id']

/** The worker nodes of the drawing: the label, and the Node object it stands for. */
export const mapNodes = [
  { id: 'worker-1', label: 'Worker node 1' },
  { id: 'worker-2', label: 'Worker node 2' },
  { id: 'worker-3', label: 'Worker node 3' },
] as const

const control = { kind: 'part', plane: 'control', original: true } as const

/** The boxes of the map, outermost first. */
export const mapBoxes: readonly MapBox[] = [
  { id: 'control-plane', label: 'Control plane', kind: 'plane', plane: 'control', from: 'planes', original: true },
  { id: 'worker-nodes', label: 'Worker nodes', kind: 'plane', plane: 'worker', from: 'planes', original: true },
  { id: 'api-server', label: 'API server', from: 'api-server', ...control },
  { id: 'scheduler', label: 'Scheduler', from: 'scheduler', ...control },
  { id: 'controller-manager', label: 'Controller manager', from: 'controller-manager', ...control },
  { id: 'etcd', label: 'etcd', from: 'etcd', ...control },
  ...mapNodes.flatMap(({ id, label }): MapBox[] => [
    { id, label, kind: 'node', plane: 'worker', from: 'nodes', original: true },
    { id: `${id}/pod`, label: 'Pod', kind: 'pod', plane: 'worker', from: 'kubelet-and-pods', original: true },
    { id: `${id}/kubelet`, label: 'kubelet', kind: 'part', plane: 'worker', from: 'kubelet-and-pods', original: true },
    { id: `${id}/container-runtime`, label: 'runtime', kind: 'part', plane: 'worker', from: 'left-out', original: false },
    { id: `${id}/kube-proxy`, label: 'kube-proxy', kind: 'part', plane: 'worker', from: 'left-out', original: false },
  ]),
]

/** When each kind of connection of `wires.ts` is drawn. */
export function wireStep(wire: { readonly to: string, readonly onDemand?: boolean }): MapStepId {
  if (wire.onDemand || wire.to === 'container-runtime')
    return 'exceptions'
  return wire.to === 'etcd' ? 'dial-etcd' : 'dial-in'
}
