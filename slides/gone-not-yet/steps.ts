import '../../talk/add-more-sources.ts'
import { defineSteps, type StepId } from '../../talk/step.ts'
import { stuckSeconds } from './history.ts'

/** What is deleted, and what is still there: owners, the garbage collector, finalizers. */
export const goneNotYetSteps = defineSteps([
  {
    id: 'owners',
    caption: { lead: 'Each names its owner.', rest: 'Nobody keeps a list of children.' },
    narration: 'A Deployment, its ReplicaSet, its Pods. No owner has a list of what it owns. It is the other way round: each object names its owner, by UID, in an owner reference. One controller, the garbage collector, reads all those names and knows the tree.',
    source: 'docs:concepts/overview/working-with-objects/owners-dependents',
  },
  {
    id: 'background',
    caption: { lead: 'Background: the owner first.', rest: 'kubectl is done already.' },
    narration: 'You delete the Deployment. By default that means in the background: its object is taken out of etcd at once, and kubectl says deleted. Its Pods serve on, and nobody has told them anything.',
    source: 'docs:concepts/architecture/garbage-collection',
    page: true,
  },
  {
    id: 'collected',
    caption: { lead: 'The collector follows', rest: 'from one missing owner to the next.' },
    narration: 'The garbage collector sees a ReplicaSet whose owner is not there any more, and deletes it; then Pods whose owner is gone. Pods do not go at once: they are marked, and stay Terminating until their kubelet reports that the containers have ended.',
    source: 'docs:concepts/architecture/garbage-collection',
  },
  {
    id: 'foreground',
    caption: { lead: 'Foreground: the owner last.', rest: 'A finalizer keeps it there.' },
    narration: 'In the foreground the owner goes last. The API server only marks it, and puts a finalizer on it: foregroundDeletion. The collector does the same with the ReplicaSet, and deletes the Pods. When they are gone, it takes the finalizers off, from the bottom to the top.',
    source: 'docs:tasks/administer-cluster/use-cascading-deletion',
    page: true,
    poster: true,
  },
  {
    id: 'orphan',
    caption: { lead: 'Orphan: nobody’s.', rest: 'Pods run on, until they are adopted.' },
    narration: 'And with orphan the collector strikes the owner out of what it owned. ReplicaSet and Pods run on. Create the same Deployment again, and it adopts them: on a real cluster one took in five old ReplicaSets, and made no new one.',
    source: 'docs:tasks/administer-cluster/use-cascading-deletion',
    page: true,
  },
  {
    id: 'held',
    moves: ['terminal'],
    caption: { lead: 'A finalizer: somebody has work to do.', rest: 'Until then it stays.' },
    narration: 'Whoever may change an object may put a finalizer on it: a name that says, I have something to clean up first. Deletion then only writes a time into the object. kubectl waits, and here gives up after two seconds. Nothing is broken: somebody has not finished.',
    source: 'docs:concepts/overview/working-with-objects/finalizers',
    page: true,
  },
  {
    id: 'freed',
    caption: { lead: 'The last one off, and it is gone.', rest: 'Usually its controller does that.' },
    narration: 'When the last finalizer is taken off, the object is gone with that very write. That is the work of the controller whose name it is. Doing it by hand works, too, but then nobody cleans up: ask first who put it there.',
    source: 'docs:concepts/overview/working-with-objects/finalizers',
  },
  {
    id: 'namespace',
    caption: { lead: 'A Namespace that does not end', rest: 'says why, in its status.' },
    narration: `A Namespace goes when it is empty. This one has been Terminating for ${stuckSeconds} seconds, and takes nothing new in. Its own status says why: a finalizer remains on one ConfigMap in it. Take that off, not the Namespace’s own.`,
    source: 'docs:concepts/overview/working-with-objects/namespaces',
    page: true,
  },
])

export type GoneNotYetStepId = StepId<typeof goneNotYetSteps>
