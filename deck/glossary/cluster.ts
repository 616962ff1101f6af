import type { Term } from './term.ts'

/** What a cluster is made of, and how its parts find out what to do. */
export const clusterTerms: readonly Term[] = [
  { id: 'cluster', name: 'cluster', sentence: 'A cluster is a control plane together with the nodes that it looks after.', source: 'docs:concepts/architecture' },
  { id: 'control-plane', name: 'control plane', aliases: ['master'], sentence: 'The control plane decides what happens in a cluster; it was once called the master.', source: 'docs:concepts/architecture' },
  { id: 'node', name: 'node', official: 'Node', aliases: ['worker node', 'data plane'], sentence: 'A node is a machine, virtual or physical, on which Pods run.', source: 'docs:concepts/architecture/nodes' },
  { id: 'api', name: 'API', aliases: ['HTTP API'], sentence: 'The Kubernetes API is the one way, over HTTP, to read the objects of a cluster and to change them.', source: 'docs:concepts/overview/kubernetes-api' },
  { id: 'object', name: 'object', sentence: 'An object is a record in the API: of something you want, and of what there is of it.', source: 'docs:concepts/overview/working-with-objects' },
  { id: 'desired-state', name: 'desired state', sentence: 'The desired state is what the objects ask for; the control loops move the cluster towards it.', source: 'docs:concepts/architecture/controller' },
  { id: 'controller', name: 'controller', aliases: ['control loop', 'loop'], sentence: 'A controller is a loop that compares what is wanted with what there is, and acts to close the gap.', source: 'docs:concepts/architecture/controller' },
  { id: 'watch', name: 'watch', aliases: ['ADDED', 'MODIFIED', 'DELETED'], sentence: 'A watch is a request that stays open: it brings changes of objects; after a break some may be missed, but never the last state.', source: 'docs:reference/using-api/api-concepts' },
  { id: 'revision', name: 'revision', official: 'resourceVersion', sentence: 'A revision is the number that etcd gives to a write, and an object carries its last; a Deployment calls its rollouts revisions, too.', source: 'docs:reference/using-api/api-concepts' },
  { id: 'majority', name: 'majority', sentence: 'More than half of the members of etcd, the majority, must agree before a write counts.', source: 'docs:tasks/administer-cluster/configure-upgrade-etcd' },
  { id: 'uid', name: 'UID', aliases: ['unique id'], sentence: 'A UID tells an object from all others, even from a later one of the same name.', source: 'docs:concepts/overview/working-with-objects/names' },
  { id: 'lease', name: 'Lease', aliases: ['heartbeat'], sentence: 'A Lease is a small object that its holder keeps renewing; that of a kubelet says that its node is alive.', source: 'docs:concepts/architecture/leases' },
  { id: 'event', name: 'event', official: 'Event', aliases: ['FailedCreate'], sentence: 'An event is a note, kept for a short while, of what happened to an object.', source: 'docs:reference/glossary/event' },
]
