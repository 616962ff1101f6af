import type { Term } from './term.ts'

/** Words of the slides that stand beside the talk. */
export const deeperTerms: readonly Term[] = [
  { id: 'max-surge', name: 'maxSurge', sentence: 'maxSurge is how many Pods a Deployment may have too many while it rolls: a quarter, rounded up, unless told otherwise.', source: 'docs:concepts/workloads/controllers/deployment' },
  { id: 'max-unavailable', name: 'maxUnavailable', sentence: 'maxUnavailable is how many Pods may be missing while a Deployment rolls: a quarter, rounded down, unless told otherwise.', source: 'docs:concepts/workloads/controllers/deployment' },
  { id: 'pre-stop', name: 'preStop', sentence: 'preStop is what happens to a container before it is asked to end: often it just sleeps, and goes on serving.', source: 'docs:concepts/containers/container-lifecycle-hooks' },
  { id: 'garbage-collector', name: 'garbage collector', sentence: 'The garbage collector is the controller that deletes what has lost its owner.', source: 'docs:concepts/architecture/garbage-collection' },
  { id: 'owner-reference', name: 'owner reference', aliases: ['ownerReferences'], sentence: 'An owner reference names, by UID, the object that an object belongs to and goes with.', source: 'docs:concepts/overview/working-with-objects/owners-dependents' },
  { id: 'finalizer', name: 'finalizer', aliases: ['foregroundDeletion'], sentence: 'A finalizer is a name on an object that keeps it from going until its controller has cleaned up.', source: 'docs:concepts/overview/working-with-objects/finalizers' },
  { id: 'namespace', name: 'Namespace', sentence: 'A Namespace is a part of a cluster in which names are its own: objects of one kind need different ones only there.', source: 'docs:concepts/overview/working-with-objects/namespaces' },
  { id: 'leader-election', name: 'leader election', aliases: ['leader'], sentence: 'Leader election decides by a Lease which of several copies of a part works while the others wait.', source: 'docs:concepts/architecture/leases' },
  { id: 'topology-spread', name: 'topology spread', aliases: ['topology spread constraints'], sentence: 'Topology spread is how evenly Pods of one kind stand over nodes or zones: the scheduler gives points for it even if nobody asks.', source: 'docs:concepts/scheduling-eviction/topology-spread-constraints' },
  { id: 'anti-affinity', name: 'anti-affinity', sentence: 'Anti-affinity says of a Pod which others may not, or should not, be on its node or in its zone.', source: 'docs:concepts/scheduling-eviction/assign-pod-node' },
  { id: 'priority', name: 'priority', aliases: ['PriorityClass'], sentence: 'The priority of a Pod is a number, named by a PriorityClass: the higher is scheduled first, and may preempt.', source: 'docs:concepts/scheduling-eviction/pod-priority-preemption' },
  { id: 'preemption', name: 'preemption', aliases: ['preempt', 'preempts', 'Preempted'], sentence: 'Preemption deletes Pods of lower priority, so that one fits for which no node had room.', source: 'docs:concepts/scheduling-eviction/pod-priority-preemption' },
  { id: 'nominated-node-name', name: 'nominatedNodeName', sentence: 'nominatedNodeName is the node on which room is made for a Pod: a promise that binds nobody.', source: 'docs:concepts/scheduling-eviction/pod-priority-preemption' },
  { id: 'static-pod', name: 'static Pod', aliases: ['static Pods'], sentence: 'A static Pod is one that a kubelet runs from a file on its machine, whether or not there is an API server.', source: 'docs:tasks/configure-pod-container/static-pod' },
  { id: 'kubeadm', name: 'kubeadm', sentence: 'kubeadm is the tool that sets a cluster up, with certificates for a year; an upgrade by it renews them.', source: 'docs:tasks/administer-cluster/kubeadm/kubeadm-certs' },
  { id: 'mirror-pod', name: 'mirror', aliases: ['mirrors', 'mirror Pod'], sentence: 'A mirror is the object by which a kubelet shows a static Pod in the API: deleting it does nothing to the Pod.', source: 'docs:tasks/configure-pod-container/static-pod' },
  { id: 'informer', name: 'informer', sentence: 'An informer keeps a controller’s copy of one kind of object: it lists once, watches from there on, and tells what is different from before.', source: 'page:github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/controllers.md' },
  { id: 'bookmark', name: 'bookmark', sentence: 'A bookmark is a word of a watch without news: only a newer number to go on from.', source: 'docs:reference/using-api/api-concepts' },
]
