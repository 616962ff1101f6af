import { defineSteps, type StepId } from '../../talk/step.ts'

/** Five parts are stopped, one after the other: the audience guesses, then looks. */
export const breakSteps = defineSteps([
  {
    id: 'healthy',
    caption: { lead: 'Everything works.', rest: 'Now we stop one part at a time: you guess first.' },
    narration: 'Here is the cluster again, alive: two Pods behind a Service, on three worker nodes; the machines of the control plane are not shown. Everything with a switch can be stopped. I stop one part, you say what still works, and then we look.',
    source: 'docs:tasks/debug/debug-cluster',
  },
  {
    id: 'ask-scheduler',
    caption: { lead: 'No Scheduler, and we scale to four.', rest: 'What do the new Pods do?' },
    narration: 'First the scheduler. All three stop, so that no other takes over, and then somebody scales web from two to four. What do the two new Pods do? Hands up.',
    question: {
      id: 'without-scheduler',
      guesses: [
        { id: 'run', label: 'They run', right: false },
        { id: 'event', label: 'Wait, with an event', right: false },
        { id: 'silence', label: 'Wait, with no event', right: true },
      ],
    },
    source: 'docs:concepts/scheduling-eviction/kube-scheduler',
  },
  {
    id: 'no-scheduler',
    caption: { lead: 'All three Schedulers stop.', rest: 'Nothing that runs notices.' },
    narration: 'I turn them off. Both Pods run on, kubectl answers. Only new Pods get no node, and so no lost one is replaced.',
    source: 'docs:concepts/scheduling-eviction/kube-scheduler',
  },
  {
    id: 'pending',
    caption: { lead: 'Pending, in silence.', rest: 'Nobody tried, so no event says why.' },
    narration: 'The two Pods are there, stored in etcd, and Pending. In a full cluster an event would say FailedScheduling. Here nobody has even looked at them, so there is no event at all.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
    page: true,
  },
  {
    id: 'scheduled',
    caption: { lead: 'They start again.', rest: 'One leads, finds the Pods by itself, and they run.' },
    narration: 'They come back. One leads, lists the Pods without a node, and binds them. Nobody had to ask it again. Had the leader been killed, not stopped, its Lease would have had to run out first, some 16 seconds.',
    source: 'docs:concepts/scheduling-eviction/kube-scheduler',
  },
  {
    id: 'ask-controllers',
    caption: { lead: 'No controller manager, and a node dies.', rest: 'Its status after 6 min?' },
    narration: 'A fresh cluster. Now all three controller managers stop, and a while later a worker node loses power. Six minutes after that, what does kubectl get nodes say about it?',
    question: {
      id: 'without-controllers',
      guesses: [
        { id: 'not-ready', label: 'NotReady', right: false },
        { id: 'ready', label: 'Ready', right: true },
        { id: 'gone', label: 'It is not listed', right: false },
      ],
    },
    source: 'docs:concepts/architecture/nodes',
  },
  {
    id: 'no-controllers',
    caption: { lead: 'Its loops stop.', rest: 'What runs, runs on.' },
    narration: 'The controller managers are off: none of the built-in controllers compares any more what is with what was wanted. Scheduler and kubelets go on, and the Pods do not mind.',
    source: 'docs:concepts/architecture/controller',
  },
  {
    id: 'not-replaced',
    caption: { lead: 'A Pod is deleted.', rest: 'Nobody makes another, and nobody complains.' },
    narration: 'I delete one of the two Pods. The API server says deleted, the kubelet stops it, and that is all. The one who would count and make another is off.',
    source: 'docs:concepts/workloads/controllers/replicaset',
  },
  {
    id: 'still-ready',
    caption: { lead: 'Dead, and still Ready.', rest: 'Nobody is left to write NotReady.' },
    narration: 'And here is your node: dead for six minutes, and Ready. A node does not say by itself that it is dead. A controller notices the silence and writes it down, and that controller is off.',
    source: 'code:pkg/controller/nodelifecycle/node_lifecycle_controller.go',
    page: true,
  },
  {
    id: 'caught-up',
    caption: { lead: 'The loops catch up.', rest: 'NotReady, and two Pods run elsewhere.' },
    narration: 'The controller managers come back. As soon as one has the Lease, which takes up to 20 seconds, it replaces the Pod that was deleted. For the dead node it waits its fifty seconds, marks it, and waits five minutes more.',
    source: 'code:pkg/controller/tainteviction/taint_eviction.go',
  },
  {
    id: 'ask-etcd',
    caption: { lead: 'etcd has three members.', rest: 'How many may stop, and all still works?' },
    narration: 'Now the memory. etcd runs as three members here. How many of them may stop before you notice anything?',
    question: {
      id: 'without-etcd',
      guesses: [
        { id: 'none', label: 'None', right: false },
        { id: 'one', label: 'One', right: true },
        { id: 'two', label: 'Two', right: false },
      ],
    },
    source: 'docs:tasks/administer-cluster/configure-upgrade-etcd',
  },
  {
    id: 'one-member',
    caption: { lead: 'One may stop.', rest: 'Two of three are a majority, and write.' },
    narration: 'One stops, and the command goes through as ever. Two of three still agree on every write.',
    source: 'docs:tasks/administer-cluster/configure-upgrade-etcd',
  },
  {
    id: 'no-majority',
    caption: { lead: 'Without a majority, nothing changes.', rest: 'And Pods run on.' },
    narration: 'The second stops, and the one that is left must not decide alone. A request that needs etcd waits, for up to a minute, and ends in a timeout. Scheduler and controller manager cannot renew their Leases, and quit. The Pods that run, and the rules in the kernels, need no etcd.',
    source: 'page:etcd.io/docs/v3.6/op-guide/failures/',
    page: true,
  },
  {
    id: 'majority-again',
    caption: { lead: 'A majority again.', rest: 'The same command goes through.' },
    narration: 'One member comes back, and the same command works. A scheduler and a controller manager must get their Leases first, within half a minute: then the new Pod runs, too. Nothing that was stored is lost.',
    source: 'docs:tasks/administer-cluster/configure-upgrade-etcd',
  },
  {
    id: 'ask-node',
    caption: { lead: 'The network to worker-1 is cut.', rest: 'How many Pods run after 6 min?' },
    narration: 'Now a cable. The node worker-1 is cut off from the control plane, but it has power. We want two Pods of web. Six minutes later, how many really run: one, two, three?',
    question: {
      id: 'without-node',
      guesses: [
        { id: 'one', label: 'One', right: false },
        { id: 'two', label: 'Two, as wanted', right: false },
        { id: 'three', label: 'Three', right: true },
      ],
    },
    source: 'docs:concepts/architecture/nodes',
  },
  {
    id: 'cut-off',
    caption: { lead: 'Cut off.', rest: 'Its container does not notice; the API knows nothing yet.' },
    narration: 'I cut it. The API still says Ready and Running, because that was the last it heard. Services still send it its share of the connections, and all of that is lost.',
    source: 'docs:reference/node/node-status',
  },
  {
    id: 'not-ready',
    caption: { lead: 'NotReady, a minute later.', rest: 'No heartbeat for 50 seconds.' },
    narration: 'After fifty seconds without a heartbeat the node is NotReady, and Services stop sending traffic to its Pod: everywhere but on that node, which has not heard of it.',
    source: 'code:pkg/controller/nodelifecycle/config/v1alpha1/defaults.go',
  },
  {
    id: 'two-copies',
    caption: { lead: 'Wanted two, running three.', rest: 'Terminating reaches no kubelet.' },
    narration: 'Five minutes more, and the Pod is marked for deletion and replaced. But nobody can tell its kubelet, so the old container runs on beside the new one. Three Pods run where two are wanted.',
    source: 'docs:concepts/scheduling-eviction/taint-and-toleration',
    page: true,
  },
  {
    id: 'reconnected',
    caption: { lead: 'Connected again.', rest: 'The kubelet hears of it, and stops the old Pod.' },
    narration: 'The cable is back. Some seconds later the kubelet learns that its Pod is to go, stops it and reports. Two are left, as wanted.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
  },
  {
    id: 'ask-api-server',
    caption: { lead: 'The API server stops, the hub of it all.', rest: 'What of running Pods?' },
    narration: 'And last the hub itself, the one that everybody talks to. The API server stops, in all its copies. What becomes of the Pods that run?',
    question: {
      id: 'without-api-server',
      guesses: [
        { id: 'stop', label: 'They stop', right: false },
        { id: 'restart', label: 'They restart elsewhere', right: false },
        { id: 'nothing', label: 'They run on', right: true },
      ],
    },
    source: 'docs:tasks/debug/debug-cluster',
  },
  {
    id: 'no-api-server',
    caption: { lead: 'They run on.', rest: 'Their Services reach them, too.' },
    narration: 'Nothing becomes of them. Containers are kept by their node, and the rules for Services are in the kernels.',
    source: 'docs:tasks/debug/debug-cluster',
  },
  {
    id: 'refused',
    caption: { lead: 'But nobody can ask or change anything.', rest: 'Connection refused.' },
    narration: 'But nothing can be asked, and nothing can be changed: no command, no new Pod, no replacement. The cluster stands still, and works.',
    source: 'code:staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go',
    page: true,
  },
  {
    id: 'answered-again',
    caption: { lead: 'It is back.', rest: 'Nothing was lost; the loops need a while.' },
    narration: 'It starts again, and kubectl is answered within seconds. Kubelets connect again. Controller manager and scheduler have quit meanwhile: they are started again and must get their Leases first, so that a new Pod may take a minute. Nothing was lost: all of it is in etcd.',
    source: 'docs:concepts/architecture/self-healing',
  },
  {
    id: 'matrix',
    caption: { lead: 'What runs, runs on;', rest: 'what stops is change.' },
    narration: 'All of it on one page. One of any three is not missed: where it led, another one leads within 20 seconds. Nearly every row keeps its first two ticks: what runs, runs on. The last two rows show what a dead node costs: its share of the connections, until somebody notices. What a broken control plane takes from you is change.',
    source: 'docs:tasks/debug/debug-cluster',
  },
])

export type BreakStepId = StepId<typeof breakSteps>
