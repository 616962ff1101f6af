import type { SourceId } from '../../talk/sources.ts'
import type { Caption } from '../../talk/step.ts'

/** Where a part lives. */
export type Plane = 'control' | 'worker'

/** Ids of the parts of a cluster that have a slide of their own, in the order of the talk. */
export type PartId
  = | 'api-server' | 'scheduler' | 'controller-manager' | 'etcd'
    | 'kubelet' | 'container-runtime' | 'kube-proxy'

/** A sentence of the article about a part, and what holds. */
export interface Duty {
  /** Permanent name of the step that shows it. */
  readonly id: string
  /** What the slide says: one line, correct as it stands. */
  readonly says: string
  /** What the article says where that misleads or is outdated; the slide names it first. */
  readonly article?: string
  /** The line under the picture while it is new. */
  readonly caption: Caption
  /** What the speaker adds. */
  readonly narration: string
  readonly source: SourceId
}

/** One part of the cluster. */
export interface Part {
  readonly id: PartId
  /** Name of the component as Kubernetes writes it, such as `kube-apiserver`. */
  readonly official: string
  /** Name in a sentence and on a drawing. */
  readonly name: string
  /** Name where there is little room. */
  readonly short: string
  readonly plane: Plane
  /** The article's picture of it, in three to six words. */
  readonly analogy: string
  /** What it does, in a word. */
  readonly verb: string
  /** What it is for, in one plain sentence. */
  readonly job: string
  /** What the speaker makes of the analogy. */
  readonly opening: string
  /** What the audience should keep: a lead, then the rest. */
  readonly takeaway: Caption
  readonly duties: readonly [Duty, Duty, ...Duty[]]
  readonly optional?: boolean
  readonly source: SourceId
}

