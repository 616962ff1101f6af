import type { Part } from '../part.ts'

/** What is said of kube-controller-manager: its place in the cluster, its duties and the line to keep, each with its source. */
export const controllerManager: Part = {
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
      narration: 'Deployments, ReplicaSets, Jobs, nodes, endpoints: each of these has its own control loop. They are compiled into one program and run in one process. Of several copies of it, as of the scheduler, one works, and the others stand by.',
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
}
