import { defineSteps } from '../../talk/step.ts'
import { replacementSeconds as seconds } from './history.ts'

/** A node dies: what happens to its Pods, and when. The seconds are those of the run. */
export const replacementSteps = defineSteps([
  {
    id: 'running',
    caption: { lead: 'Four Pods.', rest: 'A ReplicaSet wants three; one was made by hand.' },
    narration: 'Three Pods of one ReplicaSet, which wants three at all times. The fourth was made by hand, with kubectl run; nobody stands behind it.',
    source: 'docs:concepts/workloads/controllers/replicaset',
    page: true,
  },
  {
    id: 'node-dies',
    caption: { lead: 'The node dies.', rest: 'The API still says Running.' },
    narration: 'A node loses power. What ran on it is gone at once, but the API repeats what was last reported: Running.',
    source: 'docs:reference/node/node-status',
  },
  {
    id: 'not-ready',
    caption: { lead: `${seconds.notReady} s: NotReady.`, rest: 'No heartbeat for too long.' },
    narration: `The kubelet renewed its Lease every ten seconds. Once the node controller has seen no renewal for ${seconds.notReady} seconds, it marks the node NotReady and taints it. Only now do Services stop sending it traffic: until then its share of the connections was lost. Had the node only restarted, its kubelet would start the same Pods’ containers again.`,
    source: 'code:pkg/controller/nodelifecycle/config/v1alpha1/defaults.go',
    page: true,
  },
  {
    id: 'terminating',
    caption: { lead: `${seconds.marked} s: marked for deletion.`, rest: 'Both say Terminating.' },
    narration: `With NotReady the controller puts a taint on the node that evicts. A Pod puts up with it for 300 seconds by default, and at ${seconds.marked} both Pods are marked for deletion. They stay Terminating until the kubelet confirms that they have ended.`,
    source: 'code:pkg/controller/tainteviction/taint_eviction.go',
    page: 'paper',
  },
  {
    id: 'replacement',
    caption: { lead: 'Replaced, not moved:', rest: 'new name, new UID, new IP.' },
    narration: `The same ReplicaSet no longer counts the Pod on its way out, and asks for another at once: it runs after ${seconds.replaced} seconds. It is a new Pod with a new name, a new UID and a new address, on a healthy node. No Pod ever moves.`,
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
  },
  {
    id: 'bare',
    caption: { lead: 'The bare Pod is not replaced.', rest: 'Nobody asked for another.' },
    narration: 'And the Pod that somebody made by hand? It is not replaced. The article calls Pods ephemeral and recreated as needed; the one who recreates them is a controller, and this Pod has none.',
    source: 'docs:concepts/workloads/pods',
  },
  {
    id: 'node-back',
    caption: { lead: 'The node comes back.', rest: 'Only now are the old Pods gone.' },
    narration: 'Had the node never come back, both would say Terminating until its Node object goes, deleted by somebody or by a controller of the cloud, or until they are removed by force. Now its kubelet starts, finds that they are to go and that nothing of them runs, and confirms. Only then do the two objects disappear.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
  },
])
