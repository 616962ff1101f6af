import '../../talk/add-more-sources.ts'
import { defineSteps, type StepId } from '../../talk/step.ts'

/** How Pods are spread, what is a wish and what a rule, and who has to go for whom. */
export const whoMakesRoomSteps = defineSteps([
  {
    id: 'spread',
    caption: { lead: 'Spread, though nobody asked.', rest: 'Points for the emptier node and zone.' },
    narration: 'A Deployment says nothing of where its Pods go, and still they spread. Topology spread is built in, as two wishes: few replicas of one kind on a node, and few in a zone. The first is on worker one. For the second the same zone costs a little, the same node more.',
    source: 'docs:concepts/scheduling-eviction/topology-spread-constraints',
    page: true,
  },
  {
    id: 'wish',
    caption: { lead: 'A wish gives way.', rest: 'One node open: all three go there.' },
    narration: 'It is only a wish, and a wish gives way. Close two of the nodes, and all three replicas go to the one that is left. Nobody warns you, no Event says so: everything runs. And if the nodes open again, nothing moves back.',
    source: 'docs:concepts/scheduling-eviction/topology-spread-constraints',
    page: true,
  },
  {
    id: 'apart',
    caption: { lead: 'A rule does not.', rest: 'Anti-affinity: one a node, and the fourth waits.' },
    moves: ['worker-1', 'worker-2', 'worker-3', 'waiting', 'said', 'worker-1-m5vqw'],
    narration: 'A rule does not give way. With required anti-affinity no two of these may share a node. Three nodes, four replicas: the fourth stays Pending, and the scheduler’s Event says why. Choose between the two: a wish may be ignored, a rule may stop you.',
    source: 'docs:concepts/scheduling-eviction/assign-pod-node',
    page: true,
  },
  {
    id: 'polite',
    caption: { lead: 'Full.', rest: 'This one has priority 100, and asks nobody to go.' },
    moves: ['worker-1-m5vqw', 'worker-2-wnq2x', 'worker-3-q2vxn'],
    narration: 'Another cluster, and it is full: three Pods of priority zero, each asks for one and a half of two CPUs. A Pod comes with priority one hundred that wants one CPU. Its class says preemption policy Never: it stands ahead in the queue, and asks nobody to go.',
    source: 'docs:concepts/scheduling-eviction/pod-priority-preemption',
    page: true,
  },
  {
    id: 'urgent',
    caption: { lead: 'Priority 1000 does not fit either.', rest: 'Who would have to go?' },
    narration: 'Then an urgent one: priority one thousand. It does not fit either. So the scheduler asks of each node: if everybody below you were gone, would you fit? Then it puts back as many as it can. Of the nodes that would do it takes the one whose victims matter least.',
    source: 'code:pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go',
  },
  {
    id: 'victim',
    caption: { lead: 'One is told to go.', rest: 'The node is promised, not given.' },
    narration: 'It writes into the urgent Pod which node it is to have, and deletes the victim, like anybody would: by a request to the API server. The victim gets its grace period. That name, nominatedNodeName, is a promise for the scheduler itself, and no binding.',
    source: 'docs:concepts/scheduling-eviction/pod-priority-preemption',
    page: true,
    poster: true,
  },
  {
    id: 'room',
    caption: { lead: 'Room for one is room for two.', rest: 'The polite one gets what is left over.' },
    narration: 'The victim has ended, and its place is free: before its object is gone. The urgent Pod is bound. It needed one CPU, and one and a half were given up: so the polite one fits as well. A real cluster did exactly that. Asking nobody to go does not mean going last.',
    source: 'docs:concepts/scheduling-eviction/pod-priority-preemption',
    page: true,
  },
  {
    id: 'waits',
    caption: { lead: 'And the victim’s replacement?', rest: 'It waits: nobody matters less.' },
    narration: 'The ReplicaSet has asked for a new Pod at once, as for any that goes. It has priority zero, and nobody is below it: no victims found. So a cluster that is full does not get roomier by priority. Somebody waits; you only decide who.',
    source: 'docs:concepts/scheduling-eviction/pod-priority-preemption',
  },
])

export type WhoMakesRoomStepId = StepId<typeof whoMakesRoomSteps>
