import type { Part } from '../part.ts'

/** What is said of kubelet: its place in the cluster, its duties and the line to keep, each with its source. */
export const kubelet: Part = {
  id: 'kubelet',
  official: 'kubelet',
  name: 'kubelet',
  short: 'kubelet',
  plane: 'worker',
  analogy: 'The node’s manager',
  verb: 'runs',
  job: 'The kubelet is the agent on a node: it has the Pods of that node run, and reports on them.',
  opening: 'Now down to a worker node. On each one sits an agent that reads which Pods were given to its node and sees to it that they run.',
  takeaway: { lead: 'Wish in, report out.', rest: 'One agent a node.' },
  duties: [
    {
      id: 'own-pods',
      says: 'Reads the Pods bound to its own node.',
      caption: { lead: 'Bound to its node,', rest: 'or invisible to it.' },
      narration: 'A kubelet watches the API server for Pods that carry the name of its node. It may not even see the others.',
      source: 'code:pkg/kubelet/config/apiserver.go',
    },
    {
      id: 'restart',
      says: 'Has the runtime start and restart containers.',
      caption: { lead: 'It restarts containers', rest: 'even while the control plane is away.' },
      narration: 'It asks the container runtime to create what the Pod describes, probes it, and restarts what dies. That works even while the control plane is away.',
      source: 'docs:concepts/containers/cri',
    },
    {
      id: 'report',
      says: 'Reports: Pod status, and a Lease every 10\u00A0s.',
      caption: { lead: 'No Lease for 50 s,', rest: 'and the node counts as lost.' },
      narration: 'Back to the API server go the status of each Pod and a small heartbeat, the Lease, every ten seconds. That is how the cluster knows the node is alive.',
      source: 'docs:reference/node/node-status',
    },
  ],
  source: 'docs:reference/glossary/kubelet',
}
