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
]
