import type { Part } from '../part.ts'

/** What is said of kube-apiserver: its place in the cluster, its duties and the line to keep, each with its source. */
export const apiServer: Part = {
  id: 'api-server',
  official: 'kube-apiserver',
  name: 'API server',
  short: 'API server',
  plane: 'control',
  analogy: 'The front desk',
  verb: 'checks',
  job: 'The API server checks each request, stores objects in etcd and answers; everybody else is its client.',
  opening: 'Think of the front desk of an office building: it checks who you are, what you may do, writes your wish into the book, and never walks upstairs to do the work.',
  takeaway: { lead: 'One way in.', rest: 'Everyone else is a client.' },
  duties: [
    {
      id: 'entry',
      says: 'To change anything, ask it.',
      caption: { lead: 'One HTTP API.', rest: 'kubectl, scripts and controllers all use it.' },
      narration: 'Whatever you want from the cluster, you ask the API server: kubectl, a dashboard and a script are all clients of the same HTTP API.',
      source: 'docs:concepts/overview/kubernetes-api',
    },
    {
      id: 'limits',
      says: 'Checks, stores, answers; starts nothing.',
      caption: { lead: 'Checked, stored, answered.', rest: 'It never starts a container.' },
      narration: 'It authenticates, authorizes, admits, validates, stores the object in etcd and answers. Starting things is the work of whoever watches.',
      source: 'docs:concepts/security/controlling-access',
    },
    {
      id: 'traffic',
      says: 'API traffic ends here; Pod traffic does not.',
      article: 'all communication',
      caption: { lead: 'The article says all communication.', rest: 'Pods talk past it.' },
      narration: 'Packets between Pods, image pulls and the calls from a kubelet to its container runtime never pass this desk.',
      source: 'docs:concepts/architecture/control-plane-node-communication',
    },
  ],
  source: 'docs:reference/glossary/kube-apiserver',
}
