import type { Part } from '../part.ts'

/** What is said of kube-scheduler: its place in the cluster, its duties and the line to keep, each with its source. */
export const scheduler: Part = {
  id: 'scheduler',
  official: 'kube-scheduler',
  name: 'Scheduler',
  short: 'Scheduler',
  plane: 'control',
  analogy: 'A smart placement system',
  verb: 'places',
  job: 'The scheduler picks a node for each Pod that has none, and records the choice.',
  opening: 'Somebody has to choose a node for each Pod that has none. This part does, one Pod at a time.',
  takeaway: { lead: 'It records a choice.', rest: 'It starts nothing, and moves no Pod.' },
  duties: [
    {
      id: 'queue',
      says: 'Looks for Pods that have no node yet.',
      caption: { lead: 'No node name yet?', rest: 'Then the Pod is in its queue.' },
      narration: 'The scheduler watches for Pods whose node name is still empty. A Pod that has one is not placed again; it only counts as what is taken there.',
      source: 'docs:concepts/scheduling-eviction/kube-scheduler',
    },
    {
      id: 'filter',
      says: 'Filters out nodes that cannot take the Pod.',
      caption: { lead: 'It counts requests,', rest: 'not what Pods use right now.' },
      narration: 'First it filters: requests against what is left on the node, taints, rules of the Pod’s own, volumes. It counts what Pods have requested, not what they use at the moment. If no node is left, it may evict less important Pods to make room, and that is called preemption.',
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
}
