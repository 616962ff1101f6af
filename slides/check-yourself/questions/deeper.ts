import type { Question } from '../question.ts'

/** On the slides that stand beside the talk. */
export const deeperQuestions: readonly Question[] = [
  {
    id: 'ready-during-update',
    asks: 'Three Pods, defaults: how many may be missing while a Deployment rolls?',
    right: 'None',
    wrong: ['One', 'Two', 'All three, for a moment'],
    why: 'maxUnavailable is 25 % and rounded down: of three that is none. maxSurge is rounded up: one more may be there.',
    source: 'docs:concepts/workloads/controllers/deployment',
    told: { slide: 'rolling-update', step: 'surge' },
  },
  {
    id: 'lost-while-rolling',
    asks: 'Why is a request still sent to a Pod that has closed its door?',
    right: 'Rules change later than SIGTERM comes',
    wrong: ['Its readiness probe is too slow', 'The Service has no Pod left', 'The new Pod is not ready yet'],
    why: 'Kubelet and kube-proxy hear of the deletion at once, and neither waits for the other. A preStop hook that sleeps ends the race.',
    source: 'docs:concepts/workloads/pods/pod-lifecycle',
    told: { slide: 'rolling-update', step: 'race' },
  },
  {
    id: 'who-lists-children',
    asks: 'How does Kubernetes know which Pods belong to a ReplicaSet that was deleted?',
    right: 'Each Pod names its owner',
    wrong: ['The ReplicaSet lists its Pods', 'By their labels alone', 'The kubelet remembers'],
    why: 'Owner references point from what is owned to its owner. The garbage collector reads them all and deletes what has lost its owner.',
    source: 'docs:concepts/overview/working-with-objects/owners-dependents',
    told: { slide: 'gone-not-yet', step: 'owners' },
  },
  {
    id: 'stuck-terminating',
    asks: 'A ConfigMap stays Terminating. What keeps it?',
    right: 'A finalizer on it',
    wrong: ['Its grace period', 'A Pod that mounts it', 'A lost node'],
    why: 'With a deletion time and a finalizer it waits until whoever put that on has cleaned up and taken it off.',
    source: 'docs:concepts/overview/working-with-objects/finalizers',
    told: { slide: 'gone-not-yet', step: 'held' },
  },
  {
    id: 'leader-killed',
    asks: 'Of three schedulers the leading one is killed. How soon does another work?',
    right: 'After 15 to 20 seconds',
    wrong: ['At once', 'After 2 seconds', 'After 5 minutes'],
    why: 'The others take the Lease once they have seen no renewal for 15 seconds, and they look every few seconds.',
    source: 'docs:concepts/architecture/leases',
    told: { slide: 'three-of-each', step: 'taken-over' },
  },
  {
    id: 'four-members',
    asks: 'Three members of etcd become four. How many may now fail?',
    right: 'One, as before',
    wrong: ['Two', 'None any more', 'Three'],
    why: 'Of four a majority is three. The fourth adds something that can fail, and nothing that may.',
    source: 'page:etcd.io/docs/v3.6/faq/',
    told: { slide: 'three-of-each', step: 'odd' },
  },
]