/** The seven parts, in the order of the talk. */
export const parts: readonly Part[] = [
  {
    id: 'api-server',
    official: 'kube-apiserver',
    name: 'API server',
    short: 'API server',
    plane: 'control',
    analogy: 'The front desk',
    verb: 'checks',
    job: 'The API server checks each request, stores objects in etcd and answers; everybody else is its client.',
    opening: 'Think of the front desk of an office building: it checks who you are, what you may do, writes your wish into the book, and never walks upstairs to do the work.',
    takeaway: { lead: 'One way in.', rest: 'Everyone else is a client.' },
    duties: [
      {
        id: 'entry',
        says: 'To change anything, ask it.',
        caption: { lead: 'One HTTP API.', rest: 'kubectl, scripts and controllers all use it.' },
        narration: 'Whatever you want from the cluster, you ask the API server: kubectl, a dashboard and a script are all clients of the same HTTP API.',
        source: 'docs:concepts/overview/kubernetes-api',
      },
      {
        id: 'limits',
        says: 'Checks, stores, answers; starts nothing.',
        caption: { lead: 'It never starts a container.', rest: 'It keeps the records.' },
        narration: 'It authenticates, authorizes, admits, validates, stores the object in etcd and answers. Starting things is the work of whoever watches.',
        source: 'docs:concepts/security/controlling-access',
      },
      {
        id: 'traffic',
        says: 'API traffic ends here; Pod traffic does not.',
        article: 'all communication',
        caption: { lead: 'The article says all communication.', rest: 'Pods talk past it.' },
        narration: 'Packets between Pods, image pulls and the calls from a kubelet to its container runtime never pass this desk.',
        source: 'docs:concepts/architecture/control-plane-node-communication',
      },
    ],
    source: 'docs:reference/glossary/kube-apiserver',
  },
  {
    id: 'scheduler',
    official: 'kube-scheduler',
    name: 'Scheduler',
    short: 'Scheduler',
    plane: 'control',
    analogy: 'A smart placement system',
    verb: 'places',
    job: 'The scheduler picks a node for each Pod that has none, and records the choice.',
    opening: 'Somebody has to choose a node for every new Pod. This part does, one Pod at a time.',
    takeaway: { lead: 'It records a choice.', rest: 'It starts nothing, and moves no Pod.' },
    duties: [
      {
        id: 'queue',
        says: 'Looks for Pods that have no node yet.',
        caption: { lead: 'No node name yet?', rest: 'Then the Pod is in its queue.' },
        narration: 'The scheduler watches for Pods whose node name is still empty. A Pod that already has a node is none of its business.',
        source: 'docs:concepts/scheduling-eviction/kube-scheduler',
      },
      {
        id: 'filter',
        says: 'Filters out nodes that cannot take the Pod.',
        caption: { lead: 'It counts requests,', rest: 'not what Pods use right now.' },
        narration: 'First it filters: requests against what is left on the node, taints, affinity, volumes. It counts what Pods have requested, not what they use at the moment. If no node is left, it may evict less important Pods to make room, and that is called preemption.',
        source: 'code:pkg/scheduler/framework/plugins/noderesources/fit.go',
      },
      {
        id: 'score',
        says: 'Scores the rest and binds to the best.',
        caption: { lead: 'Plugins give points:', rest: 'for room, and for replicas kept apart.' },
        narration: 'Then plugins give points to the nodes that are left. One gives them for CPU and memory that would stay unrequested: those are shown. For replicas of one ReplicaSet another weighs far more: a node that has one of them already scores much lower, and that is what spreads them. The highest sum gets the Pod.',
        source: 'docs:concepts/scheduling-eviction/topology-spread-constraints',
      },
    ],
    source: 'docs:reference/glossary/kube-scheduler',
  },
  {
    id: 'controller-manager',
    official: 'kube-controller-manager',
    name: 'Controller manager',
    short: 'Controllers',
    plane: 'control',
    analogy: 'A group of watchdogs',
    verb: 'compares',
    job: 'The controller manager runs the built-in control loops, compiled into one program.',
    opening: 'Picture a pack of watchdogs in one kennel: each guards one thing, none gives orders to another.',
    takeaway: { lead: 'Observe, compare, act.', rest: 'Then watch again.' },
    duties: [
      {
        id: 'loops',
        says: 'Each loop guards one kind of object.',
        caption: { lead: 'Many loops, one program:', rest: 'Deployment, ReplicaSet, Node, Job.' },
        narration: 'Deployments, ReplicaSets, Jobs, nodes, endpoints: each kind has its own control loop. They are compiled into one program and run in one process. Of several copies of it, as of the scheduler, one works; the others wait until its Lease runs out.',
        source: 'docs:reference/glossary/kube-controller-manager',
      },
      {
        id: 'watch',
        says: 'A watch wakes it; it polls no machine.',
        article: 'constantly check',
        caption: { lead: 'The article has them checking constantly.', rest: 'Watches wake them.' },
        narration: 'Most of their work starts when the API server tells them that an object changed; then they compare what is wanted with what is there.',
        source: 'docs:concepts/architecture/controller',
      },
      {
        id: 'gap',
        says: 'It asks the API for what is missing.',
        caption: { lead: 'One missing:', rest: 'it asks for one more.' },
        narration: 'A Pod on its way out no longer counts, so one is missing. The loop asks the API server for another: a request like any other, with the same gates to pass.',
        source: 'code:pkg/controller/replicaset/replica_set.go',
      },
    ],
    source: 'docs:reference/glossary/kube-controller-manager',
  },
  {
    id: 'etcd',
    official: 'etcd',
    name: 'etcd',
    short: 'etcd',
    plane: 'control',
    analogy: 'The memory bank',
    verb: 'remembers',
    job: 'etcd is the database that keeps every object of the API, each under a key of its own.',
    opening: 'Whatever any other part knows of the cluster, the API server has read here. Lose this without a backup, and nobody knows any more.',
    takeaway: { lead: 'One memory.', rest: 'Only the API server reads and writes it.' },
    duties: [
      {
        id: 'keys',
        says: 'Keeps API objects, under keys.',
        article: 'all the important information',
        caption: { lead: 'Objects of the API.', rest: 'Logs, images and volumes live elsewhere.' },
        narration: 'It holds what the API holds: the wish and the reported state of every object, and a few keys that the API servers keep for themselves. Container logs, images and the contents of volumes live elsewhere.',
        source: 'docs:reference/glossary/etcd',
      },
      {
        id: 'revision',
        says: 'Each write gets a revision.',
        article: 'whenever something changes',
        caption: { lead: 'The article says every change.', rest: 'A crash counts once reported.' },
        narration: 'Only what is written through the API is recorded: a container that dies is news only once the kubelet has reported it.',
        source: 'code:staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go',
      },
      {
        id: 'majority',
        says: 'A majority must agree.',
        caption: { lead: 'Two of three agree,', rest: 'or nothing is written.' },
        narration: 'Take three members of etcd that keep the same log. Two of them must agree before a write counts; with only one left nothing can be changed.',
        source: 'docs:tasks/administer-cluster/configure-upgrade-etcd',
      },
    ],
    source: 'docs:reference/glossary/etcd',
  },
  {
    id: 'kubelet',
    official: 'kubelet',
    name: 'kubelet',
    short: 'kubelet',
    plane: 'worker',
    analogy: 'The node’s manager',
    verb: 'runs',
    job: 'The kubelet is the agent on a node: it has the Pods of that node run, and reports on them.',
    opening: 'Now down to a worker node. On each one sits an agent that reads which Pods were given to its node and sees to it that they run.',
    takeaway: { lead: 'Wish in, report out.', rest: 'One agent a node.' },
    duties: [
      {
        id: 'own-pods',
        says: 'Reads the Pods bound to its own node.',
        caption: { lead: 'Bound to its node,', rest: 'or invisible to it.' },
        narration: 'A kubelet watches the API server for Pods that carry the name of its node. It may not even see the others.',
        source: 'code:pkg/kubelet/config/apiserver.go',
      },
      {
        id: 'restart',
        says: 'Has the runtime start and restart containers.',
        caption: { lead: 'It restarts containers', rest: 'even while the control plane is away.' },
        narration: 'It asks the container runtime to create what the Pod describes, probes it, and restarts what dies. That works even while the control plane is away.',
        source: 'docs:concepts/containers/cri',
      },
      {
        id: 'report',
        says: 'Reports: Pod status, and a Lease every 10\u00A0s.',
        caption: { lead: 'No Lease for 50 s,', rest: 'and the node counts as lost.' },
        narration: 'Back to the API server go the status of each Pod and a small heartbeat, the Lease, every ten seconds. That is how the cluster knows the node is alive.',
        source: 'docs:reference/node/node-status',
      },
    ],
    source: 'docs:reference/glossary/kubelet',
  },
  {
    id: 'container-runtime',
    official: 'container runtime',
    name: 'Container runtime',
    short: 'runtime',
    plane: 'worker',
    analogy: 'The engine',
    verb: 'starts',
    job: 'The container runtime pulls images and runs containers on a node, as the kubelet asks.',
    opening: 'The kubelet decides, the engine turns. Kubernetes brings no engine of its own.',
    takeaway: { lead: 'The kubelet asks, it runs.', rest: 'They speak CRI, on the node.' },
    duties: [
      {
        id: 'containers',
        says: 'Pulls images; creates and starts containers.',
        caption: { lead: 'A container is a process,', rest: 'fenced in, started from an image.' },
        narration: 'It fetches the image, sets up the isolated environment and starts the process, usually through a small low-level runtime such as runc.',
        source: 'docs:setup/production-environment/container-runtimes',
      },
      {
        id: 'cri',
        says: 'Any runtime that speaks CRI will do.',
        caption: { lead: 'gRPC over a socket', rest: 'on the node; no network involved.' },
        narration: 'The contract is the Container Runtime Interface, gRPC over a socket on the node. The kubelet does not care who is on the other end.',
        source: 'docs:concepts/containers/cri',
      },
      {
        id: 'docker',
        says: 'Today: containerd or CRI-O.',
        article: 'Docker, containerd, or CRI-O',
        caption: { lead: 'The article names Docker first.', rest: 'Its shim left in 1.24.' },
        narration: 'The shim for Docker left Kubernetes in version 1.24: Docker Engine now needs an adapter called cri-dockerd.',
        source: 'docs:setup/production-environment/container-runtimes',
      },
    ],
    source: 'docs:reference/glossary/container-runtime',
  },
  {
    id: 'kube-proxy',
    official: 'kube-proxy',
    name: 'kube-proxy',
    short: 'kube-proxy',
    plane: 'worker',
    analogy: 'The traffic controller',
    verb: 'routes',
    job: 'kube-proxy writes the kernel rules that lead from the address of a Service to one of its Pods.',
    opening: 'Pods come and go, and their addresses with them. A Service keeps one stable address in front, and somebody has to make that address work on every node.',
    takeaway: { lead: 'It writes the rules.', rest: 'The kernel moves the packets.' },
    duties: [
      {
        id: 'rules',
        says: 'Turns Services into kernel rules.',
        caption: { lead: 'iptables by default on Linux;', rest: 'nftables is newer, IPVS deprecated.' },
        narration: 'It watches Services and their endpoints, and writes rules so that a packet to the Service address goes to one of its Pods.',
        source: 'docs:reference/networking/virtual-ips',
      },
      {
        id: 'network',
        says: 'Makes Services reachable; a CNI plugin links Pods.',
        article: 'to allow communication to your Pods',
        caption: { lead: 'The article has it reach Pods.', rest: 'The network plugin does that.' },
        narration: 'Pods reach each other without it, by the network plugin; kube-proxy adds the addresses of Services, for callers on either side.',
        source: 'docs:concepts/services-networking',
      },
      {
        id: 'optional',
        says: 'Optional: network plugins can replace it.',
        caption: { lead: 'No kube-proxy?', rest: 'Some network plugins forward Services themselves.' },
        narration: 'Some network plugins forward Services themselves, and then there is no kube-proxy in the cluster at all.',
        source: 'docs:concepts/architecture',
      },
    ],
    optional: true,
    source: 'docs:reference/glossary/kube-proxy',
  },
]

/** The part of that id. */
export function partOf(id: PartId): Part {
  const part = parts.find(candidate => candidate.id === id)
  if (!part)
    throw new Error(`No part "${id}". Parts: ${parts.map(candidate => candidate.id).join(', ')}.`)
  return part
}
